package cch

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/front"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// redress changes a few weights of nodes and arcs in an overlay, and returns the
// oracle's graph with the same.
func redress(t *testing.T, r *rand.Rand, o *graphtest.Graph, overlay *csr.Overlay, changes int, weights []uint32) *graphtest.Graph {
	t.Helper()
	for range changes {
		w := weights[r.IntN(len(weights))]
		if len(o.Arcs) > 0 && r.IntN(2) == 0 {
			a := o.Arcs[r.IntN(len(o.Arcs))]
			if a.From == a.To {
				continue // a loop, which the graph does not have
			}
			if err := overlay.SetArc(a.From, a.To, w); err != nil {
				t.Fatal(err)
			}
			o = o.WithArcWeight(a.From, a.To, w)
			if r.IntN(2) == 0 && overlay.SetArc(a.To, a.From, w) == nil {
				o = o.WithArcWeight(a.To, a.From, w)
			}
			continue
		}
		v := r.Uint32N(uint32(o.N))
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
		nodes := slices.Clone(o.NodeWeights)
		if nodes == nil {
			nodes = make([]uint32, o.N)
		}
		nodes[v] = w
		o = o.WithNodeWeights(nodes)
	}
	return o
}

var palettes = [][]uint32{
	{0, 1, 2, 3}, {0, 0, csr.Blocked, 5}, {1, 10, 100, 1000}, {csr.Blocked}, {csr.Blocked - 1, 1 << 31, 7, 0},
}

// TestCustomizeSmallGraphs follows overlays that raise, lower, close and open
// anything on random graphs of up to twelve nodes.
func TestCustomizeSmallGraphs(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 2))
		o := graphtest.Small(r)
		g := mustBuild(t, o)
		x, overlay, now := shuffled(t, r, g), csr.NewOverlay(g), o
		for range 4 {
			now = redress(t, r, now, overlay, 1+r.IntN(3), palettes[r.IntN(len(palettes))])
			y, err := x.Customize(overlay)
			if err != nil {
				t.Fatal(err)
			}
			now.CheckAnswers(t, y, dijkstra.ErrOverflow)
			x = y
		}
		x, err := x.Customize(nil)
		if err != nil || !x.Own() {
			t.Fatal(err, x.Own())
		}
		o.CheckAnswers(t, x, dijkstra.ErrOverflow)
	}
}

// TestCustomizeFollowsFewChanges compares what an index makes of a few changes with
// one customised from nothing: not an entry may differ.
func TestCustomizeFollowsFewChanges(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Road(600, 1), graphtest.Grid(20, 20, 9, 1), graphtest.Random(150, 900, 50, 1)} {
		r := rand.New(rand.NewPCG(3, 4))
		g := mustBuild(t, o)
		first := shuffled(t, r, g)
		x, overlay := first, csr.NewOverlay(g)
		for round := range 60 {
			if round%20 == 0 {
				overlay.Reset()
			}
			redress(t, r, o, overlay, 1+r.IntN(4), palettes[round%3])
			y, err := x.Customize(overlay)
			if err != nil {
				t.Fatal(err)
			}
			anew, err := customizedAnew(first, overlay)
			if err != nil {
				t.Fatal(err)
			}
			compareMetrics(t, y.metric, anew.metric)
			x = y
		}
	}
}

// customizedAnew returns an index for an overlay that owes nothing to another's
// costs.
func customizedAnew(x *Index, o *csr.Overlay) (*Index, error) {
	weights, err := front.Weights(x.g, o)
	if err != nil {
		return nil, err
	}
	m, err := x.metric.Base().Customize(context.Background(), weights)
	if err != nil {
		return nil, err
	}
	return newIndex(x.g, false, m), nil
}

func compareMetrics(t *testing.T, got, want hierarchy.Customized) {
	t.Helper()
	switch want := want.(type) {
	case *hierarchy.Metric[uint32]:
		compareCosts(t, got, want)
	case *hierarchy.Metric[uint64]:
		compareCosts(t, got, want)
	}
}

func compareCosts[C hierarchy.Cost](t *testing.T, other hierarchy.Customized, want *hierarchy.Metric[C]) {
	t.Helper()
	got, ok := other.(*hierarchy.Metric[C])
	if !ok || got.Kind != want.Kind || !slices.Equal(got.Up, want.Up) || !slices.Equal(got.Down, want.Down) {
		t.Fatalf("%T followed to other costs than customised from nothing", want)
	}
}
