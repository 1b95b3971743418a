package hierarchy

import (
	"iter"
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// Inf is the distance where there is no path.
const Inf uint64 = math.MaxUint64

// CostModel tells what costs mean in terms of the graph. It is immutable.
type CostModel struct {
	Kind    Kind        // how weights become costs
	Weights Weights     // that the costs are of
	Rows    layout.Rows // the arcs that Weights.Arcs is about
}

// Distance returns the distance that a cost between two different nodes of the graph stands
// for. The nodes have their numbers in the graph.
func (m *CostModel) Distance(cost uint64, from, to uint32) uint64 {
	if m.Kind == Symmetrised {
		return (cost + uint64(m.Weights.Nodes.At(int(to))) - uint64(m.Weights.Nodes.At(int(from)))) / 2
	}
	return cost
}

// Cost returns the cost that stands for a distance: see Distance.
func (m *CostModel) Cost(distance uint64, from, to uint32) uint64 {
	if m.Kind == Symmetrised {
		return 2*distance + uint64(m.Weights.Nodes.At(int(from))) - uint64(m.Weights.Nodes.At(int(to)))
	}
	return distance
}

// Closed tells whether a node is left out of the costs.
func (m *CostModel) Closed(v uint32) bool { return m.Weights.Nodes.At(int(v)) == blocked }

// Leave returns the distance from a node that is left out, by way of each node that it leads
// to: rest returns the distance from there.
func (m *CostModel) Leave(from uint32, rest func(u uint32) uint64) uint64 {
	best := Inf
	for u, step := range m.leaving(from) {
		if d := rest(u); d != Inf {
			best = min(best, d+step)
		}
	}
	return best
}

// leaving returns the nodes that a node leads to, each with the cost of the step.
func (m *CostModel) leaving(from uint32) iter.Seq2[uint32, uint64] {
	return func(yield func(u uint32, step uint64) bool) {
		lo, hi := m.Rows.Row(from)
		for a := lo; a < hi; a++ {
			u := m.Rows.Target(a)
			arc, node := m.Weights.Arcs.At(a), m.Weights.Nodes.At(int(u))
			if arc != blocked && node != blocked && !yield(u, uint64(arc)+uint64(node)) {
				return
			}
		}
	}
}
