package freelist

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// As many values are made as are in use at one time, and they keep their contents.
func TestAsManyAsAreInUse(t *testing.T) {
	made := 0
	l := List[int]{New: func() *int { made++; return new(int) }}
	a, b := l.Get(), l.Get()
	*a, *b = 1, 2
	l.Put(a)
	l.Put(b)
	runtime.GC()
	runtime.GC()
	if x, y := l.Get(), l.Get(); *x != 2 || *y != 1 || made != 2 {
		t.Errorf("%d, %d of %d made", *x, *y, made)
	}
	if l.Get(); made != 3 {
		t.Errorf("%d made", made)
	}
}

// Many goroutines get and put values, and no two share one.
func TestNobodySharesOne(t *testing.T) {
	l := List[atomic.Int32]{New: func() *atomic.Int32 { return new(atomic.Int32) }}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				x := l.Get()
				if x.Add(1) != 1 {
					t.Error("two have the same")
				}
				x.Add(-1)
				l.Put(x)
			}
		})
	}
	all.Wait()
	if len(l.free) > 8 {
		t.Errorf("%d made for 8", len(l.free))
	}
}

func TestNoAllocations(t *testing.T) {
	l := List[[64]byte]{New: func() *[64]byte { return new([64]byte) }}
	l.Put(l.Get())
	if n := testing.AllocsPerRun(100, func() { l.Put(l.Get()) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
