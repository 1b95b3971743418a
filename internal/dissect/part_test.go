package dissect

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
)

// A part numbers nodes by their places, whatever the scratch memory holds.
func TestExtract(t *testing.T) {
	g := grid(3, 3, true) // 0 1 2 / 3 4 5 / 6 7 8
	c := newCore(g, 9)
	c.weight[8] = 7
	local := []uint32{0, 1, 2, 3, 0, 1, 2, 3, 0}
	var p part
	for range 2 {
		p.extract(c, []uint32{4, 8, 5, 0}, local)
		got := fmt.Sprint(p.first, p.heads, p.weight, p.total, p.points.x[3], p.points.y[1])
		if want := fmt.Sprint("[0 1 2 4 4] [2 2 0 1] [1 7 1 1] 10 0 ", units); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		p.extract(c, c.node, local)
		if !slices.Equal(p.heads, g.Heads) || p.total != 15 {
			t.Fatalf("all nodes: %v of weight %d", p.heads, p.total)
		}
	}
}

// Components are listed by their lowest nodes.
func TestComponents(t *testing.T) {
	for _, c := range []struct {
		graph *Graph
		want  string
	}{
		{build(1), "[[0]]"},
		{build(3), "[[0] [1] [2]]"},
		{path(3), "[[0 1 2]]"},
		{build(6, [2]int{0, 5}, [2]int{3, 4}, [2]int{4, 1}), "[[0 5] [1 4 3] [2]]"},
	} {
		if got := fmt.Sprint(partOf(c.graph).components()); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A graph that misses an edge is not complete.
func TestComplete(t *testing.T) {
	for n := 1; n < 6; n++ {
		for set := range uint(1) << pairs(n) {
			if got, want := partOf(graphOf(n, set)).complete(), set == 1<<pairs(n)-1; got != want {
				t.Fatalf("graph %b of %d nodes: %v", set, n, got)
			}
		}
	}
}

// searchOf returns a search of a part.
func searchOf(p *part) *inertialFlow {
	c := &cutter{p: p}
	c.axes.set(p)
	return &inertialFlow{cutter: c}
}

// The ends grow by weight, on both sides, up to half of the nodes.
func TestGrowTakesShares(t *testing.T) {
	c := searchOf(partOf(grid(100, 1, true)))
	c.p.weight[0], c.p.total = 11, 110
	c.sortLine(0)
	c.flow.reset(c.p.adjacency)
	for _, s := range []struct {
		share          uint64
		more           bool
		sources, sinks int
	}{{5, true, 1, 6}, {10, true, 1, 11}, {10, false, 1, 11}, {20, true, 12, 22}, {100, true, 50, 50}, {100, false, 50, 50}} {
		more := c.grow(s.share)
		sources, sinks := c.flow.list[fromSources], c.flow.list[fromSinks]
		if more != s.more || len(sources) != s.sources || len(sinks) != s.sinks {
			t.Errorf("share %d: %d sources and %d sinks, more %v", s.share, len(sources), len(sinks), more)
		}
		if slices.Max(sources) != uint32(s.sources-1) || slices.Min(sinks) != uint32(100-s.sinks) {
			t.Errorf("share %d: sources up to %d, sinks from %d", s.share, slices.Max(sources), slices.Min(sinks))
		}
	}
}

// The limit excludes no separator that is better than the best so far.
func TestLimit(t *testing.T) {
	p := partOf(path(100))
	if limit := p.limit(0); limit != 100 {
		t.Errorf("nothing found: %d", limit)
	}
	for size := 1; size <= 100; size++ {
		for a := uint64(1); a < 100; a++ {
			best := quality(a, 100-a, size)
			limit := p.limit(best)
			if limit < 100 && quality(50, 50, limit+1) > best {
				t.Errorf("%d separate %d: limit %d", size, a, limit)
			}
			if quality(50, 50, limit) < best {
				t.Errorf("%d separate %d: limit %d, but that is worse", size, a, limit)
			}
		}
	}
}

// Parts too large for minimum degree, with separators too poor to use, and with ones that
// will do.
func TestLargeParts(t *testing.T) {
	defer func(old int) { maxDense = old }(maxDense)
	maxDense = 50
	for _, g := range []*Graph{random(200, 6000, source(1)), random(300, 600, source(2)), grid(20, 20, true)} {
		checkTree(t, g)
	}
}

// Two grids and a path side by side are ordered as if they were alone.
func TestPieces(t *testing.T) {
	g := grid(12, 12, false)
	n := uint32(len(g.First) - 1)
	twice := &Graph{First: slices.Clone(g.First), Heads: slices.Clone(g.Heads)}
	for _, f := range g.First[1:] {
		twice.First = append(twice.First, f+g.First[n])
	}
	for _, v := range g.Heads {
		twice.Heads = append(twice.Heads, v+n)
	}
	for range 20 { // nodes without neighbours
		twice.First = append(twice.First, uint32(len(twice.Heads)))
	}
	one, both := eliminate(t, g, order(t, g)), eliminate(t, twice, order(t, twice))
	if both.height() != one.height() || both.fill != 2*one.fill {
		t.Errorf("height %d and %d arcs, alone %d and %d", both.height(), both.fill, one.height(), one.fill)
	}
}

// An order depends neither on the position of a map nor on its units, as long as nothing
// is rounded.
func TestShiftedPoints(t *testing.T) {
	g := grid(20, 20, true)
	want := order(t, g)
	for _, shift := range []float64{-8, 1024} {
		for _, scale := range []float64{0.25, 4, math.Exp2(-900), math.Exp2(900)} {
			for v := range g.X {
				g.X[v], g.Y[v] = (float64(v%20)+shift)*scale, (float64(v/20)+shift)*scale
			}
			if !slices.Equal(order(t, g), want) {
				t.Errorf("shift %v, scale %v: another order", shift, scale)
			}
		}
	}
}

// The context ends before the first share.
func TestCancelledWithinSeparators(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for goroutines := 1; goroutines < 4; goroutines++ {
		if c := (&cutter{}); c.separate(ctx, partOf(grid(10, 10, true)), goroutines) || c.best.quality != 0 {
			t.Errorf("%d goroutines found something", goroutines)
		}
	}
}
