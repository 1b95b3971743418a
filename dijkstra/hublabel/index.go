package hublabel

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/freelist"
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
// graph was closed. ErrDamaged is wrapped if an index from a file holds distances
// that are not those of its weights.
type Index struct {
	g       *csr.CSRGraph
	labels  labels
	walkers freelist.List[walker]
	base    base
	file    indexkit.File
}

// labels is rows of any width, for nodes that were checked.
type labels interface {
	indexkit.Answerer
	// distance returns what may not fit in 32 bits, or hierarchy.Inf.
	distance(from, to csr.Node) uint64
	// overHub appends what can be told of the canonical path between two nodes at once,
	// from both ends, and returns the rest.
	overHub(path, back []csr.Node, from, to csr.Node, distance uint64) (_, _ []csr.Node, rest uint64)
	// model returns what the distances are of.
	model() *hierarchy.CostModel
	// doubt returns the first entry that is not that of other labels on the same order.
	doubt(want labels) *DamageError
	// follow returns the labels of a metric that few changes have made of the one that
	// these are of, or nil where they have to be read off it.
	follow(ctx context.Context, m hierarchy.Customized, d *hierarchy.Delta) labels
	// size returns what the rows take.
	size() int64
	encode(g *csr.CSRGraph) []byte
	potential() dijkstra.Potential
}

// base is the hierarchy that labels were read off, and the shape that they have by
// its tree: both are shared by all that is customised. Those of an index from a file
// are made again when they are first needed.
type base struct {
	lock     sync.Mutex // of the next three until they are there
	metric   hierarchy.Customized
	shape    *shape
	doubtful bool // the labels are not those of the metric, and no others can be made of them
	make     func(ctx context.Context) (hierarchy.Customized, error)
}

// get makes the hierarchy, if it is not there, and looks whether labels from a file are
// those that are read off it. The error is that of hierarchyOf.
func (b *base) get(ctx context.Context, from labels) error {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.metric != nil {
		return nil
	}
	m, err := b.make(ctx)
	if err != nil {
		return err
	}
	s := shapeOf(m)
	want, err := read(ctx, m, s, untold)
	if err == nil {
		b.metric, b.shape, b.doubtful = m, s, from.doubt(want) != nil
	}
	return err
}

// Graph returns the graph that the index answers for, with the weights that it was
// customised with: see csr.CSRGraph.Under.
func (x *Index) Graph() *csr.CSRGraph { return x.g }

// UsesGraphWeights tells whether the weights are those of the file: Graph is its own Origin.
func (x *Index) UsesGraphWeights() bool { return x.g == x.g.Origin() }

// RowBytes returns what the rows take, most of what the index does.
func (x *Index) RowBytes() int64 { return x.labels.size() }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or Unreachable. It costs O(common ancestors), some tens of
// nanoseconds.
func (x *Index) Distance(from, to csr.Node) (uint32, error) {
	defer runtime.KeepAlive(x)
	if err := indexkit.Pair(x.g, from, to); err != nil {
		return Unreachable, err
	}
	return indexkit.ToDistance(x.labels.distance(from, to), from, to)
}

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns Unreachable. The path is the one that a dijkstra.Solver returns. It
// costs some 25 to 35 ns a node of the path where one hub alone has the least sum, as most
// do, and at most one distance for each arc that leaves a node where several have. The
// first path makes 12 bytes an arc and 4 a node, which later ones read.
func (x *Index) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(x)
	if err := indexkit.Pair(x.g, from, to); err != nil {
		return dst, Unreachable, err
	}
	distance := x.labels.distance(from, to)
	d, err := indexkit.ToDistance(distance, from, to)
	if distance == hierarchy.Inf || err != nil {
		return dst, Unreachable, err
	}
	path, ok := x.walk(dst, from, to, distance)
	if !ok {
		return dst, Unreachable, fmt.Errorf("hublabel: from node %d to node %d: %w", from, to, ErrDamaged)
	}
	return path, d, nil
}

// Batch appends to dst the distances from sources[i] to targets[i], pair by pair,
// and returns it; Unreachable where there is no path. The error is
// dijkstra.ErrLength if there are not as many sources as targets; after any error
// dst is as it was given. dst may share memory with sources or targets, which are
// copied then.
func (x *Index) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(x)
	return indexkit.Batch(x.g, x.labels, dst, sources, targets)
}

// Matrix appends to dst the distances from each of n sources to each of m targets:
// n rows of m, Unreachable where there is no path. After an error dst is as it was
// given. dst may share memory with sources or targets, which are copied then.
func (x *Index) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	defer runtime.KeepAlive(x)
	return indexkit.Matrix(x.g, x.labels, dst, sources, targets)
}
