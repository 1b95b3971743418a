package canonical

import "github.com/veltrix/cairn/internal/layout"

// Tree finds all canonical paths from some roots. They form a forest, in which a node
// belongs to the smallest-numbered of its nearest roots. A depth-first search that tries
// preferred arcs first visits the nodes along it. It takes 20 bytes a node.
type Tree interface {
	// BuildTree finds the parent of every node. roots are in ascending order; dist holds
	// the distance of every node from its nearest root, and is not read later.
	BuildTree(roots, dist []uint32)
	// Parent returns the node before v on the canonical path from a root, after BuildTree.
	// ok is false if v is the root of its tree or was not reached.
	Parent(v uint32) (p uint32, ok bool)
}

// tree is the state of a Tree.
type tree struct {
	dist   []uint32  // of all nodes from the roots, during BuildTree
	parent []uint32  // on the canonical path from a root, which is its own; or the level across a plateau
	stack  []plateau // on the path to the current node
}

// plateau is the part of order that one plateau takes, and the progress of the
// depth-first search in it.
type plateau struct {
	next, end uint32 // in order: the current node, and the end
	arc       uint32 // how many arcs of the current node were tried
}

// BuildTree enters each node once, on its preferred path.
func (r *rule[O, T]) BuildTree(roots, dist []uint32) {
	r.clear()
	r.dist = dist
	for _, root := range roots {
		if r.parent[root] == layout.None {
			r.parent[root] = root
			r.enter(root)
			r.descend()
		}
	}
}

func (r *rule[O, T]) Parent(v uint32) (p uint32, ok bool) {
	p = r.parent[v]
	return p, p != layout.None && p != v
}

// clear gives all nodes no parent.
func (r *rule[O, T]) clear() {
	if n := len(r.out.Offsets) - 1; r.parent == nil {
		r.parent = make([]uint32, n)
		r.order = make([]uint32, 0, n)
		r.stack = make([]plateau, 0, n)
	}
	for v := range r.parent {
		r.parent[v] = layout.None
	}
	r.order, r.stack = r.order[:0], r.stack[:0]
}

// descend enters all nodes below the plateau on the stack, depth-first.
func (r *rule[O, T]) descend() {
	for len(r.stack) > 0 {
		p := &r.stack[len(r.stack)-1]
		if p.next == p.end {
			r.stack = r.stack[:len(r.stack)-1]
			continue
		}
		v := r.order[p.next]
		lo, hi := r.out.Row(v)
		a := lo + int(p.arc)
		if a == hi {
			p.next, p.arc = p.next+1, 0
			continue
		}
		p.arc++
		u := uint32(r.out.Targets[a])
		if r.parent[u] == layout.None && r.isTight(v, u, a) { // so it costs more than 0: see enter
			r.parent[u] = v
			r.enter(u)
		}
	}
}

// enter puts the plateau of start on the stack: all nodes that tight arcs of cost 0 lead
// to. Nodes that have a parent are left out; the others get theirs.
func (r *rule[O, T]) enter(start uint32) {
	first := len(r.order)
	r.order = append(r.order, start)
	for v, u := range r.freeArcs(forward, first) {
		if r.parent[u] == layout.None && r.dist[u] == r.dist[v] {
			r.parent[u] = v
			r.order = append(r.order, u)
		}
	}
	r.stack = append(r.stack, plateau{next: uint32(first), end: uint32(len(r.order))})
}

// isTight tells whether arc a from v to u lies on a shortest path from the roots.
func (r *rule[O, T]) isTight(v, u uint32, a int) bool {
	return r.dist[u] != layout.Unreachable && uint64(r.dist[u]) == uint64(r.dist[v])+r.cost(a, u)
}
