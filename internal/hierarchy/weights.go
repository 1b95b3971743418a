package hierarchy

import (
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// blocked is the weight of what no path may enter.
const blocked = math.MaxUint32

// Weights is what nodes and arcs cost, in the order of the graph.
type Weights struct {
	Nodes, Arcs layout.Column
}

// Kind is how weights become the costs of a Metric.
type Kind uint8

// The kinds, from the cheapest on.
const (
	Symmetric Kind = iota // both ways cost the same
	Halved                // they do after doubling
	TwoSided              // they do not
)

// step returns what arc a from u to v costs and whether it may be taken.
func (w Weights) step(a int, u, v uint32) (arc, node uint32, ok bool) {
	arc, node = w.Arcs.At(a), w.Nodes.At(int(v))
	return arc, node, arc != blocked && node != blocked && w.Nodes.At(int(u)) != blocked
}

// KindOf tells which kind the weights are of on a graph.
func (t *Topology) KindOf(w Weights) Kind {
	if t.twin == nil {
		return TwoSided
	}
	kind := Symmetric
	for u := range uint32(t.Graph.Nodes) {
		lo, hi := t.Graph.Out.Row(u)
		for a := lo; a < hi; a++ {
			v := t.Graph.Out.Target(a)
			if w.Arcs.At(a) != w.Arcs.At(int(t.twin[a])) {
				return TwoSided
			}
			if nu, nv := w.Nodes.At(int(u)), w.Nodes.At(int(v)); nu != nv && nu != blocked && nv != blocked {
				kind = Halved
			}
		}
	}
	return kind
}

// costs returns what each arc costs in a Metric of a kind, math.MaxUint64 where
// it may not be taken, and a bound that no path's cost exceeds: a path leaves
// each node once at most.
func (t *Topology) costs(w Weights, kind Kind) (costs []uint64, bound uint64) {
	costs = make([]uint64, t.Graph.Arcs)
	for u := range uint32(t.Graph.Nodes) {
		lo, hi := t.Graph.Out.Row(u)
		most := uint64(0)
		for a := lo; a < hi; a++ {
			arc, node, ok := w.step(a, u, t.Graph.Out.Target(a))
			switch {
			case !ok:
				costs[a] = math.MaxUint64
				continue
			case kind == Halved:
				costs[a] = 2*uint64(arc) + uint64(node) + uint64(w.Nodes.At(int(u)))
			default:
				costs[a] = uint64(arc) + uint64(node)
			}
			most = max(most, costs[a])
		}
		bound += most
	}
	return costs, bound
}
