package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// changedRows returns the nodes, in ascending order, with arcs that count for something
// else under other weights: those of changed nodes, those that lead to changed nodes,
// changed arcs and their reverses. ok is false if more than limit weights differ.
func (t *Topology) changedRows(old, now Weights, limit int) (nodes []uint32, ok bool) {
	changed, ok := differences(old.Nodes, now.Nodes, t.Graph.Nodes, limit)
	if !ok {
		return nil, false
	}
	arcs, ok := differences(old.Arcs, now.Arcs, len(t.arcs), limit)
	if !ok {
		return nil, false
	}
	for _, v := range changed {
		nodes = t.appendInto(append(nodes, v), v)
	}
	for _, a := range arcs {
		nodes = append(nodes, t.arcs[a].from, t.arcs[a].to)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes), true
}

// appendInto appends the nodes that have an arc to v.
func (t *Topology) appendInto(nodes []uint32, v uint32) []uint32 {
	in := t.Graph.Out
	if t.reverseArc == nil {
		in = t.Graph.Reverse().Out
	}
	lo, hi := in.Row(v)
	for a := lo; a < hi; a++ {
		nodes = append(nodes, in.Target(a))
	}
	return nodes
}

// differences returns the elements at which two columns of n differ. ok is false if they
// are more than limit.
func differences(a, b layout.Column, n, limit int) (elements []uint32, ok bool) {
	if a.Same(b) {
		return nil, true
	}
	for i := range n {
		if a.At(i) != b.At(i) {
			if len(elements) == limit {
				return nil, false
			}
			elements = append(elements, uint32(i))
		}
	}
	return elements, true
}
