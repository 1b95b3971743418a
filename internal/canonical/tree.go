package canonical

import "github.com/veltrix/cairn/internal/layout"

// Tree finds all canonical paths from some roots. They form a forest, in which a node
// belongs to the smallest of its nearest roots: a depth-first search that tries
// preferred arcs first walks along it. It takes 20 bytes a node.
type Tree interface {
	// Grow finds the parent of every node, from the distances of all nodes from the
	// nearest of the roots, which are in ascending order. It reads dist until Parent
	// was asked the last time.
	Grow(roots, dist []uint32)
	// Parent returns the node before v on the canonical path from a root, after Grow.
	Parent(v uint32) (p uint32, ok bool)
}

// tree is the state of a Tree.
type tree struct {
	dist   []uint32  // of all nodes from the roots
	parent []uint32  // on the canonical path from a root, which is its own; or the level across a plateau
	used   bool      // parent holds something; otherwise it is all None
	stack  []plateau // those that the path to the node at hand passes
}

// plateau is the part of order that one plateau takes, and how far the search
// for the tree has come with it.
type plateau struct {
	next, end uint32 // of order: the node at hand, and the end
	arc       uint32 // of the node at hand: how many arcs were tried
}

// Grow enters each node once, on its preferred path.
func (r *rule[O, T]) Grow(roots, dist []uint32) {
	r.clear()
	r.used = true
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
		r.used = true // its zeros are not None
	}
	if r.used {
		for v := range r.parent {
			r.parent[v] = layout.None
		}
	}
	r.used = false
	r.order, r.stack = r.order[:0], r.stack[:0]
}

// descend enters all nodes below the plateau on the stack.
func (r *rule[O, T]) descend() {
	for len(r.stack) > 0 {
		p := &r.stack[len(r.stack)-1]
		if p.next == p.end {
			r.stack = r.stack[:len(r.stack)-1]
			continue
		}
		v := r.order[p.next]
		lo, hi := r.row(v)
		a := lo + int(p.arc)
		if a == hi {
			p.next, p.arc = p.next+1, 0
			continue
		}
		p.arc++
		if u, cost, ok := r.tight(v, a); ok && cost > 0 && r.parent[u] == layout.None {
			r.parent[u] = v
			r.enter(u)
		}
	}
}

// enter puts the plateau of v on the stack.
func (r *rule[O, T]) enter(v uint32) {
	start := uint32(len(r.order))
	r.spread(v)
	r.stack = append(r.stack, plateau{next: start, end: uint32(len(r.order))})
}

// spread appends to order the plateau of v, breadth-first along tight arcs that
// cost nothing. Nodes that have a parent are left out; the others get theirs.
func (r *rule[O, T]) spread(v uint32) {
	next := len(r.order)
	for r.order = append(r.order, v); next < len(r.order); next++ {
		v := r.order[next]
		lo, hi := r.row(v)
		for a := lo; a < hi; a++ {
			u, cost, ok := r.tight(v, a)
			if ok && cost == 0 && r.parent[u] == layout.None && u != r.order[0] {
				r.parent[u] = v
				r.order = append(r.order, u)
			}
		}
	}
}

// tight returns where an arc of v leads, what it costs, and whether it lies on a
// shortest path from the roots.
func (r *rule[O, T]) tight(v uint32, a int) (u uint32, cost uint64, ok bool) {
	u = uint32(r.out.Targets[a])
	cost = r.cost(a, u)
	here, there := r.dist[v], r.dist[u]
	return u, cost, here != layout.Unreachable && there != layout.Unreachable && uint64(there) == uint64(here)+cost
}
