package csr

import (
	"iter"
	"runtime"
)

// Arcs is a view of the arcs that leave one node, in ascending order of their
// targets. It is a small value to pass around, and it keeps its graph alive.
type Arcs struct {
	g      *CSRGraph
	lo, hi int
}

// Arcs returns the arcs that leave v, as a view: nothing is copied.
func (g *CSRGraph) Arcs(v Node) Arcs {
	if !g.HasNode(v) {
		return Arcs{}
	}
	defer runtime.KeepAlive(g)
	lo, hi := g.arrays.Out.Row(v)
	return Arcs{g, lo, hi}
}

// ArcEnds returns the two ends of an arc by its number. Arcs are numbered from 0 in the
// order of the file: those of node 0, those of node 1, and so on, each in the order of
// Arcs. ok is false if there are not so many arcs. It costs O(log nodes).
func (g *CSRGraph) ArcEnds(arc uint32) (from, to Node, ok bool) {
	if int64(arc) >= int64(g.NumArcs()) {
		return 0, 0, false
	}
	defer runtime.KeepAlive(g)
	return g.arrays.Out.Source(int(arc)), g.arrays.Out.Target(int(arc)), true
}

// Arc returns the number of the arc from one node to another, and whether there is
// such an arc. It is the inverse of ArcEnds. It costs O(log degree).
func (g *CSRGraph) Arc(from, to Node) (arc uint32, ok bool) {
	if !g.HasNode(from) {
		return 0, false
	}
	defer runtime.KeepAlive(g)
	i, ok := g.arrays.Out.Find(from, to)
	return uint32(i), ok
}

// Len returns the number of arcs.
func (a Arcs) Len() int { return a.hi - a.lo }

// Target returns the node that arc i leads to. Like a slice, it panics unless
// 0 <= i < Len().
func (a Arcs) Target(i int) Node {
	defer runtime.KeepAlive(a.g)
	return a.g.arrays.Out.Target(a.arc(i))
}

// Weight returns the weight of arc i, without the weight of the node it enters.
// Like a slice, it panics unless 0 <= i < Len().
func (a Arcs) Weight(i int) uint32 {
	defer runtime.KeepAlive(a.g)
	return a.g.arrays.ArcWeights.At(a.arc(i))
}

// All iterates over targets and arc weights.
func (a Arcs) All() iter.Seq2[Node, uint32] {
	return func(yield func(Node, uint32) bool) {
		for i := range a.Len() {
			if !yield(a.Target(i), a.Weight(i)) {
				return
			}
		}
	}
}

// arc returns the number of arc i in the whole graph.
func (a Arcs) arc(i int) int {
	if uint(i) >= uint(a.Len()) {
		panic("csr: arc index out of range")
	}
	return a.lo + i
}
