package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// fits tells whether all shortest paths cost less than a limit, though the sum of
// all weights does not: a path may go by way of any node r, and so costs no more than some
// way to r and some way from there. If the nodes that r reaches are those that reach it,
// breadth-first searches from it bound the costs between all of them; and no arc may lead
// from one such part of the graph to another. Costs of a Metric that are above the limit count
// as None, as here do the arcs that cost so much: no shortest path needs them.
func (t *Topology) fits(w Weights, kind Kind, limit uint64) bool {
	s := &spans{t: t, w: w, kind: kind, limit: limit, part: slices.Repeat([]uint32{layout.None}, t.Graph.Nodes)}
	for side := range s.cost {
		s.cost[side] = slices.Repeat([]uint64{Inf}, t.Graph.Nodes)
	}
	for v := range uint32(t.Graph.Nodes) {
		if s.part[v] == layout.None && !s.fitsAround(v) {
			return false
		}
	}
	for a, e := range t.arcs {
		if s.part[e.from] != s.part[e.to] && w.cost(a, e, kind) != Inf {
			return false
		}
	}
	return true
}

// spans is the state of fits.
type spans struct {
	t     *Topology
	w     Weights
	kind  Kind
	limit uint64      // that all shortest paths are to be below
	part  []uint32    // by node: the root of its part, or None
	cost  [2][]uint64 // by node: what some way from the root of its part costs, and some way to it
	list  []uint32
}

// fitsAround tells whether the costs between the nodes around a root fit.
func (s *spans) fitsAround(root uint32) bool {
	from, farthest := s.walk(root, 0, s.t.Graph)
	to, back := s.walk(root, 1, s.t.Graph.Reverse())
	if from != to || farthest+back >= s.limit {
		return false
	}
	for _, v := range s.list {
		if s.cost[0][v] == Inf {
			return false
		}
		s.part[v] = root
	}
	return true
}

// walk lists the nodes that a root reaches by arcs of a graph, which is turned round on
// side 1, and returns how many they are, and what the dearest way that it found costs.
func (s *spans) walk(root uint32, side int, g *layout.Graph) (count int, farthest uint64) {
	cost := s.cost[side]
	s.list, cost[root] = append(s.list[:0], root), 0
	for i := 0; i < len(s.list); i++ {
		v := s.list[i]
		lo, hi := g.Out.Row(v)
		for a := lo; a < hi; a++ {
			u := g.Out.Target(a)
			if cost[u] != Inf {
				continue
			}
			if step := s.step(v, u, a, side); step < s.limit {
				cost[u] = cost[v] + step
				farthest = max(farthest, cost[u])
				s.list = append(s.list, u)
			}
		}
	}
	return len(s.list), farthest
}

// step returns what the arc between two nodes costs, from u to v on side 1; a is its number
// in the graph as it is walked.
func (s *spans) step(v, u uint32, a, side int) uint64 {
	if side == 0 {
		return s.w.cost(a, ends{v, u}, s.kind)
	}
	if s.t.reverseArc != nil { // the graph turned round has the same rows
		a = int(s.t.reverseArc[a])
	} else {
		a, _ = s.t.Graph.Out.Find(u, v)
	}
	return s.w.cost(a, ends{u, v}, s.kind)
}
