package dissect

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"github.com/veltrix/cairn/internal/parallel"
)

// cutter searches for separators. It reuses its memory.
type cutter struct {
	p        *part
	axes     axes
	searches []*inertialFlow // one for each goroutine
	found    [4]candidates   // by axis
	bound    atomic.Uint64   // the quality of best, or of one on the first axis, as the bits of a float64
	out      []uint32        // scratch of collect

	lock  sync.Mutex // of the rest
	ended [4]bool    // by axis
	next  int        // the first axis whose candidates are not in best
	best  separator  // on the axes before that
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

// separate searches for the best separator of a connected part, on some goroutines. ok is
// false if there is no good one. It may miss the best after the end of the context.
func (c *cutter) separate(ctx context.Context, p *part, goroutines int) (ok bool) {
	c.begin(p, goroutines)
	parallel.Each(goroutines, len(directions), func(worker, axis int) {
		c.searches[worker].searchAxis(ctx, axis)
		c.end(axis)
	})
	return c.best.isGood(p.size())
}

func (c *cutter) begin(p *part, goroutines int) {
	c.p = p
	c.axes.set(p)
	c.ended, c.next, c.best.quality = [4]bool{}, 0, 0
	c.bound.Store(0)
	for len(c.searches) < goroutines {
		c.searches = append(c.searches, &inertialFlow{cutter: c})
	}
}

// end notes the end of a search, and takes the candidates of all axes before the first
// that has not ended: they are taken in the order of the axes.
func (c *cutter) end(axis int) {
	c.lock.Lock()
	defer c.lock.Unlock()
	for c.ended[axis] = true; c.next < len(directions) && c.ended[c.next]; c.next++ {
		c.take(c.found[c.next])
	}
	c.announce(c.best.quality)
}

// take takes the candidates of an axis that are better than the best so far. It ignores
// those beyond the limit that this best sets. A search that began before it was known may
// have found some, and they may even be better: the sources and sinks with paths of their
// own are not in the separator, which then has fewer nodes than there are paths.
func (c *cutter) take(found candidates) {
	share := uint64(0)
	for _, s := range found {
		if s.share != share && s.paths > c.p.limit(c.best.quality) {
			return
		}
		if share = s.share; s.quality > c.best.quality {
			c.best = s.separator
		}
	}
}

// known returns a quality that a separator on an axis must exceed to be the best.
func (c *cutter) known(axis int) float64 {
	if axis == 0 {
		return 0
	}
	return math.Float64frombits(c.bound.Load())
}

// announce makes a quality known to the searches on the axes after the first.
func (c *cutter) announce(quality float64) {
	for bits := math.Float64bits(quality); ; { // in the order of the numbers, none of which is negative
		before := c.bound.Load()
		if bits <= before || c.bound.CompareAndSwap(before, bits) {
			return
		}
	}
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
	from := len(c.out)
	for _, v := range c.searches[0].sortLine(across(c.best.axis)) {
		if c.best.side[v] == onSeparator {
			c.out = append(c.out, v)
		}
	}
	groups[onSeparator] = c.out[from:]
	return groups
}
