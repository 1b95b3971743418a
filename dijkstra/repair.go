package dijkstra

import (
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// Repair brings a tree up to date with the weights in use, after its overlay has
// changed or been exchanged: it is then equal to what GoalTree would return. It
// compares the patches that the tree was made with to those of now and touches only
// nodes whose distance or next step may differ, so that it costs O(k log k) for k of
// them and their neighbours. A tree that was made under a whole array, or is to
// follow one, is searched from nothing, as is one whose distances might not fit in
// 32 bits; where ways cross plateaus of free steps, all next steps are found again. The
// error wraps csr.ErrWrongGraph if the tree is of another graph. After an
// *OverflowError the tree answers with ErrStale until it is repaired again. Once
// warm it allocates nothing.
//
// The idea is that of Ramalingam and Reps (1996). A node keeps its path, and so a
// distance that is no longer than before, unless the path enters a node whose
// weight has risen. The others, which form subtrees, forget their distances and
// are settled again from the nodes around them, together with those that a
// fallen weight brings nearer.
func (s *Solver) Repair(t *GoalTree) error {
	defer runtime.KeepAlive(s)
	if !sameGraph(t.g, s.g) {
		return fmt.Errorf("dijkstra: goal tree: %w", csr.ErrWrongGraph)
	}
	if err := s.ready(); err != nil {
		return err
	}
	o := s.weights.overlay
	if t.broken || t.whole || o != nil && o.Weights() != nil || s.mayOverflow() {
		return s.plantGoal(t)
	}
	var patches []csr.Patch
	if o != nil {
		patches = o.Patches()
	}
	r := &s.repairs
	r.begin(t)
	r.compare(s.weights.base.nodes, patches)
	t.broken = true
	s.paths.repair(r)
	r.end()
	t.patches = append(t.patches[:0], patches...)
	t.broken = false
	return nil
}

// repairs is the state of one repair.
type repairs struct {
	t       *GoalTree
	changed []change
	state   []uint8    // by node: see below; all 0 between repairs
	cut     []csr.Node // that are cut off
	again   []csr.Node // others whose next step has to be found again
	queue   queue.Heap // distance above node
}

// change is a node whose weight has changed.
type change struct {
	v        csr.Node
	old, new uint32
}

// What is known of a node during a repair.
const (
	cutOff  = 1 << iota // its path entered a node whose weight has risen
	another             // it is not, but may have another next step
)

func (r *repairs) begin(t *GoalTree) {
	if len(r.state) != len(t.distance) {
		r.state = make([]uint8, len(t.distance))
		r.cut, r.again = make([]csr.Node, 0, len(t.distance)), make([]csr.Node, 0, len(t.distance))
	}
	r.t, r.changed = t, r.changed[:0]
}

// end forgets all states, in the time that the repair took.
func (r *repairs) end() {
	for _, list := range [][]csr.Node{r.cut, r.again} {
		for _, v := range list {
			r.state[v] = 0
		}
	}
	r.cut, r.again = r.cut[:0], r.again[:0]
	r.t = nil
}

// compare finds the nodes whose weights differ between the tree's patches and
// these, both in the order of their nodes.
func (r *repairs) compare(base layout.Column, patches []csr.Patch) {
	before := r.t.patches
	for len(before) > 0 || len(patches) > 0 {
		c := change{v: none}
		if len(before) > 0 {
			c.v = before[0].Node
		}
		if len(patches) > 0 {
			c.v = min(c.v, patches[0].Node)
		}
		c.old, c.new = base.At(int(c.v)), base.At(int(c.v))
		if len(before) > 0 && before[0].Node == c.v {
			c.old, before = before[0].Weight, before[1:]
		}
		if len(patches) > 0 && patches[0].Node == c.v {
			c.new, patches = patches[0].Weight, patches[1:]
		}
		if c.old != c.new {
			r.changed = append(r.changed, c)
		}
	}
}

// repair brings the tree of r up to date.
func (k *ties[O, T]) repair(r *repairs) {
	for _, c := range r.changed {
		if c.new > c.old {
			k.cutInto(r, c.v)
		}
	}
	for i := 0; i < len(r.cut); i++ {
		k.cutInto(r, r.cut[i])
	}
	for _, v := range r.cut {
		k.rejoin(r, v)
	}
	for _, c := range r.changed {
		if c.new < c.old {
			k.lowerInto(r, c.v)
		}
	}
	for r.queue.Min() != queue.Empty {
		e := r.queue.Pop()
		if v := csr.Node(uint32(e)); uint64(r.t.distance[v]) == e>>32 {
			k.lowerInto(r, v)
		}
	}
	k.restep(r)
}

// into returns where the arcs that lead to u begin and end.
func (k *ties[O, T]) into(u csr.Node) (lo, hi int) {
	return int(k.back.Offsets[u]), int(k.back.Offsets[int(u)+1])
}

// cutInto cuts off the nodes whose next step is u.
func (k *ties[O, T]) cutInto(r *repairs, u csr.Node) {
	lo, hi := k.into(u)
	for _, from := range k.back.Targets[lo:hi] {
		v := csr.Node(from)
		if r.t.next(v) == u && r.state[v]&cutOff == 0 {
			r.state[v] |= cutOff
			r.cut = append(r.cut, v)
		}
	}
}

// rejoin queues a node that was cut off at the distance that it has by way of
// nodes that were not.
func (k *ties[O, T]) rejoin(r *repairs, v csr.Node) {
	best := uint64(unreached)
	lo, hi := k.row(v)
	for a := lo; a < hi; a++ {
		u := csr.Node(k.rows.Targets[a])
		if r.state[u]&cutOff == 0 && r.t.distance[u] != Unreachable {
			best = min(best, k.cost(a, u)+uint64(r.t.distance[u]))
		}
	}
	r.t.distance[v] = uint32(best)
	if best < unreached {
		r.queue.Push(best<<32 | uint64(v))
	}
}

// lowerInto offers the nodes with an arc to u the distance by way of it. One that
// it is equal to may find a smaller-numbered next step in u.
func (k *ties[O, T]) lowerInto(r *repairs, u csr.Node) {
	node, there := k.e.w.nodes.At(int(u)), r.t.distance[u]
	if there == Unreachable || node == csr.Blocked {
		return
	}
	lo, hi := k.into(u)
	for a := lo; a < hi; a++ {
		v, arc := csr.Node(k.back.Targets[a]), k.backArcs.At(a)
		d := uint64(arc) + uint64(node) + uint64(there)
		if arc == csr.Blocked || d > uint64(r.t.distance[v]) || d >= unreached {
			continue
		}
		if r.state[v] == 0 {
			r.state[v] = another
			r.again = append(r.again, v)
		}
		if d < uint64(r.t.distance[v]) {
			r.t.distance[v] = uint32(d)
			r.queue.Push(d<<32 | uint64(v))
		}
	}
}

// restep finds next steps again. A step can be another one only if the node was
// cut off, or if an arc of it has become tight, which lowerInto has seen: an arc to
// a node that is farther now than before has not. In a tree with plateaus steps
// depend on steps, so all are found again.
func (k *ties[O, T]) restep(r *repairs) {
	flat := r.t.flat
	for _, list := range [][]csr.Node{r.cut, r.again} {
		for _, v := range list {
			if !flat {
				flat = k.step(r.t, v)
			}
		}
	}
	if flat {
		k.allSteps(r.t)
	}
}
