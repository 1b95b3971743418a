package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// step is what a path can do next at a node: go along an arc.
type step struct {
	node  csr.Node // that it leads to
	first uint32   // the first step there
}

// steps is the steps at all nodes, in the order of the nodes that they lead to.
type steps struct {
	first []uint32 // by node, and one more
	all   []step
	costs []uint32 // of each step, in entries of rows
}

// The cost of a step that is closed, which is above all entries, and the bit of one that
// costs nothing one way or the other, so that it can be part of a plateau.
const (
	closed = minplus.None32
	flat   = 1 << 31
)

// newSteps returns the steps of weights at n nodes.
func newSteps(m *hierarchy.CostModel, n int) *steps {
	s := &steps{first: make([]uint32, n+1)}
	for v := range n {
		_, hi := m.Rows.Row(csr.Node(v))
		s.first[v+1] = uint32(hi)
	}
	s.all, s.costs = make([]step, s.first[n]), make([]uint32, s.first[n])
	for v := range n {
		for a := s.first[v]; a < s.first[v+1]; a++ {
			u := m.Rows.Target(int(a))
			s.all[a] = step{u, s.first[u]}
			s.costs[a] = stepCost(m, int(a), csr.Node(v), u)
		}
	}
	return s
}

// stepCost returns what an arc from one node to another costs.
func stepCost(m *hierarchy.CostModel, a int, from, to csr.Node) uint32 {
	arc, start, end := m.Weights.Arcs.At(a), m.Weights.Nodes.At(int(from)), m.Weights.Nodes.At(int(to))
	if arc == layout.Blocked || start == layout.Blocked || end == layout.Blocked {
		return closed
	}
	cost := uint32(min(m.Cost(uint64(arc)+uint64(end), from, to), closed))
	if arc == 0 && (start == 0 || end == 0) {
		cost |= flat
	}
	return cost
}

// at returns v as a step that has just led there.
func (s *steps) at(v csr.Node) step { return step{v, s.first[v]} }
