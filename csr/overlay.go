package csr

import (
	"cmp"
	"fmt"
	"runtime"

	"github.com/veltrix/cairn/internal/layout"
)

// Overlay is one user's own weights over a shared graph: closed squares, slow
// streets, streets closed in one direction. Weights of nodes are a few patches, 8 bytes
// each, or a whole array with one weight for each node; weights of arcs are patches, 8
// bytes each. The graph itself is never copied or changed.
//
// An Overlay is made by NewOverlay or OverlayFrom; changes of any other fail with
// ErrNoGraph. It is not safe for concurrent use while it is being changed; a CSRGraph
// always is.
type Overlay struct {
	g          *CSRGraph
	nodes      patches[Patch] // of a whole array: where it differs from the graph
	weights    []uint32       // the whole array, or nil
	dense      bool           // the array differs in so many places that nodes is empty
	arcs       patches[ArcPatch]
	generation uint64
}

// maxSparse returns how many of n places of a whole array may differ from the graph if
// they are to be listed.
func maxSparse(n int) int { return n / 16 }

// noGraph stands for a nil graph.
var noGraph = &CSRGraph{arrays: &layout.Graph{}}

// NewOverlay returns an overlay that changes nothing yet. An overlay of a nil graph
// lies over a graph without nodes, which is not the Same as any other.
func NewOverlay(g *CSRGraph) *Overlay {
	if g == nil {
		g = noGraph
	}
	return &Overlay{g: g}
}

// OverlayFrom returns an overlay of a whole array: weights[v] is the cost of
// entering node v. The array is used as it is, not copied, so it may lie in an arena.
// Change it only through SetNode; after any other write make a new Overlay of it.
//
// It costs O(nodes), since the array is compared with the graph's weights. If few
// differ, the overlay keeps a list of them, and costs a query no more than patches do.
// The error wraps ErrWeights if there is not one weight for each node, and is
// ErrNoGraph if g is nil.
func OverlayFrom(g *CSRGraph, weights []uint32) (*Overlay, error) {
	if g == nil {
		return nil, ErrNoGraph
	}
	if len(weights) != g.NumNodes() {
		return nil, fmt.Errorf("csr: overlay of %d weights on a graph of %d nodes: %w", len(weights), g.NumNodes(), ErrWeights)
	}
	if weights == nil {
		weights = []uint32{} // of a graph without nodes
	}
	o := &Overlay{g: g, weights: weights}
	o.compare()
	return o, nil
}

// compare lists where the array differs from the graph.
func (o *Overlay) compare() {
	base := o.g.arrays.NodeWeights
	for v, w := range o.weights {
		if w != base.At(v) {
			o.list(Patch{Node(v), w})
		}
		if o.dense {
			break
		}
	}
	runtime.KeepAlive(o.g)
}

// list adds a place where the array differs from the graph to the list, while there
// are few.
func (o *Overlay) list(p Patch) {
	if o.dense {
		return
	}
	if o.nodes.set(p); len(o.nodes) > maxSparse(len(o.weights)) {
		o.dense, o.nodes = true, nil
	}
}

// Graph returns the graph the overlay lies over.
func (o *Overlay) Graph() *CSRGraph { return o.g }

// graph is Graph, or noGraph for the zero Overlay.
func (o *Overlay) graph() *CSRGraph { return cmp.Or(o.g, noGraph) }

// SetNode makes w the cost of entering v; w may be Blocked. A w that v has in the
// graph anyway is a patch too: laid on a graph from Under, where v has another weight,
// it brings the first one back. ResetNode takes the patch out.
//
// The error is a *NodeError if v is not a node. It costs O(log patches) to find the
// place and O(patches) to make room for a new one, or O(1) in a whole array with many
// changes.
func (o *Overlay) SetNode(v Node, w uint32) error {
	if err := o.g.CheckNode(v, "SetNode"); err != nil {
		return err
	}
	if o.weights != nil && w == o.g.NodeWeight(v) { // of an array, the list is only where it differs
		return o.ResetNode(v)
	}
	o.generation++
	if o.weights == nil {
		o.nodes.set(Patch{v, w})
		return nil
	}
	o.weights[v] = w
	o.list(Patch{v, w})
	return nil
}

// ResetNode gives v its weight in the graph again. The error is a *NodeError if
// v is not a node. It costs what SetNode does.
func (o *Overlay) ResetNode(v Node) error {
	if err := o.g.CheckNode(v, "ResetNode"); err != nil {
		return err
	}
	o.generation++
	if o.weights != nil {
		o.weights[v] = o.g.NodeWeight(v)
	}
	o.nodes.remove(v)
	return nil
}

