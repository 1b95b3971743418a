package chain

import "github.com/veltrix/cairn/internal/layout"

// SetDirect sets the weight of the arc between two neighbouring junctions: in out, the
// arc weights of Core, and in in, those of its reverse.
func (c *Chains) SetDirect(from, to, weight uint32, out, in []uint32) {
	arc, hi := c.Core.Out.Row(c.place[from])
	for arc < hi && c.Core.Out.Target(arc) != c.place[to] {
		arc++ // to the first of parallel ones: chains come behind it
	}
	if arc < hi { // not a loop, which the core leaves out
		out[arc], in[c.reverseArc[arc]] = weight, weight
	}
}

// Costs returns the cost of a chain each way under the given weights of all nodes and
// steps, without the weight of the junction at the end. The cost is Blocked if there is
// no such way or the sum does not fit in 32 bits; a sum that contains Blocked never fits.
func (c *Chains) Costs(q Chain, nodes layout.Column, steps [2][]uint32) (cost [2]uint32) {
	inner := c.inner(q.First, q.Last, nodes)
	for way, weights := range steps {
		cost[way] = fit(inner + sum(weights[q.First:q.Last+1]))
	}
	return cost
}

// inner returns the sum of the weights of the nodes in some slots.
func (c *Chains) inner(first, last uint32, nodes layout.Column) (sum uint64) {
	for _, v := range c.Nodes[first:last] {
		sum += uint64(nodes.At(int(v)))
	}
	return sum
}

// sum returns the sum of some weights.
func sum(weights []uint32) (sum uint64) {
	for _, w := range weights {
		sum += uint64(w)
	}
	return sum
}

// fit returns a sum, or Blocked if it does not fit in 32 bits.
func fit(sum uint64) uint32 { return uint32(min(sum, layout.Blocked)) }

// SetCost sets the costs of a chain: in out, the arc weights of Core, and in in, those of
// its reverse.
func (c *Chains) SetCost(q Chain, cost [2]uint32, out, in []uint32) {
	for way, arc := range q.arcs {
		if arc != layout.None {
			out[arc], in[c.reverseArc[arc]] = cost[way], cost[way]
		}
	}
}

// fixed is what SetCosts knows of a chain beforehand.
type fixed struct {
	first, last uint32    // slots
	steps       [2]uint64 // by way: the sum of Steps
	out, in     [2]uint32 // by way: where the arc weights lie
}

// fix finds what is fixed.
func (c *Chains) fix() {
	for _, q := range c.List {
		if q.arcs[Onward] == layout.None { // nor is there one the other way
			continue
		}
		f := fixed{first: q.First, last: q.Last, out: q.arcs}
		for way, arc := range f.out {
			f.in[way] = c.reverseArc[arc]
			f.steps[way] = sum(c.Steps[way][q.First : q.Last+1])
		}
		c.fixed = append(c.fixed, f)
	}
}

// SetCosts sets the costs of all chains, as Costs and SetCost do of one, under other weights of all
// nodes and the chains' own Steps.
func (c *Chains) SetCosts(nodes layout.Column, out, in []uint32) {
	for i := range c.fixed {
		f := &c.fixed[i]
		inner := c.inner(f.first, f.last, nodes)
		onward, back := fit(inner+f.steps[Onward]), fit(inner+f.steps[Back])
		out[f.out[Onward]], in[f.in[Onward]] = onward, onward
		out[f.out[Back]], in[f.in[Back]] = back, back
	}
}
