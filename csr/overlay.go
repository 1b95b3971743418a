package csr

import (
	"cmp"
	"fmt"
	"slices"
)

// Overlay is one hunt's own node weights over a shared graph: closed squares,
// slow streets. It holds either a few patches, 8 bytes each, or a whole array of
// weights, one a node; the graph itself is never copied or changed.
//
// An Overlay is not safe for concurrent use while it is being changed; a
// CSRGraph always is.
type Overlay struct {
	g          *CSRGraph
	patches    []Patch  // ascending by node; unused where weights is set
	weights    []uint32 // nil unless the overlay is a whole array
	generation uint64
}

// Patch is the weight of one node.
type Patch struct {
	Node   Node   // whose weight it is
	Weight uint32 // of entering it; may be Blocked
}

// NewOverlay returns an overlay that changes nothing yet.
func NewOverlay(g *CSRGraph) *Overlay {
	return &Overlay{g: g}
}

// OverlayFrom returns an overlay of a whole array: weights[v] is the cost of
// entering node v. The array is used as it is, not copied: SetNode writes to it,
// and it may lie in memory of the caller's choosing. The error wraps ErrLength if
// there is not one weight for each node.
func OverlayFrom(g *CSRGraph, weights []uint32) (*Overlay, error) {
	if len(weights) != g.NumNodes() {
		return nil, fmt.Errorf("csr: overlay of %d weights on a graph of %d nodes: %w", len(weights), g.NumNodes(), ErrLength)
	}
	if weights == nil {
		weights = []uint32{} // of a graph without nodes
	}
	return &Overlay{g: g, weights: weights}, nil
}

// Graph returns the graph the overlay lies over.
func (o *Overlay) Graph() *CSRGraph { return o.g }

// SetNode makes w the cost of entering v; w may be Blocked. The error is a
// *NodeError if v is not a node. It costs O(log patches) to find the place and
// O(patches) to make room for a new one, or O(1) in a whole array.
func (o *Overlay) SetNode(v Node, w uint32) error {
	if err := o.g.CheckNode(v, "SetNode"); err != nil {
		return err
	}
	o.generation++
	if o.weights != nil {
		o.weights[v] = w
		return nil
	}
	i, ok := o.find(v)
	if !ok {
		o.patches = slices.Insert(o.patches, i, Patch{Node: v})
	}
	o.patches[i].Weight = w
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
		return nil
	}
	if i, ok := o.find(v); ok {
		o.patches = slices.Delete(o.patches, i, i+1)
	}
	return nil
}

// Reset gives every node its weight in the graph again. It lets go of a whole
// array without writing to it, and keeps the room of patches for reuse.
func (o *Overlay) Reset() {
	o.generation++
	o.patches = o.patches[:0]
	o.weights = nil
}

// NodeWeight returns the cost of entering v under the overlay.
func (o *Overlay) NodeWeight(v Node) uint32 {
	if o.weights != nil && o.g.HasNode(v) {
		return o.weights[v]
	}
	if i, ok := o.find(v); ok {
		return o.patches[i].Weight
	}
	return o.g.NodeWeight(v)
}

// Patches returns the patches in ascending order of their nodes, as a view that
// is valid until the overlay is next changed. There are none in an overlay of a
// whole array.
func (o *Overlay) Patches() []Patch { return o.patches }

// Weights returns the whole array, the caller's own, or nil if the overlay is
// made of patches.
func (o *Overlay) Weights() []uint32 { return o.weights }

// Generation returns a number that every change to the overlay raises. Who
// keeps something derived from the overlay compares it to see whether that is
// still true.
func (o *Overlay) Generation() uint64 { return o.generation }

// find returns where the patch of v is, or would be.
func (o *Overlay) find(v Node) (int, bool) {
	return slices.BinarySearchFunc(o.patches, v, func(p Patch, v Node) int {
		return cmp.Compare(p.Node, v)
	})
}
