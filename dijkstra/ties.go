package dijkstra

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
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
// tries preferred arcs first walks along. From several sources they form a
// forest, in which a node belongs to the smallest of its nearest sources.

// none marks a node that has no parent.
const none = csr.Blocked

// ties follows the rule through all nodes of a graph in its stored widths, by
// the distances that the engine found. Its memory is made when first needed.
type ties[O, T layout.Width] struct {
	e      *engine
	rows   *layout.CSR[O, T]
	back   *layout.CSR[O, T] // the same arcs turned round
	parent []csr.Node        // on the canonical path from a root, which is its own; or across a plateau
	grown  bool              // parent holds a tree; otherwise it is all none
	dist   []uint32          // of all nodes, while a tree grows; otherwise empty
	bounds Bounds            // whose distances are followed by walk; otherwise nil
	asked  [1]csr.Node       // what they are asked about
	answer [1]uint32         // and what they say
	order  []csr.Node        // nodes of plateaus, each breadth-first
	stack  []plateau
}

// plateau is the part of order that one plateau takes, and how far the search
// for the tree has come with it.
type plateau struct {
	next, end uint32 // of order: the node at hand, and the end
	arc       uint32 // of the node at hand: how many arcs were tried
}

// pathfinder is ties of any widths.
type pathfinder interface {
	appendPath(dst []csr.Node, from, to csr.Node) []csr.Node
	to(v csr.Node, b Bounds) uint32
	walk(dst []csr.Node, from, to csr.Node, b Bounds) (path []csr.Node, left uint64, ok bool)
	grow(roots []csr.Node)
	parentOf(v csr.Node) (p csr.Node, ok bool)
	allSteps(t *GoalTree)
	repair(r *repairs)
}

// newPathfinder picks the ties for the widths that the graph is stored in.
func newPathfinder(g *layout.Graph, e *engine) pathfinder {
	switch g.Out.(type) {
	case *layout.CSR[uint16, uint16]:
		return newTies[uint16, uint16](g, e)
	case *layout.CSR[uint32, uint16]:
		return newTies[uint32, uint16](g, e)
	case *layout.CSR[uint16, uint32]:
		return newTies[uint16, uint32](g, e)
	case *layout.CSR[uint32, uint32]:
		return newTies[uint32, uint32](g, e)
	}
	panic("dijkstra: adjacency of unknown widths") // there are these four
}

func newTies[O, T layout.Width](g *layout.Graph, e *engine) *ties[O, T] {
	// The reverse is of the same widths: it has as many nodes and arcs.
	return &ties[O, T]{e: e, rows: g.Out.(*layout.CSR[O, T]), back: g.Reverse().Out.(*layout.CSR[O, T])}
}

// clear gives all nodes no parent.
func (k *ties[O, T]) clear() {
	if n := len(k.rows.Offsets) - 1; k.parent == nil {
		k.parent = make([]csr.Node, n)
		k.order = make([]csr.Node, 0, n)
		k.stack = make([]plateau, 0, n)
		k.grown = true // its zeros are not none
	}
	if k.grown {
		for v := range k.parent {
			k.parent[v] = none
		}
	}
	k.grown = false
	k.order, k.stack = k.order[:0], k.stack[:0]
}

// row returns where the arcs of v begin and end.
func (k *ties[O, T]) row(v csr.Node) (lo, hi int) {
	return int(k.rows.Offsets[v]), int(k.rows.Offsets[int(v)+1])
}

// tight returns where an arc leads, what it costs, and whether it lies on a
// shortest path from or to a node at distance here: the arc is one of that node.
func (k *ties[O, T]) tight(here uint32, a int) (u csr.Node, cost uint64, ok bool) {
	u = csr.Node(k.rows.Targets[a])
	arc, node := k.e.w.all[forward].At(a), k.e.w.nodes.At(int(u))
	if arc == csr.Blocked || node == csr.Blocked || here == unreached {
		return u, 0, false
	}
	cost = uint64(arc) + uint64(node)
	there := uint64(k.at(u))
	if k.e.dir == forward {
		return u, cost, there == uint64(here)+cost && there < unreached
	}
	return u, cost, uint64(here) == there+cost
}

// at returns the distance of v: from the list of all, where a whole tree is asked
// for.
func (k *ties[O, T]) at(v csr.Node) uint32 {
	if int(v) < len(k.dist) {
		return k.dist[v]
	}
	return k.ask(v)
}

// ask returns it from an index, where that is followed, or from the engine.
func (k *ties[O, T]) ask(v csr.Node) uint32 {
	if k.bounds != nil {
		return k.to(v, k.bounds)
	}
	return k.e.at(v)
}

// to returns it from an index.
func (k *ties[O, T]) to(v csr.Node, b Bounds) uint32 {
	k.asked[0] = v
	b.To(k.answer[:], k.asked[:])
	return k.answer[0]
}

// climb returns where the canonical path goes from v, at distance here, if a tight
// arc of v has a positive cost, and that cost. The last step of the path that cost
// something was from prev: so prev is farther, and no tight arc leads to it. If
// there is one arc else, it is tight, since the path goes on.
func (k *ties[O, T]) climb(prev, v csr.Node, here uint64) (u csr.Node, cost uint64, ok bool) {
	row := k.rows.Targets[k.rows.Offsets[v]:k.rows.Offsets[int(v)+1]]
	only := len(row) == 1 || len(row) == 2 && (csr.Node(row[0]) == prev || csr.Node(row[1]) == prev)
	for i := range row {
		u := csr.Node(row[i])
		if u == prev {
			continue
		}
		cost := k.cost(int(k.rows.Offsets[v])+i, u)
		if cost == 0 || cost > here {
			continue
		}
		if only || cost+uint64(k.at(u)) == here {
			return u, cost, true
		}
	}
	return 0, 0, false
}

