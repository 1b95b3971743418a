package cch

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// palettes are weights that change nothing by much, much, and everything.
var palettes = [][]uint32{{0, 1, 2, 3}, {0, csr.Blocked, 5}, {1, 10, 100, 1000}}

// TestCustomizeFollowsFewChanges compares what an index makes of a few changes with
// one customised from nothing: not an entry may differ.
func TestCustomizeFollowsFewChanges(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Road(600, 1), graphtest.Grid(20, 20, 9, 1), graphtest.Random(150, 900, 50, 1)} {
		r := rand.New(rand.NewPCG(3, 4))
		g := workload.Build(t, o)
		first := factory.Shuffled(t, r, g).(*Index)
		x, overlay := first, csr.NewOverlay(g)
		for round := range indextest.Fewer(60) {
			if round%20 == 19 {
				overlay.Reset()
			}
			indextest.Perturb(t, r, o, overlay, 1+r.IntN(4), palettes[round%3])
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
	g, err := x.ask.Under(o)
	if err != nil {
		return nil, err
	}
	m, err := x.metric.Base().Customize(context.Background(), indexkit.Own(g))
	if err != nil {
		return nil, err
	}
	return newIndex(g, m), nil
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
