//go:build arenadebug

package arena

import (
	"errors"
	"testing"
)

// Slices read after Reset or Release hold nonsense.
func TestPoisonShows(t *testing.T) {
	needsViews(t)
	for _, opts := range []*Options{nil, {Grow: true}} {
		a := take(t, newPool(t, opts).NewShard(), 1000)
		var made [][]uint32
		for n := 250; n > 0 && (opts != nil || len(made) == 0); n -= 50 {
			made = append(made, mustMake[uint32](t, a, n))
		}
		check(t, a.Reset())
		for _, x := range made[:1] { // further blocks are poisoned when they come to be used
			shows(t, x)
		}
		check(t, a.Release())
		for _, x := range made {
			shows(t, x)
		}
	}
}

// shows checks that a slice is all poison.
func shows(t *testing.T, x []uint32) {
	t.Helper()
	for i := range x {
		if x[i] != 0xDBDBDBDB {
			t.Fatalf("element %d of %d is %x", i, len(x), x[i])
		}
	}
}

// Each byte of a block in turn is written after the block was given back: the next Take
// reports it, and the one after gets other memory.
func TestWriteAfterReleaseIsFound(t *testing.T) {
	needsViews(t)
	p := newPool(t, nil)
	s := p.NewShard()
	for i := range 100 {
		a := take(t, s, 100)
		x := mustMake[uint8](t, a, 100)
		check(t, a.Release())
		x[i]++
		before := p.Stats()
		if got, err := s.Take(100); !errors.Is(err, ErrOverwritten) || got != (Arena{}) {
			t.Fatalf("byte %d was written: %v", i, err)
		}
		if after := p.Stats(); after != before {
			t.Fatalf("%+v, was %+v", after, before)
		}
		if b := take(t, s, 100); b.state() == a.state() {
			t.Fatal("the block is in use again")
		}
	}
}

// A write to the growth of a released arena is found when another arena grows.
func TestGrowthIntoOverwritten(t *testing.T) {
	needsViews(t)
	s := newPool(t, &Options{Grow: true}).NewShard()
	a, b := take(t, s, 100), take(t, s, 100)
	x := mustMake[uint32](t, a, 30)
	check(t, a.Release())
	x[29] = 7
	if _, err := Make[uint32](b, 30); !errors.Is(err, ErrOverwritten) {
		t.Errorf("%v", err)
	}
	mustMake[uint32](t, b, 30)
}
