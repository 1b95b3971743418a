package parallel

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/veltrix/cairn/internal/parallel/paralleltest"
)

func TestWorkers(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	for _, c := range []struct{ work, least, want int }{
		{0, 10, 1}, {19, 10, 1}, {20, 10, 2}, {39, 10, 3}, {40, 10, 4}, {4000, 10, 4}, {0, 1, 1}, {1, 1, 1}, {2, 1, 2},
	} {
		if got := Workers(c.work, c.least); got != c.want {
			t.Errorf("%d units in portions of %d: %d workers, want %d", c.work, c.least, got, c.want)
		}
	}
}

// TestRun has every worker wait for all others.
func TestRun(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		for workers := 1; workers < 6; workers++ {
			var all sync.WaitGroup
			all.Add(workers)
			seen := make([]int, workers)
			Run(workers, func(worker int) {
				seen[worker]++
				all.Done()
				all.Wait()
			})
			if !slices.Equal(seen, slices.Repeat([]int{1}, workers)) {
				t.Errorf("%d workers ran %v times", workers, seen)
			}
		}
	})
}

// TestEach does each part once, and those of a worker in order.
func TestEach(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		for parts := range 100 {
			did, times := make([][]int, 4), make([]int, parts)
			Each(4, parts, func(worker, part int) {
				did[worker] = append(did[worker], part)
				times[part]++
			})
			if !slices.Equal(times, slices.Repeat([]int{1}, parts)) {
				t.Fatalf("parts were done %v times", times)
			}
			for worker, parts := range did {
				if !slices.IsSorted(parts) {
					t.Fatalf("worker %d did %v", worker, parts)
				}
			}
		}
	})
}

func TestRanges(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		for n := range 100 {
			times := make([]int, n)
			Ranges(n, 7, func(lo, hi int) {
				if hi-lo < 7 && n >= 7 {
					t.Errorf("%d of %d numbers", hi-lo, n)
				}
				for i := lo; i < hi; i++ {
					times[i]++
				}
			})
			if !slices.Equal(times, slices.Repeat([]int{1}, n)) {
				t.Fatalf("%d numbers were covered %v times", n, times)
			}
		}
	})
}

func TestDo(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		var a, b, c int
		Do(func() { a = 1 }, func() { b = 2 }, func() { c = 3 })
		if Do(); a != 1 || b != 2 || c != 3 {
			t.Errorf("%d %d %d", a, b, c)
		}
	})
}

// TestPanic passes on the panic of any worker, after all have ended.
func TestPanic(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		for bad := range 4 {
			var ended atomic.Int32
			got := caught(func() {
				Run(4, func(worker int) {
					defer ended.Add(1)
					if worker == bad {
						panic(context.Canceled)
					}
				})
			})
			if got != context.Canceled || ended.Load() != 4 {
				t.Errorf("worker %d panics: %v, and %d workers have ended", bad, got, ended.Load())
			}
		}
		if got := caught(func() { Run(4, func(worker int) { panic(worker) }) }); got == nil {
			t.Error("all workers panic, and the caller does not")
		}
	})
}

// caught returns what a function panics with.
func caught(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}

// Parts that wait for others see what these have come to.
func TestEnded(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		for parts := 3; parts < 200; parts++ {
			var ended Ended
			sums := make([]int, parts)
			Each(4, parts, func(_, part int) {
				if sums[part] = 1; part < 3 { // in any order
					defer ended.EndAny()
					return
				}
				defer ended.End(part)
				for there, earlier := ended.After(2), 3; earlier < part; earlier++ {
					for earlier >= there {
						there = ended.After(there)
					}
					sums[part] = (sums[part] + sums[earlier]) & 0xffff
				}
			})
			for part, sum := range sums {
				if want := 1 << max(part-3, 0) & 0xffff; sum != want {
					t.Fatalf("part %d of %d comes to %d, not %d", part, parts, sum, want)
				}
			}
		}
	})
}

// Nobody waits for ever after a panic, which is passed on.
func TestPanicBeforeEnd(t *testing.T) {
	paralleltest.Each(t, func(t *testing.T) {
		var ended Ended
		if got := caught(func() {
			Each(3, 100, func(_, part int) {
				defer ended.End(part)
				if part > 0 {
					ended.After(part - 1)
				}
				if part == 50 {
					panic(part)
				}
			})
		}); got != 50 {
			t.Errorf("part 50 panics: %v", got)
		}
	})
}
