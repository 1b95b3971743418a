package arena

import (
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// An arena filled far beyond its size doubles, keeps its slices, and gives everything
// back.
func TestGrowth(t *testing.T) {
	p := newPool(t, &Options{Grow: true})
	s := p.NewShard()
	a := take(t, s, 100)
	var made [][]uint32
	for i := range 1000 {
		x := mustMake[uint32](t, a, 20)
		for j := range x {
			x[j] = uint32(i)
		}
		made = append(made, x)
	}
	for i, x := range made {
		if x[0] != uint32(i) || x[19] != uint32(i) {
			t.Fatalf("slice %d holds %v", i, x)
		}
	}
	g := a.growth()
	if size := a.Size(); size < 80_000 || size > 400_000 || len(g.blocks) > 13 || a.Used() < 80_000 {
		t.Errorf("%d of %d bytes used, in %d further blocks", a.Used(), size, len(g.blocks))
	}
	if st := p.Stats(); st.InUse != int64(a.Size()) || st.Active != 1 || st.Peak != st.InUse {
		t.Errorf("%+v; size %d", st, a.Size())
	}
	further := g.blocks[3]
	check(t, a.Release())
	isStale(t, a)
	if st := p.Stats(); st.InUse != 0 || st.Active != 0 || further.slot() != nil {
		t.Errorf("after Release %+v; a further block is stale: %v", st, further.slot() == nil)
	}
}

// A grown arena that is reset needs no more memory; after Release its growth serves the
// next arena, which starts small.
func TestGrowthIsKept(t *testing.T) {
	p := newPool(t, &Options{Grow: true})
	s := p.NewShard()
	a := take(t, s, 64)
	sizes := []int{7, 100, 3000, 1, 64, 5000, 20_000, 8}
	fill := func() {
		for _, n := range sizes {
			for i, x := range mustMake[uint8](t, a, n) {
				if x != 0 {
					t.Fatalf("byte %d of %d is %d", i, n, x)
				}
			}
			check(t, dirt(a))
		}
	}
	fill()
	before := p.Stats()
	for range 20 {
		used := a.Used()
		check(t, a.Reset())
		if a.Used() != 0 {
			t.Fatalf("%d used after Reset", a.Used())
		}
		if fill(); a.Used() != used {
			t.Fatalf("%d used, %d at first", a.Used(), used)
		}
	}
	after := p.Stats()
	if after.Resets -= 20; after != before {
		t.Errorf("%+v, was %+v", after, before)
	}
	check(t, a.Release())
	if b := take(t, s, 64); b.state() != a.state() || b.Size() != 64 {
		t.Errorf("the next has size %d", b.Size())
	}
}

// dirt writes to a little memory of an arena.
func dirt(a Arena) error {
	x, err := MakeDirty[uint64](a, 1)
	if err == nil {
		x[0] = ^uint64(0)
	}
	return err
}

// Arenas grow and go without allocation once warm.
func TestGrowthWarm(t *testing.T) {
	needsViews(t)
	p := newPool(t, &Options{Grow: true})
	s := p.NewShard()
	hunt := func() {
		a, err := s.Take(1000)
		check(t, err)
		for range 10 {
			_, err := MakeDirty[uint32](a, 300)
			check(t, err)
		}
		check(t, a.Release())
	}
	hunt()
	before := p.Stats()
	if n := testing.AllocsPerRun(100, hunt); n != 0 || p.Stats() != before {
		t.Errorf("%v allocations; %+v, was %+v", n, p.Stats(), before)
	}
}

// A growth block has room for alignment as well.
func TestGrowthOfAligned(t *testing.T) {
	needsViews(t)
	lines, err := AlignedTypeOf[csr.Patch](64)
	check(t, err)
	s := newPool(t, &Options{Grow: true}).NewShard()
	for n := range 200 {
		a := take(t, s, 16)
		x, err := lines.Make(a, n)
		check(t, err)
		if n > 0 && address(x)%64 != 0 {
			t.Errorf("%d patches at %x", n, address(x))
		}
	}
}

// Sizes that no arena can hold, and the limit of the pool, are reported; the earlier
// slices stay.
func TestGrowthHasAnEnd(t *testing.T) {
	p := newPool(t, &Options{Grow: true, Limit: 1 << 20})
	a := take(t, p.NewShard(), 1000)
	x := mustMake[uint32](t, a, 200)
	x[7] = 77
	for n, where := range map[int]string{-1: "arena", MaxSize: "arena", MaxSize / 4: "pool", 1 << 20: "pool"} {
		_, err := Make[uint32](a, n)
		var e *ExhaustedError
		if !errors.As(err, &e) || e.Where != where || !errors.Is(err, ErrExhausted) {
			t.Errorf("Make(%d): %v; want one of the %s", n, err, where)
		}
	}
	if st := p.Stats(); a.Size() != 1000 || a.Used() != 800 || x[7] != 77 || st.InUse != 1000 || st.Active != 1 {
		t.Errorf("%d of %d used; %+v", a.Used(), a.Size(), st)
	}
	mustMake[uint8](t, a, 200) // the arena itself is full
	mustMake[uint32](t, a, 999)
	size, last := a.Size(), a.growth().blocks[0]
	if _, err := Make[uint32](a, 1<<20); !errors.Is(err, ErrExhausted) {
		t.Errorf("the limit is beyond: %v", err)
	}
	if mustMake[uint8](t, a, last.size()-last.used()); a.Size() != size || last.used() != last.size() {
		t.Errorf("grew from %d to %d, though there was room", size, a.Size())
	}
}
