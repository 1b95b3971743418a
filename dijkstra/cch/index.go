package cch

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Unreachable is the distance between nodes that no path connects: that of
// package dijkstra.
const Unreachable = dijkstra.Unreachable

// Index answers queries on one graph under the weights that it was customised
// with. It is immutable and safe for concurrent use.
//
// On an error every method returns its dst as it was given, and Unreachable for
// a distance. Errors are those of a dijkstra.Solver: a *csr.NodeError names a node
// out of range and the argument it came in, a *dijkstra.OverflowError a pair of
// nodes whose distance does not fit in 32 bits, csr.ErrClosed is wrapped after the
// graph was closed. ErrDamaged is wrapped if an index from a file holds costs that
// are not those of its weights.
type Index struct {
	g       *csr.CSRGraph
	metric  hierarchy.Customized
	answers answers
	file    indexkit.File
}

// answers is what a metric of either type answers, for nodes that were checked. A
// uint64 is a distance that may not fit in 32 bits, or hierarchy.Inf.
type answers interface {
	indexkit.Answerer
	distance(from, to csr.Node) uint64
	model() *hierarchy.CostModel
	encode(g *csr.CSRGraph) []byte
	potential() dijkstra.Potential
	appendPath(dst []csr.Node, from, to csr.Node) (path []csr.Node, d uint64, ok bool)
}

// newIndex returns the index of a metric.
func newIndex(g *csr.CSRGraph, m hierarchy.Customized) *Index {
	x := &Index{g: g, metric: m}
	switch m := m.(type) {
	case *hierarchy.Metric[uint32]:
		x.answers = newSearcher(m)
	case *hierarchy.Metric[uint64]:
		x.answers = newSearcher(m)
	}
	return x
}

// Graph returns the graph that the index answers for, with the weights that it was
// customised with: see csr.CSRGraph.Under.
func (x *Index) Graph() *csr.CSRGraph { return x.g }

// UsesGraphWeights tells whether the weights are those of the file: Graph is its own Origin.
func (x *Index) UsesGraphWeights() bool { return x.g == x.g.Origin() }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or Unreachable. It costs O(arcs between the ancestors of both),
// some 10 µs on a map of 8,000 nodes.
func (x *Index) Distance(from, to csr.Node) (uint32, error) {
	defer runtime.KeepAlive(x)
	if err := indexkit.Pair(x.g, from, to); err != nil {
		return Unreachable, err
	}
	return indexkit.ToDistance(x.answers.distance(from, to), from, to)
}

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns Unreachable. The path is the one that a dijkstra.Solver returns. It
// costs what going up from all nodes of the path does, taken together.
func (x *Index) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(x)
	if err := indexkit.Pair(x.g, from, to); err != nil {
		return dst, Unreachable, err
	}
	path, sum, ok := x.answers.appendPath(dst, from, to)
	d, err := indexkit.ToDistance(sum, from, to)
	switch {
	case err != nil:
		return dst, Unreachable, err
	case !ok:
		return dst, Unreachable, fmt.Errorf("cch: from node %d to node %d: %w", from, to, ErrDamaged)
	}
	return path, d, nil
}

// Batch appends to dst the distances from sources[i] to targets[i], pair by pair,
// and returns it; Unreachable where there is no path. A pair that shares its source
// or its target with the one before costs less. The error is dijkstra.ErrLength if
// there are not as many sources as targets; after any error dst is as it was given.
// dst may share memory with sources or targets, which are copied then.
func (x *Index) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(x)
	return indexkit.Batch(x.g, x.answers, dst, sources, targets)
}

// Matrix appends to dst the distances from each of n sources to each of m targets:
// n rows of m, Unreachable where there is no path. It costs going up from each
// source and each target once, and some 100 ns a pair. After an error dst is as it
// was given. dst may share memory with sources or targets, which are copied then.
func (x *Index) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(x)
	return indexkit.Matrix(x.g, x.answers, dst, sources, targets)
}
