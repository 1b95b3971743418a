package network

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestLoad compares the steps of random graphs under overlays with what the overlay says of them.
func TestLoad(t *testing.T) {
	var w Network
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Any(r)
		g := workload.Build(t, o)
		overlay := csr.NewOverlay(g)
		if change, err := w.Load("test", g, nil); err != nil || change != NewGraph {
			t.Fatalf("seed %d: %v, %v", seed, change, err)
		}
		check(t, &w, g, nil)
		for a := range uint32(g.NumArcs()) {
			from, to, _ := g.ArcEnds(a)
			if err := errors.Join(overlay.SetNode(from, graphtest.OtherWeight(r, 5)), overlay.SetArc(from, to, graphtest.OtherWeight(r, 9))); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []Change{NewCosts, Same} {
			if change, err := w.Load("test", g, overlay); err != nil || change != want {
				t.Fatalf("seed %d: %v, %v", seed, change, err)
			}
			check(t, &w, g, overlay)
		}
		if err := overlay.SetNode(0, 77); err != nil {
			t.Fatal(err)
		}
		if change, err := w.Load("test", g, overlay); err != nil || change != NewCosts {
			t.Fatalf("seed %d: %v, %v", seed, change, err)
		}
		check(t, &w, g, overlay)
	}
	foreign := csr.NewOverlay(workload.Build(t, graphtest.Grid(2, 2, 9, 1)))
	if change, err := w.Load("test", workload.Build(t, graphtest.Grid(3, 3, 9, 1)), foreign); !errors.Is(err, csr.ErrWrongGraph) || change != Same {
		t.Errorf("an overlay of another graph: %v, %v", change, err)
	}
}

// check compares all steps.
func check(t *testing.T, w *Network, g *csr.CSRGraph, o *csr.Overlay) {
	t.Helper()
	if w.NumNodes() != g.NumNodes() || len(w.Out.Ends) != g.NumArcs() {
		t.Fatalf("%d nodes, %d steps", w.NumNodes(), len(w.Out.Ends))
	}
	for v := range csr.Node(g.NumNodes()) {
		for i := w.In.First[v]; i < w.In.First[v+1]; i++ {
			u, a := w.In.Ends[i], w.ArcOf[i]
			arc, ok := o.ArcWeightOn(g, u, v)
			node := o.NodeWeightOn(g, v)
			want := uint64(arc) + uint64(node)
			if arc == csr.Blocked || node == csr.Blocked {
				want = Inf
			}
			found, isStep := w.Find(u, v)
			if !ok || !isStep || found != a || w.Arc(u, v) != a || w.Out.Ends[a] != v || w.In.Costs[i] != want || w.Out.Costs[a] != want {
				t.Fatalf("step %d from %d to %d costs %d and %d, want %d", a, u, v, w.In.Costs[i], w.Out.Costs[a], want)
			}
		}
		if _, ok := w.Find(v, v); ok {
			t.Errorf("a loop at %d", v)
		}
	}
}

// TestMarks empties a set until its stamps begin anew.
func TestMarks(t *testing.T) {
	var m Marks
	for range 3 {
		m.Reset(4)
		if m.Has(2) || m.Has(3) {
			t.Error("an empty set has a number")
		}
		m.Add(2)
		if !m.Has(2) || m.Has(1) {
			t.Error("the set is not that of the number added")
		}
		m.now = math.MaxUint32
		m.stamps[3] = 1
	}
	if m.Reset(5); m.Has(4) || m.Has(2) {
		t.Error("a larger set has numbers")
	}
}