// appendPath appends the canonical path from a node to the root of a backward
// search that settled the node.
func (k *ties[O, T]) appendPath(dst []csr.Node, from, to csr.Node) []csr.Node {
	dst, _, _ = k.follow(dst, from, to)
	return dst
}

// walk appends the canonical path between the ends of an index's pair, if it costs
// what the index says; otherwise ok is false, what was appended of no use, and left
// how far from the target it got, as the index says. No weight may be lower than
// those that the index knows.
//
// It follows the rule for ties by the index's distances. A path that it comes to
// costs what the index says: each step takes as much from that, and there is
// nothing left at the target, since nothing has become cheaper. So it is a shortest
// path, and the distances of its nodes are still the index's. It is the canonical
// one too: no other node is nearer to the target than the index says, so the arcs
// at a node of the path that are tight now are among those that look so, and the
// ways across a plateau among those that look like ways. What comes first among
// all of these, and is one, comes first among those that are.
func (k *ties[O, T]) walk(dst []csr.Node, from, to csr.Node, b Bounds) (path []csr.Node, left uint64, ok bool) {
	k.bounds, k.e.dir = b, backward
	dst, left, ok = k.follow(dst, from, to)
	k.bounds = nil
	return dst, left, ok
}

// follow appends the path that the rule for ties names by the distances at hand. If
// these are too small, it may come to where no arc is tight: then ok is false, and
// left the distance there.
func (k *ties[O, T]) follow(dst []csr.Node, from, to csr.Node) (path []csr.Node, left uint64, ok bool) {
	prev, here := none, uint64(k.at(from))
	dst = append(dst, from)
	for v := from; v != to; v = dst[len(dst)-1] {
		u, cost, ok := k.climb(prev, v, here)
		if ok {
			dst = append(dst, u)
			prev, here = v, here-cost
			continue
		}
		if dst, ok = k.cross(dst, v, to, here); !ok {
			return dst, here, false
		}
	}
	return dst, 0, true
}

// cross appends the canonical way from v, exclusive, to the nearest node of its
// plateau, at distance here, where the path can go on or ends; if there is none,
// ok is false.
func (k *ties[O, T]) cross(dst []csr.Node, v, to csr.Node, here uint64) (way []csr.Node, ok bool) {
	k.clear()
	ok = k.spread(v, func(u csr.Node) bool {
		_, _, ok := k.climb(none, u, here)
		return ok || u == to
	})
	start := len(dst)
	for u := k.order[len(k.order)-1]; u != v; u = k.parent[u] {
		dst = append(dst, u)
	}
	slices.Reverse(dst[start:])
	for _, u := range k.order {
		k.parent[u] = none
	}
	return dst, ok
}

// spread appends to order the plateau of v, breadth-first along tight arcs that
// cost nothing, up to the first node that is an exit, if there is one. Nodes that
// have a parent are left out; the others get theirs.
func (k *ties[O, T]) spread(v csr.Node, exit func(csr.Node) bool) (found bool) {
	next := len(k.order)
	for k.order = append(k.order, v); next < len(k.order); next++ {
		v := k.order[next]
		here := k.at(v)
		lo, hi := k.row(v)
		for a := lo; a < hi; a++ {
			u, cost, ok := k.tight(here, a)
			if !ok || cost > 0 || k.parent[u] != none || u == k.order[0] {
				continue
			}
			k.parent[u] = v
			k.order = append(k.order, u)
			if exit(u) {
				return true
			}
		}
	}
	return false
}

// grow finds the parent of every node on the canonical path from a root, after
// a forward search without goals from roots in ascending order. The stack holds
// the plateaus that the path to the node at hand passes; a node is entered
// once, on its preferred path.
func (k *ties[O, T]) grow(roots []csr.Node) {
	k.clear()
	k.grown = true
	if cap(k.dist) == 0 {
		k.dist = make([]uint32, len(k.parent))
	}
	k.dist = k.dist[:len(k.parent)]
	k.e.all(k.dist)
	for _, root := range roots {
		if k.parent[root] == none {
			k.parent[root] = root
			k.enter(root)
			k.descend()
		}
	}
	k.dist = k.dist[:0]
}

// descend enters all nodes below the plateau on the stack.
func (k *ties[O, T]) descend() {
	for len(k.stack) > 0 {
		p := &k.stack[len(k.stack)-1]
		if p.next == p.end {
			k.stack = k.stack[:len(k.stack)-1]
			continue
		}
		v := k.order[p.next]
		lo, hi := k.row(v)
		a := lo + int(p.arc)
		if a == hi {
			p.next, p.arc = p.next+1, 0
			continue
		}
		p.arc++
		if u, cost, ok := k.tight(k.at(v), a); ok && cost > 0 && k.parent[u] == none {
			k.parent[u] = v
			k.enter(u)
		}
	}
}

// enter puts the plateau of v on the stack.
func (k *ties[O, T]) enter(v csr.Node) {
	start := uint32(len(k.order))
	k.spread(v, func(csr.Node) bool { return false })
	k.stack = append(k.stack, plateau{next: start, end: uint32(len(k.order))})
}

// parentOf returns the node before v on the canonical path from a root, after
// grow.
func (k *ties[O, T]) parentOf(v csr.Node) (p csr.Node, ok bool) {
	p = k.parent[v]
	return p, p != none && p != v
}
