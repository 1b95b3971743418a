package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// toward is the costs of going from nodes to a target. Each is worked out when it is first
// asked for, after those of the ancestors (Strasser and Zeitz 2021, A Fast and Tight
// Heuristic for A* in Road Networks).
type toward struct {
	known  []uint64 // by rank: its cost, below the number of the target that it is of
	now    uint64   // the number of the target
	target uint32   // its rank
	row    []uint32 // by depth: what it costs to go down to the target from an ancestor
	stack  []uint32
}

func newToward(t *Topology) toward {
	return toward{known: make([]uint64, len(t.Tree.Order)), row: make([]uint32, t.Tree.Height), stack: make([]uint32, t.Tree.Height)}
}

// Toward makes a node the target.
func (c *Customizer) Toward(target uint32) {
	t, down := c.Tree, c.down
	c.now++
	c.target = t.Rank[target]
	row := c.row[:t.Depth[c.target]+1]
	fill(row, nothing)
	row[t.Depth[c.target]] = 0
	n := 0
	for r := c.target; r != layout.None; r = t.Parent[r] {
		lo, hi := t.First[r], t.First[r+1]
		cost, above := row[t.Depth[r]], t.Above[lo:hi]
		for i, d := range down[lo:hi] {
			row[above[i]] = min(row[above[i]], cost+d)
		}
		c.stack[n] = r
		n++
	}
	for n > 0 {
		n--
		c.settleToward(c.stack[n], row[t.Depth[c.stack[n]]])
	}
}

// settleToward works out the cost of a rank, which is at most that of going down at once.
func (c *Customizer) settleToward(r, least uint32) {
	lo, hi := c.Tree.First[r], c.Tree.First[r+1]
	up := c.up[lo:hi]
	for i, head := range c.Tree.Head[lo:hi] {
		least = min(least, up[i]+uint32(c.known[head]))
	}
	c.known[r] = c.now<<32 | uint64(least)
}

// To returns the distance of a node to the target, or Inf.
func (c *Customizer) To(v uint32) uint64 {
	r := c.Tree.Rank[v]
	if c.known[r]>>32 != c.now {
		c.reach(r)
	}
	cost := uint32(c.known[r])
	if c.kind == Symmetrised && r != c.target {
		cost += c.weight[c.target] - c.weight[r]
		if cost >= shut-1 {
			return Inf
		}
		return uint64(cost / 2)
	}
	if cost >= shut-1 {
		return Inf
	}
	return uint64(cost)
}

// reach works out the cost of a rank, after those of the ancestors.
func (c *Customizer) reach(r uint32) {
	n := 0
	for ; r != layout.None && c.known[r]>>32 != c.now; r = c.Tree.Parent[r] {
		c.stack[n] = r
		n++
	}
	for n > 0 {
		n--
		c.settleToward(c.stack[n], nothing)
	}
}
