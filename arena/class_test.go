package arena

import (
	"errors"
	"math/rand/v2"
	"testing"
)

// For every small size and many large ones: the block is large enough, no smaller class
// would do, and the excess is at most 1/64 or less than a unit.
func TestClassesFit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 200_000 {
		size := i
		if i > 100_000 {
			size = r.IntN(MaxSize) >> r.IntN(20)
		}
		checkClass(t, size)
	}
	checkClass(t, MaxSize)
	if k := classOf(MaxSize); k != numClasses-1 || stepOf(k) != MaxSize {
		t.Errorf("MaxSize is of class %d of %d, with blocks of %d", k, numClasses, stepOf(k))
	}
}

func checkClass(t *testing.T, size int) {
	t.Helper()
	k := classOf(size)
	step := stepOf(k)
	if step < size || step%unit != 0 {
		t.Fatalf("size %d: blocks of %d", size, step)
	}
	if k > 0 && stepOf(k-1) >= max(size, 1) {
		t.Fatalf("size %d: class %d of blocks of %d, though %d would do", size, k, step, stepOf(k-1))
	}
	if waste := step - size; waste > size/64 && waste >= unit && size > 0 {
		t.Fatalf("size %d: blocks of %d waste %d", size, step, waste)
	}
}

func TestClassesAscend(t *testing.T) {
	for k := 1; k < numClasses; k++ {
		if stepOf(k) <= stepOf(k-1) || classOf(stepOf(k)) != k || classOf(stepOf(k-1)+1) != k {
			t.Fatalf("class %d: blocks of %d after %d", k, stepOf(k), stepOf(k-1))
		}
	}
}

// The block given back last is taken first, since it is still in a cache.
func TestLastBackFirstOut(t *testing.T) {
	s := newPool(t, nil).NewShard()
	a, b := take(t, s, 100), take(t, s, 100)
	check(t, a.Release())
	check(t, b.Release())
	for _, want := range []Arena{b, a} {
		if got := take(t, s, 100); got.state() != want.state() {
			t.Error("another block than the one that was given back last")
		}
	}
}

// A smaller arena uses a free block up to a quarter larger, with no more room than asked
// for, but no larger block.
func TestNeighboursServe(t *testing.T) {
	s := newPool(t, nil).NewShard()
	large := take(t, s, 2000)
	check(t, large.Release())
	far := take(t, s, 1580)
	near := take(t, s, 1600)
	if far.run == large.run || near.state() != large.state() {
		t.Errorf("an arena of 1580 in a block of 2000: %v; one of 1600: %v", far.run == large.run, near.run == large.run)
	}
	if near.Size() != 1600 {
		t.Errorf("size %d, want 1600", near.Size())
	}
	if _, err := Make[uint8](near, 1601); !errors.Is(err, ErrExhausted) {
		t.Errorf("one byte more: %v", err)
	}
}

// Runs follow their rule, so that a shard has at most 1/64 more blocks than it needs.
func TestRunsGrow(t *testing.T) {
	for _, size := range []int{16, 1000, 33_000, 3 << 20} {
		s := newPool(t, nil).NewShard()
		c := &class{store: s.store, step: uint32(stepOf(classOf(size)))}
		for c.blocks*int(c.step) < 64<<20 {
			before := c.blocks
			check(t, c.grow())
			n := c.blocks - before
			if bytes := n * int(c.step); n > 1<<indexBits || n > 1 && bytes > max(minRun, before*int(c.step)/64) || bytes > maxRun && n > 1 {
				t.Fatalf("%d blocks of %d after %d", n, c.step, before)
			}
		}
	}
}

// All run numbers are in use.
func TestRunsRunOut(t *testing.T) {
	s := newPool(t, nil).NewShard()
	c := &class{store: s.store, step: 16, runs: make([]*run, maxRuns)}
	s.classes[0] = c
	if _, err := s.Take(16); !errors.Is(err, ErrExhausted) {
		t.Errorf("after %d runs: %v", maxRuns, err)
	}
	c.runs = c.runs[:maxRuns-1]
	if a := take(t, s, 16); a.run.first+uint32(len(a.run.slots)) < a.run.first {
		t.Error("the numbers of the last run come round")
	}
}
