package front

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Weights returns the weights of a graph under an overlay as it is now, in memory
// of their own where they differ from the graph's; nil stands for those. The error
// wraps csr.ErrWrongGraph if the overlay is of another graph.
func Weights(g *csr.CSRGraph, o *csr.Overlay) (hierarchy.Weights, error) {
	w := hierarchy.Weights{Nodes: g.Layout().NodeWeights, Arcs: g.Layout().ArcWeights}
	if o == nil {
		return w, nil
	}
	if !sameGraph(o.Graph(), g) {
		return w, fmt.Errorf("overlay: %w", csr.ErrWrongGraph)
	}
	if values := o.Weights(); values != nil {
		w.Nodes.Values = slices.Clone(values)
	}
	if patches := o.Patches(); len(patches) > 0 {
		w.Nodes = w.Nodes.Spelled(g.NumNodes())
		for _, p := range patches {
			w.Nodes.Values[p.Node] = p.Weight
		}
	}
	if patches := o.ArcPatches(); len(patches) > 0 {
		w.Arcs = w.Arcs.Spelled(g.NumArcs())
		for _, p := range patches {
			w.Arcs.Values[p.Arc] = p.Weight
		}
	}
	return w, nil
}

// sameGraph tells whether two graphs are one, or the same file opened twice.
func sameGraph(a, b *csr.CSRGraph) bool {
	return a == b || a.Hash() == b.Hash() && a.NumNodes() == b.NumNodes()
}
