package hierarchy

import "github.com/veltrix/cairn/internal/parallel"

// summary is what the kind and the width of costs follow from: sums over the graph, so
// that a few changed weights change it by what stands beside them.
type summary struct {
	oneWay int       // arcs that have no reverse of the same weight
	uneven int       // arcs between nodes of different weights, neither of them blocked
	bounds [2]uint64 // that no path exceeds, in costs that are not doubled and that are: it leaves each node once at most
}

// kind tells how weights become costs.
func (s *summary) kind() Kind {
	switch {
	case s.oneWay > 0:
		return TwoSided
	case s.uneven > 0:
		return Symmetrised
	}
	return Symmetric
}

// narrow tells whether costs of a kind fit in a Metric of uint32.
func (s *summary) narrow(k Kind) bool {
	bound := s.bounds[0]
	if k == Symmetrised {
		bound = s.bounds[1]
	}
	return bound < uint64(None[uint32]())
}

// summarize returns the summary of weights.
func (t *Topology) summarize(w Weights) (s summary) {
	for _, part := range parallel.Collect(t.Graph.Nodes, max(ranged/2, 1), func(lo, hi int) summary { return t.summarizeNodes(w, lo, hi) }) {
		s.oneWay += part.oneWay
		s.uneven += part.uneven
		s.bounds[0] += part.bounds[0]
		s.bounds[1] += part.bounds[1]
	}
	return s
}

// summarizeNodes returns what the arcs of some nodes count for.
func (t *Topology) summarizeNodes(w Weights, lo, hi int) (s summary) {
	if lo == hi {
		return s
	}
	first, _ := t.Graph.Out.Row(uint32(lo))
	_, end := t.Graph.Out.Row(uint32(hi - 1))
	for first < end {
		first = t.tally(&s, w, first, 1)
	}
	return s
}

// tally adds what the arcs of a node count for to a summary, or takes it away where
// sign is -1. The first of them is given; it returns where those of the next begin.
func (t *Topology) tally(s *summary, w Weights, first, sign int) (next int) {
	v := t.arcs[first].from
	from, once, twice := w.Nodes.At(int(v)), uint64(0), uint64(0)
	for next = first; next < len(t.arcs) && t.arcs[next].from == v; next++ {
		arc, to := w.Arcs.At(next), w.Nodes.At(int(t.arcs[next].to))
		if t.reverseArc == nil || arc != w.Arcs.At(int(t.reverseArc[next])) {
			s.oneWay += sign
		}
		if from == blocked || to == blocked {
			continue
		}
		if from != to {
			s.uneven += sign
		}
		if arc != blocked {
			once = max(once, uint64(arc)+uint64(to))
			twice = max(twice, 2*uint64(arc)+uint64(to)+uint64(from))
		}
	}
	s.bounds[0] += uint64(sign) * once
	s.bounds[1] += uint64(sign) * twice
	return next
}
