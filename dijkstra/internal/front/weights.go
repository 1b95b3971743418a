package front

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
)

// Own returns the weights of a graph.
func Own(g *csr.CSRGraph) hierarchy.Weights {
	return hierarchy.Weights{Nodes: g.Layout().NodeWeights, Arcs: g.Layout().ArcWeights}
}

// IsOwn tells whether weights are those of a graph, in its own arrays.
func IsOwn(w hierarchy.Weights, g *csr.CSRGraph) bool {
	return same(w.Nodes, g.Layout().NodeWeights) && same(w.Arcs, g.Layout().ArcWeights)
}

// same tells whether two columns are one.
func same(a, b layout.Column) bool {
	if len(a.Values) == 0 || len(b.Values) == 0 {
		return len(a.Values) == len(b.Values) && a.Uniform == b.Uniform
	}
	return &a.Values[0] == &b.Values[0]
}

// Weights returns the weights of a graph under an overlay as it is now, in memory
// of their own where they differ from the graph's; nil stands for those. The error
// wraps csr.ErrWrongGraph if the overlay is of another graph.
func Weights(g *csr.CSRGraph, o *csr.Overlay) (hierarchy.Weights, error) {
	w := Own(g)
	if o == nil {
		return w, nil
	}
	if err := g.CheckSame(o.Graph(), "overlay"); err != nil {
		return w, err
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

// Sections are those of a file for weights: one for nodes and one for arcs, each
// left out where they are the graph's.
type Sections struct{ Nodes, Arcs flatfile.Kind }

// Append appends the sections of weights.
func (k Sections) Append(all []flatfile.Section, w hierarchy.Weights, g *csr.CSRGraph) []flatfile.Section {
	if !same(w.Nodes, g.Layout().NodeWeights) {
		all = append(all, flatfile.Numbers(k.Nodes, w.Nodes.Spelled(g.NumNodes()).Values))
	}
	if !same(w.Arcs, g.Layout().ArcWeights) {
		all = append(all, flatfile.Numbers(k.Arcs, w.Arcs.Spelled(g.NumArcs()).Values))
	}
	return all
}

// Read returns the weights that a file has for a graph.
func (k Sections) Read(f *flatfile.File, g *csr.CSRGraph) hierarchy.Weights {
	w := Own(g)
	if f.Has(k.Nodes) {
		w.Nodes = layout.Column{Values: flatfile.View[uint32](f, k.Nodes, int64(g.NumNodes()))}
	}
	if f.Has(k.Arcs) {
		w.Arcs = layout.Column{Values: flatfile.View[uint32](f, k.Arcs, int64(g.NumArcs()))}
	}
	return w
}

// CheckGraph refuses an index file of another graph than g, whose hash its section
// k must hold and whose nodes its first count must give.
func CheckGraph(f *flatfile.File, k flatfile.Kind, g *csr.CSRGraph) error {
	hash := flatfile.View[uint64](f, k, 1)
	if f.Err() != nil {
		return f.Err()
	}
	if hash[0] != g.Hash() {
		return f.Fault(k, 0, csr.ErrWrongGraph, "the graph has content hash %016x, that of the index %016x", g.Hash(), hash[0])
	}
	if n := f.Header.Counts[0]; n != int64(g.NumNodes()) {
		return f.FaultAt(flatfile.AtCounts, csr.ErrStructure, "%d nodes, the graph has %d", n, g.NumNodes())
	}
	return nil
}
