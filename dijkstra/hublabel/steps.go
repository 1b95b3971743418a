package hublabel

import (
	"slices"
	"sync"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// step is what a path can do next at a node: go along an arc.
type step struct {
	node csr.Node // that it leads to
	row  uint32   // where the row of that begins
	cost uint32   // in entries of rows
}

// The cost of a step that is closed, which is above all entries, and the bit of one that
// costs nothing one way or the other, so that it can be part of a plateau.
const (
	closed = minplus.None32
	flat   = 1 << 31
)

// steps is the steps at all nodes, in the order of the nodes that they lead to. They are
// made when the first path is asked for.
type steps struct {
	once  sync.Once
	first []uint32 // by node, and one more
	all   []step
}

// of returns the steps at a node.
func (s *steps) of(v csr.Node) []step { return s.all[s.first[v]:s.first[v+1]] }

// make makes the steps of weights, to nodes whose rows are at places.
func (s *steps) make(m *hierarchy.CostModel, places []place) {
	s.first = make([]uint32, 1, len(places)+1)
	for v := range csr.Node(len(places)) {
		lo, hi := m.Rows.Row(v)
		s.all = slices.Grow(s.all, hi-lo)
		for a := lo; a < hi; a++ {
			u := m.Rows.Target(a)
			s.all = append(s.all, step{u, places[u].row, stepCost(m, a, v, u)})
		}
		s.first = append(s.first, uint32(hi))
	}
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
