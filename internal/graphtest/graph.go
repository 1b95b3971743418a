package graphtest

import (
	"fmt"
	"math"
	"slices"
)

// Blocked is the weight of arcs that no path uses and nodes that no path enters.
const Blocked uint32 = math.MaxUint32

// Inf is the distance between nodes that no path connects.
const Inf uint64 = math.MaxUint64

// Graph is a graph as a list of arcs.
type Graph struct {
	Name        string // for messages
	N           int    // nodes, numbered from 0
	Arcs        []Arc
	NodeWeights []uint32     // one a node, or nil: all 0
	Points      [][2]float64 // one a node, or nil
}

// Arc leads from one node to another.
type Arc struct {
	From, To, Weight uint32
}

// Builder is a target of AddTo, such as *csr.Builder.
type Builder interface {
	AddArc(from, to, w uint32)
	SetNodeWeight(v, w uint32)
	SetPoint(v uint32, x, y float64)
}

// AddTo adds the graph to b.
func (g *Graph) AddTo(b Builder) {
	for _, a := range g.Arcs {
		b.AddArc(a.From, a.To, a.Weight)
	}
	for v, w := range g.NodeWeights {
		b.SetNodeWeight(uint32(v), w)
	}
	for v, p := range g.Points {
		b.SetPoint(uint32(v), p[0], p[1])
	}
}

// WithNodeWeights returns the graph with other node weights; it shares the arcs.
func (g *Graph) WithNodeWeights(w []uint32) *Graph {
	other := *g
	other.NodeWeights = w
	return &other
}

// WithArcWeight returns a copy of the graph in which every arc from one node to another
// has weight w, so that all of them count as one. Arcs the other way keep their weights;
// if there is no such arc, none is added.
func (g *Graph) WithArcWeight(from, to, w uint32) *Graph {
	other := *g
	other.Arcs = slices.Clone(g.Arcs)
	for i, a := range other.Arcs {
		if a.From == from && a.To == to {
			other.Arcs[i].Weight = w
		}
	}
	return &other
}

// cost returns the cost of an arc; ok is false if it is closed.
func (g *Graph) cost(a Arc) (cost uint64, ok bool) {
	node := uint32(0)
	if g.NodeWeights != nil {
		node = g.NodeWeights[a.To]
	}
	return uint64(a.Weight) + uint64(node), a.Weight != Blocked && node != Blocked
}

// edge adds an arc each way.
func (g *Graph) edge(u, v, w uint32) {
	g.Arcs = append(g.Arcs, Arc{u, v, w}, Arc{v, u, w})
}

// PathCost returns the cost of a path, with the cheapest of parallel arcs. The error
// names the first step that is missing or closed.
func (g *Graph) PathCost(path []uint32) (uint64, error) {
	var sum uint64
	for i := 1; i < len(path); i++ {
		best := Inf
		for _, a := range g.Arcs {
			if c, ok := g.cost(a); ok && a.From == path[i-1] && a.To == path[i] {
				best = min(best, c)
			}
		}
		if best == Inf {
			return 0, fmt.Errorf("no way from node %d to node %d at step %d", path[i-1], path[i], i)
		}
		sum += best
	}
	return sum, nil
}
