package dissect

import (
	"context"
	"slices"
)

// cutter looks for separators. It is memory to do so again and again.
type cutter struct {
	ctx  context.Context
	p    *part
	axes axes
	flow flow
	line []uint32 // the nodes along an axis
	keys []uint64 // scratch of layLine
	ends [2]end
	best separator
	out  []uint32 // scratch of collect
}

// end is what was taken of the line at one end.
type end struct {
	nodes  int
	weight uint64
}

// separator is a set of nodes without which there are two sides with no edge in
// between.
type separator struct {
	worth float64 // 0 for none
	size  int
	least uint64  // the weight of the lighter side
	axis  int     // that it was found along
	side  []uint8 // by node: one side, the other, or on
}

const on = 2

// shares are how much of a part are sources at one end of the line, and sinks at
// the other, in hundredths. Small ones find what is narrow far from the middle:
// without those below 20 two nodes of a city have a third more ancestors in common.
// Finer steps, and more than four axes, hardly matter.
var shares = []uint64{5, 10, 15, 20, 25, 30, 35, 40, 45}

// separate looks for the best separator of a connected part, and reports whether
// there is a good one.
func (c *cutter) separate(p *part) (ok bool, err error) {
	c.p, c.best.worth = p, 0
	c.axes.lay(p)
	for axis := range directions {
		c.layLine(axis)
		if err := c.along(axis); err != nil {
			return false, err
		}
	}
	return c.best.good(p.size()), nil
}

// good tells whether a separator of a part of n nodes is better than none. If one
// side is much lighter than the separator, minimum degree does better; but a part
// too large for it is given up only if there is hardly a side at all.
func (s *separator) good(n int) bool {
	if n > maxDense {
		return s.worth > 0 && s.least > uint64(n)/64
	}
	return s.worth > 0 && 4*s.least >= uint64(s.size)
}

// layLine sorts the nodes along an axis, those at one place by number.
func (c *cutter) layLine(axis int) {
	least := c.axes.at(axis, 0)
	for v := range uint32(c.p.size()) {
		least = min(least, c.axes.at(axis, v))
	}
	c.keys, c.line = c.keys[:0], c.line[:0]
	for v := range uint32(c.p.size()) {
		c.keys = append(c.keys, uint64(c.axes.at(axis, v)-least)<<32|uint64(v))
	}
	slices.Sort(c.keys)
	for _, k := range c.keys {
		c.line = append(c.line, uint32(k))
	}
}

// along tries smallest separators between the ends of the line, as much as it
// takes for one to be the best: the flow only grows, and with it the separators.
func (c *cutter) along(axis int) error {
	c.flow.reset(c.p.adjacency)
	c.ends = [2]end{}
	for _, share := range shares {
		if !c.grow(share) {
			continue
		}
		if !c.flow.augment(c.limit()) {
			break
		}
		c.rate(axis, fromSinks)
		c.flow.reach(fromSources)
		c.rate(axis, fromSources)
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// limit returns the greatest size that a separator may have to be the best, if
// its sides are of the same weight.
func (c *cutter) limit() int {
	half := c.p.total / 2
	most := worth(half, c.p.total-half, 1) / c.best.worth
	return int(min(most, float64(c.p.size())))
}

// grow adds sources and sinks until they have their share of the weight, or half
// of the nodes. It reports whether there are more than before.
func (c *cutter) grow(share uint64) (more bool) {
	half := (len(c.line) + 1) / 2
	for side := range c.ends {
		e := &c.ends[side]
		for e.nodes < half && 100*e.weight < share*c.p.total {
			v := c.line[e.nodes]
			if side == fromSinks {
				v = c.line[len(c.line)-1-e.nodes]
			}
			c.flow.add(side, v)
			e.nodes++
			e.weight += uint64(c.p.weight[v])
			more = true
		}
	}
	return more
}

// worth is how good it is to separate weights a and b by so many nodes: the pairs
// that are separated for each node that it takes.
func worth(a, b uint64, size int) float64 {
	return float64(a) * float64(b) / float64(max(size, 1))
}

// rate looks at the separator that is the first to be met from the sources, or
// from the sinks: nodes whose entry was reached, and not their exit.
func (c *cutter) rate(axis, side int) {
	s := separator{axis: axis}
	var near, far uint64
	for v, w := range c.p.weight {
		switch c.flow.sideOf(v, side) {
		case on:
			s.size++
		case uint8(side):
			near += uint64(w)
		default:
			far += uint64(w)
		}
	}
	s.worth, s.least = worth(near, far, s.size), min(near, far)
	if s.worth <= c.best.worth {
		return
	}
	s.side = c.best.side[:0]
	for v := range c.p.weight {
		s.side = append(s.side, c.flow.sideOf(v, side))
	}
	c.best = s
}

// trim puts nodes of the separator that lie beside one side only on that side:
// some sources and sinks do.
func (c *cutter) trim() {
	side := c.best.side
	for v := range side {
		if side[v] != on {
			continue
		}
		var beside [3]bool
		for _, u := range c.p.row(uint32(v)) {
			beside[side[u]] = true
		}
		if !beside[1] {
			side[v] = 0
		} else if !beside[0] {
			side[v] = 1
		}
	}
}

// collect lists the nodes of the two sides by their numbers, and those of the
// separator along the line across the one that it was found on.
func (c *cutter) collect() (groups [3][]uint32) {
	c.trim()
	c.out = c.out[:0]
	for side := range uint8(on) {
		from := len(c.out)
		for v, s := range c.best.side {
			if s == side {
				c.out = append(c.out, uint32(v))
			}
		}
		groups[side] = c.out[from:]
	}
	c.layLine(across(c.best.axis))
	from := len(c.out)
	for _, v := range c.line {
		if c.best.side[v] == on {
			c.out = append(c.out, v)
		}
	}
	groups[on] = c.out[from:]
	return groups
}
