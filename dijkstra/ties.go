package dijkstra

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// The rule for ties, as the package documentation states it, in terms of the
// arcs on shortest paths to one target, called tight: from each node the path
// takes the tight arc of positive cost that leads to the smallest number. Where
// all tight arcs cost nothing, it crosses the plateau of nodes at the same
// distance by as few arcs as lead to a node with a tight arc of positive cost,
// or to the target, smallest numbers first.
//
// The rule looks at distances only, never at the order of a search. Two things
// follow from it. Any search that knows the distances to t finds the canonical
// path to t step by step. And parts of canonical paths are canonical: if a path
// through x had another beginning, the canonical one up to x could be put in
// its place, and would be preferred at the node where the two part. So all
// canonical paths from one source form a tree, which a depth-first search that
// tries preferred arcs first walks along.

// none marks a node that has no parent.
const none = csr.Blocked

// ties is the memory that paths need; it is made when first wanted.
type ties struct {
	parent []csr.Node // on the canonical path from root, or across a plateau
	grown  bool       // parent holds a tree; otherwise it is all none
	order  []csr.Node // nodes of plateaus, each breadth-first
	stack  []plateau
}

// plateau is the part of order that one plateau takes, and how far the search
// for the tree has come with it.
type plateau struct {
	next, end uint32 // of order: the node at hand, and the end
	arc       uint32 // of the node at hand: how many arcs were tried
}

// clear gives all n nodes no parent.
func (t *ties) clear(n int) {
	if t.parent == nil {
		t.parent = make([]csr.Node, n)
		t.order = make([]csr.Node, 0, n)
		t.stack = make([]plateau, 0, n)
		t.grown = true // its zeros are not none
	}
	if t.grown {
		for v := range t.parent {
			t.parent[v] = none
		}
	}
	t.grown = false
	t.order, t.stack = t.order[:0], t.stack[:0]
}

// tight returns where the arc at place i of node v leads, what it costs, and
// whether it lies on a shortest path: from v to root after a backward search,
// from root after a forward one.
func (k *kernel[O, T]) tight(v csr.Node, i int) (u csr.Node, cost uint64, ok bool) {
	s := &k.sides[forward]
	a := int(s.offsets[v]) + i
	u = csr.Node(s.targets[a])
	arc, node := s.arcWeight.At(a), k.nodeWeight.At(int(u))
	if arc == csr.Blocked || node == csr.Blocked {
		return u, 0, false
	}
	cost = uint64(arc) + uint64(node)
	here, okHere := k.distance(v)
	there, okThere := k.distance(u)
	if k.dir == forward {
		here, there = there, here
	}
	return u, cost, okHere && okThere && here == there+cost && here < tooFar
}

func (k *kernel[O, T]) degree(v csr.Node) int {
	s := &k.sides[forward]
	return int(s.offsets[v+1]) - int(s.offsets[v])
}

// climb returns where the canonical path goes from v if a tight arc of v has a
// positive cost.
func (k *kernel[O, T]) climb(v csr.Node) (u csr.Node, ok bool) {
	for i := range k.degree(v) {
		if u, cost, ok := k.tight(v, i); ok && cost > 0 {
			return u, true
		}
	}
	return 0, false
}

// appendPath appends the canonical path from a node to root, after a backward
// search that settled the node.
func (k *kernel[O, T]) appendPath(dst []csr.Node, from csr.Node) []csr.Node {
	dst = append(dst, from)
	for v := from; v != k.root; v = dst[len(dst)-1] {
		if u, ok := k.climb(v); ok {
			dst = append(dst, u)
		} else {
			dst = k.cross(dst, v)
		}
	}
	runtime.KeepAlive(k.graph)
	return dst
}

// cross appends the canonical way from v, exclusive, to the nearest node of its
// plateau where the path can go on or ends.
func (k *kernel[O, T]) cross(dst []csr.Node, v csr.Node) []csr.Node {
	k.clear(len(k.labels))
	k.spread(v, func(u csr.Node) bool {
		_, ok := k.climb(u)
		return ok || u == k.root
	})
	start := len(dst)
	for u := k.order[len(k.order)-1]; u != v; u = k.parent[u] {
		dst = append(dst, u)
	}
	slices.Reverse(dst[start:])
	for _, u := range k.order {
		k.parent[u] = none
	}
	return dst
}

// spread appends to order the plateau of v, breadth-first along tight arcs that
// cost nothing, up to the first node that is an exit. Nodes that have a parent
// are left out; the others get theirs.
func (k *kernel[O, T]) spread(v csr.Node, exit func(csr.Node) bool) {
	next := len(k.order)
	for k.order = append(k.order, v); next < len(k.order); next++ {
		v := k.order[next]
		for i := range k.degree(v) {
			u, cost, ok := k.tight(v, i)
			if !ok || cost > 0 || k.parent[u] != none || u == k.order[0] {
				continue
			}
			k.parent[u] = v
			k.order = append(k.order, u)
			if exit(u) {
				return
			}
		}
	}
}

// grow finds the parent of every node on the canonical path from root, after a
// forward search without goals. The stack holds the plateaus that the path to
// the node at hand passes; a node is entered once, on its preferred path.
func (k *kernel[O, T]) grow() {
	k.clear(len(k.labels))
	k.grown = true
	k.enter(k.root)
	for len(k.stack) > 0 {
		p := &k.stack[len(k.stack)-1]
		if p.next == p.end {
			k.stack = k.stack[:len(k.stack)-1]
			continue
		}
		v := k.order[p.next]
		if int(p.arc) == k.degree(v) {
			p.next, p.arc = p.next+1, 0
			continue
		}
		u, cost, ok := k.tight(v, int(p.arc))
		p.arc++
		if ok && cost > 0 && k.parent[u] == none && u != k.root {
			k.parent[u] = v
			k.enter(u)
		}
	}
	runtime.KeepAlive(k.graph)
}

// enter puts the plateau of v on the stack.
func (k *kernel[O, T]) enter(v csr.Node) {
	start := uint32(len(k.order))
	k.spread(v, func(csr.Node) bool { return false })
	k.stack = append(k.stack, plateau{next: start, end: uint32(len(k.order))})
}

// parentOf returns the node before v on the canonical path from root, after
// grow.
func (k *kernel[O, T]) parentOf(v csr.Node) (p csr.Node, ok bool) {
	return k.parent[v], k.parent[v] != none
}
