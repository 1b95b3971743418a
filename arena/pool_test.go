package arena

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// The numbers follow the lives of two arenas.
func TestStats(t *testing.T) {
	p := newPool(t, nil)
	s, other := p.NewShard(), p.NewShard()
	if st := p.Stats(); st != (Stats{}) || st.Fragmentation() != 0 {
		t.Errorf("of a new pool: %+v", st)
	}
	want := Stats{Reserved: minRegion, Regions: 1}
	expect := func(what string, inUse, peak, active, resets int64) {
		t.Helper()
		want.InUse, want.Peak, want.Active, want.Resets = inUse, peak, active, resets
		if got := p.Stats(); got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	a := take(t, s, 1000)
	expect("one", 1000, 1000, 1, 0)
	b := take(t, other, 10_001)
	expect("two", 11_001, 11_001, 2, 0)
	mustMake[uint8](t, b, 5000)
	check(t, b.Reset())
	expect("reset", 11_001, 11_001, 2, 1)
	check(t, a.Release())
	expect("one back", 10_001, 11_001, 1, 1)
	check(t, b.Release())
	expect("none", 0, 11_001, 0, 1)
	if f := want.Fragmentation(); f != float64(minRegion)/11_001 {
		t.Errorf("fragmentation %v", f)
	}
}

// As many arenas as users, of typical sizes and of sizes that fit classes badly, on as
// many workers as a large machine has, take less than 1.05 times the memory in use.
func TestFragmentation(t *testing.T) {
	hunts, sizes := 95_000, []int{1000, 1025, 1300, 2060, 3000}
	if testing.Short() {
		sizes = sizes[:2]
	}
	if offHeap && !debug && ^uint(0)>>32 != 0 { // memory that is not touched costs nothing
		sizes = append(sizes, 33_000, 33_300)
	}
	for _, size := range sizes {
		for _, workers := range []int{1, 8, 64} {
			p := NewPool(nil)
			arenas := fleet(t, p, workers, hunts, func() int { return size })
			st := p.Stats()
			if f := st.Fragmentation(); f > 1.05 || f < 1 || st.InUse != int64(size*hunts) || st.Active != int64(hunts) {
				t.Errorf("%d hunts of %d, %d workers: fragmentation %.4f; %+v", hunts, size, workers, f, st)
			}
			releaseAll(t, p, arenas)
		}
	}
}

// fleet takes n arenas from new shards in turn.
func fleet(t testing.TB, p *Pool, shards, n int, size func() int) []Arena {
	t.Helper()
	of := make([]*Shard, shards)
	for i := range of {
		of[i] = p.NewShard()
	}
	arenas := make([]Arena, n)
	for i := range arenas {
		a, err := of[i%shards].Take(size())
		check(t, err)
		arenas[i] = a
	}
	return arenas
}

// releaseAll gives all arenas back and closes the pool.
func releaseAll(t testing.TB, p *Pool, arenas []Arena) {
	t.Helper()
	for _, a := range arenas {
		check(t, a.Release())
	}
	if st := p.Stats(); st.InUse != 0 || st.Active != 0 {
		t.Errorf("all given back: %+v", st)
	}
	check(t, p.Close())
}

// Arenas of all sizes come and go. Free blocks that are a little too large serve;
// otherwise each class would keep the memory of its own peak, and the ratio would end
// above 1.9.
func TestMixedSizesLevelOut(t *testing.T) {
	if testing.Short() {
		t.Skip("in short mode: what it finds does not depend on the build")
	}
	r := rand.New(rand.NewPCG(3, 4))
	size := func() int { return 1000 + r.IntN(2000) }
	p := NewPool(nil)
	arenas := fleet(t, p, 8, 10_000, size)
	for range 300_000 {
		a := &arenas[r.IntN(len(arenas))]
		s := (&Shard{a.run.class.store})
		check(t, a.Release())
		b, err := s.Take(size())
		check(t, err)
		*a = b
	}
	if f := p.Stats().Fragmentation(); f > 1.4 {
		t.Errorf("fragmentation %.3f", f)
	}
	releaseAll(t, p, arenas)
}

// The sizes of regions follow their rule.
func TestRegions(t *testing.T) {
	p := newPool(t, nil)
	s := p.NewShard()
	for _, c := range []struct {
		size int
		got  int64 // bytes of the region got for it, or 0
	}{
		{1000, minRegion},
		{minRegion / 2, 0},
		{minRegion, minRegion},
		{100, 0}, // the first has room
		{3*minRegion + 1, 3*minRegion + 64<<10},
		{200, 0},
	} {
		before := p.Stats().Reserved
		take(t, s, c.size)
		got := p.Stats().Reserved - before
		if got != c.got && (c.size < 3*minRegion || got < 3*minRegion || got > c.got) {
			t.Errorf("an arena of %d got %d bytes, want %d", c.size, got, c.got)
		}
	}
}

// The region size for pools of growing size.
func TestRegionSizes(t *testing.T) {
	p := &Pool{}
	for reserved, want := range map[int64]int{0: minRegion, 64 << 20: minRegion, 1 << 30: 16 << 20, 3 << 30: 48 << 20, 1 << 40: maxRegion} {
		p.reserved.Store(reserved)
		if size, err := p.regionSize(100); err != nil || size != want {
			t.Errorf("with %d bytes, a region of %d, %v; want %d", reserved, size, err, want)
		}
	}
}

// All memory up to the limit is taken, to the last page.
func TestLimit(t *testing.T) {
	const limit = 3<<20 + 256<<10
	p := newPool(t, &Options{Limit: limit})
	s := p.NewShard()
	var err error
	n := 0
	for ; err == nil; n++ {
		var a Arena
		if a, err = s.Take(4096); err == nil {
			t.Cleanup(func() { check(t, a.Release()) })
		}
	}
	var e *ExhaustedError
	if !errors.As(err, &e) || *e != (ExhaustedError{"pool", 4096, 0, limit, nil}) {
		t.Errorf("after %d arenas: %v", n, err)
	}
	if st := p.Stats(); st.Reserved != limit || n-1 != limit/4096 || st.Active != int64(n-1) || st.InUse != limit {
		t.Errorf("%d arenas; %+v", n-1, st)
	}
	if _, err := s.Take(5000); !errors.As(err, &e) || e.Free != 0 {
		t.Errorf("one more: %v", err)
	}
}

// A request for more than the address space fails.
func TestSystemRefuses(t *testing.T) {
	own := errors.New("cannot allocate memory")
	e := &ExhaustedError{Where: "system", Asked: 4096, Err: own}
	if want := "arena: 4096 bytes from the operating system: cannot allocate memory"; e.Error() != want {
		t.Errorf("%v; want %s", e, want)
	}
	if !errors.Is(e, ErrExhausted) || !errors.Is(e, own) {
		t.Errorf("%v does not wrap what it says", e)
	}
	if !offHeap {
		t.Skip("the Go heap does not report that it cannot grow")
	}
	p := newPool(t, nil)
	var err error
	for err == nil { // a 32-bit host may have room for one
		_, err = p.obtain(math.MaxInt - 1<<20)
	}
	if st := p.Stats(); !errors.As(err, &e) || e.Where != "system" || e.Err == nil || st.Reserved != st.Regions*(math.MaxInt-1<<20+1) {
		t.Errorf("%v; %+v", err, st)
	}
}

// Memory is returned once no arena is taken, and the pool ends.
func TestClose(t *testing.T) {
	p := NewPool(&Options{Grow: true})
	s := p.NewShard()
	a := take(t, s, 1000)
	x := mustMake[uint32](t, a, 100)
	if err := p.Close(); !errors.Is(err, ErrActive) {
		t.Fatalf("with an arena taken: %v", err)
	}
	x[99] = 1
	mustMake[uint32](t, a, 1000)
	check(t, a.Release())
	check(t, p.Close())
	check(t, p.Close())
	isStale(t, a)
	for _, shard := range []*Shard{s, p.NewShard()} {
		if _, err := shard.Take(10); !errors.Is(err, ErrClosed) {
			t.Errorf("Take from a closed pool: %v", err)
		}
	}
	if st := p.Stats(); st.Reserved != 0 || st.InUse != 0 || st.Active != 0 || st.Regions != 1 || st.Peak < 5000 {
		t.Errorf("%+v", st)
	}
}

// Later changes to the Options do not count.
func TestOptionsAreCopied(t *testing.T) {
	opts := &Options{Grow: true}
	p := newPool(t, opts)
	opts.Grow = false
	mustMake[uint8](t, take(t, p.NewShard(), 10), 100)
}
