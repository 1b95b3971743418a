package indexkit

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
)

// Own returns the weights of a graph.
func Own(g *csr.CSRGraph) hierarchy.Weights {
	return hierarchy.Weights{Nodes: g.Layout().NodeWeights, Arcs: g.Layout().ArcWeights}
}

// Under returns the graph that an index of g has when it is customised with an overlay:
// one with the weights of the overlay laid on those of g's origin; nil stands for that.
// The error wraps csr.ErrWrongGraph if the overlay is of another graph.
func Under(g *csr.CSRGraph, o *csr.Overlay) (*csr.CSRGraph, error) {
	if err := g.Err(); err != nil {
		return nil, err
	}
	return g.Origin().Under(o)
}

// Sections are those of a file for weights: one for nodes and one for arcs, each
// left out where they are the graph's.
type Sections struct{ Nodes, Arcs flatfile.Kind }

// Append appends the sections of the weights of an index.
func (k Sections) Append(all []flatfile.Section, w hierarchy.Weights, g *csr.CSRGraph) []flatfile.Section {
	own := Own(g.Origin())
	if !w.Nodes.Same(own.Nodes) {
		all = append(all, flatfile.Numbers(k.Nodes, w.Nodes.Materialize(g.NumNodes()).Values))
	}
	if !w.Arcs.Same(own.Arcs) {
		all = append(all, flatfile.Numbers(k.Arcs, w.Arcs.Materialize(g.NumArcs()).Values))
	}
	return all
}

// Read returns the graph of the index that a file holds: the origin of g, with the
// weights of the file where it has any.
func (k Sections) Read(f *flatfile.File, g *csr.CSRGraph) *csr.CSRGraph {
	g = g.Origin()
	w := Own(g)
	if f.Has(k.Nodes) {
		w.Nodes = layout.Column{Values: flatfile.View[uint32](f, k.Nodes, int64(g.NumNodes()))}
	}
	if f.Has(k.Arcs) {
		w.Arcs = layout.Column{Values: flatfile.View[uint32](f, k.Arcs, int64(g.NumArcs()))}
	}
	if !f.Has(k.Nodes) && !f.Has(k.Arcs) {
		return g
	}
	return g.Weighed(w.Nodes, w.Arcs)
}

// CheckGraph refuses an index file of another graph than the origin of g, whose hash
// its section k must hold and whose nodes its first count must give.
func CheckGraph(f *flatfile.File, k flatfile.Kind, g *csr.CSRGraph) error {
	if g == nil {
		return dijkstra.ErrNoGraph
	}
	hash := flatfile.View[uint64](f, k, 1)
	if f.Err() != nil {
		return f.Err()
	}
	if own := g.Origin().Hash(); hash[0] != own {
		return f.Fault(k, 0, csr.ErrWrongGraph, "the graph has content hash %016x, that of the index %016x", own, hash[0])
	}
	if n := f.Header.Counts[0]; n != int64(g.NumNodes()) {
		return f.FaultAt(flatfile.AtCounts, csr.ErrStructure, "%d nodes, the graph has %d", n, g.NumNodes())
	}
	return nil
}
