package chain

import "github.com/veltrix/cairn/internal/layout"

// Chains holds a graph's junctions and the chains between them. It is immutable and safe
// for concurrent use.
type Chains struct {
	Core      *layout.Graph // of junctions; rows ascend by target, with parallel arcs
	Junctions []uint32      // by node of the core: the node of the graph
	List      []Chain
	Nodes     []uint32    // by slot: the node of the graph; the slot of a last step repeats the node before
	Of        []uint32    // by slot: the chain, as an index into List
	Steps     [2][]uint32 // by slot and way: see Chain

	place      []uint32 // by node: of the core, or inChain | slot
	ending     []uint32 // the chains that end at each node of the core, one after another
	start      []uint32 // by node of the core: where those begin; and one more
	reverseArc []uint32 // by arc of Core: its place in Core.Reverse()
	fixed      []fixed  // of the chains that make arcs, in their order
}

// Chain is a run of nodes with two neighbours. They lie in slots First up to Last. The
// steps between them, and to the two ends, have the weights Steps[Onward][First..Last] in
// the order of the slots and Steps[Back][First..Last] against it. The weight is Blocked
// if there is no arc that way.
type Chain struct {
	First uint32    // slot of the first node
	Last  uint32    // one above that of the last node
	Ends  [2]uint32 // nodes of the core before First and at Last; None at a dead end
	arcs  [2]uint32 // of Core, by way; None if the chain makes none
}

// The two ways along a chain.
const (
	Onward = 0
	Back   = 1
)

// inChain marks a place that is a slot.
const inChain = 1 << 31

// Place returns the node of the core that v is, or the slot that it lies in.
func (c *Chains) Place(v uint32) (core, slot uint32, junction bool) {
	p := c.place[v]
	return p, p &^ inChain, p&inChain == 0
}

// At returns the chains that end at a node of the core, as indices into List. A chain
// with both ends there is listed twice.
func (c *Chains) At(core uint32) []uint32 { return c.ending[c.start[core]:c.start[core+1]] }

// Step returns the slot and the way of the step between two neighbours; ok is false if
// neither lies in a chain.
func (c *Chains) Step(from, to uint32) (slot uint32, way int, ok bool) {
	_, a, direct := c.Place(from)
	_, b, end := c.Place(to)
	switch {
	case !end && c.before(b) == from:
		return b, Onward, true
	case !end:
		return b + 1, Back, true
	case direct:
		return 0, 0, false
	case c.before(a) == to:
		return a, Back, true
	}
	return a + 1, Onward, true
}

// before returns the node before a slot in its chain.
func (c *Chains) before(slot uint32) uint32 {
	if q := c.List[c.Of[slot]]; slot == q.First {
		return c.Junctions[q.Ends[0]]
	}
	return c.Nodes[slot-1]
}
