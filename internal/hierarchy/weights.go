package hierarchy

import "github.com/veltrix/cairn/internal/layout"

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
	s := t.summarize(w)
	return s.kind()
}

// PreparedWeights is weights as costs of the graph's arcs, and the type of Metric that these
// fit in: for customising, or for restoring what was customised before.
type PreparedWeights struct {
	Weights Weights // that it is about
	Kind    Kind    // of these
	Narrow  bool    // no shortest path costs so much that a Metric of uint32 would not do
	summary summary
}

// Prepare returns those of weights.
func (t *Topology) Prepare(w Weights) *PreparedWeights { return t.prepared(w, t.summarize(w)) }

func (t *Topology) prepared(w Weights, s summary) *PreparedWeights {
	kind := s.kind()
	return &PreparedWeights{Weights: w, Kind: kind, Narrow: s.narrow(kind) || t.fits(w, kind, uint64(None[uint32]())), summary: s}
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
