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
	shard  *Shard
	step   uint32 // bytes of a block
	blocks int    // in all runs
	runs   []*run
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
		r := c.runs[(top-1)>>indexBits]
		s := &r.slots[(top-1)&indexMask]
		if c.free.CompareAndSwap(top, s.end) {
			return block{r, s.stamp.Load()}, true
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
	if len(c.runs) == maxRuns {
		return &ExhaustedError{Where: "pool", Asked: uint64(step)}
	}
	want := max(1, minRun/step, min(c.blocks/64, maxRun/step))
	r, err := c.shard.pool.cut(step, min(want, 1<<indexBits))
	if err != nil {
		return err
	}
	r.class, r.first = c, uint32(len(c.runs)<<indexBits)
	c.runs = append(c.runs, r)
	c.blocks += len(r.slots)
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
