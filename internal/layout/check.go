package layout

import "fmt"

// Fault is the first thing wrong with an adjacency.
type Fault struct {
	InOffsets bool   // it is in Offsets, not in Targets
	Index     int    // of the element there
	Reason    string // what is wrong with it
}

// Check returns the first fault in the adjacency of n nodes, or nil: offsets
// start at 0, never fall and end at the number of arcs; targets are below n and
// ascend strictly within each node. len(c.Offsets) must be n+1. A sound graph
// costs about a nanosecond an arc, in passes without branches that depend on
// the data; only a faulty one pays for finding the place.
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

// targetsSound looks at each arc once: it counts the places where a target is
// above the one before it, and compares that with the places where it has to
// be, which are all but those where the arcs of another node begin. A node whose
// targets ascend has its largest one last, so the range is checked once a node.
func (c *CSR[O, T]) targetsSound(n int) bool {
	var rises, prev uint64
	for _, t := range c.Targets {
		rises += (prev - uint64(t)) >> 63
		prev = uint64(t)
	}
	if len(c.Targets) > 0 && c.Targets[0] > 0 {
		rises-- // the first target has none before it; it was compared with 0
	}
	free, starts, ok := c.betweenNodes(uint64(n))
	return ok && rises-free == uint64(len(c.Targets))-starts
}

// betweenNodes counts the nodes that have arcs, and those of them but the first
// whose first target happens to be above the last of the node before. It
// reports whether all nodes' last targets are below n.
func (c *CSR[O, T]) betweenNodes(n uint64) (rises, starts uint64, ok bool) {
	fold := uint64(1 << 63)
	for v := range len(c.Offsets) - 1 {
		lo, hi := int(c.Offsets[v]), int(c.Offsets[v+1])
		if lo == hi {
			continue
		}
		starts++
		fold &= uint64(c.Targets[hi-1]) - n
		if lo > 0 {
			rises += (uint64(c.Targets[lo-1]) - uint64(c.Targets[lo])) >> 63
		}
	}
	return rises, starts, fold != 0
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
			if a > int(c.Offsets[v]) && t <= c.Targets[a-1] {
				return &Fault{false, a, fmt.Sprintf("arc %d of node %d leads to node %d after node %d", a, v, t, c.Targets[a-1])}
			}
		}
	}
	return nil
}
