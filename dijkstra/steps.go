package dijkstra

import "github.com/veltrix/cairn/csr"

// The next steps of a goal tree follow from its distances by the rule for ties,
// node by node, but for nodes all of whose tight arcs cost nothing: those take
// the fewest such arcs to an exit of their plateau, so their steps are found
// breadth-first from the exits.

// step sets the next step of v if a tight arc of v has a positive cost, and
// otherwise to v itself; flat is whether it is to be found across a plateau.
func (k *ties[O, T]) step(t *GoalTree, v csr.Node) (flat bool) {
	next, here := v, t.distance[v]
	if here == Unreachable || v == t.target {
		t.setNext(v, v)
		return false
	}
	lo, hi := k.row(v)
	for a := lo; a < hi; a++ {
		u := csr.Node(k.rows.Targets[a])
		cost := k.cost(a, u)
		if cost > 0 && cost < unreached && cost+uint64(t.distance[u]) == uint64(here) {
			next = u
			break
		}
	}
	t.setNext(v, next)
	return next == v
}

// cost returns what it costs to go along arc a to u: unreached or more if that
// is Blocked.
func (k *ties[O, T]) cost(a int, u csr.Node) uint64 {
	return uint64(k.e.w.all[forward].At(a)) + uint64(k.e.w.nodes.At(int(u)))
}

// allSteps sets the next step of every node.
func (k *ties[O, T]) allSteps(t *GoalTree) {
	t.flat = false
	for v := range t.distance {
		if k.step(t, csr.Node(v)) {
			t.flat = true
		}
	}
	if t.flat {
		k.crossAll(t)
	}
}

// crossAll sets the next steps of nodes within plateaus. Nodes are in order
// level by level: first the exits, then those one free arc from an exit, and so
// on; parent is one above the level of a node that has one. Of several nodes of
// the level before the smallest becomes the next step.
func (k *ties[O, T]) crossAll(t *GoalTree) {
	k.clear()
	for v, d := range t.distance {
		if v := csr.Node(v); d != Unreachable && (v == t.target || t.next(v) != v) {
			k.parent[v] = 0
			k.order = append(k.order, v)
		}
	}
	for i := 0; i < len(k.order); i++ {
		k.freeInto(t, k.order[i])
	}
	k.grown = true // parent holds levels, which clear has to take out
}

// freeInto makes u the next step of nodes that lead to it for nothing and have
// no better one.
func (k *ties[O, T]) freeInto(t *GoalTree, u csr.Node) {
	level := k.parent[u] + 1
	lo, hi := int(k.back.Offsets[u]), int(k.back.Offsets[int(u)+1])
	for a := lo; a < hi; a++ {
		v := csr.Node(k.back.Targets[a])
		free := k.e.w.all[backward].At(a) == 0 && k.e.w.nodes.At(int(u)) == 0
		if !free || t.distance[v] != t.distance[u] {
			continue
		}
		switch {
		case k.parent[v] == none:
			k.parent[v] = level
			k.order = append(k.order, v)
			t.setNext(v, u)
		case k.parent[v] == level && u < t.next(v):
			t.setNext(v, u)
		}
	}
}
