package canonical

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Steps holds the canonical paths from all nodes to the nearest of some targets: the
// distance, the next node and the target of each. Of targets at the same distance the
// smallest-numbered is the nearest. A path to it never leaves the nodes whose target it
// is: if one of them were as near to a smaller-numbered target, so would be the first.
type Steps struct {
	Targets  []uint32 // in ascending order, each once
	Distance []uint32 // by node; 2³²−1 without a path
	next     numbers  // a node without a next node has itself
	target   numbers  // a node without a path has itself; of no nodes if there is one target
	flat     bool     // some next step crosses a plateau
}

// numbers holds a node number for each node, in 2 bytes if that is enough.
type numbers struct {
	narrow []uint16
	wide   []uint32
}

func newNumbers(n int) numbers {
	if n <= 1<<16 {
		return numbers{narrow: make([]uint16, n)}
	}
	return numbers{wide: make([]uint32, n)}
}

func (l *numbers) at(v uint32) uint32 {
	if l.narrow != nil {
		return uint32(l.narrow[v])
	}
	return l.wide[v]
}

func (l *numbers) set(v, number uint32) {
	if l.narrow != nil {
		l.narrow[v] = uint16(number)
	} else {
		l.wide[v] = number
	}
}

func (l numbers) clone() numbers { return numbers{slices.Clone(l.narrow), slices.Clone(l.wide)} }

// NewSteps returns Steps with memory for a graph of n nodes: 6 bytes a node if n is at
// most 65,536, 8 above; 8 and 12 if there are several targets. It keeps the targets,
// which are in ascending order, each once.
func NewSteps(n int, targets []uint32) Steps {
	s := Steps{Targets: targets, Distance: make([]uint32, n), next: newNumbers(n)}
	if len(targets) > 1 {
		s.target = newNumbers(n)
	}
	return s
}

// Clone returns a copy that shares no memory.
func (s Steps) Clone() Steps {
	s.Targets, s.Distance = slices.Clone(s.Targets), slices.Clone(s.Distance)
	s.next, s.target = s.next.clone(), s.target.clone()
	return s
}

// Next returns the node after v on its path, or v itself if the path ends there or there
// is none.
func (s *Steps) Next(v uint32) uint32 { return s.next.at(v) }

// Target returns the target of a node that has a path.
func (s *Steps) Target(v uint32) uint32 {
	if len(s.Targets) == 1 {
		return s.Targets[0]
	}
	return s.target.at(v)
}

// setTarget notes the target of v, or v itself if it has no path.
func (s *Steps) setTarget(v, target uint32) {
	if len(s.Targets) > 1 {
		s.target.set(v, target)
	}
}

// Stepper finds and repairs next steps.
type Stepper interface {
	// AllSteps finds the target and the next step of every node from the distances.
	AllSteps(s *Steps)
	// Repair updates distances, targets and next steps after changes of weights.
	Repair(s *Steps, c Changes)
}

func (r *rule[O, T]) AllSteps(s *Steps) {
	if len(s.Targets) > 1 {
		r.assignTargets(s)
	}
	r.allNext(s)
}

// assignTargets gives each node the first target that a way of tight arcs leads to.
func (r *rule[O, T]) assignTargets(s *Steps) {
	r.clear()
	for _, t := range s.Targets {
		if r.parent[t] == layout.None {
			r.claim(s, t)
		}
	}
	for i, target := range r.parent {
		if target == layout.None {
			target = uint32(i)
		}
		s.setTarget(uint32(i), target)
	}
}

// claim makes t the target of all nodes from which tight arcs lead there and that have none
// yet: in parent, during assignTargets.
func (r *rule[O, T]) claim(s *Steps, t uint32) {
	first := len(r.order)
	r.parent[t] = t
	r.order = append(r.order, t)
	for i := first; i < len(r.order); i++ {
		u := r.order[i]
		node, there := r.Nodes.At(int(u)), uint64(s.Distance[u])
		lo, hi := r.in.Row(u)
		for a := lo; a < hi; a++ {
			v := uint32(r.in.Targets[a])
			if r.parent[v] == layout.None && s.Distance[v] != layout.Unreachable && sum(r.In.At(a), node)+there == uint64(s.Distance[v]) {
				r.parent[v] = t
				r.order = append(r.order, v)
			}
		}
	}
}

// allNext handles each node by itself, except those whose tight arcs all cost 0: see
// crossPlateaus.
func (r *rule[O, T]) allNext(s *Steps) {
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

// step sets the next step of v if v has a tight arc of positive cost to a node with the
// same target, and otherwise sets it to v itself. flat is true if the next step crosses a
// plateau and is still to be found.
func (r *rule[O, T]) step(s *Steps, v uint32) (flat bool) {
	next, here := v, s.Distance[v]
	if here == layout.Unreachable || v == s.Target(v) {
		s.next.set(v, v)
		return false
	}
	lo, hi := r.out.Row(v)
	for a := lo; a < hi; a++ {
		u := uint32(r.out.Targets[a])
		if cost := r.cost(a, u); cost > 0 && cost+uint64(s.Distance[u]) == uint64(here) && s.Target(u) == s.Target(v) {
			next = u
			break
		}
	}
	s.next.set(v, next)
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
		if v := uint32(i); d != layout.Unreachable && (v == s.Target(v) || s.Next(v) != v) {
			r.parent[v] = 0
			r.order = append(r.order, v)
		}
	}
	for u, v := range r.freeArcs(backward, 0) { // from v to u
		switch level := r.parent[u] + 1; {
		case s.Distance[v] != s.Distance[u] || s.Target(v) != s.Target(u):
		case r.parent[v] == layout.None:
			r.parent[v] = level
			r.order = append(r.order, v)
			s.next.set(v, u)
		case r.parent[v] == level && u < s.Next(v):
			s.next.set(v, u)
		}
	}
}
