package dissect

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
)

// The height of the tree against the optimum of each kind of graph.
func TestHeights(t *testing.T) {
	r := source(1)
	for n := range 70 {
		checkHeight(t, fmt.Sprintf("path of %d", n), path(n), log2(n+1))
		if n > 2 {
			checkHeight(t, fmt.Sprintf("ring of %d", n), ring(n), log2(n)+1)
		}
		if n > 0 {
			checkHeight(t, fmt.Sprintf("star of %d", n), star(n), 2)
			checkHeight(t, fmt.Sprintf("tree of %d", n), tree(n, n, r), log2(n+1))
		}
		checkHeight(t, fmt.Sprintf("complete graph of %d", n), complete(n), n)
		checkHeight(t, fmt.Sprintf("%d nodes without edges", n), build(n), 1)
	}
	for _, n := range []int{1000, 32767, 40_000} {
		checkHeight(t, fmt.Sprintf("path of %d", n), path(n), log2(n+1))
		checkHeight(t, fmt.Sprintf("ring of %d", n), ring(n), log2(n)+1)
		checkHeight(t, fmt.Sprintf("star of %d", n), star(n), 2)
		checkHeight(t, fmt.Sprintf("long tree of %d", n), tree(n, 5, r), log2(n+1))
		checkHeight(t, fmt.Sprintf("wide tree of %d", n), tree(n, n, r), log2(n+1))
	}
}

func checkHeight(t *testing.T, what string, g *Graph, atMost int) {
	t.Helper()
	if h := eliminate(t, g, order(t, g)).height(); h > atMost {
		t.Errorf("%s: height %d, want at most %d", what, h, atMost)
	}
}

// Heights and means of grids are of the order of the side, with or without points.
func TestGrids(t *testing.T) {
	for _, points := range []bool{true, false} {
		for _, side := range []int{1, 2, 3, 5, 10, 20, 40} {
			g := grid(side, side, points)
			e := eliminate(t, g, order(t, g))
			if e.height() > 3*side+1 || e.mean() > 2.4*float64(side)+1 {
				t.Errorf("%d by %d, points %v: height %d, mean %.1f", side, side, points, e.height(), e.mean())
			}
		}
		for _, narrow := range []int{1, 2, 3, 4} {
			g := grid(1000, narrow, points)
			if h := eliminate(t, g, order(t, g)).height(); h > 12*narrow {
				t.Errorf("1000 by %d, points %v: height %d", narrow, points, h)
			}
		}
	}
}

// Every graph of up to five nodes. Trees stand on runs, and these on the core, so that
// the optimal height is not always met.
func TestAllSmallGraphs(t *testing.T) {
	for n := range 6 {
		for set := range uint(1) << pairs(n) {
			g := graphOf(n, set)
			checkTree(t, g)
			if h, best := eliminate(t, g, order(t, g)).height(), treeDepth(g); h > best+2 {
				t.Fatalf("graph %b of %d nodes: height %d, the least is %d", set, n, h, best)
			}
		}
	}
}

// treeDepth returns the smallest height of any order.
func treeDepth(g *Graph) int {
	n := len(g.First) - 1
	known := map[uint]int{}
	var depth func(set uint) int
	depth = func(set uint) int {
		if d, ok := known[set]; ok || set == 0 {
			return d
		}
		best := n
		if piece := component(g, set); piece != set {
			best = max(depth(piece), depth(set&^piece))
		} else {
			for v := range n {
				if set>>v&1 == 1 {
					best = min(best, 1+depth(set&^(1<<v)))
				}
			}
		}
		known[set] = best
		return best
	}
	return depth(1<<n - 1)
}

// component returns the nodes connected with the first one of a set, within the set.
func component(g *Graph, set uint) uint {
	piece := set & -set
	for grown := uint(0); grown != piece; {
		grown = piece
		for v := range len(g.First) - 1 {
			if piece>>v&1 == 1 {
				for _, u := range g.Heads[g.First[v]:g.First[v+1]] {
					piece |= set & (1 << u)
				}
			}
		}
	}
	return piece
}

