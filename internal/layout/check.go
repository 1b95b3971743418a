package layout

import "fmt"

// Fault is the first thing wrong with an adjacency. Index is an element of
// Offsets if InOffsets is set, else of Targets.
type Fault struct {
	InOffsets bool
	Index     int
	Reason    string
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

// targetsSound compares two counts: of places where a target is not above the
// one before it, and of such places where a new node's arcs begin. They agree
// exactly if all of them lie between nodes.
func (c *CSR[O, T]) targetsSound(n int) bool {
	largest, prev, drops := T(0), T(0), int64(-1)
	for _, t := range c.Targets {
		largest = max(largest, t)
		drops -= (int64(t) - int64(prev) - 1) >> 63
		prev = t
	}
	if len(c.Targets) == 0 {
		return true
	}
	// The first target has none before it; it was compared with 0.
	if c.Targets[0] != 0 {
		drops++
	}
	return int64(largest) < int64(n) && drops == c.dropsBetweenNodes()
}

func (c *CSR[O, T]) dropsBetweenNodes() int64 {
	var drops int64
	for v := 1; v < len(c.Offsets)-1; v++ {
		a := c.Offsets[v]
		if a == c.Offsets[v-1] || int(a) == len(c.Targets) {
			continue // no arc before it that is not counted, or none after it
		}
		drops -= (int64(c.Targets[a]) - int64(c.Targets[a-1]) - 1) >> 63
	}
	return drops
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
