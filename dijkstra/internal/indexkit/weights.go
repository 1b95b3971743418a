package indexkit

import (
	"slices"

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

// Sections is the sections of a file for weights: one for nodes and one for arcs. Each is
// left out if the weights are the graph's.
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

// Read returns the graph of the index that a file holds: the origin of g, with a copy of
// the weights of the file where it has any, since the graph may outlive the file.
func (k Sections) Read(f *flatfile.File, g *csr.CSRGraph) *csr.CSRGraph {
	g = g.Origin()
	w := Own(g)
	if f.Has(k.Nodes) {
		w.Nodes = layout.Column{Values: slices.Clone(flatfile.View[uint32](f, k.Nodes, int64(g.NumNodes())))}
	}
	if f.Has(k.Arcs) {
		w.Arcs = layout.Column{Values: slices.Clone(flatfile.View[uint32](f, k.Arcs, int64(g.NumArcs())))}
	}
	if !f.Has(k.Nodes) && !f.Has(k.Arcs) {
		return g
	}
	return g.Weighed(w.Nodes, w.Arcs)
}

// CheckGraph refuses an index file of another graph than the origin of g: section k must
// hold its hash, and the first count its number of nodes.
func CheckGraph(f *flatfile.File, k flatfile.Kind, g *csr.CSRGraph) error {
	if g == nil {
		return dijkstra.ErrNoGraph
	}
	hash := flatfile.View[uint64](f, k, 1)
	if f.Err() != nil {
		return f.Err()
	}
	if own := g.Origin().Hash(); hash[0] != own {
		return f.Fault(k, 0, csr.ErrWrongGraph, "the index is of graph %016x, this graph is %016x: build the index again", hash[0], own)
	}
	if n := f.Header.Counts[0]; n != int64(g.NumNodes()) {
		return f.FaultAt(flatfile.AtCounts, csr.ErrStructure, "%d nodes, the graph has %d", n, g.NumNodes())
	}
	return nil
}
