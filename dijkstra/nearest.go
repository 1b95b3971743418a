package dijkstra

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Hit is a node that a query found, and how far it is.
type Hit struct {
	Node     csr.Node // which
	Distance uint32   // to it, in the graph's unit
}

// Nearest appends to dst the k targets that are nearest to a node, nearest first, and by
// number among those at one distance; fewer if not so many can be reached. A target that
// is named twice counts once. The search stops when it knows them: O(search + targets log
// targets), and each time that it got an eighth further it looks at the targets that are
// missing. The error is an *OverflowError if a target that may be among them is at a
// distance that does not fit in 32 bits.
func (s *Solver) Nearest(dst []Hit, from csr.Node, targets []csr.Node, k int) ([]Hit, error) {
	defer runtime.KeepAlive(s)
	if err := s.beginAt(from, "from"); err != nil {
		return dst, err
	}
	if err := s.g.CheckNodes(targets, "targets"); err != nil || k <= 0 {
		return dst, err
	}
	s.nodes = append(s.nodes[:0], targets...)
	slices.Sort(s.nodes)
	s.nodes = slices.Compact(s.nodes)
	k = min(k, len(s.nodes))
	s.findNearest(from, k)
	if err := s.checkMissing(from, targets, k); err != nil {
		return dst, err
	}
	slices.Sort(s.order)
	return appendHits(dst, s.order[:min(k, len(s.order))]), nil
}

// findNearest searches until the k nearest of nodes are known, and puts those and maybe
// more into order, by distance once sorted. It asks about each a few times at most, since
// each time it has searched an eighth further; or once, if k is a large part of all nodes.
func (s *Solver) findNearest(from csr.Node, k int) {
	e, left := s.engine, s.nodes
	e.Begin(search.Forward, from)
	for more := true; more && len(s.order) < k; {
		if more = k < s.g.NumNodes()/manyGoals; more {
			more = e.Advance()
		} else {
			e.SettleAll()
		}
		missing := left[:0]
		for _, v := range left {
			if d := e.Distance(v); d != Unreachable && e.IsStrictlyFinal(d) {
				s.order = append(s.order, uint64(d)<<32|uint64(v))
			} else {
				missing = append(missing, v)
			}
		}
		left = missing
	}
}

// checkMissing returns an *OverflowError if fewer than k targets were found and one that
// is missing is connected.
func (s *Solver) checkMissing(from csr.Node, targets []csr.Node, k int) error {
	if len(s.order) >= k {
		return nil
	}
	for _, v := range targets {
		if _, err := s.answer(search.Forward, from, v); err != nil {
			return err
		}
	}
	return nil
}

// Within appends to dst all nodes that can be reached from a node at a cost of
// at most limit, itself included, nearest first, and by number among those at one
// distance. It costs O(k log k) for k nodes within the limit and those
// next to them.
func (s *Solver) Within(dst []Hit, from csr.Node, limit uint32) ([]Hit, error) {
	defer runtime.KeepAlive(s)
	if err := s.beginAt(from, "from"); err != nil {
		return dst, err
	}
	limit = min(limit, Unreachable-1)
	s.engine.Begin(search.Forward, from)
	s.engine.SettleWithin(limit)
	s.order = s.engine.AppendReached(s.order[:0], limit)
	slices.Sort(s.order)
	s.order = slices.Compact(s.order)
	return appendHits(dst, s.order), nil
}

// beginAt checks a query for one node and gets ready for it.
func (s *Solver) beginAt(v csr.Node, place string) error {
	s.order = s.order[:0]
	if err := s.ready(); err != nil {
		return err
	}
	return s.g.CheckNode(v, place)
}

// appendHits appends what was sorted: distances above nodes.
func appendHits(dst []Hit, order []uint64) []Hit {
	for _, o := range order {
		dst = append(dst, Hit{Node: csr.Node(o), Distance: uint32(o >> 32)})
	}
	return dst
}
