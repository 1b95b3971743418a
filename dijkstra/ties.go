package dijkstra

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/canonical"
	"github.com/veltrix/cairn/internal/layout"
)

// The rule for ties looks at distances only, never at the order of a search; package
// canonical states it in terms of tight arcs. Two things follow from it. Any search
// that knows the distances to t finds the canonical path to t step by step. And
// parts of canonical paths are canonical: if a path through x had another beginning,
// the canonical one up to x could be put in its place, and would be preferred at the
// node where the two part. So all canonical paths from one source form a tree, which
// a depth-first search that tries preferred arcs first walks along. From several
// sources they form a forest, in which a node belongs to the smallest of its nearest
// sources.

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
	dist   []uint32          // of all nodes, while a tree grows
	order  []csr.Node        // nodes of plateaus, each breadth-first
	stack  []plateau
	walker canonical.Walker // of single paths,
	found  found            // by distances of the engine
	told   told             // or of an index
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
	follow(b Bounds)
	to(v csr.Node) uint32
	walk(dst []csr.Node, from, to csr.Node, d uint32) (path []csr.Node, left uint64, ok bool)
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
	return &ties[O, T]{e: e, rows: g.Out.(*layout.CSR[O, T]), back: g.Reverse().Out.(*layout.CSR[O, T]),
		walker: canonical.New(g.Out), found: found{e}}
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
// shortest path from the roots of a tree: the arc is one of a node at distance here.
func (k *ties[O, T]) tight(here uint32, a int) (u csr.Node, cost uint64, ok bool) {
	u = csr.Node(k.rows.Targets[a])
	arc, node := k.e.w.all[forward].At(a), k.e.w.nodes.At(int(u))
	if arc == csr.Blocked || node == csr.Blocked || here == unreached {
		return u, 0, false
	}
	cost = uint64(arc) + uint64(node)
	there := uint64(k.dist[u])
	return u, cost, there == uint64(here)+cost && there < unreached
}

// found is the distances that the engine found, for a Walker.
type found struct{ e *engine }

// To returns the distance from v to the target.
func (f *found) To(v csr.Node) uint64 { return inf(f.e.at(v)) }

// told is those of an index.
type told struct {
	bounds Bounds
	asked  [1]csr.Node
	answer [1]uint32
}

// To returns the distance from v to the target.
func (t *told) To(v csr.Node) uint64 {
	t.asked[0] = v
	t.bounds.To(t.answer[:], t.asked[:])
	return inf(t.answer[0])
}

// inf returns a distance as Walkers have it.
func inf(d uint32) uint64 {
	if d == unreached {
		return canonical.Inf
	}
	return uint64(d)
}

// appendPath appends the canonical path from a node to the root of a backward
// search that settled the node.
func (k *ties[O, T]) appendPath(dst []csr.Node, from, to csr.Node) []csr.Node {
	k.walker.Weigh(k.e.w.nodes, k.e.w.all[forward])
	dst, _, _ = k.walker.Append(dst, from, to, k.found.To(from), &k.found)
	return dst
}

// follow makes an index the one that walk follows.
func (k *ties[O, T]) follow(b Bounds) { k.told.bounds = b }

// to returns the distance from v to the target of the index's pair.
func (k *ties[O, T]) to(v csr.Node) uint32 { return uint32(min(k.told.To(v), unreached)) }

// walk appends the canonical path between the ends of an index's pair, if it costs
// what the index says, which is d; otherwise ok is false, what was appended of no
// use, and left how far from the target it got, as the index says. No weight may be
// lower than those that the index knows.
//
// It follows the rule for ties by the index's distances. A path that it comes to
// costs what the index says: each step takes as much from that, and there is
// nothing left at the target, since nothing has become cheaper. So it is a shortest
// path, and the distances of its nodes are still the index's. It is the canonical
// one too: no other node is nearer to the target than the index says, so the arcs
// at a node of the path that are tight now are among those that look so, and the
// ways across a plateau among those that look like ways. What comes first among
// all of these, and is one, comes first among those that are.
func (k *ties[O, T]) walk(dst []csr.Node, from, to csr.Node, d uint32) (path []csr.Node, left uint64, ok bool) {
	k.walker.Weigh(k.e.w.nodes, k.e.w.all[forward])
	return k.walker.Append(dst, from, to, uint64(d), &k.told)
}

// spread appends to order the plateau of v, breadth-first along tight arcs that
// cost nothing. Nodes that have a parent are left out; the others get theirs.
func (k *ties[O, T]) spread(v csr.Node) {
	next := len(k.order)
	for k.order = append(k.order, v); next < len(k.order); next++ {
		v := k.order[next]
		here := k.dist[v]
		lo, hi := k.row(v)
		for a := lo; a < hi; a++ {
			u, cost, ok := k.tight(here, a)
			if ok && cost == 0 && k.parent[u] == none && u != k.order[0] {
				k.parent[u] = v
				k.order = append(k.order, u)
			}
		}
	}
}

// grow finds the parent of every node on the canonical path from a root, after
// a forward search without goals from roots in ascending order. The stack holds
// the plateaus that the path to the node at hand passes; a node is entered
// once, on its preferred path.
func (k *ties[O, T]) grow(roots []csr.Node) {
	k.clear()
	k.grown = true
	if k.dist == nil {
		k.dist = make([]uint32, len(k.parent))
	}
	k.e.all(k.dist)
	for _, root := range roots {
		if k.parent[root] == none {
			k.parent[root] = root
			k.enter(root)
			k.descend()
		}
	}
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
		if u, cost, ok := k.tight(k.dist[v], a); ok && cost > 0 && k.parent[u] == none {
			k.parent[u] = v
			k.enter(u)
		}
	}
}

// enter puts the plateau of v on the stack.
func (k *ties[O, T]) enter(v csr.Node) {
	start := uint32(len(k.order))
	k.spread(v)
	k.stack = append(k.stack, plateau{next: start, end: uint32(len(k.order))})
}

// parentOf returns the node before v on the canonical path from a root, after
// grow.
func (k *ties[O, T]) parentOf(v csr.Node) (p csr.Node, ok bool) {
	p = k.parent[v]
	return p, p != none && p != v
}
