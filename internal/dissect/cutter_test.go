package dissect

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// partOf returns a whole graph as a part.
func partOf(g *Graph) *part {
	c := newCore(g, len(g.First)-1)
	p := &part{}
	p.extract(c, slices.Clone(c.node), make([]uint32, len(c.node)))
	return p
}

// cutOf returns the sides and the separator of a part.
func cutOf(t *testing.T, p *part) (groups [3][]uint32, ok bool) {
	t.Helper()
	c := &cutter{}
	if ok = c.separate(context.Background(), p, 1); ok {
		groups = c.collect()
	}
	for goroutines := 2; goroutines < 6; goroutines++ {
		c := &cutter{}
		if again := c.separate(context.Background(), p, goroutines); again != ok || ok && !reflect.DeepEqual(c.collect(), groups) {
			t.Fatalf("%d goroutines find another separator than one", goroutines)
		}
	}
	return groups, ok
}

// checkSeparates checks that each node is in one group, and that no edge connects the
// sides.
func checkSeparates(t *testing.T, p *part, groups [3][]uint32) {
	t.Helper()
	side := map[uint32]int{}
	for i, group := range groups {
		if len(group) == 0 {
			t.Fatalf("a group of %v is empty", groups)
		}
		for _, v := range group {
			if _, twice := side[v]; twice {
				t.Fatalf("%d is in two groups", v)
			}
			side[v] = i
		}
	}
	if len(side) != p.size() {
		t.Fatalf("%d of %d nodes in groups", len(side), p.size())
	}
	for v := range uint32(p.size()) {
		for _, u := range p.row(v) {
			if side[u]+side[v] == 1 {
				t.Fatalf("an edge between %d and %d passes the separator", v, u)
			}
		}
	}
}

// Separators of simple graphs have the obvious size and sides.
func TestSeparatorsOfKnownGraphs(t *testing.T) {
	for _, c := range []struct {
		what  string
		graph *Graph
		size  int
		least int // nodes on the smaller side
	}{
		{"three in a row", path(3), 1, 1},
		{"a path", path(101), 1, 45},
		{"a ring", ring(100), 2, 40},
		{"a band", grid(40, 4, true), 4, 64},
		{"a band the other way", grid(4, 40, true), 4, 64},
		{"a band without points", grid(40, 4, false), 4, 64},
		{"a square", grid(21, 21, true), 21, 110},
		{"two that meet", build(9, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 3}, [2]int{3, 0}, [2]int{0, 2}, [2]int{1, 3},
			[2]int{3, 4}, [2]int{4, 5}, [2]int{5, 6}, [2]int{6, 7}, [2]int{7, 8}, [2]int{8, 5}, [2]int{5, 7}, [2]int{6, 8}), 1, 4},
	} {
		p := partOf(c.graph)
		groups, ok := cutOf(t, p)
		if !ok {
			t.Errorf("%s: nothing good", c.what)
			continue
		}
		checkSeparates(t, p, groups)
		if size, least := len(groups[onSeparator]), min(len(groups[0]), len(groups[1])); size > c.size || least < c.least {
			t.Errorf("%s: %d separate %d and %d, want %d and sides of %d", c.what, size, len(groups[0]), len(groups[1]), c.size, c.least)
		}
	}
}

// The separators found in random graphs separate.
func TestSeparatorsOfRandomGraphs(t *testing.T) {
	found := 0
	for seed := range uint64(300) {
		r := source(seed)
		n := 3 + r.IntN(40)
		p := partOf(connected(random(n, n+r.IntN(2*n), r)))
		if p.size() < 3 || p.complete() {
			continue
		}
		if groups, ok := cutOf(t, p); ok {
			found++
			checkSeparates(t, p, groups)
		}
	}
	if found < 200 {
		t.Errorf("%d separators", found)
	}
}

// The separator does not depend on what searches know of each other, nor on the order in
// which they end.
func TestSearchesAreIndependent(t *testing.T) {
	for seed := range uint64(300) {
		r := source(seed)
		n := 3 + r.IntN(90)
		p := partOf(connected(random(n, n+r.IntN(n), r)))
		if p.size() < 3 || p.complete() {
			continue
		}
		want := &cutter{}
		want.separate(context.Background(), p, 1)
		c := &cutter{}
		c.begin(p, 1)
		for _, axis := range r.Perm(4) {
			c.searches[0].searchAxis(context.Background(), axis)
		}
		for _, axis := range r.Perm(4) {
			c.end(axis)
		}
		if !reflect.DeepEqual(c.best, want.best) {
			t.Fatalf("seed %d: %+v, want %+v", seed, c.best, want.best)
		}
	}
}

