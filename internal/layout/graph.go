package layout

import (
	"runtime"
	"slices"
	"sync"
)

// Graph is the adjacency and weights that a search reads. It is immutable and
// safe for concurrent use.
type Graph struct {
	Nodes, Arcs int    // how many there are
	Out         Rows   // the arcs that leave each node
	NodeWeights Column // the cost of entering a node, one a node
	ArcWeights  Column // one an arc, in the order of Out

	once    sync.Once
	reverse *Graph
	origin  *Graph // of a transpose or a graph with other weights: the owner of the memory they view

	derive  sync.Once
	derived any
}

// Derived returns the result of build, which runs at the first call. The result is kept
// as long as g. There is only one a graph, so all callers must want the same.
func (g *Graph) Derived(build func(*Graph) any) any {
	g.derive.Do(func() { g.derived = build(g) })
	return g.derived
}

// Reverse returns the graph with every arc turned round, node weights as they
// are. It is g itself where g is symmetric, as a map without one-way streets
// is. The first call costs O(nodes + arcs) and, if g is not symmetric, keeps as
// much memory as g's own arcs; later calls are free.
func (g *Graph) Reverse() *Graph {
	defer runtime.KeepAlive(g)
	g.once.Do(func() {
		rows, weights := g.Out.transpose(g.ArcWeights)
		if g.Out.equal(rows) && slices.Equal(weights.Values, g.ArcWeights.Values) {
			g.reverse = g
			return
		}
		g.reverse = &Graph{Nodes: g.Nodes, Arcs: g.Arcs, Out: rows,
			NodeWeights: g.NodeWeights, ArcWeights: weights, origin: g}
		g.reverse.once.Do(func() { g.reverse.reverse = g })
	})
	return g.reverse
}

// Weighed returns a graph of the same adjacency with other weights. It keeps the memory
// that g views alive.
func (g *Graph) Weighed(nodes, arcs Column) *Graph {
	return &Graph{Nodes: g.Nodes, Arcs: g.Arcs, Out: g.Out, NodeWeights: nodes, ArcWeights: arcs, origin: g}
}
