package arena

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// MaxSize is the greatest size of an arena, in bytes: 1 GB.
const MaxSize = unit << maxUnitBits

// Shard is where one worker takes arenas from. It keeps those that come back,
// from whichever goroutine, and what one shard has, no other uses; so make one
// for each worker, when that starts, and Close it when it ends.
//
// A Shard is not safe for concurrent use; its Pool is.
type Shard struct {
	*stock // nil once closed
}

// stock is what a shard has. It outlives the Shard, since arenas come home to it.
type stock struct {
	pool    *Pool
	resets  atomic.Int64 // of arenas that came from here
	trims   uint32       // of the pool's, which of them it has followed
	classes [numClasses]*class
}

// Take returns an arena of size bytes, empty. The error wraps ErrSize if size is
// below 0 or above MaxSize, ErrExhausted if the pool has reached its limit or the
// operating system gives no more, and ErrClosed if the pool or the shard was closed; in a
// build with the tag arenadebug it wraps ErrOverwritten if a block that would
// have served was written to while it was free, and that block is never used
// again. It costs some 10 ns if an arena of the size, or up to a quarter larger,
// is free, and now and then some µs for new memory if not; before it reports
// ErrExhausted it does what Trim does.
func (s *Shard) Take(size int) (Arena, error) {
	if size < 0 || size > MaxSize {
		return Arena{}, sizeError("arena", size)
	}
	if s.stock == nil {
		return Arena{}, fmt.Errorf("%w: the shard was", ErrClosed)
	}
	s.pool.active.Add(1) // before the look at closed, so that Close sees one or the other
	b, err := s.take(size)
	if err != nil {
		s.pool.active.Add(-1)
		return Arena{}, err
	}
	return Arena{b}, nil
}

// Trim gives what the shard has free back to its pool, for arenas of other sizes and of
// other shards, as far as no arena that is taken lies beside it: in pieces of 16 kB and
// more. It costs some ns for each block that is free, and for each class of sizes.
func (s *Shard) Trim() {
	if s.stock != nil {
		s.pool.restore(s.trim())
	}
}

// Close gives the shard back to its pool, when its worker ends: the next NewShard gets
// what it has. Arenas that came from it stay good, and are given back as ever. A Take
// reports ErrClosed from now on. Closing again does nothing. It always returns nil.
func (s *Shard) Close() error {
	if s.stock != nil {
		s.pool.rest(s.stock)
		s.stock = nil
	}
	return nil
}

// take is Take of a block that counts as no arena.
func (s *stock) take(size int) (block, error) {
	if s.pool.closed.Load() {
		return block{}, fmt.Errorf("%w: the pool was", ErrClosed)
	}
	if n := s.pool.trims.Load(); n != s.trims {
		s.trims = n
		s.pool.restore(s.trim())
	}
	b, err := s.find(size)
	if err != nil {
		return block{}, err
	}
	if debug && !b.poisoned() {
		return block{}, ErrOverwritten
	}
	b.open(size)
	s.pool.took(int64(size))
	return b, nil
}

// find takes a free block for size bytes: one of their class, one up to a quarter
// larger rather than new memory, or a new one; and if there is no more of that, one of
// what other classes have free.
func (s *stock) find(size int) (block, error) {
	k := classOf(size)
	for _, c := range s.classes[k : classOf(min(size+size/4, MaxSize))+1] {
		if c == nil {
			continue
		}
		if b, ok := c.pop(); ok {
			return b, nil
		}
	}
	if s.classes[k] == nil {
		s.classes[k] = &class{stock: s, step: uint32(stepOf(k))}
	}
	err := s.classes[k].carve()
	if errors.Is(err, ErrExhausted) {
		s.pool.restore(s.trim())
		err = s.classes[k].carve()
	}
	if err != nil {
		return block{}, err
	}
	b, _ := s.classes[k].pop()
	return b, nil
}

// trim takes the runs out of which all blocks are free.
func (s *stock) trim() (out []*run) {
	for _, c := range s.classes {
		if c != nil && c.free.Load() != 0 {
			out = append(out, c.trim()...)
		}
	}
	return out
}
