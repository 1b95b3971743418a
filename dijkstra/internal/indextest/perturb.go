package indextest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// palettes are the weights that overlays draw from.
var palettes = [][]uint32{
	{0, 1, 2, 3}, {0, 0, csr.Blocked, 5}, {1, 10, 100, 1000}, {csr.Blocked}, {csr.Blocked - 1, 1 << 31, 7, 0},
}

// Perturb changes a few weights of nodes and arcs in an overlay, and returns the
// oracle's graph with the same.
func Perturb(t *testing.T, r *rand.Rand, o *graphtest.Graph, overlay *csr.Overlay, changes int, palette []uint32) *graphtest.Graph {
	t.Helper()
	for range changes {
		w := palette[r.IntN(len(palette))]
		if len(o.Arcs) > 0 && r.IntN(2) == 0 {
			o = redressArc(t, r, o, overlay, w)
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

// redressArc changes one arc, or an arc and the one the other way.
func redressArc(t *testing.T, r *rand.Rand, o *graphtest.Graph, overlay *csr.Overlay, w uint32) *graphtest.Graph {
	t.Helper()
	a := o.Arcs[r.IntN(len(o.Arcs))]
	if a.From == a.To {
		return o // a loop, which the graph does not have
	}
	if err := overlay.SetArc(a.From, a.To, w); err != nil {
		t.Fatal(err)
	}
	o = o.WithArcWeight(a.From, a.To, w)
	if r.IntN(2) == 0 && overlay.SetArc(a.To, a.From, w) == nil {
		o = o.WithArcWeight(a.To, a.From, w)
	}
	return o
}

// perturbAll returns an overlay of a whole array of weights, and the oracle's graph
// with the same.
func perturbAll(t *testing.T, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph, palette []uint32) (*csr.Overlay, *graphtest.Graph) {
	t.Helper()
	weights := make([]uint32, o.N)
	for v := range weights {
		weights[v] = palette[r.IntN(len(palette))]
	}
	overlay, err := csr.OverlayFrom(g, weights)
	if err != nil {
		t.Fatal(err)
	}
	return overlay, o.WithNodeWeights(slices.Clone(weights))
}
