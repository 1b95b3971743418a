package arena

import "sync/atomic"

// run is memory that a class cut for itself: blocks of one size, side by side.
// Block i is the bytes from lead + i*step up to lead + (i+1)*step.
type run struct {
	class  *class
	region *region
	place  span     // in the region
	mem    []byte   // starts at a multiple of MaxAlign; nil in a purego build
	lead   uint32   // bytes before the first block
	first  uint32   // the class's number of the first block
	slots  []slot   // one for each block
	growth []growth // likewise, or nil if arenas of the pool do not grow
}

// slot is the state of a block: 16 bytes, with no pointer for the collector to
// follow. Offsets are into the memory of the run.
type slot struct {
	stamp atomic.Uint64 // generation<<indexBits | index: what a handle must say
	used  uint32        // offset behind the last slice made
	end   uint32        // offset of the end; of a free block, the next free one: see class
}

// A run has at most 1<<indexBits blocks; the generations left do not come round
// in a lifetime, at 1<<54 of them.
const (
	indexBits = 10
	indexMask = 1<<indexBits - 1
)

// block is a handle to a block: that of an Arena, or of what one grew by.
type block struct {
	run   *run
	stamp uint64 // of the slot when the block was taken
}

func (b block) index() uint32 { return uint32(b.stamp & indexMask) }

// start is the offset of the block's first byte.
func (b block) start() uint32 { return b.run.lead + b.index()*b.run.class.step }

// slot returns the state of the block, or nil if it was given back or is none.
func (b block) slot() *slot {
	if b.run == nil {
		return nil
	}
	if s := &b.run.slots[b.stamp&indexMask]; s.stamp.Load() == b.stamp {
		return s
	}
	return nil
}

// own is slot for who knows that the block is taken, or free in his hands.
func (b block) own() *slot { return &b.run.slots[b.index()] }

func (b block) size() int { return int(b.own().end - b.start()) }

func (b block) used() int { return int(b.own().used - b.start()) }

// open makes a free block one of size bytes, empty.
func (b block) open(size int) {
	s := b.own()
	s.used = b.start()
	s.end = s.used + uint32(size)
}

// rewind makes the block empty.
func (b block) rewind() {
	b.own().used = b.start()
	if debug {
		b.poison()
	}
}

// retire makes all handles to the block stale, or reports that they are.
func (b block) retire() bool {
	return b.own().stamp.CompareAndSwap(b.stamp, b.stamp+1<<indexBits)
}

// putBack lets the class have the block again, which was retired.
func (b block) putBack() {
	b.run.class.stock.pool.inUse.Add(-int64(b.size()))
	if debug {
		b.poison()
	}
	b.run.class.push(b)
}

// nowhere is the offset of what there is no room for.
const nowhere = ^uint(0)

// place takes bytes from the block, at most MaxSize, and returns their offset.
func (s *slot) place(bytes, align uint) uint {
	at := (uint(s.used) + align - 1) &^ (align - 1)
	if at+bytes > uint(s.end) {
		return nowhere
	}
	s.used = uint32(at + bytes)
	return at
}
