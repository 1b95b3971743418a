// Package indexkit is what both index packages share: it prepares a graph, lays an overlay on
// its weights, brings files in, checks questions, and makes answers of distances.
package indexkit

import (
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/freelist"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// Answerer knows the distances of an index, of nodes that were checked. A uint64 is a
// distance that may not fit in 32 bits, or hierarchy.Inf.
type Answerer interface {
	// Distance returns the distance of a pair.
	Distance(from, to csr.Node) uint64
	// AppendPath appends the canonical path of a pair; ok is false if the index is
	// damaged.
	AppendPath(dst []csr.Node, from, to csr.Node) (path []csr.Node, d uint64, ok bool)
	// Pairs writes the distances pair by pair.
	Pairs(dst []uint32, sources, targets []csr.Node) error
	// Table writes the distances of each source to each target, row by row.
	Table(dst []uint32, sources, targets []csr.Node) error
}

// Questions answers all that an index can be asked: it checks a question, has an Answerer
// work out distances, and makes answers of them. It is safe for concurrent use. A nil
// *Questions, as the zero Index has, answers dijkstra.ErrNoGraph.
type Questions struct {
	name      string // of the package, for errors
	graph     *csr.CSRGraph
	answerer  Answerer
	hierarchy func() (hierarchy.Customized, error) // that distances to all nodes are worked out on
	closed    atomic.Bool
	pool      freelist.List[scratch]
}

// scratch is the memory of one question.
type scratch struct {
	sweep     hierarchy.Sweep // made when it is first needed
	nodes     []csr.Node
	distances []uint32
	order     []uint64 // distances above nodes, for sorting
	source    [1]csr.Node
}

// NewQuestions returns the Questions of an index of the named package.
func NewQuestions(name string, g *csr.CSRGraph, a Answerer, hierarchy func() (hierarchy.Customized, error)) *Questions {
	q := &Questions{name: name, graph: g, answerer: a, hierarchy: hierarchy}
	q.pool.New = func() *scratch { return new(scratch) }
	return q
}

// Graph returns the graph that is answered for.
func (q *Questions) Graph() *csr.CSRGraph {
	if q == nil {
		return nil
	}
	return q.graph
}

// UsesGraphWeights tells whether the graph has the weights of its file.
func (q *Questions) UsesGraphWeights() bool { return q != nil && q.graph == q.graph.Origin() }

// Close refuses questions from now on.
func (q *Questions) Close() error {
	if q != nil {
		q.closed.Store(true)
	}
	return nil
}

// Err returns csr.ErrClosed, wrapped, if the index or its graph was closed, and nil
// otherwise.
func (q *Questions) Err() error {
	if q == nil {
		return dijkstra.ErrNoGraph
	}
	if q.closed.Load() {
		return fmt.Errorf("%s: the index: %w", q.name, csr.ErrClosed)
	}
	return q.graph.Err()
}

// Under returns the graph that an index has when it is customised with an overlay: one
// with the weights of the overlay laid on those of the graph's origin; nil stands for that.
// The error wraps csr.ErrWrongGraph if the overlay is of another graph.
func (q *Questions) Under(o *csr.Overlay) (*csr.CSRGraph, error) {
	if err := q.Err(); err != nil {
		return nil, err
	}
	return q.graph.Origin().Under(o)
}

// checkPair refuses a question about a pair of nodes, or returns nil. Pairs that are
// answered cost one call here, since answering costs a few tens of nanoseconds.
func (q *Questions) checkPair(from, to csr.Node) error {
	if g := q.Graph(); g != nil && g.HasNode(from) && g.HasNode(to) && !q.closed.Load() {
		return g.Err()
	}
	return q.refusePair(from, to)
}

// refusePair returns what is wrong with a pair first.
func (q *Questions) refusePair(from, to csr.Node) error {
	if err := q.Err(); err != nil {
		return err
	}
	if err := q.graph.CheckNode(from, "from"); err != nil {
		return err
	}
	return q.graph.CheckNode(to, "to")
}

// checkMany refuses a question about many nodes, or returns nil.
func (q *Questions) checkMany(sources, targets []csr.Node) error {
	if err := q.Err(); err != nil {
		return err
	}
	if err := q.graph.CheckNodes(sources, "sources"); err != nil {
		return err
	}
	return q.graph.CheckNodes(targets, "targets")
}

// checkOne refuses a question about one node, or returns nil.
func (q *Questions) checkOne(v csr.Node, place string) error {
	if err := q.Err(); err != nil {
		return err
	}
	return q.graph.CheckNode(v, place)
}

// Distance answers for a pair.
func (q *Questions) Distance(from, to csr.Node) (uint32, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkPair(from, to); err != nil {
		return dijkstra.Unreachable, err
	}
	return ToDistance(q.answerer.Distance(from, to), from, to)
}

// AppendPath appends the canonical path of a pair.
func (q *Questions) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkPair(from, to); err != nil {
		return dst, dijkstra.Unreachable, err
	}
	return q.appendPath(dst, from, to)
}

