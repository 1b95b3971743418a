package indexkit

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// AppendDistances appends the distance from one node to each, in the order of their
// numbers.
func (q *Questions) AppendDistances(dst []uint32, source csr.Node) ([]uint32, error) {
	return q.appendAll(dst, source, "source", func(s hierarchy.Sweep, all []uint32) error {
		if v, far := s.All(all, source); far {
			return &dijkstra.OverflowError{From: source, To: v}
		}
		return nil
	})
}

// AppendDistancesTo appends the distance from each node to one, in the order of their
// numbers.
func (q *Questions) AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error) {
	return q.appendAll(dst, target, "target", func(s hierarchy.Sweep, all []uint32) error {
		if v, far := s.AllTo(all, target); far {
			return &dijkstra.OverflowError{From: v, To: target}
		}
		return nil
	})
}

// appendAll appends a number for each node, which write writes.
func (q *Questions) appendAll(dst []uint32, root csr.Node, place string, write func(hierarchy.Sweep, []uint32) error) ([]uint32, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkOne(root, place); err != nil {
		return dst, err
	}
	s, err := q.sweeper()
	if err != nil {
		return dst, err
	}
	defer q.pool.Put(s)
	n := q.graph.NumNodes()
	all := slices.Grow(dst, n)[:len(dst)+n]
	if err := write(s.sweep, all[len(dst):]); err != nil {
		return dst, err
	}
	return all, nil
}

// Within appends the nodes within a distance, nearest first.
func (q *Questions) Within(dst []dijkstra.Hit, from csr.Node, limit uint32) ([]dijkstra.Hit, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkOne(from, "from"); err != nil {
		return dst, err
	}
	s, err := q.sweeper()
	if err != nil {
		return dst, err
	}
	defer q.pool.Put(s)
	s.order = s.sweep.AppendWithin(s.order[:0], from, min(limit, dijkstra.Unreachable-1))
	slices.Sort(s.order)
	return appendHits(dst, s.order), nil
}

// Between appends the nodes on ways between two others within a distance, by number.
func (q *Questions) Between(dst []dijkstra.Via, from, to csr.Node, limit uint32) ([]dijkstra.Via, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkPair(from, to); err != nil {
		return dst, err
	}
	s, err := q.sweeper()
	if err != nil {
		return dst, err
	}
	defer q.pool.Put(s)
	b, n := s.sweep.Between(from, to, min(limit, dijkstra.Unreachable-1)), uint32(q.graph.NumNodes())
	for v, ok := b.Nodes.Next(0, n); ok; v, ok = b.Nodes.Next(v+1, n) {
		dst = append(dst, dijkstra.Via{Node: v, From: b.From[v], To: b.To[v]})
	}
	return dst, nil
}

// sweeper returns memory with a sweep, to be put back.
func (q *Questions) sweeper() (*scratch, error) {
	s := q.pool.Get()
	if s.sweep != nil {
		return s, nil
	}
	m, err := q.hierarchy()
	if err != nil {
		q.pool.Put(s)
		return nil, err
	}
	s.sweep = m.NewSweep()
	return s, nil
}

// Nearest appends the k targets that are nearest to a node, nearest first.
func (q *Questions) Nearest(dst []dijkstra.Hit, from csr.Node, targets []csr.Node, k int) ([]dijkstra.Hit, error) {
	defer runtime.KeepAlive(q)
	if err := q.checkOne(from, "from"); err != nil {
		return dst, err
	}
	if err := q.graph.CheckNodes(targets, "targets"); err != nil || k <= 0 {
		return dst, err
	}
	s := q.pool.Get()
	defer q.pool.Put(s)
	missing := q.rank(s, from, targets)
	if missing != nil && len(s.order) < min(k, s.distinct(targets)) {
		return dst, missing
	}
	return appendHits(dst, s.order[:min(k, len(s.order))]), nil
}

// rank puts the targets in order, each once, that are at a distance that fits in 32
// bits. The error is about the first that is farther away.
func (q *Questions) rank(s *scratch, from csr.Node, targets []csr.Node) (missing error) {
	s.source[0], s.order = from, s.order[:0]
	s.distances = slices.Grow(s.distances[:0], len(targets))[:len(targets)]
	if q.answerer.Table(s.distances, s.source[:], targets) != nil {
		missing = q.each(s.distances, from, targets)
	}
	for i, d := range s.distances {
		if d != dijkstra.Unreachable {
			s.order = append(s.order, uint64(d)<<32|uint64(targets[i]))
		}
	}
	slices.Sort(s.order)
	s.order = slices.Compact(s.order)
	return missing
}

// each writes the distance of each target, dijkstra.Unreachable if it does not fit in 32
// bits. The error is about the first such.
func (q *Questions) each(dst []uint32, from csr.Node, targets []csr.Node) (first error) {
	for i, to := range targets {
		d, err := ToDistance(q.answerer.Distance(from, to), from, to)
		if dst[i] = d; first == nil {
			first = err
		}
	}
	return first
}

// distinct returns how many different nodes there are in a list.
func (s *scratch) distinct(nodes []csr.Node) int {
	s.nodes = append(s.nodes[:0], nodes...)
	slices.Sort(s.nodes)
	s.nodes = slices.Compact(s.nodes)
	return len(s.nodes)
}

// appendHits appends distances above nodes, in order.
func appendHits(dst []dijkstra.Hit, order []uint64) []dijkstra.Hit {
	for _, o := range order {
		dst = append(dst, dijkstra.Hit{Node: csr.Node(o), Distance: uint32(o >> 32)})
	}
	return dst
}
