package hublabel

import (
	"slices"
	"sync"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
	"github.com/veltrix/cairn/internal/parallel"
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

// steps is the steps at all nodes, in the order of the nodes that they lead to, and which of
// them leads on to each hub. They are made when the first path is asked for.
type steps struct {
	once  sync.Once
	first []uint32 // by node, and one more
	all   []step
	hops  []uint8 // by entry of the way up: the place of a step among those at its node
}

// The bit of a hop that says that other steps lead to the hub as well, and the number of
// places that a hop has room for. The place behind them says that no step can be told.
const (
	ambiguous = 1 << 7
	unknown   = ambiguous - 1
)

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

// makeSteps makes the steps and the hops.
func (x *rows[E, S]) makeSteps() {
	x.steps.make(&x.CostModel, x.places)
	entries := len(x.entries)
	if x.Kind == hierarchy.TwoSided {
		entries = int(x.down)
	}
	x.steps.hops = make([]uint8, entries)
	parallel.Ranges(len(x.places), 1<<6, func(lo, hi int) {
		for rank, v := range x.shape.order[lo:hi] {
			x.fillHops(x.steps.of(v), x.places[v].row, uint32(x.shape.lengths[lo+rank]))
		}
	})
}

// fillHops fills in the hops of a row.
func (x *rows[E, S]) fillHops(all []step, row, length uint32) {
	hops := x.steps.hops[row:][:length]
	for depth, left := range x.entries[row:][:length] {
		place, found := look(x.entries, all, uint32(depth), uint32(left))
		switch {
		case found == 0 || place >= unknown:
			hops[depth] = unknown
		case found == 1:
			hops[depth] = uint8(place)
		default:
			hops[depth] = uint8(place) | ambiguous
		}
	}
}

// look returns the first of some steps that leads to where so much is left to the hub at
// a depth as the step takes off, and how many do: none if one of the steps is flat.
func look[E entry](entries []E, steps []step, depth, left uint32) (first, found int) {
	costs, last := uint32(0), uint32(len(entries)-1)
	for i := len(steps) - 1; i >= 0; i-- {
		s := &steps[i]
		costs |= s.cost
		if uint32(entries[min(s.row+depth, last)])+s.cost == left {
			first = i
			found++
		}
	}
	if costs >= flat {
		return 0, 0
	}
	return first, found
}
