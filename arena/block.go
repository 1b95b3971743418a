package arena

import "sync/atomic"

// run is memory that a class has cut into blocks of one size, side by side. Block i is
// the bytes from lead + i*step up to lead + (i+1)*step.
type run struct {
	class  *class
	region *region
	place  span     // in the region
	mem    []byte   // starts at a multiple of MaxAlign; nil in a purego build
	lead   uint32   // bytes before the first block
	first  uint32   // the class's number of the first block
	slots  []slot   // one for each block
	growth []growth // one for each block, or nil if arenas of the pool do not grow
}

// slot is the state of a block: 16 bytes, with no pointer for the collector to follow.
// Offsets are into the memory of the run.
type slot struct {
	stamp atomic.Uint64 // generation<<indexBits | index, as in a valid handle
	used  uint32        // offset of the end of the last slice
	end   uint32        // offset of the end of the arena; in a free block, the next free one: see class
}

// A run has at most 1<<indexBits blocks. That leaves 1<<54 generations, which do not wrap
// around in a lifetime.
const (
	indexBits = 10
	indexMask = 1<<indexBits - 1
)

// block is a handle to a block, of an Arena or of its growth.
type block struct {
	run   *run
	stamp uint64 // of the slot when the block was taken
}

func (b block) index() uint32 { return uint32(b.stamp & indexMask) }

// start returns the offset of the block's first byte.
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

// state is slot without the check: the block must be taken, or free and owned by the
// caller.
func (b block) state() *slot { return &b.run.slots[b.index()] }

func (b block) size() int { return int(b.state().end - b.start()) }

func (b block) used() int { return int(b.state().used - b.start()) }

// reset makes a free block an empty one of size bytes.
func (b block) reset(size int) {
	s := b.state()
	s.used = b.start()
	s.end = s.used + uint32(size)
}

// rewind empties the block.
func (b block) rewind() {
	b.state().used = b.start()
	if debug {
		b.poison()
	}
}

// retire makes all handles to the block stale. It returns false if they are already.
func (b block) retire() bool {
	return b.state().stamp.CompareAndSwap(b.stamp, b.stamp+1<<indexBits)
}

// free gives a retired block back to its class.
func (b block) free() {
	b.run.class.store.pool.inUse.Add(-int64(b.size()))
	if debug {
		b.poison()
	}
	b.run.class.push(b)
}

// noRoom is the offset that allocate returns if there is no room.
const noRoom = ^uint(0)

// allocate takes bytes, at most MaxSize, from the block and returns their offset.
func (s *slot) allocate(bytes, align uint) uint {
	at := (uint(s.used) + align - 1) &^ (align - 1)
	if at+bytes > uint(s.end) {
		return noRoom
	}
	s.used = uint32(at + bytes)
	return at
}
