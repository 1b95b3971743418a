package arena

import (
	"math"
	"math/bits"
)

// growth is what an arena grew by: further blocks, of the pool's own shard, which
// are used one after the other. It stays with the slot when the arena is given
// back, so that its list need not be made again.
type growth struct {
	blocks []block
	now    int // the one in use: those after it are empty, or will be when their turn comes
}

// growth returns what the arena grew by, or nil if arenas of its pool do not grow.
func (a Arena) growth() *growth {
	if a.run.growth == nil {
		return nil
	}
	return &a.run.growth[a.index()]
}

// placeElsewhere finds room for n elements, which the arena itself has not, in
// what it grew by, and lets it grow if there is none: to twice its size, or to
// what is needed if that is more.
func (a Arena) placeElsewhere(n int, size, align uint) (*run, uint, error) {
	if a.slot() == nil {
		return nil, 0, ErrStale
	}
	g := a.growth()
	if g == nil || uint(n) > MaxSize/size {
		return nil, 0, a.exhausted(n, size)
	}
	bytes := uint(n) * size
	for ; g.now < len(g.blocks); g.next() {
		b := g.blocks[g.now]
		if at := b.own().place(bytes, align); at != nowhere {
			return b.run, at, nil
		}
	}
	b, err := a.run.class.stock.pool.further(max(bytes+align, min(uint(a.Size()), MaxSize)))
	if err != nil {
		g.now = max(len(g.blocks)-1, 0) // the last may have room for less
		return nil, 0, err
	}
	g.blocks = append(g.blocks, b)
	return b.run, b.own().place(bytes, align), nil
}

// exhausted reports n elements for which the arena has no room.
func (a Arena) exhausted(n int, size uint) error {
	e := &ExhaustedError{Where: "arena", Size: uint64(a.Size())}
	e.Free = e.Size - uint64(a.Used())
	high, low := bits.Mul64(uint64(n), uint64(size))
	if e.Asked = low; high != 0 || n < 0 {
		e.Asked = math.MaxUint64
	}
	return e
}

// next goes on to the next block, which is empty then.
func (g *growth) next() {
	if g.now++; g.now < len(g.blocks) {
		g.blocks[g.now].rewind()
	}
}

// rewind makes the first block the one in use, and it empty.
func (g *growth) rewind() {
	if g.now = 0; len(g.blocks) > 0 {
		g.blocks[0].rewind()
	}
}

// release gives all blocks back.
func (g *growth) release() {
	for _, b := range g.blocks {
		b.retire()
		b.putBack()
	}
	g.blocks, g.now = g.blocks[:0], 0
}

func (g *growth) size() (bytes int) {
	for _, b := range g.blocks {
		bytes += b.size()
	}
	return bytes
}

func (g *growth) used() (bytes int) {
	for _, b := range g.blocks[:min(g.now+1, len(g.blocks))] {
		bytes += b.used()
	}
	return bytes
}
