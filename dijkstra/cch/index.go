package cch

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Index answers questions on one graph under the weights that it was built or customised
// for. It is immutable and safe for concurrent use.
//
// On an error every method returns its dst as it was given, and dijkstra.Unreachable
// for a distance. Errors are those of a dijkstra.Solver: a *csr.NodeError names a node
// out of range and the argument it came in, a *dijkstra.OverflowError a pair of
// nodes whose distance does not fit in 32 bits, csr.ErrClosed is wrapped after the
// index or its graph was closed. Questions to the zero Index fail with
// dijkstra.ErrNoGraph. ErrDamaged is wrapped if an index from a file holds costs that
// are not those of its weights.
type Index struct {
	ask     *indexkit.Questions
	metric  hierarchy.Customized
	answers answers
	file    indexkit.File
}

// answers is what a metric of either type answers.
type answers interface {
	indexkit.Answerer
	encode(g *csr.CSRGraph) []byte
	hold(b []byte, unmap func([]byte))
}

// newIndex returns the index of a metric.
func newIndex(g *csr.CSRGraph, m hierarchy.Customized) *Index {
	x := &Index{metric: m}
	switch m := m.(type) {
	case *hierarchy.Metric[uint32]:
		x.answers = newSearcher(m)
	case *hierarchy.Metric[uint64]:
		x.answers = newSearcher(m)
	}
	x.ask = indexkit.NewQuestions("cch", g, x.answers, func() (hierarchy.Customized, error) { return m, nil })
	return x
}

// Graph returns the graph that the index answers for, with the weights that it was
// customised with: see csr.CSRGraph.Under.
func (x *Index) Graph() *csr.CSRGraph { return x.ask.Graph() }

// UsesGraphWeights tells whether the weights are those of the graph's file: then Graph is its
// own Origin.
func (x *Index) UsesGraphWeights() bool { return x.ask.UsesGraphWeights() }

// Close says that the index is no longer wanted: questions that begin afterwards fail with
// csr.ErrClosed. Questions that are running go on, and a mapping ends only when nothing
// holds on to the index any more: see Open. The graph and indexes that were customised from
// this one stay as they are, and Solvers that use it go on without it. Closing again does
// nothing. It always returns nil.
func (x *Index) Close() error { return x.ask.Close() }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or dijkstra.Unreachable. It costs O(arcs between the ancestors of
// both), some 10 µs on a map of 8,000 nodes.
func (x *Index) Distance(from, to csr.Node) (uint32, error) { return x.ask.Distance(from, to) }

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns dijkstra.Unreachable. The path is the one that a dijkstra.Solver returns. It
// costs what going up from all nodes of the path does, taken together.
func (x *Index) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	return x.ask.AppendPath(dst, from, to)
}

// AppendRoute appends the nodes of the canonical way that goes through all stops in their
// order, and returns its cost. A stop that ends one path and begins the next stands in it
// once. If one of the paths does not exist it appends nothing and returns
// dijkstra.Unreachable. The error wraps dijkstra.ErrNoNodes if there are no stops, and is a
// *dijkstra.OverflowError if a cost does not fit in 32 bits: of two stops if it is that of
// a path, of the first and the last if it is the sum. It costs what AppendPath does for each
// path. dst may share memory with stops.
func (x *Index) AppendRoute(dst, stops []csr.Node) ([]csr.Node, uint32, error) {
	return x.ask.AppendRoute(dst, stops)
}

// Nearest appends to dst the k targets that are nearest to a node, nearest first; of those
// at the same distance the smaller-numbered first; fewer than k if no more can be reached. A
// target that is named twice counts once. It costs what a Matrix of one row does, and
// sorting the targets. The error is a *dijkstra.OverflowError if a target that may be among
// them is at a distance that does not fit in 32 bits.
func (x *Index) Nearest(dst []dijkstra.Hit, from csr.Node, targets []csr.Node, k int) ([]dijkstra.Hit, error) {
	return x.ask.Nearest(dst, from, targets, k)
}

// Within appends to dst all nodes that can be reached from a node at a cost of at most
// limit, itself included, nearest first; of those at the same distance the smaller-numbered
// first. It sweeps as AppendDistances does, leaves out parts of the map that lie behind
// nodes too far away, and sorts what it finds.
func (x *Index) Within(dst []dijkstra.Hit, from csr.Node, limit uint32) ([]dijkstra.Hit, error) {
	return x.ask.Within(dst, from, limit)
}

// Between appends to dst all nodes that someone can pass on the way from one node to another
// at a cost of at most limit, in the order of their numbers, with the distances to both: those
// of dijkstra.Solver.Between. It sweeps from both ends at once, and leaves out parts of the map
// that lie off all such ways: some 40 to 90 µs on a map of 8,000 nodes if the limit is a quarter
// more than the distance. It keeps 16 or 24 bytes a node for later calls.
func (x *Index) Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error) {
	return x.ask.Between(dst, from, to, limit)
}

// AppendDistances appends the distance of every node from a source to dst, in the order of
// their numbers: n entries, dijkstra.Unreachable where there is no path. They are those of
// dijkstra.Tree.AppendDistances. The error is a *dijkstra.OverflowError if one does not fit
// in 32 bits. It is one sweep over the hierarchy (Delling, Goldberg, Nowatzyk and Werneck
// 2011, PHAST) in O(nodes + shortcuts), 30 to 110 µs on a map of 8,000 nodes, and keeps 4 or
// 8 bytes a node for later calls.
func (x *Index) AppendDistances(dst []uint32, source csr.Node) ([]uint32, error) {
	return x.ask.AppendDistances(dst, source)
}

// AppendDistancesTo is AppendDistances for the distance from every node to a target. A
// dijkstra.Solver that uses the index makes its GoalTrees of them.
func (x *Index) AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error) {
	return x.ask.AppendDistancesTo(dst, target)
}

// Batch appends to dst the distances from sources[i] to targets[i], pair by pair,
// and returns it; dijkstra.Unreachable where there is no path. A pair that shares its source
// or its target with the one before costs less. The error wraps
// dijkstra.ErrLength if there are not as many sources as targets; after any error
// dst is as it was given. dst may share memory with sources or targets, which are
// copied then.
func (x *Index) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	return x.ask.Batch(dst, sources, targets)
}

// Matrix appends to dst the distances from each of n sources to each of m targets: n rows
// of m, dijkstra.Unreachable where there is no path. It costs going up from each source
// and each target once, and some 15 ns a pair; or, where that is less, as it is for many
// targets, a sweep over the ancestors of the targets for 16 sources at a time (Delling,
// Goldberg and Werneck 2011, RPHAST). After an error dst is as it was given. dst may share
// memory with sources or targets, which are copied then.
func (x *Index) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	return x.ask.Matrix(dst, sources, targets)
}
