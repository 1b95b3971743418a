package arena

import (
	"errors"
	"slices"
	"testing"
)

// An arena is filled again and again, each time with the same memory.
func TestResetFreesAll(t *testing.T) {
	p := newPool(t, nil)
	a := take(t, p.NewShard(), 400)
	var first []uintptr
	for round := range 5 {
		var at []uintptr
		for range 4 {
			at = append(at, address(mustMake[uint32](t, a, 25)))
		}
		if a.Used() != 400 || a.Size() != 400 {
			t.Fatalf("used %d of %d", a.Used(), a.Size())
		}
		if _, err := Make[uint8](a, 1); !errors.Is(err, ErrExhausted) {
			t.Fatalf("full, but %v", err)
		}
		if first = append(first, at...)[:4]; a.run.mem != nil && !slices.Equal(at, first) {
			t.Fatalf("round %d at %x, not %x", round, at, first)
		}
		check(t, a.Reset())
		if a.Used() != 0 || a.Size() != 400 || p.Stats().Resets != int64(round+1) {
			t.Fatalf("after Reset used %d of %d; %+v", a.Used(), a.Size(), p.Stats())
		}
	}
}

// Memory given back is taken again; old handles are stale while it serves another arena.
func TestReleaseReuses(t *testing.T) {
	s := newPool(t, nil).NewShard()
	old := take(t, s, 1000)
	mustMake[uint64](t, old, 10)
	check(t, old.Release())
	for generation := range 1000 {
		a := take(t, s, 1000)
		if a.state() != old.state() || a == old || a.Used() != 0 {
			t.Fatalf("generation %d: handle %v after %v, %d used", generation, a.stamp, old.stamp, a.Used())
		}
		isStale(t, old)
		mustMake[uint64](t, a, 125)
		check(t, a.Release())
		old = a
	}
}

// isStale uses a handle in every way and expects errors.
func isStale(t *testing.T, a Arena) {
	t.Helper()
	if x, err := Make[uint32](a, 1); !errors.Is(err, ErrStale) || x != nil {
		t.Errorf("Make: %v, %v", x, err)
	}
	if x, err := MakeDirty[uint32](a, 0); !errors.Is(err, ErrStale) || x != nil {
		t.Errorf("MakeDirty of nothing: %v, %v", x, err)
	}
	if x, err := Make[uint32](a, -1); !errors.Is(err, ErrStale) || x != nil {
		t.Errorf("Make of too much: %v, %v", x, err)
	}
	if err := a.Reset(); !errors.Is(err, ErrStale) {
		t.Errorf("Reset: %v", err)
	}
	want := ErrDoubleRelease
	if a == (Arena{}) {
		want = ErrStale
	}
	if err := a.Release(); !errors.Is(err, want) {
		t.Errorf("Release: %v", err)
	}
	if a.Size() != 0 || a.Used() != 0 {
		t.Errorf("size %d, used %d", a.Size(), a.Used())
	}
}

func TestZeroArenaIsStale(t *testing.T) {
	isStale(t, Arena{})
}

// Copies of a handle are used in turn.
func TestCopiesAreOneArena(t *testing.T) {
	for _, opts := range []*Options{nil, {Grow: true}} {
		a := take(t, newPool(t, opts).NewShard(), 100)
		b := a
		mustMake[uint8](t, a, 60)
		if b.Used() != 60 {
			t.Errorf("the copy has %d used", b.Used())
		}
		check(t, b.Release())
		isStale(t, a)
		isStale(t, b)
	}
}

// No kind of misuse changes the bytes in use.
func TestMisuseChangesNothing(t *testing.T) {
	p := newPool(t, nil)
	s := p.NewShard()
	a := take(t, s, 100)
	check(t, a.Release())
	b := take(t, s, 200)
	before := p.Stats()
	isStale(t, a)
	for _, size := range []int{-1, MaxSize + 1} {
		if got, err := s.Take(size); !errors.Is(err, ErrSize) || got != (Arena{}) {
			t.Errorf("Take(%d): %v", size, err)
		}
	}
	if after := p.Stats(); after != before || b.Used() != 0 {
		t.Errorf("%+v, was %+v", after, before)
	}
}

// Arenas of all sizes up to some kB hold their bytes and not one more.
func TestEverySizeIsExact(t *testing.T) {
	s := newPool(t, nil).NewShard()
	for size := range 4000 {
		a, err := s.Take(size)
		check(t, err)
		if x, err := Make[uint8](a, size); err != nil || a.Size() != size || a.Used() != len(x) {
			t.Fatalf("size %d: %d of %d used, %v", size, a.Used(), a.Size(), err)
		}
		if _, err := Make[uint8](a, 1); !errors.Is(err, ErrExhausted) {
			t.Fatalf("size %d: one more: %v", size, err)
		}
		if size%3 == 0 { // some stay, so that the next use other blocks
			check(t, a.Release())
		} else {
			t.Cleanup(func() { check(t, a.Release()) })
		}
	}
}

// Handles serve as map keys.
func TestHandlesAreComparable(t *testing.T) {
	s := newPool(t, nil).NewShard()
	a, b := take(t, s, 10), take(t, s, 10)
	hunts := map[Arena]string{a: "a", b: "b"}
	if hunts[a] != "a" || hunts[b] != "b" {
		t.Error(hunts)
	}
}
