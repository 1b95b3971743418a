package ways

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// place is a position that is drawn, part of the way along a street.
func place(g *csr.CSRGraph, r *rand.Rand) csr.Position {
	from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
	return csr.Position{From: from, To: to, Fraction: r.Float64()}
}

// TestAlternatives are ways on the map that begin and end where they should, none as the shortest or
// another, and as long as their lines say.
func TestAlternatives(t *testing.T) {
	g := fixture.Goteborg(t)
	finders := NewFinders(g, nil)
	between := dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
	r := rand.New(rand.NewPCG(5, 8))
	found, turned := 0, 0
	for range 80 {
		from, to := place(g, r), r.Uint32N(uint32(g.NumNodes()))
		shortest, d, err := between.AppendPath(nil, from, csr.AtNode(to))
		if err != nil {
			t.Fatal(err)
		}
		others, err := finders.Alternatives(t.Context(), nil, from, to)
		if err != nil {
			t.Fatal(err)
		}
		seen := [][]csr.Node{shortest}
		for _, w := range others {
			var line route.Line
			if err := line.AppendPath(g, w.Path, nil); err != nil {
				t.Fatal(err)
			}
			if metres := line.Metres(); w.Distance < d || float64(w.Distance) > 1.25*float64(d)+300 || metres*10 > 1.02*float64(w.Distance)+50 || metres*10 < 0.98*float64(w.Distance)-50 {
				t.Errorf("from %v to %d: a way of %d and %v metres; the shortest is %d", from, to, w.Distance, metres, d)
			}
			if slices.ContainsFunc(seen, func(nodes []csr.Node) bool { return slices.Equal(nodes, w.Nodes) }) {
				t.Errorf("from %v to %d: twice %v", from, to, w.Nodes)
			}
			if w.Nodes[0] != shortest[0] {
				turned++
			}
			seen = append(seen, w.Nodes)
			found++
		}
	}
	if found < 100 || turned < 3 {
		t.Errorf("%d ways, %d of which begin in the other direction", found, turned)
	}
}

// TestAlternativesAroundClosed uses no street that an overlay closes.
func TestAlternativesAroundClosed(t *testing.T) {
	g := fixture.Goteborg(t)
	finders := NewFinders(g, nil)
	const from, to = 17, 4000
	open, err := finders.Alternatives(t.Context(), nil, csr.AtNode(from), to)
	if err != nil || len(open) == 0 {
		t.Fatalf("%v, %v", open, err)
	}
	closed := open[0].Nodes[len(open[0].Nodes)/2]
	overlay := csr.NewOverlay(g)
	if err := overlay.SetNode(closed, csr.Blocked); err != nil {
		t.Fatal(err)
	}
	others, err := finders.Alternatives(t.Context(), overlay, csr.AtNode(from), to)
	if err != nil || slices.ContainsFunc(others, func(w Way) bool { return slices.Contains(w.Nodes, closed) }) {
		t.Errorf("past %d: %v, %v", closed, others, err)
	}
	if again, err := finders.Alternatives(t.Context(), nil, csr.AtNode(from), to); err != nil || !slices.Equal(again[0].Nodes, open[0].Nodes) {
		t.Errorf("open again: %v, %v", again, err)
	}
}

// TestNoAlternatives: none where there is no way, or where the player is there.
func TestNoAlternatives(t *testing.T) {
	g := fixture.Goteborg(t)
	finders := NewFinders(g, nil)
	walls := csr.NewOverlay(g)
	for v := range g.Arcs(4000).All() {
		_ = walls.SetNode(v, csr.Blocked) // v is a node
	}
	for name, q := range map[string]struct {
		overlay *csr.Overlay
		from    csr.Node
	}{"no way": {walls, 17}, "there": {nil, 4000}} {
		if others, err := finders.Alternatives(t.Context(), q.overlay, csr.AtNode(q.from), 4000); err != nil || len(others) != 0 {
			t.Errorf("%s: %v, %v", name, others, err)
		}
	}
}

// TestBusy gives up with the client.
func TestBusy(t *testing.T) {
	finders := NewFinders(fixture.Goteborg(t), nil)
	for range cap(finders.free) {
		<-finders.free
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := finders.Alternatives(ctx, nil, csr.AtNode(0), 1); err != context.Canceled {
		t.Error(err)
	}
}
