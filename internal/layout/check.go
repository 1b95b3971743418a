package layout

import "fmt"

// Fault is the first thing wrong with an adjacency.
type Fault struct {
	InOffsets bool   // it is in Offsets, not in Targets
	Index     int    // of the element there
	Reason    string // what is wrong with it
}

// Check returns the first fault in the adjacency of n nodes, or nil: offsets
// start at 0, never fall and end at the number of arcs; targets are below n,
// ascend strictly within each node and are never the node itself.
// len(c.Offsets) must be n+1. A sound graph costs about a nanosecond an arc,
// without branches that depend on the targets; only a faulty one pays for
// finding the place.
func (c *CSR[O, T]) Check(n int) *Fault {
	if !c.offsetsSound() {
		return c.offsetFault()
	}
	if !c.targetsSound(n) {
		return c.targetFault(n)
	}
	return nil
}

// offsetsSound folds all differences into one word: a negative one sets its
// sign for good.
func (c *CSR[O, T]) offsetsSound() bool {
	var fold, prev int64
	for _, o := range c.Offsets {
		fold |= int64(o) - prev
		prev = int64(o)
	}
	return fold >= 0 && c.Offsets[0] == 0 && prev == int64(len(c.Targets))
}

// targetsSound folds into the sign of one word, for each arc, that its target is
// below the least that may follow the one before it, and that it is the node
// that it leaves; and for each node that its targets go beyond n.
func (c *CSR[O, T]) targetsSound(n int) bool {
	fold := uint64(0)
	for v := range len(c.Offsets) - 1 {
		least := uint64(0)
		for _, t := range c.Targets[c.Offsets[v]:c.Offsets[v+1]] {
			fold |= (uint64(t) - least) | ((uint64(t) ^ uint64(v)) - 1)
			least = uint64(t) + 1
		}
		fold |= uint64(n) - least
	}
	return fold>>63 == 0
}

func (c *CSR[O, T]) offsetFault() *Fault {
	prev := O(0)
	for i, o := range c.Offsets {
		if i == 0 && o != 0 {
			return &Fault{true, i, fmt.Sprintf("arcs start at %d, not 0", o)}
		}
		if o < prev {
			return &Fault{true, i, fmt.Sprintf("offset %d after %d at node %d", o, prev, i)}
		}
		prev = o
	}
	last := len(c.Offsets) - 1
	return &Fault{true, last, fmt.Sprintf("offsets end at %d of %d arcs", prev, len(c.Targets))}
}

func (c *CSR[O, T]) targetFault(n int) *Fault {
	for v := range len(c.Offsets) - 1 {
		for a := int(c.Offsets[v]); a < int(c.Offsets[v+1]); a++ {
			t := c.Targets[a]
			if int64(t) >= int64(n) {
				return &Fault{false, a, fmt.Sprintf("arc %d of node %d leads to node %d of %d", a, v, t, n)}
			}
			if int64(t) == int64(v) {
				return &Fault{false, a, fmt.Sprintf("arc %d of node %d leads to itself", a, v)}
			}
			if a > int(c.Offsets[v]) && t <= c.Targets[a-1] {
				return &Fault{false, a, fmt.Sprintf("arc %d of node %d leads to node %d after node %d", a, v, t, c.Targets[a-1])}
			}
		}
	}
	return nil
}
