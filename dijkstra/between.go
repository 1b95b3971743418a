package dijkstra

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/bitset"
)

// Via is a node on the way between two others.
type Via struct {
	Node     csr.Node // which
	From, To uint32   // the distance to it from the one, and from it to the other, in the graph's unit
}

// Between appends to dst all nodes that someone can pass on the way from one node to another
// at a cost of at most limit, in the order of their numbers: those where From and To add up to
// no more. Both ends are among them, unless the way itself is longer. It searches as Within
// does from the one and towards the other, or asks the index in use if the overlay changes
// nothing.
func (s *Solver) Between(dst []Via, from, to csr.Node, limit uint32) ([]Via, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return dst, err
	}
	if x, ok := s.guide.index.(interface {
		Between(dst []Via, from, to csr.Node, limit uint32) ([]Via, error)
	}); ok && s.engine.Unchanged() {
		return x.Between(dst, from, to, limit)
	}
	limit = min(limit, Unreachable-1)
	s.findBetween(from, to, limit)
	n := uint32(s.g.NumNodes())
	for v, ok := s.between.Next(0, n); ok; v, ok = s.between.Next(v+1, n) {
		dst = append(dst, Via{v, s.all[v], s.engine.Distance(v)})
	}
	clear(s.between)
	return dst, nil
}

// findBetween puts the nodes into between, with the distances from the one end in all. Those
// to the other are what the last search found.
func (s *Solver) findBetween(from, to csr.Node, limit uint32) {
	if s.between == nil {
		s.between = bitset.New(s.g.NumNodes())
	}
	s.makeAll()
	s.engine.Begin(search.Forward, from)
	s.engine.SettleWithin(limit)
	s.order = s.engine.AppendReached(s.order[:0], limit)
	s.engine.Begin(search.Backward, to)
	s.engine.SettleWithin(limit)
	for _, o := range s.order {
		v, d := csr.Node(o), uint32(o>>32)
		if uint64(d)+uint64(s.engine.Distance(v)) <= uint64(limit) {
			s.all[v] = d
			s.between.Add(v)
		}
	}
}
