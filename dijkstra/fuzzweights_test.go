package dijkstra

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// feed is bytes that choices are made by; nothing but zeros comes after its end.
type feed []byte

func (f *feed) next(n int) int {
	if len(*f) == 0 {
		return 0
	}
	b := int((*f)[0]) % n
	*f = (*f)[1:]
	return b
}

// weight draws from one of the ranges: few numbers, which make ties, a span with
// gaps, what is near 2³², and all of these
// with powers of two and millions.
func (f *feed) weight(span int) uint32 {
	b := uint32(f.next(256))
	switch span % 4 {
	case 0:
		return b % 4
	case 1:
		return b * 391 // up to 1e5
	case 2:
		return csr.Blocked - b%5
	}
	return []uint32{b % 4, b * 391, csr.Blocked - b%5, 1<<31 - b%3, 1 << (b / 8), 1_000_000 * b}[b%6]
}

// graph reads up to 8 nodes and up to 40 arcs or edges.
func (f *feed) graph() *graphtest.Graph {
	o := &graphtest.Graph{Name: "fed", N: 1 + f.next(8)}
	kind := f.next(16)
	for range f.next(41) {
		u, v := uint32(f.next(o.N)), uint32(f.next(o.N))
		o.Arcs = append(o.Arcs, graphtest.Arc{From: u, To: v, Weight: f.weight(kind)})
		if kind >= 8 {
			o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: u, Weight: o.Arcs[len(o.Arcs)-1].Weight})
		}
	}
	if kind&4 != 0 {
		for range o.N {
			o.NodeWeights = append(o.NodeWeights, f.weight(f.next(4)))
		}
	}
	return o
}

// patch reads changes of an overlay, and returns the oracle's graph with them.
func (f *feed) patch(t *testing.T, o *graphtest.Graph, overlay *csr.Overlay) *graphtest.Graph {
	t.Helper()
	weights := nodeWeights(o)
	for range f.next(6) {
		v, w := uint32(f.next(o.N)), f.weight(f.next(4))
		if f.next(4) == 0 {
			w = csr.Blocked
		}
		weights[v] = w
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	return o.WithNodeWeights(weights)
}

// checkLimits compares limited queries from one node.
func checkLimits(t *testing.T, o *graphtest.Graph, s *Solver, from csr.Node, budget int) {
	t.Helper()
	for to := range csr.Node(o.N) {
		p := newLimitedPair(o, from, to)
		p.ask(t, s, budget)
		if r, err := s.DistanceLimited(context.Background(), from, to, 1<<30); err != nil || r.Outcome == OutOfBudget {
			t.Fatalf("%+v: %d to %d without a limit: %+v, %v", *o, from, to, r, err)
		}
	}
}

// checkRepaired compares a tree that was repaired with the oracle.
func checkRepaired(t *testing.T, o *graphtest.Graph, s *Solver, tree *GoalTree) {
	t.Helper()
	err := s.Repair(tree)
	if overflows(o, tree.Target()) {
		if !errors.Is(err, ErrOverflow) {
			t.Fatalf("%+v to %d: repaired, %v; want an overflow", *o, tree.Target(), err)
		}
		return
	}
	if err != nil {
		t.Fatalf("%+v to %d: %v", *o, tree.Target(), err)
	}
	checkGoalTree(t, o, tree)
}

// FuzzWeights takes bytes as a graph, an overlay and a change to it, and has all
// Solvers answer as the oracle does before and after. Minimizing takes it long: run
// it with -fuzzminimizetime 1x.
func FuzzWeights(f *testing.F) {
	f.Add([]byte{5, 0, 12, 0, 1, 1, 1, 2, 1, 2, 3, 0, 3, 4, 2, 4, 0, 3, 0, 2, 2})
	f.Add([]byte{7, 9, 7, 0, 1, 9, 1, 2, 7, 2, 3, 5, 3, 4, 4, 4, 5, 1, 5, 6, 8, 6, 0, 2, 2, 1, 0, 3, 0, 3, 2, 200, 1, 9})
	f.Add([]byte{3, 6, 6, 0, 1, 2, 1, 2, 3, 2, 3, 1, 3, 0, 4, 0, 2, 0, 1, 3, 1, 0, 5, 2, 1, 2, 7, 0, 8, 3, 2, 0, 0, 0})
	f.Add(slices.Repeat([]byte{7, 15, 38, 3, 254, 1}, 30))
	f.Fuzz(checkFed)
}

// checkFed reads a graph and a budget, asks under an overlay, and once more after
// it has changed.
func checkFed(t *testing.T, b []byte) {
	in := feed(b)
	o := in.graph()
	g := mustBuild(t, o)
	overlay := csr.NewOverlay(g)
	all, budget, target := solvers(g), in.next(12), csr.Node(in.next(o.N))
	trees := make([]*GoalTree, len(all))
	now := in.patch(t, o, overlay)
	for i, s := range all {
		s.Use(overlay)
		for from := range csr.Node(o.N) {
			checkSource(t, now, s, from)
			checkLimits(t, now, s, from, budget)
		}
		if trees[i] = goalTree(t, now, s, target); trees[i] != nil {
			checkGoalTree(t, now, trees[i])
		}
	}
	now = in.patch(t, now, overlay)
	for i, s := range all {
		checkSource(t, now, s, target)
		if trees[i] != nil {
			checkRepaired(t, now, s, trees[i])
		}
	}
}
