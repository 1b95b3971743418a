package dijkstra

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// Repair brings a tree up to date with the weights in use, after its overlay
// has changed or been exchanged: it is then equal to what GoalTree would
// return. It compares the patches that the tree was made with to those of now
// and touches only nodes whose distance or next step may differ, so that it
// costs O(k log k) for k of them and their neighbours. A tree that was made
// under a whole array with many changes, or is to follow one, is searched from
// nothing, as is one whose distances might not fit in 32 bits; where ways cross plateaus of free
// steps, all next steps are found again. The error wraps csr.ErrWrongGraph if
// the tree is of another graph. After an *OverflowError the tree answers with
// ErrStale until it is repaired again. Once warm it allocates nothing.
//
// The idea is that of Ramalingam and Reps (1996). A node keeps its path, and so
// a distance that is no longer than before, unless the path enters a node whose
// weight has risen. The others, which form subtrees, forget their distances and
// are settled again from the nodes around them, together with those that a
// fallen weight brings nearer.
func (s *Solver) Repair(t *GoalTree) error {
	defer runtime.KeepAlive(s)
	if err := s.g.CheckSame(t.g, "dijkstra: goal tree"); err != nil {
		return err
	}
	if err := s.ready(); err != nil {
		return err
	}
	o := s.weights.overlay
	if t.broken || t.whole || o != nil && array(o) != nil || s.mayOverflow() {
		return s.plantGoal(t)
	}
	r := &s.repairs
	r.begin(t)
	r.compare(o, s.weights.base, s.g)
	t.broken = true
	s.paths.repair(r)
	r.end()
	t.follow(o)
	return nil
}

// repairs is the state of one repair.
type repairs struct {
	t     *GoalTree
	nodes []change   // whose weights have changed
	arcs  []change   // the same
	state []uint8    // by node: see below; all 0 between repairs
	cut   []csr.Node // that are cut off
	again []csr.Node // others whose next step has to be found again
	queue queue.Heap // distance above node
}

// change is a node or an arc whose weight has changed.
type change struct {
	from, to csr.Node // the ends of the arc; to is the node
	old, new uint32
}

// What is known of a node during a repair.
const (
	cut     = 1 + iota // its path entered a node whose weight has risen
	another            // it is not, but may have another next step
)

func (r *repairs) begin(t *GoalTree) {
	if len(r.state) != len(t.distance) {
		r.state = make([]uint8, len(t.distance))
		r.cut, r.again = make([]csr.Node, 0, len(t.distance)), make([]csr.Node, 0, len(t.distance))
	}
	r.t, r.nodes, r.arcs = t, r.nodes[:0], r.arcs[:0]
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

// compare finds the nodes and arcs whose weights differ between the patches that
// the tree is of and those of o, which may be nil.
func (r *repairs) compare(o *csr.Overlay, base weights, g *csr.CSRGraph) {
	var nodes []csr.Patch
	var arcs []csr.ArcPatch
	if o != nil {
		nodes, arcs = changes(o), o.ArcPatches()
	}
	differences(r.t.nodes, nodes, base.nodes, func(p csr.Patch) (v, w uint32) { return p.Node, p.Weight },
		func(v, old, new uint32) { r.nodes = append(r.nodes, change{to: v, old: old, new: new}) })
	differences(r.t.arcs, arcs, base.all[forward], func(p csr.ArcPatch) (arc, w uint32) { return p.Arc, p.Weight },
		func(arc, old, new uint32) {
			from, to, _ := g.ArcEnds(arc)
			r.arcs = append(r.arcs, change{from, to, old, new})
		})
}

// differences calls report for each element whose weight under some patches is
// not what it is under others. Both are in ascending order of what they patch.
func differences[P any](before, now []P, base layout.Column, read func(P) (i, w uint32), report func(i, old, new uint32)) {
	for len(before) > 0 || len(now) > 0 {
		first := none
		for _, list := range [2][]P{before, now} {
			if len(list) > 0 {
				i, _ := read(list[0])
				first = min(first, i)
			}
		}
		weights := [2]uint32{base.At(int(first)), base.At(int(first))}
		for k, list := range [2]*[]P{&before, &now} {
			if len(*list) == 0 {
				continue
			}
			if i, w := read((*list)[0]); i == first {
				weights[k], *list = w, (*list)[1:]
			}
		}
		if weights[0] != weights[1] {
			report(first, weights[0], weights[1])
		}
	}
}

// repair brings the tree of r up to date.
func (k *ties[O, T]) repair(r *repairs) {
	for _, c := range r.nodes {
		if c.new > c.old {
			k.cutInto(r, c.to)
		}
	}
	for _, c := range r.arcs {
		if c.new > c.old && r.t.next(c.from) == c.to {
			r.cutOff(c.from)
		}
	}
	for i := 0; i < len(r.cut); i++ {
		k.cutInto(r, r.cut[i])
	}
	for _, v := range r.cut {
		k.rejoin(r, v)
	}
	k.lower(r)
	k.restep(r)
}

// lower settles all nodes that were queued, and those that fallen weights bring
// nearer.
func (k *ties[O, T]) lower(r *repairs) {
	for _, list := range [][]change{r.nodes, r.arcs} {
		for _, c := range list {
			if c.new < c.old {
				k.lowerInto(r, c.to)
			}
		}
	}
	for r.queue.Min() != queue.Empty {
		e := r.queue.Pop()
		if v := csr.Node(uint32(e)); uint64(r.t.distance[v]) == e>>32 {
			k.lowerInto(r, v)
		}
	}
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
		if r.t.next(v) == u {
			r.cutOff(v)
		}
	}
}

// cutOff notes that a node has lost its path.
func (r *repairs) cutOff(v csr.Node) {
	if r.state[v] == 0 {
		r.state[v] = cut
		r.cut = append(r.cut, v)
	}
}

// rejoin queues a node that was cut off at the distance that it has by way of
// nodes that were not.
func (k *ties[O, T]) rejoin(r *repairs, v csr.Node) {
	best := uint64(unreached)
	lo, hi := k.row(v)
	for a := lo; a < hi; a++ {
		u := csr.Node(k.rows.Targets[a])
		if r.state[u] != cut && r.t.distance[u] != Unreachable {
			best = min(best, k.cost(a, u)+uint64(r.t.distance[u]))
		}
	}
	r.t.distance[v] = uint32(best)
	if best < unreached {
		r.queue.Push(best<<32 | uint64(v))
	}
}

// lowerInto offers the nodes with an arc to u the distance by way of it. One
// that it is equal to may find a smaller-numbered next step in u.
func (k *ties[O, T]) lowerInto(r *repairs, u csr.Node) {
	node, there := k.e.w.nodes.At(int(u)), r.t.distance[u]
	if there == Unreachable || node == csr.Blocked {
		return
	}
	lo, hi := k.into(u)
	for a := lo; a < hi; a++ {
		v, arc := csr.Node(k.back.Targets[a]), k.e.w.all[backward].At(a)
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
// cut off, or if an arc of it has become tight, which lowerInto has seen: an
// arc to a node that is farther now than before has not. In a tree with
// plateaus steps depend on steps, so all are found again.
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
