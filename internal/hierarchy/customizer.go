package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// Customizer works out the costs of one user's weights after the other's, in the same
// memory, and the distances to one node after the other. It is made for weights that are
// asked about a few times: a Metric answers faster, and takes ten times as long to make.
//
// It is basic customisation (Dibbelt, Strasser and Wagner 2016): from the lowest rank on, each
// two arcs of a rank lower the cost of the arc above them, in the order of a list for all
// Customizers of the topology: see minplus.Fans32. It has 12 bytes for some three triangles.
//
// A Customizer is not safe for concurrent use. Its memory is 4 bytes an arc of the tree, 8 if
// costs are TwoSided, and some 20 a node.
type Customizer struct {
	*Topology
	*program
	base    Weights     // that others are laid on
	kind    Kind        // Symmetrised or TwoSided
	own     bool        // the arcs have the weights of base
	fixed   [2][]uint32 // by arc of the tree, up and down: what its cost has of arcs of the graph
	longest uint64      // the sum of the dearest arcs of all nodes, doubled as costs are

	side     [2][]uint32 // memory
	up, down []uint32    // by arc of the tree, as those of a Metric
	weight   []uint32    // by rank: of the node, shut if it is Blocked
	toward
}

// Costs of a Customizer. A path that enters a node or an arc that is Blocked costs shut or
// more, and any other less than shut - 1: so what it costs to leave a node that is Blocked
// can be told from its cost. A sum of two costs and a weight fits in 32 bits.
const (
	shut    = 1 << 30
	nothing = 1<<31 - 1 // the cost of no way
)

// atOnce is how many fans are settled without a chance for a garbage collection to begin.
const atOnce = 1 << 13

// NewCustomizer returns a Customizer for weights that are laid on those of the graph. The first
// of a topology makes the list of triangles.
func (t *Topology) NewCustomizer(base Weights) *Customizer {
	n := len(t.Tree.Order)
	return &Customizer{Topology: t, program: t.program(), base: base, weight: make([]uint32, n), toward: newToward(t)}
}

// Triangles returns how many triangles customising looks at: about a nanosecond each.
func (t *Topology) Triangles() int { return t.triangles }

// Customize makes the costs those of weights of nodes and arcs; nil stands for those that
// others are laid on. ok is false if a path may cost too much.
func (c *Customizer) Customize(nodes, arcs []uint32) (ok bool) {
	w := c.base
	if nodes != nil {
		w.Nodes = layout.Column{Values: nodes}
	}
	if arcs != nil {
		w.Arcs = layout.Column{Values: arcs}
	}
	c.prepareArcs(w.Arcs, arcs == nil)
	c.forget()
	sum := c.readNodes(w.Nodes)
	if c.kind == Symmetrised {
		sum *= 2
	}
	if sum+c.longest >= shut-1 {
		return false
	}
	if c.kind == Symmetrised {
		c.enterBoth()
		c.settleBoth()
	} else {
		c.enterEach()
		c.settleEach()
	}
	return true
}

// readNodes writes the weights of nodes by rank, and returns their sum.
func (c *Customizer) readNodes(nodes layout.Column) (sum uint64) {
	order, weight := c.Tree.Order, c.weight
	weight = weight[:len(order)]
	for r, v := range order {
		w := nodes.At(int(v))
		if w < shut {
			sum += uint64(w)
		} else if w != blocked {
			sum += shut
		}
		weight[r] = min(w, shut)
	}
	return sum
}

// prepareArcs works out what does not depend on the weights of nodes, unless that was done.
func (c *Customizer) prepareArcs(arcs layout.Column, own bool) {
	if own && c.own {
		return
	}
	c.own, c.kind, c.longest = own, c.kindOf(arcs), c.dearest(arcs)
	c.allocate()
	if c.kind == Symmetrised {
		c.longest *= 2
	}
	for side := range c.sides() {
		for i := range c.fixed[side] {
			c.fixed[side][i] = nothing
		}
	}
	for i, pair := range c.program.arcs {
		arc := c.inputs[i].arc
		if cost := weights(arcs, pair); c.kind == TwoSided {
			c.fixed[0][arc], c.fixed[1][arc] = cost[0], cost[1]
		} else {
			c.fixed[0][arc] = min(2*cost[0], shut)
		}
	}
}

// kindOf tells whether all arcs weigh the same both ways.
func (c *Customizer) kindOf(arcs layout.Column) Kind {
	for _, pair := range c.program.arcs {
		if cost := weights(arcs, pair); cost[0] != cost[1] {
			return TwoSided
		}
	}
	return Symmetrised
}

// sides returns how many costs an arc has.
func (c *Customizer) sides() int {
	if c.kind == TwoSided {
		return 2
	}
	return 1
}

// allocate makes the memory for costs, as far as it is not there.
func (c *Customizer) allocate() {
	for side := range c.sides() {
		if c.fixed[side] == nil {
			c.fixed[side], c.side[side] = make([]uint32, len(c.Tree.Head)), make([]uint32, len(c.Tree.Head)+minplus.FanSize)
		}
	}
	c.up, c.down = c.side[0], c.side[c.sides()-1]
}

// weights returns what two arcs of the graph weigh, shut where there is none.
func weights(arcs layout.Column, pair [2]uint32) (cost [2]uint32) {
	for side, a := range pair {
		if cost[side] = shut; a != layout.None {
			cost[side] = min(arcs.At(int(a)), shut)
		}
	}
	return cost
}

// dearest returns the sum of the dearest arcs of all nodes.
func (c *Customizer) dearest(arcs layout.Column) (sum uint64) {
	last, most := uint32(layout.None), uint32(0)
	for a, e := range c.Topology.arcs {
		if e.from != last {
			sum, last, most = sum+uint64(most), e.from, 0
		}
		most = max(most, layout.FiniteOrZero(arcs.At(a)))
	}
	return sum + uint64(most)
}

// enterBoth enters what the arcs of the graph cost both ways.
func (c *Customizer) enterBoth() {
	copy(c.up, c.fixed[0])
	up, weight := c.up, c.weight
	for i := range c.inputs {
		in := &c.inputs[i]
		up[in.arc] = min(up[in.arc]+weight[in.low]+weight[in.high], nothing)
	}
}

// enterEach enters what they cost each way.
func (c *Customizer) enterEach() {
	copy(c.up, c.fixed[0])
	copy(c.down, c.fixed[1])
	up, down, weight := c.up, c.down, c.weight
	for i := range c.inputs {
		in := &c.inputs[i]
		up[in.arc] = min(up[in.arc]+weight[in.high], nothing)
		down[in.arc] = min(down[in.arc]+weight[in.low], nothing)
	}
}

// settleBoth lowers the costs of arcs to those of the ways through lower ranks.
func (c *Customizer) settleBoth() {
	for fans := range slices.Chunk(c.fans, atOnce) {
		minplus.Fans32(c.up, fans)
	}
}

// settleEach is settleBoth for costs that are TwoSided.
func (c *Customizer) settleEach() {
	up, down, fans := c.up, c.down, c.fans
	for i := range fans {
		f := &fans[i]
		near, far, above := f.Side, f.Side-uint32(f.Back), f.Above
		for range f.N {
			up[above] = min(up[above], down[near]+up[far])
			down[above] = min(down[above], down[far]+up[near])
			far, above = far+1, above+1
		}
	}
}
