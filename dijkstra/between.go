package dijkstra

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Via is a node on the way between two others.
type Via struct {
	Node     csr.Node // which
	From, To uint32   // the distance to it from the one, and from it to the other, in the graph's unit
}

// inBetween is an Index that knows these nodes without a search.
type inBetween interface {
	Between(dst []Via, from, to csr.Node, limit uint32) ([]Via, error)
}

// Between appends to dst all nodes that someone can pass on the way from one node to another
// at a cost of at most limit, in the order of their numbers: those where From and To add up to
// no more. Both ends are among them, unless the way itself is longer. It searches within the
// limit from the one and towards the other, and then looks at each node; or it asks the index
// in use if the overlay changes nothing.
func (s *Solver) Between(dst []Via, from, to csr.Node, limit uint32) ([]Via, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return dst, err
	}
	if x, ok := s.guide.index.(inBetween); ok && s.engine.Unchanged() {
		return x.Between(dst, from, to, limit)
	}
	limit = min(limit, Unreachable-1)
	s.makeAll()
	s.engine.Begin(search.Forward, from)
	s.engine.SettleWithin(limit)
	s.engine.Distances(s.all)
	s.engine.Begin(search.Backward, to)
	s.engine.SettleWithin(limit)
	for i, d := range s.all {
		if d > limit {
			continue
		}
		if back := s.engine.Distance(csr.Node(i)); uint64(d)+uint64(back) <= uint64(limit) {
			dst = append(dst, Via{csr.Node(i), d, back})
		}
	}
	return dst, nil
}
