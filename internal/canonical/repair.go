package canonical

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// Changes lists the weights that differ between those that Steps were made for and those
// that Repair makes them follow.
type Changes struct{ Nodes, Arcs []Change }

// Change is the changed weight of a node or an arc.
type Change struct {
	From, To uint32 // the ends of the arc; To is the node
	Old, New uint32
}

// repairs is the state of one repair.
type repairs struct {
	state     []uint8  // by node: see below; all 0 between repairs
	cut       []uint32 // nodes that are cut off
	mayChange []uint32 // other nodes whose next step has to be found again
	queue     queue.Heap
}

// States of a node during a repair; 0: nothing is known.
const (
	cut       = 1 + iota // its path contained a node or arc whose weight has risen
	mayChange            // it is not cut off, but may have another next step
)

// Repair follows Ramalingam and Reps (1996). A node keeps its path, at a distance no
// longer than before, unless the weight of a node or arc of the path has risen. The nodes
// that lose their paths form subtrees: they are settled again from the nodes around them,
// together with the nodes that fallen weights bring nearer, or as near to a
// smaller-numbered target. All distances, old and new, must fit in 32 bits.
func (r *rule[O, T]) Repair(s *Steps, c Changes) {
	r.beginRepair(len(s.Distance))
	r.invalidate(s, c)
	for _, v := range r.cut {
		r.reconnect(s, v)
	}
	r.settle(s, c)
	r.updateSteps(s)
	r.endRepair()
}

// beginRepair makes the memory for a graph of n nodes if there is none.
func (r *rule[O, T]) beginRepair(n int) {
	if r.state == nil {
		r.state = make([]uint8, n)
		r.cut, r.mayChange = make([]uint32, 0, n), make([]uint32, 0, n)
	}
}

// endRepair resets all states, in time proportional to the repair.
func (r *rule[O, T]) endRepair() {
	for _, list := range [][]uint32{r.cut, r.mayChange} {
		for _, v := range list {
			r.state[v] = 0
		}
	}
	r.cut, r.mayChange = r.cut[:0], r.mayChange[:0]
}

// invalidate cuts off all nodes whose paths contain a raised weight.
func (r *rule[O, T]) invalidate(s *Steps, c Changes) {
	for _, node := range c.Nodes {
		if node.New > node.Old {
			r.invalidateInto(s, node.To)
		}
	}
	for _, arc := range c.Arcs {
		if arc.New > arc.Old && s.Next(arc.From) == arc.To {
			r.cutOff(arc.From)
		}
	}
	for i := 0; i < len(r.cut); i++ {
		r.invalidateInto(s, r.cut[i])
	}
}

// invalidateInto cuts off the nodes whose next step is u.
func (r *rule[O, T]) invalidateInto(s *Steps, u uint32) {
	lo, hi := r.in.Row(u)
	for _, from := range r.in.Targets[lo:hi] {
		if v := uint32(from); s.Next(v) == u {
			r.cutOff(v)
		}
	}
}

// cutOff marks a node as cut off.
func (r *repairs) cutOff(v uint32) {
	if r.state[v] == 0 {
		r.state[v] = cut
		r.cut = append(r.cut, v)
	}
}

// reconnect queues a node that was cut off, at its distance by way of neighbours that
// were not; or as a target, whose path led on to another at no cost.
func (r *rule[O, T]) reconnect(s *Steps, v uint32) {
	best, target := uint64(layout.Unreachable), v
	if _, is := slices.BinarySearch(s.Targets, v); is {
		best = 0
	}
	lo, hi := r.out.Row(v)
	for a := lo; a < hi; a++ {
		u := uint32(r.out.Targets[a])
		if r.state[u] == cut || s.Distance[u] == layout.Unreachable {
			continue
		}
		d := r.cost(a, u) + uint64(s.Distance[u])
		if d < best || d == best && best < layout.Unreachable && s.Target(u) < target {
			best, target = d, s.Target(u)
		}
	}
	s.Distance[v] = uint32(best)
	s.setTarget(v, target)
	if best < layout.Unreachable {
		r.queue.Push(best<<32 | uint64(v))
	}
}

// settle settles all queued nodes, and those that fallen weights bring nearer.
func (r *rule[O, T]) settle(s *Steps, c Changes) {
	for _, list := range [][]Change{c.Nodes, c.Arcs} {
		for _, c := range list {
			if c.New < c.Old {
				r.relaxInto(s, c.To)
			}
		}
	}
	for r.queue.Min() != queue.Empty {
		e := r.queue.Pop()
		if v := uint32(e); uint64(s.Distance[v]) == e>>32 {
			r.relaxInto(s, v)
		}
	}
}

// relaxInto relaxes the arcs into u. A node whose distance is equal by way of u may get
// the smaller-numbered target of u, or u as its smaller-numbered next step.
func (r *rule[O, T]) relaxInto(s *Steps, u uint32) {
	node, there := r.Nodes.At(int(u)), s.Distance[u]
	if there == layout.Unreachable || node == layout.Blocked {
		return
	}
	lo, hi := r.in.Row(u)
	for a := lo; a < hi; a++ {
		v := uint32(r.in.Targets[a])
		d := sum(r.In.At(a), node) + uint64(there)
		if d > uint64(s.Distance[v]) || d >= layout.Unreachable {
			continue
		}
		if r.state[v] == 0 {
			r.state[v] = mayChange
			r.mayChange = append(r.mayChange, v)
		}
		if target := s.Target(u); d < uint64(s.Distance[v]) || target < s.Target(v) {
			s.Distance[v] = uint32(d)
			s.setTarget(v, target)
			r.queue.Push(d<<32 | uint64(v))
		}
	}
}

// updateSteps finds next steps again. The next step of a node can change only if the node
// was cut off, has another target, or one of its arcs has become tight or leads to the same
// target now, which relaxInto notices: an arc to a node that is now farther away has not.
// Across plateaus steps depend on other steps, so then all are found again.
func (r *rule[O, T]) updateSteps(s *Steps) {
	flat := s.flat
	for _, list := range [][]uint32{r.cut, r.mayChange} {
		for _, v := range list {
			if !flat {
				flat = r.step(s, v)
			}
		}
	}
	if flat {
		r.allNext(s)
	}
}
