package main

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

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
	o := newOracle(square(t))
	for _, c := range []struct {
		changes  []csr.Patch
		from, to csr.Node
		want     uint64
	}{
		{nil, 0, 3, 21},
		{nil, 0, 0, 0},
		{nil, 0, 4, closed},
		{[]csr.Patch{{Node: 1, Weight: csr.Blocked}}, 0, 3, 41},
		{[]csr.Patch{{Node: 1, Weight: 100}}, 0, 3, 41},
		{[]csr.Patch{{Node: 1, Weight: 15}}, 0, 3, 35},
		{[]csr.Patch{{Node: 1, Weight: csr.Blocked}, {Node: 2, Weight: csr.Blocked}}, 0, 3, closed},
		{[]csr.Patch{{Node: 0, Weight: csr.Blocked}}, 0, 3, 21},
		{nil, 0, 3, 21},
	} {
		undo := o.apply(c.changes)
		if got := o.distance(c.from, c.to); got != c.want {
			t.Errorf("%d to %d with %v: %d, want %d", c.from, c.to, c.changes, got, c.want)
		}
		undo()
	}
}

// TestOracleAgrees compares with a Solver on the map of Göteborg.
func TestOracleAgrees(t *testing.T) {
	g := goteborg(t)
	o, s, x := newOracle(g), dijkstra.NewSolver(g), csr.NewOverlay(g)
	s.Use(x)
	h := hunt{}
	var changes []csr.Patch
	for range 50 {
		from, to := csr.Node(h.draw(g.NumNodes())), csr.Node(h.draw(g.NumNodes()))
		p := csr.Patch{Node: csr.Node(h.draw(g.NumNodes())), Weight: csr.Blocked}
		changes = append(changes, p)
		if err := x.SetNode(p.Node, p.Weight); err != nil {
			t.Fatal(err)
		}
		path, d, err := s.AppendPath(nil, from, to)
		if err == nil {
			err = o.check(&sample{from, to, d, path, changes})
		}
		if err != nil {
			t.Error(err)
		}
	}
}

// TestOracleFinds plants wrong answers of every kind.
func TestOracleFinds(t *testing.T) {
	o := newOracle(square(t))
	closed1 := []csr.Patch{{Node: 1, Weight: csr.Blocked}}
	for _, c := range []struct {
		sample
		right bool
	}{
		{sample{0, 3, 21, []csr.Node{0, 1, 3}, nil}, true},
		{sample{0, 3, 41, []csr.Node{0, 2, 3}, closed1}, true},
		{sample{0, 4, dijkstra.Unreachable, nil, nil}, true},
		{sample{0, 0, 0, []csr.Node{0}, nil}, true},
		{sample{0, 3, 41, []csr.Node{0, 2, 3}, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 1, 3}, closed1}, false},
		{sample{0, 3, 41, []csr.Node{0, 1, 3}, closed1}, false},
		{sample{0, 3, 21, []csr.Node{0, 2, 3}, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 3}, nil}, false},
		{sample{0, 3, 21, []csr.Node{0, 1}, nil}, false},
		{sample{0, 3, 21, []csr.Node{1, 3}, nil}, false},
		{sample{0, 3, 21, nil, nil}, false},
		{sample{0, 3, dijkstra.Unreachable, nil, nil}, false},
		{sample{0, 4, 20, []csr.Node{0, 2, 4}, nil}, false},
		{sample{0, 4, dijkstra.Unreachable, []csr.Node{0}, nil}, false},
	} {
		if err := o.check(&c.sample); (err == nil) != c.right {
			t.Errorf("%+v: %v", c.sample, err)
		}
	}
}
