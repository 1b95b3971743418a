package dissect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/veltrix/cairn/internal/parallel/paralleltest"
)

// graphs are of all kinds and sizes: some are shared by workers, some are not.
func graphs() map[string]*Graph {
	return map[string]*Graph{
		"none":         build(0),
		"one":          build(1),
		"two":          build(2),
		"edge":         path(2),
		"isolated":     build(3000),
		"path":         path(3000),
		"tree":         tree(3000, 3000, source(4)),
		"grid":         grid(50, 50, true),
		"no points":    grid(50, 50, false),
		"small":        grid(9, 9, true),
		"town":         town(20, 1),
		"sparse":       random(3000, 4500, source(5)),
		"disconnected": random(4000, 3000, source(6)),
		"expander":     random(400, 2500, source(7)),
	}
}

// TestSameOnAnyProcessors: orders do not depend on how many goroutines find them.
func TestSameOnAnyProcessors(t *testing.T) {
	for name, g := range graphs() {
		t.Run(name, func(t *testing.T) {
			paralleltest.Same(t, func(t *testing.T) string { return fmt.Sprint(order(t, g)) })
		})
	}
}

// TestProgressOnAnyProcessors rises to the total, and is told by one goroutine at a time.
func TestProgressOnAnyProcessors(t *testing.T) {
	for name, g := range graphs() {
		t.Run(name, func(t *testing.T) {
			paralleltest.Each(t, func(t *testing.T) { checkProgress(t, g) })
		})
	}
}

func checkProgress(t *testing.T, g *Graph) {
	var busy atomic.Bool
	var all []int
	_, err := Order(context.Background(), g, func(done, total int) {
		if !busy.CompareAndSwap(false, true) {
			t.Error("two goroutines tell progress")
		}
		all = append(all, done)
		busy.Store(false)
	})
	n := len(g.First) - 1
	if err != nil || !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) || all[len(all)-1] != n {
		t.Errorf("progress %v of %d, error %v", all, n, err)
	}
}

// stoppedGrid returns a grid for tests that stop at nodes of it, and how many those are.
func stoppedGrid() (g *Graph, nodes int) {
	size := 80
	if testing.Short() {
		size = 40
	}
	return grid(size, size, true), size * size
}

// TestCancelledOnAnyProcessors ends all goroutines, wherever the context ends.
func TestCancelledOnAnyProcessors(t *testing.T) {
	g, n := stoppedGrid()
	paralleltest.Each(t, func(t *testing.T) {
		for stop := -1; stop < n; stop += n / 4 {
			ctx, cancel := context.WithCancel(context.Background())
			list, err := Order(ctx, g, func(done, total int) {
				if done > stop {
					cancel()
				}
			})
			if cancel(); list != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("ended after %d: %d nodes, %v", stop, len(list), err)
			}
		}
	})
}

// TestPanicOfProgress is passed on after all goroutines have ended.
func TestPanicOfProgress(t *testing.T) {
	g, n := stoppedGrid()
	paralleltest.Each(t, func(t *testing.T) {
		for stop := 0; stop < n; stop += n / 4 {
			got := func() (p any) {
				defer func() { p = recover() }()
				list, err := Order(context.Background(), g, func(done, total int) {
					if done > stop {
						panic(stop)
					}
				})
				t.Errorf("no panic after %d: %d nodes, %v", stop, len(list), err)
				return nil
			}()
			if got != stop {
				t.Errorf("panic %v, want %d", got, stop)
			}
		}
	})
}

// TestPool gives out each span once, and ends when all wait.
func TestPool(t *testing.T) {
	p := newPool(1)
	for i := range 5 {
		p.put(span{i, i + 1})
	}
	for i := range 5 {
		if s, ok := p.take(); !ok || s.from != i {
			t.Errorf("span %v, %v, want the %dth", s, ok, i)
		}
	}
	if s, ok := p.take(); ok {
		t.Errorf("span %v of none", s)
	}
	p = newPool(2)
	p.put(span{0, 1})
	p.stop()
	if s, ok := p.take(); ok {
		t.Errorf("span %v after the end", s)
	}
}
