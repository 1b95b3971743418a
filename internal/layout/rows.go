package layout

import (
	"cmp"
	"math/bits"
	"slices"
)

// Width is the type of a stored node number or arc offset.
type Width interface {
	uint16 | uint32
}

// Rows is adjacency of any width: a *CSR of one of the four pairs of widths. Its
// methods serve single look-ups; a loop over many arcs switches on the type.
type Rows interface {
	// Row returns the numbers of the arcs of node v: from lo up to hi.
	Row(v uint32) (lo, hi int)
	// Target returns the node that arc a leads to.
	Target(a int) uint32
	// Source returns the node that arc a leaves.
	Source(a int) uint32
	// SourceFrom returns that too, at once if it is v or one of the next few nodes.
	SourceFrom(v uint32, a int) uint32
	// Find returns the arc of node v that leads to node to.
	Find(v, to uint32) (arc int, ok bool)
	// Check returns the first fault in the adjacency of n nodes, or nil.
	Check(n int) *Fault

	transpose(weights Column) (Rows, Column)
	equal(other Rows) bool
}

// CSR is adjacency in its stored widths: O numbers arcs, T numbers nodes.
type CSR[O, T Width] struct {
	Offsets []O // one a node and one more: where each node's arcs start
	Targets []T // one an arc
}

// Row returns the numbers of the arcs of node v: from lo up to hi.
func (c *CSR[O, T]) Row(v uint32) (lo, hi int) {
	return int(c.Offsets[v]), int(c.Offsets[v+1])
}

// Target returns the node that arc a leads to.
func (c *CSR[O, T]) Target(a int) uint32 {
	return uint32(c.Targets[a])
}

// Source returns the node that arc a leaves, in O(log nodes): the last one whose
// arcs start at a or before. Nodes without arcs have the offset of the node after them,
// so the last one has arc a.
func (c *CSR[O, T]) Source(a int) uint32 {
	v := 0
	for n := len(c.Offsets); n > 1; {
		half := n / 2
		starts := (int(c.Offsets[v+half]) - a - 1) >> (bits.UintSize - 1) // -1 if at a or before, with no branch
		v += half & starts
		n -= half
	}
	return uint32(v)
}

// SourceFrom is Source for one arc after the other: v is the source of the last one.
func (c *CSR[O, T]) SourceFrom(v uint32, a int) uint32 {
	const few = 4
	if a >= int(c.Offsets[v]) {
		for _, next := range c.Offsets[v+1 : min(int(v)+1+few, len(c.Offsets))] {
			if a < int(next) {
				return v
			}
			v++
		}
	}
	return c.Source(a)
}

// Find returns the arc of node v that leads to node to, by binary search.
func (c *CSR[O, T]) Find(v, to uint32) (arc int, ok bool) {
	lo, hi := c.Row(v)
	i, ok := slices.BinarySearchFunc(c.Targets[lo:hi], to, func(t T, to uint32) int {
		return cmp.Compare(uint32(t), to)
	})
	return lo + i, ok
}
