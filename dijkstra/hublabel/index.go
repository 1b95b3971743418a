package hublabel

import (
	"context"
	"sync"

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
// dijkstra.ErrNoGraph. ErrDamaged is wrapped if an index from a file holds distances that
// are not those of its weights.
type Index struct {
	ask    *indexkit.Questions
	labels labels
	base   base
	file   indexkit.File
}

// labels is rows of any width.
type labels interface {
	indexkit.Answerer
	hierarchy.UpwardRows
	singles() int
	// model returns the weights that the distances are of.
	model() *hierarchy.CostModel
	// doubt returns the first entry that is not that of other labels on the same order.
	doubt(want labels) *DamageError
	// follow returns the labels of a metric that few changes have made of the one that these
	// are of, or nil if they have to be read off it.
	follow(ctx context.Context, m hierarchy.Customized, d *hierarchy.Delta) labels
	// size returns the bytes of the rows.
	size() int64
	encode(g *csr.CSRGraph) []byte
	hold(b []byte, unmap func([]byte))
}

// base is the hierarchy that labels were read off, and the shape of rows by its tree. An
// index shares the tree with all that are customised from it. An index from a file makes
// both when they are first needed.
type base struct {
	lock     sync.Mutex // of the next four until they are there
	metric   hierarchy.Customized
	shape    *shape
	compared bool // labels from a file were compared with the metric
	doubtful bool // they are others than are read off it
	make     func(ctx context.Context) (hierarchy.Customized, error)
}

// get makes the hierarchy, if it is not there. The error is that of hierarchyOf.
func (b *base) get(ctx context.Context) error {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.metric != nil {
		return nil
	}
	m, err := b.make(ctx)
	if err == nil {
		b.metric, b.shape = m, shapeOf(m)
	}
	return err
}

// trusts tells whether labels are those that are read off the hierarchy, which is there:
// then others can be made of them. Those from a file are compared once.
func (b *base) trusts(ctx context.Context, l labels) (ok bool, err error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.make != nil && !b.compared {
		want, err := read(ctx, b.metric, b.shape, untold)
		if err != nil {
			return false, err
		}
		b.compared, b.doubtful = true, l.doubt(want) != nil
	}
	return !b.doubtful, nil
}

// hierarchy returns the hierarchy, and makes it if it is not there.
func (b *base) hierarchy() (hierarchy.Customized, error) {
	err := b.get(context.Background())
	return b.metric, err
}

// Graph returns the graph that the index answers for, with the weights that it was
// customised with: see csr.CSRGraph.Under.
func (x *Index) Graph() *csr.CSRGraph { return x.ask.Graph() }

// UsesGraphWeights tells whether the weights are those of the graph's file: then Graph is its
// own Origin.
func (x *Index) UsesGraphWeights() bool { return x.ask.UsesGraphWeights() }

// RowBytes returns how many bytes the rows take, which is most of the index until paths are
// asked for: see Cost in the package documentation.
func (x *Index) RowBytes() int64 { return x.labels.size() }

// Close says that the index is no longer wanted: questions that begin afterwards fail with
// csr.ErrClosed. Questions that are running go on, and a mapping ends only when nothing
// holds on to the index any more: see Open. The graph and indexes that were customised from
// this one stay as they are, and Solvers that use it go on without it. Closing again does
// nothing. It always returns nil.
func (x *Index) Close() error { return x.ask.Close() }

// Distance returns the cost of the shortest path between two nodes, in the
// graph's unit, or dijkstra.Unreachable. It costs O(common ancestors), some tens
// of nanoseconds.
func (x *Index) Distance(from, to csr.Node) (uint32, error) { return x.ask.Distance(from, to) }

// AppendPath appends the nodes of the canonical shortest path to dst, both ends
// included, and returns the path's cost. If there is none it appends nothing and
// returns dijkstra.Unreachable. The path is the one that a dijkstra.Solver returns. If
// all shortest paths have the same highest hub, as most have, it costs some 7 to 12 ns a node
// of the path; otherwise, and at nodes with more than 15 arcs or a step of cost 0, at most one
// distance for each arc that leaves a node of the path. First calls make tables: see Cost in
// the package documentation.
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
// The first call of an index from a file makes the hierarchy, as Customize does.
func (x *Index) Within(dst []dijkstra.Hit, from csr.Node, limit uint32) ([]dijkstra.Hit, error) {
	return x.ask.Within(dst, from, limit)
}

// Between appends to dst all nodes that someone can pass on the way from one node to another
// at a cost of at most limit, in the order of their numbers, with the distances to both: those
// of dijkstra.Solver.Between. It sweeps from both ends at once, and leaves out parts of the map
// that lie off all such ways: some 40 to 90 µs on a map of 8,000 nodes if the limit is a quarter
// more than the distance. It keeps 16 or 24 bytes a node for later calls.
// The first call of an index from a file makes the hierarchy, as Customize does.
func (x *Index) Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error) {
	return x.ask.Between(dst, from, to, limit)
}

// AppendDistances appends the distance of every node from a source to dst, in the order of
// their numbers: n entries, dijkstra.Unreachable where there is no path. They are those of
// dijkstra.Tree.AppendDistances. The error is a *dijkstra.OverflowError if one does not fit
// in 32 bits. It is one sweep over the hierarchy (Delling, Goldberg, Nowatzyk and Werneck
// 2011, PHAST) in O(nodes + shortcuts), 30 to 110 µs on a map of 8,000 nodes, and keeps 4 or
// 8 bytes a node for later calls.
// The first call of an index from a file makes the hierarchy, as Customize does.
func (x *Index) AppendDistances(dst []uint32, source csr.Node) ([]uint32, error) {
	return x.ask.AppendDistances(dst, source)
}

// AppendDistancesTo is AppendDistances for the distance from every node to a target. A
// dijkstra.Solver that uses the index makes its GoalTrees of them.
func (x *Index) AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error) {
	return x.ask.AppendDistancesTo(dst, target)
}

// Batch appends to dst the distances from sources[i] to targets[i], pair by pair,
// and returns it; dijkstra.Unreachable where there is no path. The error wraps
// dijkstra.ErrLength if there are not as many sources as targets; after any error
// dst is as it was given. dst may share memory with sources or targets, which are
// copied then.
func (x *Index) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	return x.ask.Batch(dst, sources, targets)
}

// Matrix appends to dst the distances from each of n sources to each of m targets:
// n rows of m, dijkstra.Unreachable where there is no path. After an error dst
// is as it was given. dst may share memory with sources or targets, which are copied then.
func (x *Index) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	return x.ask.Matrix(dst, sources, targets)
}
