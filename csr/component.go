package csr

import "math"

// LargestComponent returns the nodes of the largest strongly connected component of
// g, ascending: from each there is a path to each other. Blocked arcs and nodes do not
// connect. Of components of equal size it is the one with the smallest node. A nil
// graph has none. The algorithm is Tarjan's (1972), without recursion: O(nodes + arcs).
func LargestComponent(g *CSRGraph) []Node {
	if g == nil {
		return nil
	}
	t := tarjan{g: g, low: make([]uint32, g.NumNodes()), label: make([]uint32, g.NumNodes())}
	for v := range t.low {
		if t.low[v] == 0 {
			t.visit(Node(v))
		}
	}
	return t.largest()
}

// tarjan is the state of one depth-first search.
type tarjan struct {
	g       *CSRGraph
	visits  uint32
	low     []uint32  // 0: not visited; else the earliest visit known to be reachable
	label   []uint32  // of the component, once known: its number counted from 1
	sizes   []int     // of components
	pending []Node    // visited, in components that are not complete
	path    []descent // from the root of the search to the node at hand
}

// descent is a node on the search's path with the arcs it has left.
type descent struct {
	node  Node
	visit uint32
	arcs  Arcs
	next  int
}

// visit runs the search from a root.
func (t *tarjan) visit(root Node) {
	t.enter(root)
	for len(t.path) > 0 {
		d := &t.path[len(t.path)-1]
		if d.next == d.arcs.Len() {
			t.leave(*d)
			continue
		}
		to, w := d.arcs.Target(d.next), d.arcs.Weight(d.next)
		d.next++
		switch {
		case w == Blocked || t.g.NodeWeight(to) == Blocked || t.label[to] != 0:
		case t.low[to] == 0:
			t.enter(to)
		default:
			t.low[d.node] = min(t.low[d.node], t.low[to])
		}
	}
}

func (t *tarjan) enter(v Node) {
	t.visits++
	t.low[v] = t.visits
	t.pending = append(t.pending, v)
	t.path = append(t.path, descent{node: v, visit: t.visits, arcs: t.g.Arcs(v)})
}

// leave goes back to the node before. A node that reaches nothing visited
// before itself is the first of its component, which is all that is pending
// from it on.
func (t *tarjan) leave(d descent) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		up := t.path[len(t.path)-1].node
		t.low[up] = min(t.low[up], t.low[d.node])
	}
	if t.low[d.node] != d.visit {
		return
	}
	t.sizes = append(t.sizes, 0)
	for {
		v := t.pending[len(t.pending)-1]
		t.pending = t.pending[:len(t.pending)-1]
		t.label[v] = uint32(len(t.sizes))
		t.sizes[len(t.sizes)-1]++
		if v == d.node {
			return
		}
	}
}

// largest returns the nodes of the largest component.
func (t *tarjan) largest() []Node {
	best, size := uint32(math.MaxUint32), 0
	for _, label := range t.label { // in the order of nodes, for the tie
		if t.sizes[label-1] > size {
			best, size = label, t.sizes[label-1]
		}
	}
	nodes := make([]Node, 0, size)
	for v, label := range t.label {
		if label == best {
			nodes = append(nodes, Node(v))
		}
	}
	return nodes
}
