package arena

import (
	"math/bits"
	"sync/atomic"
)

// Sizes come in classes. A unit is 16 bytes; up to 128 units there is a class for
// each number of them, and above 64 classes for each doubling, so that a block is
// larger than what was asked for by 1/64 at most, or by less than a unit.
const (
	unit        = 16
	classBits   = 6 // 64 classes a doubling
	numClasses  = (maxUnitBits-classBits)<<classBits + 1<<classBits
	maxUnitBits = 26
)

// classOf returns the class of arenas of size bytes, at most MaxSize.
func classOf(size int) int {
	last := (max(size, 1) - 1) / unit // the number of the last unit needed
	e := max(bits.Len(uint(last))-classBits-1, 0)
	return e<<classBits + last>>e
}

// stepOf returns the bytes of a block of a class: the greatest size of it.
func stepOf(class int) int {
	e := max(class>>classBits-1, 0)
	return (class - e<<classBits + 1) << e * unit
}

// class is the blocks of one size that a shard has.
//
// The free ones are a stack: free is the top, and the end of a free block's slot
// the one below, as numbers of blocks plus one, or 0 if there is none. Block i of
// runs[r] has the number r<<indexBits + i. Any goroutine may push, with no lock;
// only the shard's owner pops, which is what makes it sound: a block that is on
// top when he looks, and when he takes it, never left in between, so what was
// below it still is.
type class struct {
	stock  *stock
	step   uint32 // bytes of a block
	blocks int    // in all runs
	runs   []*run // nil where one was given back to the pool
	holes  []int  // where that is so
	free   atomic.Uint32
}

// push makes the block of a handle that is retired free to be taken again.
func (c *class) push(b block) {
	s := b.own()
	number := b.run.first + b.index() + 1
	for {
		top := c.free.Load()
		s.end = top
		if c.free.CompareAndSwap(top, number) {
			return
		}
	}
}

// pop takes the block that was given back last.
func (c *class) pop() (b block, ok bool) {
	for {
		top := c.free.Load()
		if top == 0 {
			return block{}, false
		}
		b := c.numbered(top)
		if c.free.CompareAndSwap(top, b.own().end) {
			return b, true
		}
	}
}

// A run has 1/64 of the blocks that the class has already, but at least what fits
// into minRun bytes, at most what fits into maxRun, and one in any case.
const (
	minRun  = 16 << 10
	maxRun  = 1 << 20
	maxRuns = 1<<(32-indexBits) - 1 // whose blocks have numbers
)

// carve gets a run of new blocks from the pool.
func (c *class) carve() error {
	step := int(c.step)
	if len(c.runs) == maxRuns && len(c.holes) == 0 {
		return &ExhaustedError{Where: "pool", Asked: uint64(step)}
	}
	want := max(1, minRun/step, min(c.blocks/64, maxRun/step))
	r, err := c.stock.pool.cut(step, min(want, 1<<indexBits))
	if err != nil {
		return err
	}
	c.add(r)
	for i := len(r.slots) - 1; i >= 0; i-- { // so that they are taken in order
		r.slots[i].stamp.Store(uint64(i))
		b := block{r, uint64(i)}
		if debug {
			b.poison()
		}
		c.push(b)
	}
	return nil
}

// add takes in a run, and gives its blocks their numbers.
func (c *class) add(r *run) {
	i := len(c.runs)
	if last := len(c.holes) - 1; last >= 0 {
		i, c.holes = c.holes[last], c.holes[:last]
		c.runs[i] = r
	} else {
		c.runs = append(c.runs, r)
	}
	r.class, r.first = c, uint32(i<<indexBits)
	c.blocks += len(r.slots)
}

// trim takes the runs out of which all blocks are free. It is for the shard's owner, as
// pop is: what others give back meanwhile stays.
func (c *class) trim() (out []*run) {
	top := c.free.Swap(0)
	free := c.count(top)
	for top != 0 {
		b := c.numbered(top)
		top = b.own().end
		if free[b.run] < len(b.run.slots) {
			c.push(b)
		}
	}
	for i, r := range c.runs {
		if r != nil && free[r] == len(r.slots) {
			c.runs[i], c.holes = nil, append(c.holes, i)
			c.blocks -= len(r.slots)
			out = append(out, r)
		}
	}
	return out
}

// count returns how many blocks are free of each run, by the stack of the free ones. One
// that was written to meanwhile is left for Take to report.
func (c *class) count(top uint32) map[*run]int {
	free := map[*run]int{}
	for top != 0 {
		b := c.numbered(top)
		top = b.own().end
		if !debug || b.poisoned() {
			free[b.run]++
		}
	}
	return free
}

// numbered returns a free block by its number plus one.
func (c *class) numbered(number uint32) block {
	r := c.runs[(number-1)>>indexBits]
	return block{r, r.slots[(number-1)&indexMask].stamp.Load()}
}
