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
// Customizers of the topology: see minplus.Fans32. It has 12 bytes for two or three triangles,
// and 20 for each arc of the graph: 0.7 MB on a street map of 8,000 nodes.
//
// A Customizer is not safe for concurrent use. Its memory is 4 bytes an arc of the tree, 8
// where costs are TwoSided, and 16 a node. The costs lie in memory of the caller's.
type Customizer struct {
	*Topology
	*program
	base    Weights     // that others are laid on
	own     Kind        // of its arcs, Symmetrised or TwoSided
	fixed   [2][]uint32 // by arc of the tree, up and down: what its cost has of the arcs of base
	longest uint64      // what these add up to, the dearer way of each

	kind     Kind     // of the costs in use: it, and the next three, lie in memory of the caller's
	weight   []uint32 // by rank: of the node, shut if it is Blocked
	up, down []uint32 // by arc of the tree, as those of a Metric
	toward
}

// Costs of a Customizer. A path that enters a node or an arc that is Blocked costs shut or
// more, and any other less than shut - 1: so what it costs to leave a node that is Blocked
// can be told from its cost. A sum of two costs and a weight fits in 32 bits.
const (
	shut    = 1 << 30
	nothing = minplus.None32 // the cost of no way
)

// atOnce is how many fans are settled without a chance for a garbage collection to begin.
const atOnce = 1 << 13

// NewCustomizer returns a Customizer for weights that are laid on those of the graph. The first
// of a topology makes the list of triangles.
func (t *Topology) NewCustomizer(base Weights) *Customizer {
	c := &Customizer{Topology: t, program: t.program(), base: base, toward: newToward(t)}
	c.own = Symmetrised
	for _, pair := range c.program.arcs {
		if up, down := weights(base.Arcs, pair); up != down {
			c.own = TwoSided
		}
	}
	for side := range sides(c.own) {
		c.fixed[side] = make([]uint32, c.arcs())
		fill(c.fixed[side], nothing)
	}
	for i, pair := range c.program.arcs {
		up, down := weights(base.Arcs, pair)
		c.longest += dearer(up, down)
		if arc := c.inputs[i].arc; c.own == TwoSided {
			c.fixed[0][arc], c.fixed[1][arc] = min(up, shut), min(down, shut)
		} else {
			c.fixed[0][arc] = min(2*min(up, shut), shut)
		}
	}
	return c
}

// Triangles returns how many triangles customising looks at, some 0.7 ns each.
func (t *Topology) Triangles() int { return t.triangles }

// weights returns what two arcs of the graph weigh, blocked where there is none.
func weights(arcs layout.Column, pair [2]uint32) (up, down uint32) {
	up, down = blocked, blocked
	if pair[0] != layout.None {
		up = arcs.At(int(pair[0]))
	}
	if pair[1] != layout.None {
		down = arcs.At(int(pair[1]))
	}
	return up, down
}

// dearer returns the larger weight of an arc and its reverse; a path takes one of them, once.
func dearer(up, down uint32) uint64 {
	return uint64(max(layout.FiniteOrZero(up), layout.FiniteOrZero(down)))
}

// sides returns how many costs of a kind an arc has.
func sides(kind Kind) int {
	if kind == TwoSided {
		return 2
	}
	return 1
}

// arcs returns how many costs one side has: some behind the last are read with it.
func (c *Customizer) arcs() int { return len(c.Tree.Head) + minplus.FanSize }

// kindUnder returns the kind of the costs under weights of all arcs, or under those of base.
func (c *Customizer) kindUnder(arcs bool) Kind {
	if arcs {
		return TwoSided
	}
	return c.own
}

// Size returns how many numbers the memory of costs has, if they are those of other weights of
// arcs, or if they are not.
func (c *Customizer) Size(arcs bool) int {
	return 1 + len(c.Tree.Order) + sides(c.kindUnder(arcs))*c.arcs()
}

// Use makes costs those that distances come from. Customize left them in memory, of this or
// another Customizer of the topology for the same weights.
func (c *Customizer) Use(costs []uint32) {
	c.forget()
	c.view(costs, Kind(costs[0]))
}

// view finds the costs of a kind in their memory.
func (c *Customizer) view(memory []uint32, kind Kind) {
	n, m := len(c.Tree.Order), c.arcs()
	c.kind, c.weight, c.up = kind, memory[1:][:n], memory[1+n:][:m]
	if c.down = c.up; kind == TwoSided {
		c.down = memory[1+n+m:][:m]
	}
}

// Customize works out the costs of weights of nodes and arcs, in memory of their Size, and uses
// them; nil stands for the weights that others are laid on. ok is false if a path may cost too
// much.
func (c *Customizer) Customize(memory, nodes, arcs []uint32) (ok bool) {
	c.forget()
	kind := c.kindUnder(arcs != nil)
	memory[0] = uint32(kind)
	c.view(memory, kind)
	column := c.base.Nodes
	if nodes != nil {
		column = layout.Column{Values: nodes}
	}
	most := c.readNodes(column)
	switch {
	case arcs != nil:
		most += c.enterArcs(layout.Column{Values: arcs})
	case kind == TwoSided:
		c.enterEach()
		most += c.longest
	default:
		c.enterBoth()
		most = 2 * (most + c.longest)
	}
	if most >= shut-1 {
		return false
	}
	c.settle()
	return true
}

// readNodes writes the weights of nodes by rank, and returns their sum.
func (c *Customizer) readNodes(nodes layout.Column) (sum uint64) {
	order, weight := c.Tree.Order, c.weight
	weight = weight[:len(order)]
	for r, v := range order {
		w := nodes.At(int(v))
		sum += uint64(layout.FiniteOrZero(w))
		weight[r] = min(w, shut)
	}
	return sum
}

// enterBoth enters what the arcs of base cost both ways, and enterEach what they cost each way.
func (c *Customizer) enterBoth() {
	copy(c.up, c.fixed[0])
	up, weight := c.up, c.weight
	for i := range c.inputs {
		in := &c.inputs[i]
		up[in.arc] = min(up[in.arc]+weight[in.low]+weight[in.high], nothing)
	}
}

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

// enterArcs enters what other arcs cost each way, and returns what they add up to, the dearer
// way of each.
func (c *Customizer) enterArcs(arcs layout.Column) (sum uint64) {
	up, down, weight := c.up, c.down, c.weight
	fill(up, nothing)
	fill(down, nothing)
	for i, pair := range c.program.arcs {
		in := &c.inputs[i]
		rise, fall := weights(arcs, pair)
		sum += dearer(rise, fall)
		up[in.arc], down[in.arc] = min(min(rise, shut)+weight[in.high], nothing), min(min(fall, shut)+weight[in.low], nothing)
	}
	return sum
}

// settle lowers the costs of arcs to those of the ways through lower ranks.
func (c *Customizer) settle() {
	for fans := range slices.Chunk(c.fans, atOnce) {
		if c.kind == TwoSided {
			minplus.FansEach32(c.up, c.down, fans)
		} else {
			minplus.Fans32(c.up, fans)
		}
	}
}
