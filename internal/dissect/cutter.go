package dissect

import (
	"context"
	"slices"
)

// cutter searches for separators. It reuses its memory.
type cutter struct {
	ctx  context.Context
	p    *part
	axes axes
	flow flow
	line []uint32 // the nodes along an axis
	keys []uint64 // scratch of sortLine
	ends [2]end
	best separator
	out  []uint32 // scratch of collect
}

// end is how much of the line the sources or the sinks cover.
type end struct {
	nodes  int
	weight uint64
}

// separator is a set of nodes that leaves two sides with no edge in between.
type separator struct {
	quality float64 // 0 for none
	size    int
	least   uint64  // the weight of the lighter side
	axis    int     // that it was found along
	side    []uint8 // by node: one side, the other, or onSeparator
}

const onSeparator = 2

// shares are the parts of the weight, in hundredths, that are sources at one end of the
// line and sinks at the other. Small shares find narrow places far from the middle:
// without those below 20 two nodes of a city have a third more ancestors in common. Finer
// steps, and more than four axes, hardly matter.
var shares = []uint64{5, 10, 15, 20, 25, 30, 35, 40, 45}

// separate searches for the best separator of a connected part. ok is false if there is
// no good one.
func (c *cutter) separate(p *part) (ok bool, err error) {
	c.p, c.best.quality = p, 0
	c.axes.set(p)
	for axis := range directions {
		c.sortLine(axis)
		if err := c.searchAxis(axis); err != nil {
			return false, err
		}
	}
	return c.best.isGood(p.size()), nil
}

// isGood tells whether a separator of a part of n nodes is worth using. If one side is
// much lighter than the separator, minimum degree does better; but in a part too large
// for minimum degree a separator is rejected only if there is hardly a side at all.
func (s *separator) isGood(n int) bool {
	if n > maxDense {
		return s.quality > 0 && s.least > uint64(n)/64
	}
	return s.quality > 0 && 4*s.least >= uint64(s.size)
}

// sortLine sorts the nodes along an axis, those at one place by number.
func (c *cutter) sortLine(axis int) {
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

// searchAxis tries minimum separators between growing ends of the line. It stops once
// none can be the best: the flow only grows, and with it the separators.
func (c *cutter) searchAxis(axis int) error {
	c.flow.reset(c.p.adjacency)
	c.ends = [2]end{}
	for _, share := range shares {
		if !c.grow(share) {
			continue
		}
		if !c.flow.augment(c.limit()) {
			break
		}
		c.evaluate(axis, fromSinks)
		c.flow.reach(fromSources)
		c.evaluate(axis, fromSources)
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// limit returns the largest size at which a separator with sides of equal weight can
// still be the best.
func (c *cutter) limit() int {
	half := c.p.total / 2
	most := quality(half, c.p.total-half, 1) / c.best.quality
	return int(min(most, float64(c.p.size())))
}

// grow adds sources and sinks until they have their share of the weight, or half of the
// nodes. It tells whether there are more than before.
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

// quality rates a separator of so many nodes between weights a and b: the separated pairs
// for each of its nodes.
func quality(a, b uint64, size int) float64 {
	return float64(a) * float64(b) / float64(max(size, 1))
}

// evaluate rates the separator nearest to the sources, or to the sinks: the nodes whose
// entry was reached, but not their exit.
func (c *cutter) evaluate(axis, side int) {
	s := separator{axis: axis}
	var near, far uint64
	for v, w := range c.p.weight {
		switch c.flow.sideOf(v, side) {
		case onSeparator:
			s.size++
		case uint8(side):
			near += uint64(w)
		default:
			far += uint64(w)
		}
	}
	s.quality, s.least = quality(near, far, s.size), min(near, far)
	if s.quality <= c.best.quality {
		return
	}
	s.side = c.best.side[:0]
	for v := range c.p.weight {
		s.side = append(s.side, c.flow.sideOf(v, side))
	}
	c.best = s
}

// trim moves nodes of the separator that touch only one side to that side. Some sources
// and sinks do.
func (c *cutter) trim() {
	side := c.best.side
	for v := range side {
		if side[v] != onSeparator {
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

// collect lists the nodes of the two sides by number, and those of the separator along
// the axis across.
func (c *cutter) collect() (groups [3][]uint32) {
	c.trim()
	c.out = c.out[:0]
	for side := range uint8(onSeparator) {
		from := len(c.out)
		for v, s := range c.best.side {
			if s == side {
				c.out = append(c.out, uint32(v))
			}
		}
		groups[side] = c.out[from:]
	}
	c.sortLine(across(c.best.axis))
	from := len(c.out)
	for _, v := range c.line {
		if c.best.side[v] == onSeparator {
			c.out = append(c.out, v)
		}
	}
	groups[onSeparator] = c.out[from:]
	return groups
}
