package layout

import (
	"runtime"
	"slices"
	"sync"
)

// Graph is all that a search reads: adjacency and weights. It is immutable and
// safe for concurrent use.
type Graph struct {
	Nodes, Arcs int    // how many there are
	Out         Rows   // the arcs that leave each node
	NodeWeights Column // the cost of entering a node, one a node
	ArcWeights  Column // one an arc, in the order of Out

	once    sync.Once
	reverse *Graph
	origin  *Graph // of a transpose, or of a graph with other weights: keeps what these view alive

	derive  sync.Once
	derived any
}

// Derived returns what build makes of g; it is built at the first call and kept
// as long as g, for all who ask. There is one such thing a graph.
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

// Weighed returns a graph of the same adjacency with other weights. It keeps what g
// views alive.
func (g *Graph) Weighed(nodes, arcs Column) *Graph {
	return &Graph{Nodes: g.Nodes, Arcs: g.Arcs, Out: g.Out, NodeWeights: nodes, ArcWeights: arcs, origin: g}
}
