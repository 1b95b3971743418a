package dijkstra

import (
	"context"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// ring raises the neighbours of a node.
func ring(t *testing.T, overlay *csr.Overlay, v csr.Node, w uint32) {
	t.Helper()
	arcs := overlay.Graph().Arcs(v)
	for i := range arcs.Len() {
		if err := overlay.SetNode(arcs.Target(i), w); err != nil {
			t.Fatal(err)
		}
	}
}

// aimed returns two Solvers of a grid under one overlay, the second with an index.
func aimed(t *testing.T) (plain, s *Solver, overlay *csr.Overlay) {
	t.Helper()
	g := mustBuild(t, graphtest.Grid(40, 40, 100, 1))
	plain, s, overlay = NewSolver(g), NewSolver(g), csr.NewOverlay(g)
	if err := s.UseIndex(solvedPairs(t, g)); err != nil {
		t.Fatal(err)
	}
	plain.Use(overlay)
	s.Use(overlay)
	return plain, s, overlay
}

// settles asks for a path, compares it with the plain Solver's, and returns what
// it took.
func settles(t *testing.T, plain, s *Solver, from, to csr.Node) QueryStats {
	t.Helper()
	before := s.Stats()
	sameAnswers(t, plain, s, from, to)
	return since(before, s)
}

// TestShutInEnds are found out from that end, at once, whether it is closed or all
// that leads there is dear.
func TestShutInEnds(t *testing.T) {
	plain, s, overlay := aimed(t)
	const from, to = 40*10 + 10, 40*30 + 30
	for _, end := range []csr.Node{from, to} {
		for _, w := range []uint32{csr.Blocked, 100000} {
			ring(t, overlay, end, w)
			if ways := settles(t, plain, s, from, to); ways.Abandoned > 0 || ways.AStar == 0 || ways.Settled > 400 {
				t.Errorf("ring of %d around %d: %+v", w, end, ways)
			}
			overlay.Reset()
		}
	}
}

// TestGivenUp has the path meet a higher weight at its start, so that the search
// begins there, while its end is shut in some steps further away.
func TestGivenUp(t *testing.T) {
	plain, s, overlay := aimed(t)
	const from, to = 40*10 + 10, 40*30 + 30
	for _, w := range []uint32{csr.Blocked, 100000} {
		ring(t, overlay, from, 500)
		for dx := range 7 { // all nodes three steps from to
			dy := 3 - max(dx-3, 3-dx)
			_ = overlay.SetNode(csr.Node(to+dx-3+40*dy), w)
			_ = overlay.SetNode(csr.Node(to+dx-3-40*dy), w)
		}
		ways := settles(t, plain, s, from, to)
		if ways.Abandoned == 0 || ways.Settled < ways.Abandoned*1600/3 {
			t.Errorf("rings of 500 and %d: %+v", w, ways)
		}
		bound := uint32(0)
		for budget := 1; budget < 3000; budget += 50 {
			r, err := s.DistanceLimited(context.Background(), from, to, budget)
			if err != nil || r.Bound < bound || r.Outcome == OutOfBudget && r.Settled < budget {
				t.Fatalf("budget %d: %+v, %v after a bound of %d", budget, r, err, bound)
			}
			bound = r.Bound
		}
		overlay.Reset()
		_ = overlay.SetNode(to-1, 1000)
		if ways := settles(t, plain, s, to, to-2); ways.Abandoned > 0 || ways.Settled > 100 {
			t.Errorf("afterwards: %+v", ways)
		}
		overlay.Reset()
	}
}

// TestRaisedEndsCostNothing settles no more under a raise that every path pays, or
// none.
func TestRaisedEndsCostNothing(t *testing.T) {
	plain, s, overlay := aimed(t)
	const from, to = 40*10 + 10, 40*30 + 30
	path, _, _ := plain.AppendPath(nil, from, to)
	for _, closed := range []csr.Node{path[2], path[len(path)/2], path[len(path)-3]} {
		_ = overlay.SetNode(closed, csr.Blocked)
		want := settles(t, plain, s, from, to)
		_ = overlay.SetNode(from, 1<<20)
		_ = overlay.SetNode(to, 1<<20)
		if got := settles(t, plain, s, from, to); got.Settled > want.Settled+60 || got.Abandoned > 0 {
			t.Errorf("%d closed: %+v, with raised ends %+v", closed, want, got)
		}
		overlay.Reset()
	}
}

// TestAimedSettlesLittle compares the nodes that both Solvers settle on random
// pairs, with 1 % of the nodes closed.
func TestAimedSettlesLittle(t *testing.T) {
	plain, s, overlay := aimed(t)
	sources, targets := graphtest.Pairs(1600, 100, 1)
	settled := uint64(0)
	for i, from := range sources {
		overlay.Reset()
		for j := range 16 {
			_ = overlay.SetNode(sources[(i+j+1)%100], csr.Blocked)
		}
		_, _, _ = s.AppendPath(nil, from, targets[i])
		_, r, _ := plain.AppendPathLimited(context.Background(), nil, from, targets[i], 1<<30)
		settled += uint64(r.Settled)
	}
	if s.Stats().Settled*10 > settled {
		t.Errorf("%+v; %d settled without an index", s.Stats(), settled)
	}
}
