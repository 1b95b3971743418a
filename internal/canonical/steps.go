package canonical

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Steps is the canonical paths from all nodes to one target: how far each node is
// and where it goes next.
type Steps struct {
	Target   uint32   // where all paths lead
	Distance []uint32 // by node, to the target; 2³²−1 without a path
	narrow   []uint16 // next steps: a node without one has itself
	wide     []uint32 // the same where numbers are 32 bits wide
	flat     bool     // a next step crosses a plateau
}

// NewSteps makes the memory for a graph of n nodes: 6 bytes a node of up to 65,536,
// and 8 of more.
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
	// Repair brings distances and next steps up to date with weights that have changed.
	Repair(s *Steps, c Changes)
}

// AllSteps goes node by node, but for nodes all of whose tight arcs cost nothing:
// see crossPlateaus.
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

// step sets the next step of v if a tight arc of v has a positive cost, and
// otherwise to v itself; flat is whether it is to be found across a plateau.
func (r *rule[O, T]) step(s *Steps, v uint32) (flat bool) {
	next, here := v, s.Distance[v]
	if here == layout.Unreachable || v == s.Target {
		s.setNext(v, v)
		return false
	}
	lo, hi := r.row(v)
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

// crossPlateaus sets the next steps of nodes within plateaus: the fewest arcs to an
// exit. It goes backward from all exits at once, since a walk forward from each node
// would go through its plateau each time. Nodes are in order level by level: first
// the exits, then those one arc from an exit, and so on; parent is one above the
// level of a node that has one. Of several nodes of the level before the smallest
// becomes the next step.
func (r *rule[O, T]) crossPlateaus(s *Steps) {
	r.clear()
	for i, d := range s.Distance {
		if v := uint32(i); d != layout.Unreachable && (v == s.Target || s.Next(v) != v) {
			r.parent[v] = 0
			r.order = append(r.order, v)
		}
	}
	for i := 0; i < len(r.order); i++ {
		r.crossArcsInto(s, r.order[i])
	}
	r.used = true // parent holds levels, which clear has to take out
}

// crossArcsInto makes u the next step of nodes that lead to it for nothing and have
// no better one.
func (r *rule[O, T]) crossArcsInto(s *Steps, u uint32) {
	level, node := r.parent[u]+1, r.Nodes.At(int(u))
	lo, hi := r.into(u)
	for a := lo; a < hi; a++ {
		v := uint32(r.in.Targets[a])
		if sum(r.In.At(a), node) > 0 || s.Distance[v] != s.Distance[u] {
			continue
		}
		switch {
		case r.parent[v] == layout.None:
			r.parent[v] = level
			r.order = append(r.order, v)
			s.setNext(v, u)
		case r.parent[v] == level && u < s.Next(v):
			s.setNext(v, u)
		}
	}
}
