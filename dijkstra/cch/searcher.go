package cch

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/canonical"
	"github.com/veltrix/cairn/internal/freelist"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// searcher answers on a metric. Its memory for queries is pooled.
type searcher[C hierarchy.Cost] struct {
	*hierarchy.Metric[C]
	climb int // what going up from a node costs: see elimination.Tree.ClimbSteps
	pool  freelist.List[scratch[C]]
}

// scratch is the memory of one query.
type scratch[C hierarchy.Cost] struct {
	from, to row[C]
	rows     rows[C]             // of a matrix
	table    *hierarchy.Table[C] // of a matrix; made when it is first needed
	toward   *toward
	walker   canonical.Walker
}

// row is the costs of going up from a node to its ancestors, or down from them.
type row[C hierarchy.Cost] struct {
	costs []C
	node  csr.Node
	valid bool // costs are those of node
}

func newSearcher[C hierarchy.Cost](m *hierarchy.Metric[C]) *searcher[C] {
	s := &searcher[C]{Metric: m, climb: m.Tree.ClimbSteps()}
	s.pool.New = func() *scratch[C] {
		rule := canonical.New(m.Rows, nil)
		rule.SetWeights(canonical.Weights{Nodes: m.Weights.Nodes, Out: m.Weights.Arcs})
		return &scratch[C]{
			from:   row[C]{costs: make([]C, m.Tree.Height)},
			to:     row[C]{costs: make([]C, m.Tree.Height)},
			walker: rule,
		}
	}
	return s
}

// hold keeps a mapping as long as the searcher, which everything holds on to that reads
// costs.
func (s *searcher[C]) hold(b []byte, unmap func([]byte)) { runtime.AddCleanup(s, unmap, b) }

// take returns the memory for one query, in which no rows are valid.
func (s *searcher[C]) take() *scratch[C] {
	q := s.pool.Get()
	q.from.valid, q.to.valid = false, false
	return q
}

// Distance answers for one pair.
func (s *searcher[C]) Distance(from, to csr.Node) uint64 {
	q := s.take()
	defer s.pool.Put(q)
	return s.between(q, from, to)
}

// Pairs answers pair by pair. A pair with the source or the target of the pair before does
// not go up from it again.
func (s *searcher[C]) Pairs(dst []uint32, sources, targets []csr.Node) (err error) {
	q := s.take()
	defer s.pool.Put(q)
	for i, from := range sources {
		if dst[i], err = indexkit.ToDistance(s.between(q, from, targets[i]), from, targets[i]); err != nil {
			return err
		}
	}
	return nil
}

// between returns the distance between two nodes.
func (s *searcher[C]) between(q *scratch[C], from, to csr.Node) uint64 {
	if from == to {
		return 0
	}
	if s.Closed(from) {
		return s.Leave(from, func(u csr.Node) uint64 { return s.between(q, u, to) })
	}
	s.fill(&q.from, from, s.Up)
	s.fill(&q.to, to, s.Down)
	common := s.Codes.Common(s.Tree.Rank[from], s.Tree.Rank[to])
	return stands(s.Metric, least(q.from.costs[:common], q.to.costs[:common]), from, to)
}

// stands returns the distance that a cost stands for.
func stands[C hierarchy.Cost](m *hierarchy.Metric[C], c C, from, to csr.Node) uint64 {
	if c == hierarchy.None[C]() {
		return hierarchy.Inf
	}
	return m.Distance(uint64(c), from, to)
}

// fill makes a row the row of a node.
func (s *searcher[C]) fill(r *row[C], v csr.Node, side []C) {
	if !r.valid || r.node != v {
		s.Upward(r.costs, s.Tree.Rank[v], side)
		r.node, r.valid = v, true
	}
}

// least returns the smallest sum of two costs in the same place, None at most.
func least[C hierarchy.Cost](a, b []C) C {
	best := hierarchy.None[C]()
	b = b[:len(a)]
	for i, c := range a {
		best = min(best, c+b[i])
	}
	return best
}

// AppendPath appends the canonical path. ok is false if the costs are damaged.
func (s *searcher[C]) AppendPath(dst []csr.Node, from, to csr.Node) (path []csr.Node, d uint64, ok bool) {
	q := s.take()
	defer s.pool.Put(q)
	if q.toward == nil {
		q.toward = &toward{Field: s.NewField(nil)}
	}
	q.toward.start(to)
	if d = q.toward.To(from); d >= uint64(dijkstra.Unreachable) {
		return dst, d, true
	}
	path, _, ok = q.walker.Append(dst, from, to, d, q.toward)
	return path, d, ok
}
