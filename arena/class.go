package arena

import (
	"math/bits"
	"sync/atomic"
)

// Size classes. A unit is 16 bytes. Up to 128 units there is a class for each number of
// units, above that there are 64 classes for each doubling. So a block is larger than the
// size asked for by at most 1/64, or by less than a unit.
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

// stepOf returns the bytes of a block of a class: the largest size in it.
func stepOf(class int) int {
	e := max(class>>classBits-1, 0)
	return (class - e<<classBits + 1) << e * unit
}

// class holds the blocks of one size that a shard has.
//
// The free ones are a stack: free is the top, and the field end of a free block's slot is
// the one below, as numbers of blocks plus one, or 0 if there is none. Block i of runs[r]
// has the number r<<indexBits + i. Any goroutine may push, without a lock, but only the
// shard's owner pops. So a block that is on top both when the owner reads free and when
// it swaps free has never left in between, and the block below it is still the same.
type class struct {
	store    *store
	step     uint32 // bytes of a block
	blocks   int    // in all runs
	runs     []*run // nil where one was given back to the pool
	freeRuns []int  // the indices of these
	free     atomic.Uint32
}

// push makes a retired block free for the next Take.
func (c *class) push(b block) {
	s := b.state()
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
		if c.free.CompareAndSwap(top, b.state().end) {
			return b, true
		}
	}
}

// A new run has 1/64 of the blocks that the class has already, but at least as many as fit
// into minRun bytes, at most as many as fit into maxRun, and one in any case.
const (
	minRun  = 16 << 10
	maxRun  = 1 << 20
	maxRuns = 1<<(32-indexBits) - 1 // so that block numbers fit in 32 bits
)

// grow gets a run of new blocks from the pool.
func (c *class) grow() error {
	step := int(c.step)
	if len(c.runs) == maxRuns && len(c.freeRuns) == 0 {
		return &ExhaustedError{Where: "pool", Asked: uint64(step)}
	}
	want := max(1, minRun/step, min(c.blocks/64, maxRun/step))
	r, err := c.store.pool.newRun(step, min(want, 1<<indexBits))
	if err != nil {
		return err
	}
	c.add(r)
	for i := len(r.slots) - 1; i >= 0; i-- { // so that blocks are taken in order
		r.slots[i].stamp.Store(uint64(i))
		b := block{r, uint64(i)}
		if debug {
			b.poison()
		}
		c.push(b)
	}
	return nil
}

// add adds a run and numbers its blocks.
func (c *class) add(r *run) {
	i := len(c.runs)
	if last := len(c.freeRuns) - 1; last >= 0 {
		i, c.freeRuns = c.freeRuns[last], c.freeRuns[:last]
		c.runs[i] = r
	} else {
		c.runs = append(c.runs, r)
	}
	r.class, r.first = c, uint32(i<<indexBits)
	c.blocks += len(r.slots)
}

// trim removes the runs whose blocks are all free, and returns them. Like pop it is for
// the shard's owner; blocks that others give back meanwhile stay.
func (c *class) trim() (out []*run) {
	top := c.free.Swap(0)
	free := c.count(top)
	for top != 0 {
		b := c.numbered(top)
		top = b.state().end
		if free[b.run] < len(b.run.slots) {
			c.push(b)
		}
	}
	for i, r := range c.runs {
		if r != nil && free[r] == len(r.slots) {
			c.runs[i], c.freeRuns = nil, append(c.freeRuns, i)
			c.blocks -= len(r.slots)
			out = append(out, r)
		}
	}
	return out
}

// count returns the number of free blocks of each run on the stack that starts at top. A
// block that was written to while free does not count: Take reports it later.
func (c *class) count(top uint32) map[*run]int {
	free := map[*run]int{}
	for top != 0 {
		b := c.numbered(top)
		top = b.state().end
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
