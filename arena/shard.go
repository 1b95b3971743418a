package arena

import (
	"fmt"
	"sync/atomic"
)

// MaxSize is the greatest size of an arena, in bytes: 1 GB.
const MaxSize = unit << maxUnitBits

// Shard is where one worker takes arenas from. It keeps those that come back,
// from whichever goroutine, and what one shard has, no other uses; so make one
// for each worker, when the program starts.
//
// A Shard is not safe for concurrent use; its Pool is.
type Shard struct {
	pool    *Pool
	resets  atomic.Int64 // of arenas that came from here
	classes [numClasses]*class
}

// Take returns an arena of size bytes, empty. The error wraps ErrSize if size is
// below 0 or above MaxSize, ErrExhausted if the pool has reached its limit or the
// operating system gives no more, and ErrClosed if the pool was closed; in a
// build with the tag arenadebug it wraps ErrOverwritten if a block that would
// have served was written to while it was free, and that block is never used
// again. It costs some 10 ns if an arena of the size, or up to a quarter larger,
// is free, and now and then some µs for new memory if not.
func (s *Shard) Take(size int) (Arena, error) {
	if size < 0 || size > MaxSize {
		return Arena{}, sizeError("arena", size)
	}
	s.pool.active.Add(1) // before the look at closed, so that Close sees one or the other
	b, err := s.take(size)
	if err != nil {
		s.pool.active.Add(-1)
		return Arena{}, err
	}
	return Arena{b}, nil
}

// take is Take of a block that counts as no arena.
func (s *Shard) take(size int) (block, error) {
	if s.pool.closed.Load() {
		return block{}, fmt.Errorf("arena: %w", ErrClosed)
	}
	b, err := s.find(size)
	if err != nil {
		return block{}, err
	}
	if debug && !b.poisoned() {
		return block{}, fmt.Errorf("arena: %w", ErrOverwritten)
	}
	b.open(size)
	s.pool.took(int64(size))
	return b, nil
}

// find takes a free block for size bytes: one of their class, one up to a quarter
// larger rather than new memory, or a new one.
func (s *Shard) find(size int) (block, error) {
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
		s.classes[k] = &class{shard: s, step: uint32(stepOf(k))}
	}
	if err := s.classes[k].carve(); err != nil {
		return block{}, err
	}
	b, _ := s.classes[k].pop()
	return b, nil
}