// SetArc makes w the weight of the arc from one node to another; w may be
// Blocked. The arc the other way, if there is one, keeps its weight. A w that the arc
// has in the graph anyway is a patch too, as in SetNode; ResetArc takes it out.
//
// The error is a *NodeError if an end is not a node, and an *ArcError, which wraps
// ErrNoArc, if the graph has no such arc: an overlay adds none. It costs O(log degree
// + log patches) to find the place and O(patches) to make room for a new one.
func (o *Overlay) SetArc(from, to Node, w uint32) error {
	arc, err := o.arc(from, to, "SetArc")
	if err != nil {
		return err
	}
	o.generation++
	o.arcs.set(ArcPatch{arc, w})
	return nil
}

// ResetArc gives the arc from one node to another its weight in the graph again.
// Errors and cost are those of SetArc.
func (o *Overlay) ResetArc(from, to Node) error {
	arc, err := o.arc(from, to, "ResetArc")
	if err != nil {
		return err
	}
	o.generation++
	o.arcs.remove(arc)
	return nil
}

// Reset gives every node and every arc its weight in the graph again. It drops a
// whole array without writing to it, and keeps the memory of patches for reuse.
func (o *Overlay) Reset() {
	o.generation++
	o.nodes, o.arcs = o.nodes[:0], o.arcs[:0]
	o.weights, o.dense = nil, false
}

// NodeWeight returns the cost of entering v under the overlay.
func (o *Overlay) NodeWeight(v Node) uint32 { return o.NodeWeightOn(o.graph(), v) }

// NodeWeightOn is NodeWeight where the overlay is laid on a graph of the same origin: see
// CSRGraph.Under. Of a nil overlay it is the weight in g.
func (o *Overlay) NodeWeightOn(g *CSRGraph, v Node) uint32 {
	if o == nil {
		return g.NodeWeight(v)
	}
	if o.weights != nil && g.HasNode(v) {
		return o.weights[v]
	}
	if i, ok := o.nodes.find(v); ok {
		return o.nodes[i].Weight
	}
	return g.NodeWeight(v)
}

// ArcWeight returns the weight of the arc from one node to another under the
// overlay, and whether there is such an arc; one that is Blocked is there. It
// costs O(log degree + log patches).
func (o *Overlay) ArcWeight(from, to Node) (w uint32, ok bool) {
	return o.ArcWeightOn(o.graph(), from, to)
}

// ArcWeightOn is ArcWeight where the overlay is laid on a graph of the same origin: see
// CSRGraph.Under. Of a nil overlay it is the weight in g.
func (o *Overlay) ArcWeightOn(g *CSRGraph, from, to Node) (w uint32, ok bool) {
	arc, ok := g.Arc(from, to)
	if !ok {
		return 0, false
	}
	return o.weightOn(g, arc), true
}

// weightOn is ArcWeightOn for the arc of a number.
func (o *Overlay) weightOn(g *CSRGraph, arc uint32) uint32 {
	if o != nil {
		if i, ok := o.arcs.find(arc); ok {
			return o.arcs[i].Weight
		}
	}
	defer runtime.KeepAlive(g)
	return g.arrays.ArcWeights.At(int(arc))
}

// Changes returns the patches of nodes, or where a whole array differs from the graph,
// in ascending order of the nodes, as a view that is valid until the overlay is next
// changed. sparse is false, and there are none, if an array differs at more than one
// node in 16, or did since the overlay was made.
func (o *Overlay) Changes() (changes []Patch, sparse bool) { return o.nodes, !o.dense }

// ArcPatches returns the patches of arcs in ascending order of the arcs' numbers,
// as a view that is valid until the overlay is next changed. An overlay of a
// whole array, which is of nodes, may have them too.
func (o *Overlay) ArcPatches() []ArcPatch { return o.arcs }

// Weights returns the whole array, the caller's own, or nil if the overlay of
// nodes is made of patches.
func (o *Overlay) Weights() []uint32 { return o.weights }

// Generation returns a number that every change to the overlay raises. Keep it beside
// anything derived from the overlay: while the number is the same, so is the overlay.
func (o *Overlay) Generation() uint64 { return o.generation }

// arc returns the number of an arc; the error names place if an end is no node.
func (o *Overlay) arc(from, to Node, place string) (uint32, error) {
	if err := o.g.CheckNode(from, place); err != nil {
		return 0, err
	}
	if err := o.g.CheckNode(to, place); err != nil {
		return 0, err
	}
	arc, ok := o.g.Arc(from, to)
	if !ok {
		return 0, &ArcError{From: from, To: to}
	}
	return arc, nil
}
