package canonical

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Steps holds the canonical paths from all nodes to one target: the distance and the next
// node of each.
type Steps struct {
	Target   uint32   // where all paths lead
	Distance []uint32 // by node, to the target; 2³²−1 without a path
	narrow   []uint16 // next nodes; a node without one has itself
	wide     []uint32 // the same where node numbers are 32 bits wide
	flat     bool     // some next step crosses a plateau
}

// NewSteps returns Steps with memory for a graph of n nodes: 6 bytes a node if n is at
// most 65,536, 8 above.
func NewSteps(n int, target uint32) Steps {
	s := Steps{Target: target, Distance: make([]uint32, n)}
	if n <= 1<<16 {
		s.narrow = make([]uint16, n)
	} else {
		s.wide = make([]uint32, n)
	}
	return s
}

// Clone returns a copy that shares no memory.
func (s Steps) Clone() Steps {
	s.Distance, s.narrow, s.wide = slices.Clone(s.Distance), slices.Clone(s.narrow), slices.Clone(s.wide)
	return s
}

// Next returns the node after v on its path, or v itself if it is the target or there
// is no path.
func (s *Steps) Next(v uint32) uint32 {
	if s.narrow != nil {
		return uint32(s.narrow[v])
	}
	return s.wide[v]
}

func (s *Steps) setNext(v, next uint32) {
	if s.narrow != nil {
		s.narrow[v] = uint16(next)
	} else {
		s.wide[v] = next
	}
}

// Stepper finds and repairs next steps.
type Stepper interface {
	// AllSteps finds the next step of every node from the distances.
	AllSteps(s *Steps)
	// Repair updates distances and next steps after changes of weights.
	Repair(s *Steps, c Changes)
}

// AllSteps handles each node by itself, except those whose tight arcs all cost 0: see
// crossPlateaus.
func (r *rule[O, T]) AllSteps(s *Steps) {
	s.flat = false
	for v := range s.Distance {
		if r.step(s, uint32(v)) {
			s.flat = true
		}
	}
	if s.flat {
		r.crossPlateaus(s)
	}
}

// step sets the next step of v if v has a tight arc of positive cost, and otherwise sets
// it to v itself. flat is true if the next step crosses a plateau and is still to be found.
func (r *rule[O, T]) step(s *Steps, v uint32) (flat bool) {
	next, here := v, s.Distance[v]
	if here == layout.Unreachable || v == s.Target {
		s.setNext(v, v)
		return false
	}
	lo, hi := r.out.Row(v)
	for a := lo; a < hi; a++ {
		u := uint32(r.out.Targets[a])
		if cost := r.cost(a, u); cost > 0 && cost+uint64(s.Distance[u]) == uint64(here) {
			next = u
			break
		}
	}
	s.setNext(v, next)
	return next == v
}

// crossPlateaus sets the next steps of nodes within plateaus, by the fewest arcs to an
// exit. It searches backward from all exits at once: a search forward from each node
// would cross its plateau each time. The nodes in order come level by level: the exits,
// then the nodes one arc away from an exit, and so on. parent holds the level of a node
// that has one. Of several nodes on the level before, the smallest becomes the next step.
func (r *rule[O, T]) crossPlateaus(s *Steps) {
	r.clear()
	for i, d := range s.Distance {
		if v := uint32(i); d != layout.Unreachable && (v == s.Target || s.Next(v) != v) {
			r.parent[v] = 0
			r.order = append(r.order, v)
		}
	}
	for u, v := range r.freeArcs(backward, 0) { // from v to u
		switch level := r.parent[u] + 1; {
		case s.Distance[v] != s.Distance[u]:
		case r.parent[v] == layout.None:
			r.parent[v] = level
			r.order = append(r.order, v)
			s.setNext(v, u)
		case r.parent[v] == level && u < s.Next(v):
			s.setNext(v, u)
		}
	}
}
