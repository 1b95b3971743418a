package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// ChangesOn returns the place in a path of the first node that costs another weight to
// enter than the graph's own, or that the path comes to by an arc of another weight; it is
// the length of the path if there is none. last is that of the last such node, but for the
// target if that alone is changed, which every path enters.
func (e *Engine) ChangesOn(path []csr.Node) (first, last int) {
	w, base := &e.weights.active, &e.weights.base
	first, arcs := len(path), len(e.ArcPatches()) > 0
	for i := 1; i < len(path); i++ {
		arc := arcs && e.weights.isHead[path[i]] && e.arcChanged(path[i-1], path[i])
		if v := int(path[i]); !arc && w.nodes.At(v) == base.nodes.At(v) {
			continue
		}
		first = min(first, i)
		if arc || i < len(path)-1 {
			last = i
		}
	}
	return first, last
}

// PathCost returns what a path of the graph costs, or Unreachable or more if it is closed.
func (e *Engine) PathCost(path []csr.Node) (cost uint64) {
	w, out := &e.weights.active, e.weights.g.Layout().Out
	for i := 1; i < len(path); i++ {
		arc, node := uint32(layout.Blocked), w.nodes.At(int(path[i]))
		if a, ok := out.Find(path[i-1], path[i]); ok {
			arc = w.all[Forward].At(a)
		}
		if arc == layout.Blocked || node == layout.Blocked {
			return layout.Unreachable
		}
		cost += uint64(arc) + uint64(node)
	}
	return cost
}

// arcChanged tells whether an arc of the graph has another weight than its own.
func (e *Engine) arcChanged(from, to csr.Node) bool {
	a, ok := e.weights.g.Layout().Out.Find(from, to)
	return !ok || e.weights.active.all[Forward].At(a) != e.weights.base.all[Forward].At(a)
}

// AppendSteps appends what it costs to come to each node of a path from the node before it,
// under the graph's own weights: 0 for the first. ok is false if it is no path.
func (e *Engine) AppendSteps(dst []uint32, path []csr.Node) (steps []uint32, ok bool) {
	w, out := &e.weights.base, e.weights.g.Layout().Out
	dst = append(dst, 0)
	for i, v := range path[1:] {
		arc := w.all[Forward].Uniform
		if w.all[Forward].Values != nil {
			a, ok := out.Find(path[i], v)
			if !ok {
				return dst, false
			}
			arc = w.all[Forward].At(a)
		}
		dst = append(dst, arc+w.nodes.At(int(v)))
	}
	return dst, true
}
