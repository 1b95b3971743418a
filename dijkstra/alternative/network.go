package alternative

import (
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// inf is the cost of a closed step, and the distance where there is no path. Distances can
// be added to it.
const inf uint64 = 1 << 62

// none stands where there is no node.
const none csr.Node = layout.None

// network is a graph under the weights of one question: steps both ways, each with its cost,
// which is that of the arc and of the node it enters.
type network struct {
	g          *csr.CSRGraph
	overlay    *csr.Overlay
	generation uint64   // of the overlay that the costs are those of
	nodes      []uint32 // the cost of entering each
	out, in    steps
	arcOf      []uint32 // the number of each step of in, as one of out
	longest    []uint64 // by node: the cost of the longest step from it
}

// steps are the steps from each node, or to each: those of node v are numbered first[v] up
// to first[v+1].
type steps struct {
	first []uint32
	ends  []csr.Node // the other end
	costs []uint64   // inf if it is closed
}

// load makes the network that of a graph under an overlay, which may be nil. It costs
// O(nodes + arcs) if it was another, or if the overlay has changed.
func (w *network) load(g *csr.CSRGraph, o *csr.Overlay) error {
	if o != nil {
		if err := g.CheckOrigin(o.Graph(), "alternative: overlay"); err != nil {
			return err
		}
	}
	if w.g == g && w.overlay == o && (o == nil || o.Generation() == w.generation) {
		return nil
	}
	defer runtime.KeepAlive(g)
	if w.g != g {
		w.connect(g)
	}
	w.g, w.overlay = g, o
	w.weigh(g.Layout(), o)
	if o != nil {
		w.generation = o.Generation()
	}
	return nil
}

// connect takes over the arcs of a graph.
func (w *network) connect(g *csr.CSRGraph) {
	n, m := g.NumNodes(), g.NumArcs()
	*w = network{nodes: make([]uint32, n), longest: make([]uint64, n), out: newSteps(n, m), in: newSteps(n, m), arcOf: make([]uint32, m)}
	w.out.connect(g.Layout().Out)
	w.in.connect(g.Layout().Reverse().Out)
	next := slices.Clone(w.in.first)
	for a, to := range w.out.ends { // in the order of the nodes that they leave, as in a row of in
		w.arcOf[next[to]] = uint32(a)
		next[to]++
	}
}

// connect takes over the arcs of rows.
func (s *steps) connect(rows layout.Rows) {
	for v := range len(s.first) - 1 {
		lo, hi := rows.Row(uint32(v))
		s.first[v+1] = uint32(hi)
		for a := lo; a < hi; a++ {
			s.ends[a] = rows.Target(a)
		}
	}
}

func newSteps(n, m int) steps {
	return steps{first: make([]uint32, n+1), ends: make([]csr.Node, m), costs: make([]uint64, m)}
}

// weigh finds what each step costs.
func (w *network) weigh(l *layout.Graph, o *csr.Overlay) {
	for v := range w.nodes {
		w.nodes[v] = l.NodeWeights.At(v)
	}
	for a := range w.out.costs {
		w.out.costs[a] = uint64(l.ArcWeights.At(a))
	}
	if o != nil {
		w.patch(o)
	}
	for a, to := range w.out.ends {
		arc, node := w.out.costs[a], w.nodes[to]
		w.out.costs[a] = arc + uint64(node)
		if arc == uint64(csr.Blocked) || node == csr.Blocked {
			w.out.costs[a] = inf
		}
	}
	for i, a := range w.arcOf {
		w.in.costs[i] = w.out.costs[a]
	}
	w.findLongest()
}

// findLongest finds the longest open step from each node.
func (w *network) findLongest() {
	for v := range w.longest {
		w.longest[v] = 0
		for _, cost := range w.out.costs[w.out.first[v]:w.out.first[v+1]] {
			if cost != inf {
				w.longest[v] = max(w.longest[v], cost)
			}
		}
	}
}

// patch takes in what an overlay changes.
func (w *network) patch(o *csr.Overlay) {
	copy(w.nodes, o.Weights())
	changes, _ := o.Changes()
	for _, p := range changes {
		w.nodes[p.Node] = p.Weight
	}
	for _, p := range o.ArcPatches() {
		w.out.costs[p.Arc] = uint64(p.Weight)
	}
}

// arc returns the number of the step between two neighbours.
func (w *network) arc(from, to csr.Node) uint32 {
	a := w.out.first[from]
	for w.out.ends[a] != to {
		a++
	}
	return a
}