// appendPath appends the path of a pair that was checked.
func (q *Questions) appendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	path, sum, ok := q.answerer.AppendPath(dst, from, to)
	d, err := ToDistance(sum, from, to)
	switch {
	case err != nil:
		return dst, dijkstra.Unreachable, err
	case !ok:
		return dst, dijkstra.Unreachable, fmt.Errorf("%s: from node %d to node %d: %w", q.name, from, to, ErrDamaged)
	}
	return path, d, nil
}

// AppendRoute appends the canonical way through stops.
func (q *Questions) AppendRoute(dst, stops []csr.Node) ([]csr.Node, uint32, error) {
	defer runtime.KeepAlive(q)
	if err := q.Err(); err != nil {
		return dst, dijkstra.Unreachable, err
	}
	if len(stops) == 0 {
		return dst, dijkstra.Unreachable, fmt.Errorf("%s: route without a stop: %w", q.name, dijkstra.ErrNoNodes)
	}
	if err := q.graph.CheckNodes(stops, "stops"); err != nil {
		return dst, dijkstra.Unreachable, err
	}
	s := q.pool.Get()
	defer q.pool.Put(s)
	s.nodes = append(s.nodes[:0], stops...) // which dst may lie on
	return q.route(dst, s.nodes)
}

// route appends the way through stops that were checked and stay as they are.
func (q *Questions) route(dst, stops []csr.Node) ([]csr.Node, uint32, error) {
	way, sum := append(dst, stops[0]), uint64(0)
	for i, to := range stops[1:] {
		var d uint32
		var err error
		way, d, err = q.appendPath(way[:len(way)-1], stops[i], to)
		if err != nil || d == dijkstra.Unreachable {
			return dst, dijkstra.Unreachable, err
		}
		sum += uint64(d)
	}
	d, err := ToDistance(sum, stops[0], stops[len(stops)-1])
	if err != nil {
		return dst, d, err
	}
	return way, d, nil
}

// Batch appends to dst the distances pair by pair.
func (q *Questions) Batch(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	if err := q.Err(); err != nil {
		return dst, err
	}
	if len(sources) != len(targets) {
		return dst, fmt.Errorf("%s: %d sources, %d targets: %w", q.name, len(sources), len(targets), dijkstra.ErrLength)
	}
	return q.many(dst, len(sources), sources, targets, Answerer.Pairs)
}

// Matrix appends to dst the distances of each source to each target.
func (q *Questions) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	return q.many(dst, len(sources)*len(targets), sources, targets, Answerer.Table)
}

// many appends n distances between sources and targets, which answer writes.
func (q *Questions) many(dst []uint32, n int, sources, targets []csr.Node, answer func(a Answerer, dst []uint32, sources, targets []csr.Node) error) ([]uint32, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkMany(sources, targets); err != nil {
		return dst, err
	}
	all := slices.Grow(dst, n)[:len(dst)+n]
	answers := all[len(dst):]
	if err := answer(q.answerer, answers, unsafecast.Apart(sources, answers), unsafecast.Apart(targets, answers)); err != nil {
		return dst, err
	}
	return all, nil
}

// ToDistance returns a distance, or dijkstra.Unreachable for hierarchy.Inf. The error is
// a *dijkstra.OverflowError if it does not fit in 32 bits.
func ToDistance(d uint64, from, to csr.Node) (uint32, error) {
	switch {
	case d < uint64(dijkstra.Unreachable):
		return uint32(d), nil
	case d == hierarchy.Inf:
		return dijkstra.Unreachable, nil
	}
	return dijkstra.Unreachable, &dijkstra.OverflowError{From: from, To: to}
}
