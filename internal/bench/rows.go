package main

import (
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"
)

// rows is a graph in compressed sparse row form behind gonum's interfaces. It makes gonum
// as fast as a graph can. The nodes are boxed once and there is one iterator, so that
// visiting arcs allocates nothing. Gonum asks for the weight of the arc that it has just
// been given, which the iterator knows. As a graph.Graph, and not only a traverse.Graph,
// it lets gonum make its map of nodes at once. Unlike gonum's own types it is not safe
// for concurrent use.
type rows struct {
	nodes []graph.Node
	first []int // the arcs of v are those from first[v] up to first[v+1]
	arcs  []arc
	look  row
}

func newRows(n *network) *rows {
	r := &rows{nodes: boxed(n.nodes), first: make([]int, n.nodes+1), arcs: n.arcs}
	for _, a := range n.arcs {
		r.first[a.from+1]++
	}
	for v := range n.nodes {
		r.first[v+1] += r.first[v]
	}
	r.look.r = r
	return r
}

// boxed returns nodes as gonum needs them.
func boxed(n int) []graph.Node {
	nodes := make([]graph.Node, n)
	for v := range nodes {
		nodes[v] = simple.Node(v)
	}
	return nodes
}

// From returns the nodes that arcs lead to from a node. The iterator is always the same.
func (r *rows) From(id int64) graph.Nodes {
	r.look.arc, r.look.begin, r.look.end = r.first[id]-1, r.first[id], r.first[id+1]
	return &r.look
}

// Weight returns the weight of an arc: that of the arc just visited, or else by a search
// through the row.
func (r *rows) Weight(u, v int64) (w float64, ok bool) {
	if at := r.look.arc; at >= r.look.begin && at < r.look.end {
		if a := r.arcs[at]; int64(a.from) == u && int64(a.to) == v {
			return float64(a.cost), true
		}
	}
	for _, a := range r.arcs[r.first[u]:r.first[u+1]] {
		if int64(a.to) == v {
			return float64(a.cost), true
		}
	}
	return 0, u == v
}

// Edge returns the arc from one node to another, or nil.
func (r *rows) Edge(u, v int64) graph.Edge {
	if w, ok := r.Weight(u, v); ok && u != v {
		return simple.WeightedEdge{F: r.nodes[u], T: r.nodes[v], W: w}
	}
	return nil
}

// Node returns the node of a number, or nil.
func (r *rows) Node(id int64) graph.Node {
	if id < 0 || id >= int64(len(r.nodes)) {
		return nil
	}
	return r.nodes[id]
}

// Nodes returns all nodes.
func (r *rows) Nodes() graph.Nodes { return iterator.NewOrderedNodes(r.nodes) }

// HasEdgeBetween tells whether an arc connects two nodes, either way.
func (r *rows) HasEdgeBetween(u, v int64) bool { return r.Edge(u, v) != nil || r.Edge(v, u) != nil }

// row iterates over the ends of the arcs of one node.
type row struct {
	r               *rows
	arc, begin, end int
}

// Next moves to the next arc and tells whether there is one.
func (i *row) Next() bool { i.arc++; return i.arc < i.end }

// Len returns the number of remaining arcs.
func (i *row) Len() int { return max(i.end-i.arc-1, 0) }

// Reset moves back to before the first arc.
func (i *row) Reset() { i.arc = i.begin - 1 }

// Node returns the end of the arc.
func (i *row) Node() graph.Node { return i.r.nodes[i.r.arcs[i.arc].to] }
