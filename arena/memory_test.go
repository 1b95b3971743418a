package arena

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// Sizes of users' memory: patches, a path and some state, or a weight for each
// node of a map.
const (
	patchMode = 16*8 + 300*4 + 200
	fullMode  = 8000*4 + 300*4 + 200
)

// patch returns the Type of patches.
func patch(t testing.TB) Type[csr.Patch] {
	t.Helper()
	kind, err := TypeOf[csr.Patch]()
	check(t, err)
	return kind
}

// The life of an arena, with correct use and misuse, does not allocate once warm.
func TestMakeAllocatesNothing(t *testing.T) {
	needsViews(t)
	p := newPool(t, nil)
	s, patches := p.NewShard(), patch(t)
	var stale Arena
	life := func() {
		a, _ := s.Take(patchMode)
		_, _ = patches.Make(a, 16)
		_, _ = Make[uint32](a, 300)
		_, _ = MakeDirty[uint64](a, 10)
		_, _ = Make[bool](a, 0)
		_ = a.Reset()
		_, _ = Make[uint32](stale, 300)
		_ = a.Release()
		_, _ = a.Release(), a.Reset()
		_ = p.Stats()
		stale = a
	}
	life()
	if n := testing.AllocsPerRun(100, life); n != 0 {
		t.Errorf("%v allocations a hunt", n)
	}
}

// After a peak of thousands of arenas, hundreds of thousands come and go at random.
// Nothing is obtained from the operating system, nothing is allocated, and the process
// does not grow.
func TestFootprintIsFlat(t *testing.T) {
	needsViews(t)
	p := NewPool(nil)
	h := &hunts{t: t, pool: p, r: rand.New(rand.NewPCG(5, 6)), patches: patch(t)}
	for range 4 {
		h.shards = append(h.shards, p.NewShard())
	}
	for range 5000 {
		h.come(patchMode)
	}
	for range 500 {
		h.come(fullMode)
	}
	before, rss := p.Stats(), settled(t)
	start := mallocs()
	for range 300_000 {
		h.change()
	}
	if n := mallocs() - start; n > 100 { // those of the runtime itself
		t.Errorf("%d allocations", n)
	}
	after := p.Stats()
	if after.Resets = 0; after != before {
		t.Errorf("%+v, was %+v", after, before)
	}
	if grown := settled(t) - rss; grown > rss/20+1<<20 {
		t.Errorf("the process grew by %d bytes from %d", grown, rss)
	}
	for len(h.live) > 0 {
		h.goes(0)
	}
	check(t, p.Close())
}

// hunts are the live users, each with an arena.
type hunts struct {
	t       testing.TB
	pool    *Pool
	shards  []*Shard
	live    []Arena
	r       *rand.Rand
	patches Type[csr.Patch]
}

// come adds a user and touches all of its memory.
func (h *hunts) come(size int) {
	a, err := h.shards[h.r.IntN(len(h.shards))].Take(size)
	check(h.t, err)
	h.use(a, size)
	h.live = append(h.live, a)
}

func (h *hunts) use(a Arena, size int) {
	if size == patchMode {
		_, err := h.patches.Make(a, 16)
		check(h.t, err)
	} else {
		_, err := Make[uint32](a, 8000)
		check(h.t, err)
	}
	_, err := Make[uint32](a, 300)
	check(h.t, err)
	_, err = Make[uint8](a, 200)
	check(h.t, err)
}

func (h *hunts) goes(i int) {
	check(h.t, h.live[i].Release())
	h.live[i] = h.live[len(h.live)-1]
	h.live = h.live[:len(h.live)-1]
}

// change resets one arena, or replaces it by another of its size from the same shard.
func (h *hunts) change() {
	i := h.r.IntN(len(h.live))
	a := h.live[i]
	size := a.Size()
	if h.r.IntN(4) == 0 {
		check(h.t, a.Reset())
		h.use(a, size)
		return
	}
	s := (&Shard{a.run.class.store})
	h.goes(i)
	b, err := s.Take(size)
	check(h.t, err)
	h.use(b, size)
	h.live = append(h.live, b)
}

// settled returns the resident bytes of the process after a collection.
func settled(t testing.TB) int64 {
	runtime.GC()
	return resident(t)
}

// mallocs returns the number of allocations so far.
func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// For much memory in arenas the Go heap has only the slots, 16 bytes for each arena, and
// some bytes more that lead to them.
func TestHeapStaysSmall(t *testing.T) {
	if !offHeap {
		t.Skip("regions lie on the Go heap in this build")
	}
	p := NewPool(nil)
	before := heap()
	arenas := fleet(t, p, 4, 50_000, func() int { return patchMode })
	grown := heap() - before - int64(len(arenas))*int64(16) // the test's own list
	if each := float64(grown) / float64(len(arenas)); each > 24 {
		t.Errorf("%.1f bytes on the Go heap for each arena of %d", each, patchMode)
	}
	releaseAll(t, p, arenas)
}

// heap returns the bytes in use on the Go heap.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// The sizes of a slot and a handle, and no pointer in a slot for the collector to follow.
func TestSizes(t *testing.T) {
	slots := make([]slot, 3)
	if n := address(slots[1:]) - address(slots); n != 16 {
		t.Errorf("a slot takes %d bytes", n)
	}
	arenas := make([]Arena, 3)
	if n := address(arenas[1:]) - address(arenas); n > 16 {
		t.Errorf("a handle takes %d bytes", n)
	}
	if _, _, found := pointer(reflect.TypeFor[slot]()); found {
		t.Error("a slot has a pointer for the collector to follow")
	}
}

// A slice of an arena survives collections unchanged.
func TestOffHeapStaysUnseen(t *testing.T) {
	p := newPool(t, nil)
	a := take(t, p.NewShard(), fullMode)
	x := mustMake[uint32](t, a, 8000)
	for i := range x {
		x[i] = uint32(i)
	}
	for range 3 {
		runtime.GC()
	}
	for i := range x {
		if x[i] != uint32(i) {
			t.Fatalf("element %d is %d", i, x[i])
		}
	}
}
