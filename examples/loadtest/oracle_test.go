package main

import (
	"testing"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// squareWorld is the square with hunts of patches.
func squareWorld(t *testing.T) *world {
	t.Helper()
	w, err := newWorld(square(t), config{}, arena.NewPool(nil))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// square returns a map with a short way from 0 to 3 through 1 and a long one
// through 2. Node 4 has no arcs.
func square(t *testing.T) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(5)
	b.AddEdge(0, 1, 10)
	b.AddEdge(1, 3, 10)
	b.AddEdge(0, 2, 20)
	b.AddEdge(2, 3, 20)
	b.SetNodeWeight(1, 1)
	b.SetNodeWeight(2, 1)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestOracle(t *testing.T) {
	o := newOracle(squareWorld(t))
	for _, c := range []struct {
		changes  []change
		from, to csr.Node
		want     uint64
	}{
		{nil, 0, 3, 21},
		{nil, 0, 0, 0},
		{nil, 0, 4, closed},
		{[]change{{1, csr.Blocked}}, 0, 3, 41},
		{[]change{{1, 100}}, 0, 3, 41},
		{[]change{{1, 15}}, 0, 3, 35},
		{[]change{{1, csr.Blocked}, {2, csr.Blocked}}, 0, 3, closed},
		{[]change{{0, csr.Blocked}}, 0, 3, 21},
		{[]change{{5, 3}}, 0, 3, 14}, // arc 0, from 0 to 1
		{[]change{{5, 3}}, 3, 0, 14},
		{[]change{{5, 3}, {1, csr.Blocked}}, 0, 3, 41},
		{nil, 0, 3, 21},
	} {
		o.apply(0, c.changes)
		if got := o.distance(c.from, c.to); got != c.want {
			t.Errorf("%d to %d with %v: %d, want %d", c.from, c.to, c.changes, got, c.want)
		}
	}
}

// TestOracleAgrees compares with a Solver, on the map of Göteborg, in hunts of all kinds.
func TestOracleAgrees(t *testing.T) {
	eachKind(t, func(t *testing.T, full bool) {
		w, hunts := populated(t, goteborg(t), config{hunts: 8, changes: 64, full: full, lowered: 0.5, seed: 4}, arena.NewPool(nil))
		o, s := newOracle(w), dijkstra.NewSolver(w.g)
		for i := range 40 {
			h := &hunts[i%len(hunts)]
			s.Use(h.overlay)
			from, to := w.place(h), w.place(h)
			path, d, err := s.AppendPath(nil, from, to)
			if err == nil {
				err = o.check(&sample{from, to, d, path, h.number, h.changes})
			}
			if err != nil {
				t.Error(err)
			}
			live(t, w, h)
		}
	})
}

// TestOracleFinds plants wrong answers of every kind.
func TestOracleFinds(t *testing.T) {
	o := newOracle(squareWorld(t))
	closed1 := []change{{1, csr.Blocked}}
	for _, c := range []struct {
		sample
		right bool
	}{
		{sample{0, 3, 21, []csr.Node{0, 1, 3}, 0, nil}, true},
		{sample{0, 3, 41, []csr.Node{0, 2, 3}, 0, closed1}, true},
		{sample{0, 4, dijkstra.Unreachable, nil, 0, nil}, true},
		{sample{0, 0, 0, []csr.Node{0}, 0, nil}, true},
		{sample{0, 3, 41, []csr.Node{0, 2, 3}, 0, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 1, 3}, 0, closed1}, false},
		{sample{0, 3, 41, []csr.Node{0, 1, 3}, 0, closed1}, false},
		{sample{0, 3, 21, []csr.Node{0, 2, 3}, 0, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 3}, 0, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 1}, 0, nil}, false},
		{sample{0, 3, 21, []csr.Node{1, 3}, 0, nil}, false},
		{sample{0, 3, 21, nil, 0, nil}, false},
		{sample{0, 3, dijkstra.Unreachable, nil, 0, nil}, false},
		{sample{0, 4, 20, []csr.Node{0, 2, 4}, 0, nil}, false},
		{sample{0, 4, dijkstra.Unreachable, []csr.Node{0}, 0, nil}, false},
	} {
		if err := o.check(&c.sample); (err == nil) != c.right {
			t.Errorf("%+v: %v", c.sample, err)
		}
	}
}