// Candidates count up to the share that is beyond the limit, even if later ones are better.
func TestTake(t *testing.T) {
	c := &cutter{p: partOf(path(100))}
	found := candidates{}
	for _, s := range []struct {
		share   uint64
		paths   int
		quality float64
	}{{5, 1, 300}, {10, 4, 400}, {10, 4, 900}, {15, 3, 800}, {20, 3, 1000}} {
		*found.add() = candidate{separator{quality: s.quality}, s.share, s.paths}
	}
	for _, s := range []struct{ best, want float64 }{
		{0, 900},     // limit 2 after share 10
		{500, 900},   // limit 5
		{650, 650},   // limit 3 before share 10
		{2000, 2000}, // limit 1
		{2600, 2600}, // limit 0
		{899.9, 899.9},
	} {
		c.best.quality = s.best
		if c.take(found); c.best.quality != s.want {
			t.Errorf("after %v the best is %v, want %v", s.best, c.best.quality, s.want)
		}
	}
}

// connected returns the component of node 0.
func connected(g *Graph) *Graph {
	p := partOf(g)
	c := newCore(g, p.size())
	first := slices.Clone(p.components()[0])
	p.extract(c, first, make([]uint32, len(c.node)))
	return &Graph{First: p.first, Heads: p.heads}
}

// Most of a path's weight lies in a fifth of its nodes.
func TestWeightsCount(t *testing.T) {
	p := partOf(path(100))
	for v := range 20 {
		p.weight[v] = 9
	}
	p.total = 20*9 + 80
	groups, _ := cutOf(t, p)
	if v := groups[onSeparator][0]; v < 12 || v > 16 {
		t.Errorf("separated at %d", v)
	}
}

// The order within a separator goes from end to end.
func TestSeparatorsLieAlongTheLine(t *testing.T) {
	groups, _ := cutOf(t, partOf(grid(30, 7, true)))
	rows := []uint32{}
	for _, v := range groups[onSeparator] {
		rows = append(rows, v/30)
	}
	down := slices.Clone(rows)
	slices.Reverse(down)
	if len(rows) != 7 || !slices.IsSorted(rows) && !slices.IsSorted(down) {
		t.Errorf("%v", rows)
	}
}

// Nearly complete graphs have no good separator.
func TestNothingGood(t *testing.T) {
	if groups, ok := cutOf(t, partOf(random(200, 6000, source(1)))); ok {
		t.Errorf("%d nodes separate %d and %d", len(groups[onSeparator]), len(groups[0]), len(groups[1]))
	}
	for n, want := range map[int]bool{maxDense: false, maxDense + 1: true} {
		s := separator{quality: 1, size: n / 2, least: uint64(n) / 32}
		if got := s.isGood(n); got != want {
			t.Errorf("a poor separator of %d nodes is good: %v", n, got)
		}
	}
}

// Sources and sinks that are part of a separator with nothing behind them move to their
// side.
func TestTrimTakesWhatSeparatesNothing(t *testing.T) {
	c := &cutter{p: partOf(path(7))}
	for _, s := range []struct{ side, want []uint8 }{
		{[]uint8{0, 0, onSeparator, onSeparator, onSeparator, 1, 1}, []uint8{0, 0, 0, 0, onSeparator, 1, 1}},
		{[]uint8{0, 0, 0, onSeparator, 1, 1, onSeparator}, []uint8{0, 0, 0, onSeparator, 1, 1, 1}},
		{[]uint8{onSeparator, 0, 0, onSeparator, 1, 1, 1}, []uint8{0, 0, 0, onSeparator, 1, 1, 1}},
		{[]uint8{0, 0, 0, onSeparator, 1, 1, 1}, []uint8{0, 0, 0, onSeparator, 1, 1, 1}},
	} {
		c.best.side = slices.Clone(s.side)
		if c.trim(); !slices.Equal(c.best.side, s.want) {
			t.Errorf("%v: %v, want %v", s.side, c.best.side, s.want)
		}
	}
}

// Coordinates from distances spread over a grid from corner to corner.
func TestAxesWithoutPoints(t *testing.T) {
	var a axes
	p := partOf(grid(9, 9, false))
	a.set(p)
	for axis, want := range []int64{32, 32} {
		least, most := a.at(axis, 0), a.at(axis, 0)
		for v := range uint32(81) {
			least, most = min(least, a.at(axis, v)), max(most, a.at(axis, v))
		}
		if most-least != want {
			t.Errorf("axis %d: %d to %d", axis, least, most)
		}
	}
	for v := range uint32(81) {
		if a.at(2, v) != a.at(0, v)+a.at(1, v) || a.at(3, v) != a.at(0, v)-a.at(1, v) {
			t.Fatalf("node %d: the diagonals are not between the axes", v)
		}
	}
}

// Rounded points keep their proportions.
func TestPointsInUnits(t *testing.T) {
	p := inUnits([]float64{-1, 0, 3}, []float64{5, 5, 6})
	if got, want := fmt.Sprint(p.x, p.y), fmt.Sprint([]int{0, units / 4, units}, []int{0, 0, units / 4}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