// checkTree checks that of two adjacent nodes one is above the other in the tree.
func checkTree(t *testing.T, g *Graph) {
	t.Helper()
	e := eliminate(t, g, order(t, g))
	for v := range e.rank {
		for _, u := range g.Heads[g.First[v]:g.First[v+1]] {
			lo, hi := min(e.rank[u], e.rank[v]), max(e.rank[u], e.rank[v])
			if !e.below(lo, hi) {
				t.Fatalf("an edge between %d and %d leaves the branch", u, v)
			}
		}
	}
}

// Random graphs, from sparse ones in pieces to dense ones.
func TestRandomGraphs(t *testing.T) {
	for seed := range uint64(120) {
		r := source(seed)
		n := 1 + r.IntN(150)
		g := random(n, r.IntN(4*n), r)
		checkTree(t, g)
		if again := order(t, g); !slices.Equal(again, order(t, g)) {
			t.Fatalf("seed %d: two orders of one graph", seed)
		}
	}
}

// A graph without small separators.
func TestExpander(t *testing.T) {
	g := random(2000, 16_000, source(1))
	if h := eliminate(t, g, order(t, g)).height(); h > 1400 {
		t.Errorf("height %d", h)
	}
}

// Equal points, or points that are not numbers, are replaced by distances.
func TestUselessPoints(t *testing.T) {
	want := order(t, grid(20, 20, false))
	for _, f := range []float64{0, 7, math.NaN(), math.Inf(1), math.Inf(-1)} {
		g := grid(20, 20, false)
		g.X, g.Y = slices.Repeat([]float64{f}, 400), slices.Repeat([]float64{f}, 400)
		if !slices.Equal(order(t, g), want) {
			t.Errorf("points at %v: not the order without points", f)
		}
	}
	g := grid(20, 20, true)
	g.X[7] = math.NaN()
	if !slices.Equal(order(t, g), want) {
		t.Error("a point that is none: not the order without points")
	}
	for _, far := range []float64{1e-300, 1e300} {
		g := grid(20, 20, true)
		for v := range g.X {
			g.X[v], g.Y[v] = (g.X[v]-10)*far, (g.Y[v]-10)*far
		}
		checkHeight(t, "scaled grid", g, 60)
	}
}

// An empty graph may come without any row.
func TestEmptyGraph(t *testing.T) {
	for _, g := range []*Graph{{}, {First: []uint32{0}}} {
		if got := order(t, g); len(got) != 0 {
			t.Errorf("%v", got)
		}
	}
}

// Progress rises to the total.
func TestProgress(t *testing.T) {
	for _, g := range []*Graph{{}, build(1), path(9), star(9), complete(9), build(9), grid(30, 30, true), random(500, 4000, source(3))} {
		n := max(len(g.First), 1) - 1
		last := -1
		_, err := Order(context.Background(), g, func(done, total int) {
			if done <= last || done > total || total != n {
				t.Fatalf("%d of %d after %d, of %d nodes", done, total, last, n)
			}
			last = done
		})
		if last != n || err != nil {
			t.Errorf("progress ends at %d of %d, error %v", last, n, err)
		}
	}
}

// Order stops wherever the context ends.
func TestCancelled(t *testing.T) {
	cause := context.Canceled
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if list, err := Order(ctx, path(5), nil); list != nil || !errors.Is(err, cause) {
		t.Errorf("ended before: %v, %v", list, err)
	}
	for _, stop := range []int{0, 1, 300, 899} {
		ctx, cancel := context.WithCancel(context.Background())
		list, err := Order(ctx, grid(30, 30, true), func(done, total int) {
			if done > stop {
				cancel()
			}
		})
		if list != nil || !errors.Is(err, cause) {
			t.Errorf("ended after %d: %d nodes, %v", stop, len(list), err)
		}
	}
}

func BenchmarkOrder(b *testing.B) {
	for _, points := range []bool{true, false} {
		b.Run(fmt.Sprintf("grid/points=%v", points), func(b *testing.B) {
			g := grid(90, 90, points)
			for b.Loop() {
				order(b, g)
			}
		})
	}
}
