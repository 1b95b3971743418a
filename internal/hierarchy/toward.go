package hierarchy

import "github.com/veltrix/cairn/internal/layout"

// toward is the costs of going from nodes to a target. Each is worked out when it is first
// asked for, after those of the ancestors (Strasser and Zeitz 2021, A Fast and Tight
// Heuristic for A* in Road Networks).
type toward struct {
	steps  []step   // by rank, and one more
	now    uint32   // the number of the target
	target uint32   // its rank
	row    []uint32 // by depth: what it costs to go down to the target from an ancestor
	stack  []uint32
}

// step is a rank on the way up: together, since each of these alone would come from the
// second-level cache.
type step struct {
	cost   uint32 // to the target
	of     uint32 // the number of the target that it is of
	parent uint32
	first  uint32 // arc
}

func newToward(t *Topology) toward {
	n := len(t.Tree.Order)
	w := toward{steps: make([]step, n+1), row: make([]uint32, t.Tree.Height), stack: make([]uint32, t.Tree.Height)}
	for r, first := range t.Tree.First {
		if w.steps[r].first = first; r < n {
			w.steps[r].parent = t.Tree.Parent[r]
		}
	}
	return w
}

// Toward makes a node the target.
func (c *Customizer) Toward(target uint32) {
	c.forget()
	c.target = c.Tree.Rank[target]
	row, n := c.row[:c.Tree.Depth[c.target]+1], len(c.stack)
	for i := range row {
		row[i] = nothing
	}
	row[len(row)-1] = 0
	for r := c.target; r != layout.None; r = c.steps[r].parent {
		lo, hi := c.steps[r].first, c.steps[r+1].first
		cost, above := row[c.Tree.Depth[r]], c.Tree.Above[lo:hi]
		for i, d := range c.down[lo:hi] {
			row[above[i]] = min(row[above[i]], cost+d)
		}
		n--
		c.stack[n] = r
	}
	for depth, r := range c.stack[n:] {
		c.take(r, row[depth])
	}
}

// forget forgets all costs to targets so far.
func (c *Customizer) forget() {
	if c.now++; c.now == 0 {
		for i := range c.steps {
			c.steps[i].of = 0
		}
		c.now = 1
	}
}

// take works out the cost of a rank, which is at most that of going down at once.
func (c *Customizer) take(r, least uint32) {
	lo, hi := c.steps[r].first, c.steps[r+1].first
	up := c.up[lo:hi]
	for i, head := range c.Tree.Head[lo:hi] {
		least = min(least, up[i]+c.steps[head].cost)
	}
	c.steps[r].cost, c.steps[r].of = least, c.now
}

// To returns the distance of a node to the target, or Inf.
func (c *Customizer) To(v uint32) uint64 {
	r := c.Tree.Rank[v]
	if c.steps[r].of != c.now {
		c.reach(r)
	}
	cost := c.steps[r].cost
	if c.kind == Symmetrised && r != c.target {
		cost += c.weight[c.target] - c.weight[r]
	}
	switch {
	case cost >= shut-1:
		return Inf
	case c.kind == Symmetrised:
		return uint64(cost / 2)
	}
	return uint64(cost)
}

// reach works out the cost of a rank, after those of the ancestors.
func (c *Customizer) reach(r uint32) {
	n := len(c.stack)
	for ; r != layout.None && c.steps[r].of != c.now; r = c.steps[r].parent {
		n--
		c.stack[n] = r
	}
	for _, r := range c.stack[n:] {
		c.take(r, nothing)
	}
}
