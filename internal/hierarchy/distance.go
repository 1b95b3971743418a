package hierarchy

import "math"

// Inf is the distance where there is no path.
const Inf uint64 = math.MaxUint64

// Distance returns what a cost between two different nodes of the graph, numbered
// as there, means.
func (m *Metric[C]) Distance(c C, from, to uint32) uint64 {
	switch {
	case c >= None[C]():
		return Inf
	case m.Kind == Halved:
		return (uint64(c) + uint64(m.Weights.Nodes.At(int(to))) - uint64(m.Weights.Nodes.At(int(from)))) / 2
	}
	return uint64(c)
}

// Closed tells whether a node is left out of the costs.
func (w Weights) Closed(v uint32) bool { return w.Nodes.At(int(v)) == blocked }

// Leave returns the distance from a node that is left out, by trying all nodes
// that it leads to: rest returns theirs.
func (m *Metric[C]) Leave(from uint32, rest func(u uint32) uint64) uint64 {
	best := Inf
	lo, hi := m.Graph.Out.Row(from)
	for a := lo; a < hi; a++ {
		u := m.Graph.Out.Target(a)
		arc, node := m.Weights.Arcs.At(a), m.Weights.Nodes.At(int(u))
		if arc == blocked || node == blocked {
			continue
		}
		if d := rest(u); d != Inf {
			best = min(best, d+uint64(arc)+uint64(node))
		}
	}
	return best
}
