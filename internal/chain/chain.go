package chain

import (
	"math"

	"github.com/veltrix/cairn/internal/layout"
)

// None stands where there is no node or arc.
const None uint32 = math.MaxUint32

// Chains is a graph's junctions and the chains between them. It is immutable
// and safe for concurrent use.
type Chains struct {
	Core      *layout.Graph // of junctions; rows ascend by target, with parallel arcs
	Junctions []uint32      // by node of the core: the node of the graph
	List      []Chain
	Nodes     []uint32    // by slot: the node of the graph; the one before in the slot of a last step
	Of        []uint32    // by slot: the chain, as an index into List
	Steps     [2][]uint32 // by slot and way: see Chain

	place  []uint32 // by node: of the core, or inside | slot
	beside []uint32 // the chains that end at each node of the core, one after another
	start  []uint32 // by node of the core: where those begin; and one more
	turned []uint32 // by arc of Core: its place in Core.Reverse(); nil if Symmetric
}

// Chain is a run of nodes with two neighbours. They lie in slots First up to
// Last; the steps between them, and to the two ends, have the weights
// Steps[Onward][First..Last] in the order of the slots and Steps[Back][First..Last]
// against it. The weight is Blocked where there is no arc that way.
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

const inside = 1 << 31

// Place returns the node of the core that v is, or else the slot that it lies in.
func (c *Chains) Place(v uint32) (core, slot uint32, junction bool) {
	p := c.place[v]
	return p, p &^ inside, p&inside == 0
}

// At returns the chains that end at a node of the core, as indices into List; one
// that returns there stands twice.
func (c *Chains) At(core uint32) []uint32 { return c.beside[c.start[core]:c.start[core+1]] }

// Costs returns what it costs to go along a chain each way under the given
// weights of all nodes, without the weight of the junction that is entered at
// the end: Blocked if that is no way or does not fit in 32 bits. (A sum with
// Blocked in it does not.)
func (c *Chains) Costs(q Chain, nodes layout.Column) (cost [2]uint32) {
	var inner uint64
	for s := q.First; s < q.Last; s++ {
		inner += uint64(nodes.At(int(c.Nodes[s])))
	}
	for way, steps := range c.Steps {
		sum := inner
		for _, w := range steps[q.First : q.Last+1] {
			sum += uint64(w)
		}
		cost[way] = uint32(min(sum, math.MaxUint32))
	}
	return cost
}

// Symmetric tells whether the core is the same both ways under any node weights,
// so that one array of weights serves Core and its reverse.
func (c *Chains) Symmetric() bool { return c.turned == nil }

// SetCost writes what a chain costs into weights of the core's arcs: out those
// of Core, in those of its reverse, which may be out where the core is Symmetric.
func (c *Chains) SetCost(q Chain, cost [2]uint32, out, in []uint32) {
	for way, arc := range q.arcs {
		if arc == None {
			continue
		}
		out[arc] = cost[way]
		if c.turned != nil {
			in[c.turned[arc]] = cost[way]
		}
	}
}
