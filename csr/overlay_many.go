package csr

import (
	"fmt"
	"math"
	"runtime"
	"slices"
)

// SetNodes makes w the cost of entering each of some nodes, as SetNode does for one. With
// Blocked it closes an area: see Area.AppendNodes. In ascending order they cost
// O(nodes + patches), otherwise each costs what SetNode does. The error is a *NodeError
// if one is not a node; then nothing was changed.
func (o *Overlay) SetNodes(nodes []Node, w uint32) error {
	return o.setNodes(nodes, func(Node) uint32 { return w })
}

// ScaleNodes makes the cost of entering each of some nodes factor times that in the
// overlay's graph, rounded, and at most Blocked-1. One that is Blocked there stays
// Blocked. Errors and cost are those of SetNodes; the error wraps ErrFactor if
// factor is negative, infinite or not a number.
func (o *Overlay) ScaleNodes(nodes []Node, factor float64) error {
	if err := checkFactor(factor); err != nil {
		return err
	}
	return o.setNodes(nodes, func(v Node) uint32 { return scaled(o.g.NodeWeight(v), factor) })
}

// SetArcs makes w the weight of each of some arcs by their numbers: see
// CSRGraph.ArcEnds and Area.AppendArcs. Cost is that of SetNodes. The error wraps
// ErrNoArc if the graph has fewer arcs; then nothing was changed.
func (o *Overlay) SetArcs(arcs []uint32, w uint32) error {
	return o.setArcs(arcs, func(uint32) uint32 { return w })
}

// ScaleArcs makes the weight of each of some arcs factor times that in the overlay's
// graph, as ScaleNodes does for nodes. Errors and cost are those of SetArcs and ScaleNodes.
func (o *Overlay) ScaleArcs(arcs []uint32, factor float64) error {
	if err := checkFactor(factor); err != nil {
		return err
	}
	return o.setArcs(arcs, func(arc uint32) uint32 { return scaled(o.g.arrays.ArcWeights.At(int(arc)), factor) })
}

// setNodes gives nodes the weights that a function says.
func (o *Overlay) setNodes(nodes []Node, weight func(Node) uint32) error {
	if o.g == nil {
		return ErrNoGraph
	}
	if err := o.g.CheckNodes(nodes, "nodes"); err != nil {
		return err
	}
	if o.weights == nil && slices.IsSorted(nodes) {
		o.generation++
		o.nodes.merge(nodes, func(v uint32) Patch { return Patch{v, weight(v)} })
		return nil
	}
	for _, v := range nodes {
		if err := o.SetNode(v, weight(v)); err != nil {
			return err
		}
	}
	return nil
}

// setArcs gives arcs the weights that a function says.
func (o *Overlay) setArcs(arcs []uint32, weight func(uint32) uint32) error {
	if o.g == nil {
		return ErrNoGraph
	}
	for i, arc := range arcs {
		if int64(arc) >= int64(o.g.NumArcs()) {
			return fmt.Errorf("csr: arcs[%d] is %d, and the graph has %d: %w", i, arc, o.g.NumArcs(), ErrNoArc)
		}
	}
	defer runtime.KeepAlive(o.g)
	o.generation++
	patch := func(arc uint32) ArcPatch { return ArcPatch{arc, weight(arc)} }
	if slices.IsSorted(arcs) {
		o.arcs.merge(arcs, patch)
		return nil
	}
	for _, arc := range arcs {
		o.arcs.set(patch(arc))
	}
	return nil
}

// merge replaces or inserts the patches of a list in ascending order. It makes room at
// the end and fills it from there, so that nothing is overwritten before it was moved.
func (p *patches[P]) merge(list []uint32, patch func(uint32) P) {
	kept := len(*p)
	all := slices.Grow(*p, len(list))[:kept+len(list)]
	to := len(all)
	for from := kept; len(list) > 0; {
		x := list[len(list)-1]
		if to--; from > 0 && all[from-1].of() > x {
			all[to] = all[from-1]
			from--
			continue
		}
		all[to] = patch(x)
		for len(list) > 0 && list[len(list)-1] == x {
			list = list[:len(list)-1]
		}
		if from > 0 && all[from-1].of() == x {
			from--
		}
		kept = from
	}
	*p = slices.Delete(all, kept, to)
}

// checkFactor returns an error if weights cannot be multiplied by a number.
func checkFactor(factor float64) error {
	if factor >= 0 && !math.IsInf(factor, 1) {
		return nil
	}
	return fmt.Errorf("csr: weights times %v: %w", factor, ErrFactor)
}

// scaled returns a weight times a factor, rounded.
func scaled(w uint32, factor float64) uint32 {
	if w == Blocked {
		return Blocked
	}
	return uint32(min(math.Round(float64(w)*factor), float64(Blocked-1)))
}
