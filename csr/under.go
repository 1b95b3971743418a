package csr

import (
	"runtime"
	"slices"
	"sync"

	"github.com/veltrix/cairn/internal/layout"
)

// late is what is made of a derived graph only when it is asked for.
type late struct{ file, hash sync.Once }

// Under returns a graph like g that has the weights of an overlay, as it is now: a map
// with a street closed for everyone, say. Nodes and arcs that the overlay does not
// change weigh what they do in g, so Under of Under lays one overlay on another. The
// result is a graph like any other, with a Hash of its own. It also takes the overlays
// of g, and of all graphs derived from g, and lays them on its own weights: see
// SameOrigin.
//
// Nodes, arcs and points are those of g's Origin, which the result keeps alive and with
// which it is closed. Only weights are copied: of nodes, of arcs, or of both, as far as
// the overlay has any, 4 bytes each, in O(nodes + arcs). If the overlay has none, or is
// nil, the result is g. The error wraps ErrWrongGraph if the overlay is of another
// graph.
func (g *CSRGraph) Under(o *Overlay) (*CSRGraph, error) {
	if o == nil {
		return g, nil
	}
	if err := g.CheckOrigin(o.g, "csr: overlay"); err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(g)
	nodes, arcs := g.arrays.NodeWeights, g.arrays.ArcWeights
	if o.weights != nil {
		nodes = layout.Column{Values: slices.Clone(o.weights)}
	} else {
		nodes = o.nodes.over(nodes, g.NumNodes())
	}
	arcs = o.arcs.over(arcs, g.NumArcs())
	if o.weights == nil && len(o.nodes)+len(o.arcs) == 0 {
		return g, nil
	}
	return g.Weighed(nodes, arcs), nil
}

// Weighed is for this module's own packages, as its types are internal: g with other
// weights, which must not be changed any more. Programs use Under.
func (g *CSRGraph) Weighed(nodes, arcs layout.Column) *CSRGraph {
	origin := g.Origin()
	return &CSRGraph{copied: g.copied, arrays: origin.arrays.Weighed(nodes, arcs), points: g.points, meta: g.meta, streets: g.streets, origin: origin}
}

// Origin returns the graph that g is derived from, through any number of calls of
// Under: g itself if there were none.
func (g *CSRGraph) Origin() *CSRGraph {
	if g.origin != nil {
		return g.origin
	}
	return g
}

// SameOrigin tells whether two graphs differ in nothing but weights, because their
// Origins are the Same. Then an overlay of the one fits the other.
func (g *CSRGraph) SameOrigin(other *CSRGraph) bool {
	return other != nil && g.Origin().Same(other.Origin()) || g.Same(other)
}

// CheckOrigin returns a *GraphError unless g and the other graph have the SameOrigin.
// what names the thing that was made for the other graph, such as "dijkstra: overlay".
func (g *CSRGraph) CheckOrigin(other *CSRGraph, what string) error {
	if g.SameOrigin(other) {
		return nil
	}
	e := &GraphError{What: what, Graph: g.Hash()}
	if other != nil {
		e.Hash = other.Hash()
	}
	return e
}
