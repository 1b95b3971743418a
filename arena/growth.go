package arena

import (
	"math"
	"math/bits"
)

// growth is the memory that an arena grew by: further blocks, from the pool's
// growthStore, used one after another. It stays with the slot when the arena is given
// back, so that its list need not be made again.
type growth struct {
	blocks  []block
	current int // the block in use; those after it are emptied when their turn comes
}

// growth returns the growth of the arena, or nil if arenas of its pool do not grow.
func (a Arena) growth() *growth {
	if a.run.growth == nil {
		return nil
	}
	return &a.run.growth[a.index()]
}

// allocateInGrowth allocates n elements for which the arena itself has no room, in its
// growth. If that has no room, the arena grows: to twice its size, or by what is needed
// if that is more.
func (a Arena) allocateInGrowth(n int, size, align uint) (*run, uint, error) {
	if a.slot() == nil {
		return nil, 0, ErrStale
	}
	g := a.growth()
	if g == nil || uint(n) > MaxSize/size {
		return nil, 0, a.exhausted(n, size)
	}
	bytes := uint(n) * size
	for ; g.current < len(g.blocks); g.next() {
		b := g.blocks[g.current]
		if at := b.state().allocate(bytes, align); at != noRoom {
			return b.run, at, nil
		}
	}
	b, err := a.run.class.store.pool.growthBlock(max(bytes+align, min(uint(a.Size()), MaxSize)))
	if err != nil {
		g.current = max(len(g.blocks)-1, 0) // the last may have room for less
		return nil, 0, err
	}
	g.blocks = append(g.blocks, b)
	return b.run, b.state().allocate(bytes, align), nil
}

// exhausted returns the error for n elements without room.
func (a Arena) exhausted(n int, size uint) error {
	e := &ExhaustedError{Where: "arena", Size: uint64(a.Size())}
	e.Free = e.Size - uint64(a.Used())
	high, low := bits.Mul64(uint64(n), uint64(size))
	if e.Asked = low; high != 0 || n < 0 {
		e.Asked = math.MaxUint64
	}
	return e
}

// next moves on to the next block and empties it.
func (g *growth) next() {
	if g.current++; g.current < len(g.blocks) {
		g.blocks[g.current].rewind()
	}
}

// rewind moves back to the first block and empties it.
func (g *growth) rewind() {
	if g.current = 0; len(g.blocks) > 0 {
		g.blocks[0].rewind()
	}
}

// release gives all blocks back.
func (g *growth) release() {
	for _, b := range g.blocks {
		b.retire()
		b.free()
	}
	g.blocks, g.current = g.blocks[:0], 0
}

func (g *growth) size() (bytes int) {
	for _, b := range g.blocks {
		bytes += b.size()
	}
	return bytes
}

func (g *growth) used() (bytes int) {
	for _, b := range g.blocks[:min(g.current+1, len(g.blocks))] {
		bytes += b.used()
	}
	return bytes
}
