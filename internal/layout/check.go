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
// ascend strictly within each node, and are other nodes. len(c.Offsets)
// must be n+1. It costs about a nanosecond an arc.
func (c *CSR[O, T]) Check(n int) *Fault {
	if f := c.offsetFault(); f != nil {
		return f
	}
	return c.targetFault(n)
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
	if int64(prev) == int64(len(c.Targets)) {
		return nil
	}
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
