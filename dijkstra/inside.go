package dijkstra

import "github.com/veltrix/cairn/internal/chain"

// inside is the labels of nodes within chains. They follow from the labels of
// the chain's ends, and are worked out chain by chain when somebody asks.
type inside struct {
	labels []uint32 // by slot, where filled
	filled []uint32 // by chain: the round that its labels are of
	round  uint32
}

func newInside(c *chain.Chains) inside {
	return inside{labels: make([]uint32, len(c.Nodes)), filled: make([]uint32, len(c.List))}
}

// refill forgets all labels within chains, in O(1).
func (e *engine) refill() {
	if e.round++; e.round == 0 {
		clear(e.filled)
		e.round = 1
	}
}

// within returns the label of the node in a slot.
func (e *engine) within(slot uint32) uint32 {
	if q := e.chains.Of[slot]; e.filled[q] != e.round {
		e.filled[q] = e.round
		e.fill(e.chains.List[q])
	}
	return e.inside.labels[slot]
}

// fill works out the labels within a chain: along it from one end, then back
// from the other, where labels can only fall. Roots in it have the label 0.
func (e *engine) fill(q chain.Chain) {
	labels, nodes := e.inside.labels[q.First:q.Last], e.chains.Nodes[q.First:q.Last]
	steps := e.steps(e.dir, chain.Onward)[q.First:q.Last]
	base := e.leavingEnd(q.Ends[0])
	for i, v := range nodes {
		label, leave := min(base+uint64(steps[i]), unreached), uint64(e.w.nodes.At(int(v)))
		if e.rooted[v] {
			label, leave = 0, e.leaving(e.dir, v)
		}
		labels[i] = uint32(label)
		base = label + leave
	}
	steps = e.steps(e.dir, chain.Back)[q.First+1 : q.Last+1]
	base = e.leavingEnd(q.Ends[1])
	for i := len(nodes) - 1; i >= 0; i-- {
		v := nodes[i]
		label, leave := min(base+uint64(steps[i]), uint64(labels[i])), uint64(e.w.nodes.At(int(v)))
		if e.rooted[v] {
			leave = e.leaving(e.dir, v)
		}
		labels[i] = uint32(label)
		base = label + leave
	}
}

// all writes the distances between the roots and all nodes, as at returns them:
// first the labels, and then what entering the nodes costs.
func (e *engine) all(dst []uint32) {
	labels := e.sides[e.dir].labels
	if e.chains == nil {
		copy(dst, labels)
	} else {
		for core, label := range labels {
			dst[e.chains.Junctions[core]] = label
		}
		e.fillAll()
		for slot, label := range e.inside.labels {
			dst[e.chains.Nodes[slot]] = label
		}
	}
	if e.dir == forward {
		e.enter(dst)
	}
}

// fillAll fills every chain. The slot of a last step has the node before it once
// more, so it gets that node's label.
func (e *engine) fillAll() {
	for i, q := range e.chains.List {
		e.filled[i] = e.round
		e.fill(q)
		e.inside.labels[q.Last] = e.inside.labels[q.Last-1]
	}
}

// enter turns the labels of all nodes into distances from roots.
func (e *engine) enter(labels []uint32) {
	weights, weight := e.w.nodes.Values, uint64(e.w.nodes.Uniform)
	if weights == nil && weight == 0 {
		return
	}
	for v, label := range labels {
		if v < len(weights) {
			weight = uint64(weights[v])
		}
		labels[v] = uint32(min(uint64(label)+weight, unreached))
	}
	for _, v := range e.roots {
		labels[v] = 0
	}
}

// onward returns the next slot in a way.
func onward(slot uint32, way int) uint32 { return slot + 1 - 2*uint32(way) }

// leavingEnd returns the cost up to and with leaving the end of a chain.
func (e *engine) leavingEnd(end uint32) uint64 {
	if end == chain.None {
		return unreached
	}
	label := e.sides[e.dir].labels[end]
	if v := e.chains.Junctions[end]; e.rooted[v] {
		return uint64(label) + e.leaving(e.dir, v)
	}
	return uint64(label) + uint64(e.w.core.At(int(end)))
}

// steps returns the weights of a chain's steps for a search that moves along it
// one way: a backward search pays for the arcs that come the other way.
func (e *engine) steps(dir direction, way int) []uint32 {
	return e.w.steps[way^int(dir)]
}

// walk returns the label that the end of a chain gets from a root in it, at a
// cost of leave to leave the root.
func (e *engine) walk(dir direction, q chain.Chain, slot uint32, way int, leave uint64) uint64 {
	steps, sum := e.steps(dir, way), leave
	step := slot + 1 - uint32(way)
	for n := e.between(q, slot, way); n > 0; n-- {
		sum += uint64(steps[step])
		slot, step = onward(slot, way), onward(step, way)
		sum += uint64(e.w.nodes.At(int(e.chains.Nodes[slot])))
	}
	return sum + uint64(steps[step])
}

// between returns how many nodes of the chain lie beyond a slot in a way.
func (e *engine) between(q chain.Chain, slot uint32, way int) uint32 {
	if way == chain.Back {
		return slot - q.First
	}
	return q.Last - 1 - slot
}

// along returns the cost from one slot of a chain to another, without leaving
// the chain.
func (e *engine) along(from, to uint32) uint64 {
	way := chain.Onward
	if to < from {
		way = chain.Back
	}
	steps, sum := e.w.steps[way], uint64(0)
	for slot := from; slot != to; {
		step := slot + 1 - uint32(way)
		slot = onward(slot, way)
		sum += uint64(steps[step]) + uint64(e.w.nodes.At(int(e.chains.Nodes[slot])))
	}
	return sum
}
