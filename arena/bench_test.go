package arena

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// sink keeps the compiler from removing Go's own make, or from using the stack for it.
var sink []uint32

// Slices of n nodes, beside the alternatives: 1000 of them for each Reset of an arena of
// that size.
func BenchmarkMake(b *testing.B) {
	for _, n := range []int{4, 16, 64, 300} {
		for _, c := range []struct {
			name string
			loop func(b *testing.B, n int)
		}{
			{"arena", makeArena}, {"arena-dirty", makeDirtyArena}, {"offsets", makeOffsets},
			{"make", makeGo}, {"sync.Pool", makeSyncPool}, {"freelist", makeFreeList},
		} {
			b.Run(fmt.Sprintf("%d/%s", n, c.name), func(b *testing.B) {
				b.ReportAllocs()
				c.loop(b, n)
			})
		}
	}
}

const perReset = 1000

func makeArena(b *testing.B, n int) {
	a := take(b, newPool(b, nil).NewShard(), perReset*4*n)
	for i := 0; b.Loop(); i-- {
		if i == 0 {
			_, i = a.Reset(), perReset
		}
		x, err := Make[uint32](a, n)
		if err != nil {
			b.Fatal(err)
		}
		x[0] = 1
	}
}

func makeDirtyArena(b *testing.B, n int) {
	a := take(b, newPool(b, nil).NewShard(), perReset*4*n)
	for i := 0; b.Loop(); i-- {
		if i == 0 {
			_, i = a.Reset(), perReset
		}
		x, err := MakeDirty[uint32](a, n)
		if err != nil {
			b.Fatal(err)
		}
		x[0] = 1
	}
}

// makeOffsets cuts a large slice by hand: one type, no errors, no checks but Go's.
func makeOffsets(b *testing.B, n int) {
	slab, at := make([]uint32, perReset*n), 0
	for i := 0; b.Loop(); i-- {
		if i == 0 {
			at, i = 0, perReset
		}
		x := slab[at : at+n : at+n]
		at += n
		clear(x)
		x[0] = 1
	}
}

func makeGo(b *testing.B, n int) {
	for b.Loop() {
		sink = make([]uint32, n)
		sink[0] = 1
	}
}

func makeSyncPool(b *testing.B, n int) {
	pool := sync.Pool{New: func() any { x := make([]uint32, n); return &x }}
	for b.Loop() {
		x := pool.Get().(*[]uint32)
		clear(*x)
		(*x)[0] = 1
		pool.Put(x)
	}
}

func makeFreeList(b *testing.B, n int) {
	free := [][]uint32{make([]uint32, n)}
	var mu sync.Mutex
	for b.Loop() {
		mu.Lock()
		x := free[len(free)-1]
		free = free[:len(free)-1]
		mu.Unlock()
		clear(x)
		x[0] = 1
		mu.Lock()
		free = append(free, x)
		mu.Unlock()
	}
}

// Four nodes in each of n arenas in turn: with many arenas the cost is that of cache
// misses.
func BenchmarkMakeAcross(b *testing.B) {
	for _, n := range []int{1, 312, 95_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := NewPool(nil)
			arenas := fleet(b, p, 1, n, func() int { return 1024 })
			for _, a := range arenas {
				mustMake[uint8](b, a, 1024) // so that all memory was touched before
			}
			for i := 0; b.Loop(); i++ {
				if i == n {
					i = 0
				}
				x, err := Make[uint32](arenas[i], 4)
				if err != nil {
					_ = arenas[i].Reset()
					continue
				}
				x[0] = 1
			}
			releaseAll(b, p, arenas)
		})
	}
}

// Slices of patches.
func BenchmarkMakeType(b *testing.B) {
	a := take(b, newPool(b, nil).NewShard(), perReset*16*8)
	patches := patch(b)
	for i := 0; b.Loop(); i-- {
		if i == 0 {
			_, i = a.Reset(), perReset
		}
		if _, err := patches.Make(a, 16); err != nil {
			b.Fatal(err)
		}
	}
}

// The life of one user's arena beside 95,000 others: three slices, for patches, a path
// and some state.
func BenchmarkHunt(b *testing.B) {
	b.Run("arena", func(b *testing.B) {
		p := NewPool(nil)
		others := fleet(b, p, 1, 95_000, func() int { return patchMode })
		s, patches := (&Shard{others[0].run.class.store}), patch(b)
		live := func(i int) {
			a := &others[i*7919%len(others)]
			_ = a.Release()
			*a, _ = s.Take(patchMode)
			_, _ = patches.Make(*a, 16)
			_, _ = Make[uint32](*a, 300)
			_, _ = Make[uint8](*a, 200)
		}
		for i := range others { // so that all memory was touched before
			live(i)
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			live(i)
		}
		b.ReportMetric(p.Stats().Fragmentation(), "reserved/used")
		releaseAll(b, p, others)
	})
	b.Run("make", func(b *testing.B) {
		type hunt struct {
			patches []csr.Patch
			path    []uint32
			state   []uint8
		}
		others := make([]hunt, 95_000)
		for i := range others {
			others[i] = hunt{make([]csr.Patch, 16), make([]uint32, 300), make([]uint8, 200)}
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			others[i*7919%len(others)] = hunt{make([]csr.Patch, 16), make([]uint32, 300), make([]uint8, 200)}
		}
	})
}

// An arena is taken and given back: by the same worker, and by another goroutine at the
// same time.
func BenchmarkTakeRelease(b *testing.B) {
	b.Run("own", func(b *testing.B) {
		s := newPool(b, nil).NewShard()
		for b.Loop() {
			a, _ := s.Take(patchMode)
			_ = a.Release()
		}
	})
	b.Run("elsewhere", func(b *testing.B) {
		s := newPool(b, nil).NewShard()
		handed := make(chan []Arena, 16)
		var other sync.WaitGroup
		other.Go(func() {
			for batch := range handed {
				for _, a := range batch {
					_ = a.Release()
				}
			}
		})
		var batch []Arena
		for b.Loop() {
			a, _ := s.Take(patchMode)
			if batch = append(batch, a); len(batch) == 1000 {
				handed <- batch
				batch = make([]Arena, 0, 1000)
			}
		}
		handed <- batch
		close(handed)
		other.Wait()
	})
}

func BenchmarkReset(b *testing.B) {
	a := take(b, newPool(b, nil).NewShard(), patchMode)
	for b.Loop() {
		_ = a.Reset()
	}
}

func BenchmarkStats(b *testing.B) {
	p := newPool(b, nil)
	for range 8 {
		p.NewShard()
	}
	for b.Loop() {
		_ = p.Stats()
	}
}

// A garbage collection beside 95,000 arenas.
func BenchmarkCollection(b *testing.B) {
	b.Run("arena", func(b *testing.B) {
		p := NewPool(nil)
		others := fleet(b, p, 1, 95_000, func() int { return patchMode })
		for b.Loop() {
			runtime.GC()
		}
		releaseAll(b, p, others)
	})
	b.Run("make", func(b *testing.B) {
		others := make([][3][]uint32, 95_000)
		for i := range others {
			others[i] = [3][]uint32{make([]uint32, 32), make([]uint32, 300), make([]uint32, 50)}
		}
		for b.Loop() {
			runtime.GC()
		}
		runtime.KeepAlive(others)
	})
}
