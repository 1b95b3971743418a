package network

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// Inf is the cost of a closed step, and the distance where there is no path. Distances can
// be added to it.
const Inf uint64 = 1 << 62

// Network is a graph under the weights of one question: steps both ways, each with its cost,
// which is that of the arc and of the node it enters. The zero Network is ready for Load.
type Network struct {
	Out, In Steps    // from each node, and to each
	ArcOf   []uint32 // the number of each step of In, as one of Out

	g          *csr.CSRGraph
	overlay    *csr.Overlay
	generation uint64   // of the overlay that the costs are those of
	nodes      []uint32 // the cost of entering each
}

// Steps are the steps from each node, or to each: those of node v are numbered First[v] up
// to First[v+1].
type Steps struct {
	First []uint32   // by node, and one more
	Ends  []csr.Node // by step: the other end
	Costs []uint64   // by step; Inf if it is closed
}

// Change says what Load has made new.
type Change uint8

// The changes, each with those before it.
const (
	Same     Change = iota // nothing
	NewCosts               // what steps cost
	NewGraph               // the steps, and their numbers
)

// Load makes the network that of a graph under an overlay, which may be nil. It costs
// O(nodes + arcs) if it was another, or if the overlay has changed. what begins the
// error that the overlay is of another graph.
func (w *Network) Load(what string, g *csr.CSRGraph, o *csr.Overlay) (Change, error) {
	if o != nil {
		if err := g.CheckOrigin(o.Graph(), what); err != nil {
			return Same, err
		}
	}
	if w.g == g && w.overlay == o && (o == nil || o.Generation() == w.generation) {
		return Same, nil
	}
	defer runtime.KeepAlive(g)
	change := NewCosts
	if w.g != g {
		w.connect(g)
		change = NewGraph
	}
	w.g, w.overlay = g, o
	w.weigh(g.Layout(), o)
	if o != nil {
		w.generation = o.Generation()
	}
	return change, nil
}

// connect takes over the arcs of a graph.
func (w *Network) connect(g *csr.CSRGraph) {
	n, m := g.NumNodes(), g.NumArcs()
	*w = Network{nodes: make([]uint32, n), Out: newSteps(n, m), In: newSteps(n, m), ArcOf: make([]uint32, m)}
	w.Out.connect(g.Layout().Out)
	w.In.connect(g.Layout().Reverse().Out)
	next := slices.Clone(w.In.First)
	for a, to := range w.Out.Ends { // in the order of the nodes that they leave, as in a row of In
		w.ArcOf[next[to]] = uint32(a)
		next[to]++
	}
}

// connect takes over the arcs of rows.
func (s *Steps) connect(rows layout.Rows) {
	for v := range len(s.First) - 1 {
		lo, hi := rows.Row(uint32(v))
		s.First[v+1] = uint32(hi)
		for a := lo; a < hi; a++ {
			s.Ends[a] = rows.Target(a)
		}
	}
}

func newSteps(n, m int) Steps {
	return Steps{First: make([]uint32, n+1), Ends: make([]csr.Node, m), Costs: make([]uint64, m)}
}

// weigh finds what each step costs.
func (w *Network) weigh(l *layout.Graph, o *csr.Overlay) {
	for v := range w.nodes {
		w.nodes[v] = l.NodeWeights.At(v)
	}
	for a := range w.Out.Costs {
		w.Out.Costs[a] = uint64(l.ArcWeights.At(a))
	}
	if o != nil {
		w.patch(o)
	}
	for a, to := range w.Out.Ends {
		arc, node := w.Out.Costs[a], w.nodes[to]
		w.Out.Costs[a] = arc + uint64(node)
		if arc == uint64(csr.Blocked) || node == csr.Blocked {
			w.Out.Costs[a] = Inf
		}
	}
	for i, a := range w.ArcOf {
		w.In.Costs[i] = w.Out.Costs[a]
	}
}

// patch takes in what an overlay changes.
func (w *Network) patch(o *csr.Overlay) {
	copy(w.nodes, o.Weights())
	changes, _ := o.Changes()
	for _, p := range changes {
		w.nodes[p.Node] = p.Weight
	}
	for _, p := range o.ArcPatches() {
		w.Out.Costs[p.Arc] = uint64(p.Weight)
	}
}

// Find returns the number of the step of Out from one node to another, if there is one.
func (w *Network) Find(from, to csr.Node) (uint32, bool) {
	first := w.Out.First[from]
	i, ok := slices.BinarySearch(w.Out.Ends[first:w.Out.First[from+1]], to)
	return first + uint32(i), ok
}

// Arc is Find for two nodes that are neighbours.
func (w *Network) Arc(from, to csr.Node) uint32 {
	a, _ := w.Find(from, to)
	return a
}

// NumNodes returns the number of nodes.
func (w *Network) NumNodes() int { return len(w.nodes) }
