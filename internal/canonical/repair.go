package canonical

import (
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// Changes is the weights that differ between those that Steps are of and those that
// they are to follow.
type Changes struct{ Nodes, Arcs []Change }

// Change is a node or an arc whose weight has changed.
type Change struct {
	From, To uint32 // the ends of the arc; To is the node
	Old, New uint32
}

// repairs is the state of one repair.
type repairs struct {
	state   []uint8  // by node: see below; all 0 between repairs
	cut     []uint32 // nodes that are cut off
	changed []uint32 // others whose next step has to be found again
	queue   queue.Heap
}

// What is known of a node during a repair.
const (
	cut       = 1 + iota // its path entered a node whose weight has risen
	mayChange            // it is not cut off, but may have another next step
)

// Repair is that of Ramalingam and Reps (1996). A node keeps its path, and so a
// distance that is no longer than before, unless the path enters a node, or goes along
// an arc, whose weight has risen. The others, which form subtrees, forget their
// distances and are settled again from the nodes around them, together with those that
// a fallen weight brings nearer. All distances, old and new, must fit in 32 bits.
func (r *rule[O, T]) Repair(s *Steps, c Changes) {
	r.beginRepair(len(s.Distance))
	r.invalidate(s, c)
	for _, v := range r.cut {
		r.rejoin(s, v)
	}
	r.lower(s, c)
	r.restep(s)
	r.endRepair()
}

// beginRepair makes memory for a graph of n nodes, if there is none.
func (r *rule[O, T]) beginRepair(n int) {
	if r.state == nil {
		r.state = make([]uint8, n)
		r.cut, r.changed = make([]uint32, 0, n), make([]uint32, 0, n)
	}
}

// endRepair forgets all states, in the time that the repair took.
func (r *rule[O, T]) endRepair() {
	for _, list := range [][]uint32{r.cut, r.changed} {
		for _, v := range list {
			r.state[v] = 0
		}
	}
	r.cut, r.changed = r.cut[:0], r.changed[:0]
}

// invalidate cuts off all nodes whose paths have become dearer.
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
	lo, hi := r.into(u)
	for _, from := range r.in.Targets[lo:hi] {
		if v := uint32(from); s.Next(v) == u {
			r.cutOff(v)
		}
	}
}

// cutOff notes that a node has lost its path.
func (r *repairs) cutOff(v uint32) {
	if r.state[v] == 0 {
		r.state[v] = cut
		r.cut = append(r.cut, v)
	}
}

// rejoin queues a node that was cut off at the distance that it has by way of
// nodes that were not.
func (r *rule[O, T]) rejoin(s *Steps, v uint32) {
	best := uint64(layout.Unreachable)
	lo, hi := r.row(v)
	for a := lo; a < hi; a++ {
		u := uint32(r.out.Targets[a])
		if r.state[u] != cut && s.Distance[u] != layout.Unreachable {
			best = min(best, r.cost(a, u)+uint64(s.Distance[u]))
		}
	}
	s.Distance[v] = uint32(best)
	if best < layout.Unreachable {
		r.queue.Push(best<<32 | uint64(v))
	}
}

// lower settles all nodes that were queued, and those that fallen weights bring
// nearer.
func (r *rule[O, T]) lower(s *Steps, c Changes) {
	for _, list := range [][]Change{c.Nodes, c.Arcs} {
		for _, c := range list {
			if c.New < c.Old {
				r.lowerInto(s, c.To)
			}
		}
	}
	for r.queue.Min() != queue.Empty {
		e := r.queue.Pop()
		if v := uint32(e); uint64(s.Distance[v]) == e>>32 {
			r.lowerInto(s, v)
		}
	}
}

// lowerInto offers the nodes with an arc to u the distance by way of it. One
// that it is equal to may find a smaller-numbered next step in u.
func (r *rule[O, T]) lowerInto(s *Steps, u uint32) {
	node, there := r.Nodes.At(int(u)), s.Distance[u]
	if there == layout.Unreachable || node == layout.Blocked {
		return
	}
	lo, hi := r.into(u)
	for a := lo; a < hi; a++ {
		v := uint32(r.in.Targets[a])
		d := sum(r.In.At(a), node) + uint64(there)
		if d > uint64(s.Distance[v]) || d >= layout.Unreachable {
			continue
		}
		if r.state[v] == 0 {
			r.state[v] = mayChange
			r.changed = append(r.changed, v)
		}
		if d < uint64(s.Distance[v]) {
			s.Distance[v] = uint32(d)
			r.queue.Push(d<<32 | uint64(v))
		}
	}
}

// restep finds next steps again. A step can be another one only if the node was
// cut off, or if an arc of it has become tight, which lowerInto has seen: an
// arc to a node that is farther now than before has not. In a tree with
// plateaus steps depend on steps, so all are found again.
func (r *rule[O, T]) restep(s *Steps) {
	flat := s.flat
	for _, list := range [][]uint32{r.cut, r.changed} {
		for _, v := range list {
			if !flat {
				flat = r.step(s, v)
			}
		}
	}
	if flat {
		r.AllSteps(s)
	}
}
