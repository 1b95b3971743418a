package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/layout"
)

// chainLabels is the labels of nodes within chains. They follow from the labels of
// the chain's ends, and are worked out chain by chain on demand.
type chainLabels struct {
	inChain []uint32 // labels by slot, where filled
	filled  []uint32 // by chain: the round that its labels are of
	round   uint32
}

func newChainLabels(c *chain.Chains) chainLabels {
	return chainLabels{inChain: make([]uint32, len(c.Nodes)), filled: make([]uint32, len(c.List))}
}

// forgetChains forgets all labels within chains, in O(1).
func (e *Engine) forgetChains() {
	if e.round++; e.round == 0 {
		clear(e.filled)
		e.round = 1
	}
}

// chainLabel returns the label of the node in a slot.
func (e *Engine) chainLabel(slot uint32) uint32 {
	if q := e.chains.Of[slot]; e.filled[q] != e.round {
		e.filled[q] = e.round
		e.fill(e.chains.List[q])
	}
	return e.inChain[slot]
}

// fill works out the labels within a chain: along it from one end, then back
// from the other, where labels can only fall. Roots in it have the label 0.
func (e *Engine) fill(q chain.Chain) {
	labels, nodes := e.inChain[q.First:q.Last], e.chains.Nodes[q.First:q.Last]
	steps := e.steps(e.dir, chain.Onward)[q.First:q.Last]
	base := e.leaveEnd(q.Ends[0])
	for i, v := range nodes {
		label, leave := min(base+uint64(steps[i]), layout.Unreachable), uint64(e.weights.active.nodes.At(int(v)))
		if e.isRoot[v] {
			label, leave = 0, e.leaveRoot(e.dir, v)
		}
		labels[i] = uint32(label)
		base = label + leave
	}
	steps = e.steps(e.dir, chain.Back)[q.First+1 : q.Last+1]
	base = e.leaveEnd(q.Ends[1])
	for i := len(nodes) - 1; i >= 0; i-- {
		v := nodes[i]
		label, leave := min(base+uint64(steps[i]), uint64(labels[i])), uint64(e.weights.active.nodes.At(int(v)))
		if e.isRoot[v] {
			leave = e.leaveRoot(e.dir, v)
		}
		labels[i] = uint32(label)
		base = label + leave
	}
}

// copyLabels writes the labels of all nodes, those of the core as given.
func (e *Engine) copyLabels(dst, core []uint32) {
	for i, label := range core {
		dst[e.chains.Junctions[i]] = label
	}
	e.fillAll()
	for slot, label := range e.inChain {
		dst[e.chains.Nodes[slot]] = label
	}
}

// fillAll fills every chain. The slot of a last step has the node before it once
// more, so it gets that node's label.
func (e *Engine) fillAll() {
	for i, q := range e.chains.List {
		e.filled[i] = e.round
		e.fill(q)
		e.inChain[q.Last] = e.inChain[q.Last-1]
	}
}

// slotOf returns the slot of a chain that v lies in, or None.
func (e *Engine) slotOf(v csr.Node) uint32 {
	if e.chains != nil {
		if _, slot, junction := e.chains.Place(v); !junction {
			return slot
		}
	}
	return layout.None
}

// coreOf returns the node of the core that v is, or None.
func (e *Engine) coreOf(v csr.Node) uint32 {
	if e.chains == nil {
		return v
	}
	if core, _, junction := e.chains.Place(v); junction {
		return core
	}
	return layout.None
}

// eachInside calls f with the nodes within a chain.
func (e *Engine) eachInside(chain uint32, f func(csr.Node)) {
	q := e.chains.List[chain]
	for _, v := range e.chains.Nodes[q.First:q.Last] {
		f(v)
	}
}

// nextSlot returns the next slot in a way.
func nextSlot(slot uint32, way int) uint32 { return slot + 1 - 2*uint32(way) }

// leaveEnd returns the cost up to and with leaving the end of a chain.
func (e *Engine) leaveEnd(end uint32) uint64 {
	if end == layout.None {
		return layout.Unreachable
	}
	label := e.sides[e.dir].labels[end]
	if v := e.chains.Junctions[end]; e.isRoot[v] {
		return uint64(label) + e.leaveRoot(e.dir, v)
	}
	return uint64(label) + uint64(e.weights.active.core.At(int(end)))
}

// steps returns the weights of a chain's steps for a search that moves along it
// one way: a backward search pays for the arcs that come the other way.
func (e *Engine) steps(dir Direction, way int) []uint32 {
	return e.weights.active.steps[way^int(dir)]
}

// walkToEnd returns the label that the end of a chain gets from a root in it, at a
// cost of leave to leave the root.
func (e *Engine) walkToEnd(dir Direction, q chain.Chain, slot uint32, way int, leave uint64) uint64 {
	steps, sum := e.steps(dir, way), leave
	step := slot + 1 - uint32(way)
	for n := e.between(q, slot, way); n > 0; n-- {
		sum += uint64(steps[step])
		slot, step = nextSlot(slot, way), nextSlot(step, way)
		sum += uint64(e.weights.active.nodes.At(int(e.chains.Nodes[slot])))
	}
	return sum + uint64(steps[step])
}

// between returns how many nodes of the chain lie beyond a slot in a way.
func (e *Engine) between(q chain.Chain, slot uint32, way int) uint32 {
	if way == chain.Back {
		return slot - q.First
	}
	return q.Last - 1 - slot
}

// along returns the cost from one slot of a chain to another, without leaving
// the chain.
func (e *Engine) along(from, to uint32) uint64 {
	way := chain.Onward
	if to < from {
		way = chain.Back
	}
	steps, sum := e.weights.active.steps[way], uint64(0)
	for slot := from; slot != to; {
		step := slot + 1 - uint32(way)
		slot = nextSlot(slot, way)
		sum += uint64(steps[step]) + uint64(e.weights.active.nodes.At(int(e.chains.Nodes[slot])))
	}
	return sum
}
