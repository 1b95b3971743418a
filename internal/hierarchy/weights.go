package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/parallel"
)

// blocked is the weight of what no path may enter.
const blocked = layout.Blocked

// Weights is what nodes and arcs cost, in the order of the graph.
type Weights struct {
	Nodes, Arcs layout.Column
}

// Kind is how weights become the costs of a Metric.
type Kind uint8

// The kinds, from the cheapest on.
const (
	Symmetric   Kind = iota // both ways cost the same
	Symmetrised             // they do after doubling
	TwoSided                // they do not
)

// ranged is how many arcs of the graph a goroutine must have to look at. Tests change it.
var ranged = 1 << 12

// KindOf tells which kind the weights are of on a graph.
func (t *Topology) KindOf(w Weights) Kind {
	if t.reverseArc == nil {
		return TwoSided
	}
	return slices.Max(parallel.Collect(len(t.arcs), ranged, func(lo, hi int) Kind { return t.kindOf(w, lo, hi) }))
}

// kindOf tells which kind is that of some arcs.
func (t *Topology) kindOf(w Weights, lo, hi int) Kind {
	kind := Symmetric
	for a := lo; a < hi; a++ {
		if w.Arcs.At(a) != w.Arcs.At(int(t.reverseArc[a])) {
			return TwoSided
		}
		if from, to := w.Nodes.At(int(t.arcs[a].from)), w.Nodes.At(int(t.arcs[a].to)); from != to && from != blocked && to != blocked {
			kind = Symmetrised
		}
	}
	return kind
}

// PreparedWeights is weights as costs of the graph's arcs, and the type of Metric that these
// fit in: for customising, or for restoring what was customised before.
type PreparedWeights struct {
	Weights Weights  // that it is about
	Kind    Kind     // of these
	Narrow  bool     // a Metric of uint32 is wide enough for every path
	costs   []uint64 // by arc of the graph: Inf where it may not be taken
}

// Prepare returns weights as costs.
func (t *Topology) Prepare(w Weights) *PreparedWeights {
	prepared := &PreparedWeights{Weights: w, Kind: t.KindOf(w)}
	costs, bound := t.costs(w, prepared.Kind)
	prepared.costs, prepared.Narrow = costs, bound < uint64(None[uint32]())
	return prepared
}

// costs returns what each arc costs in a Metric of a kind, Inf where it may not be
// taken, and a bound that no path's cost exceeds: a path leaves each node once at
// most.
func (t *Topology) costs(w Weights, kind Kind) (costs []uint64, bound uint64) {
	costs = make([]uint64, len(t.arcs))
	for _, part := range parallel.Collect(t.Graph.Nodes, max(ranged/2, 1), func(lo, hi int) uint64 {
		return t.costsFrom(lo, hi, costs, w, kind)
	}) {
		bound += part
	}
	return costs, bound
}

// costsFrom writes what the arcs from some nodes cost, and returns a bound on leaving each
// of these once.
func (t *Topology) costsFrom(lo, hi int, costs []uint64, w Weights, kind Kind) (bound uint64) {
	if lo == hi {
		return 0
	}
	first, _ := t.Graph.Out.Row(uint32(lo))
	_, end := t.Graph.Out.Row(uint32(hi - 1))
	most, leaving := uint64(0), uint32(lo)
	for a := first; a < end; a++ {
		e := t.arcs[a]
		if e.from != leaving {
			bound, most, leaving = bound+most, 0, e.from
		}
		if costs[a] = w.cost(a, e, kind); costs[a] != Inf {
			most = max(most, costs[a])
		}
	}
	return bound + most
}

// cost returns what one arc costs.
func (w Weights) cost(a int, e ends, kind Kind) uint64 {
	arc, from, to := w.Arcs.At(a), w.Nodes.At(int(e.from)), w.Nodes.At(int(e.to))
	switch {
	case arc == blocked || from == blocked || to == blocked:
		return Inf
	case kind == Symmetrised:
		return 2*uint64(arc) + uint64(from) + uint64(to)
	}
	return uint64(arc) + uint64(to)
}
