package arena

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// MaxSize is the largest size of an arena, in bytes: 1 GB.
const MaxSize = unit << maxUnitBits

// Shard gives arenas to one worker. Arenas given back, from any goroutine, return to
// their shard, and no other shard uses that memory. So make one for each worker when it
// starts, and Close it when it ends.
//
// A Shard is not safe for concurrent use; its Pool is.
type Shard struct {
	*store // nil once closed
}

// store holds the blocks of a shard. It outlives the Shard, since arenas return to it.
type store struct {
	pool    *Pool
	resets  atomic.Int64 // of arenas from this store
	trims   uint32       // the pool's trims at the last take
	classes [numClasses]*class
}

// Take returns an empty arena of size bytes. It costs some 10 ns if an arena of the size,
// or up to a quarter larger, is free, and otherwise sometimes some µs for new memory.
//
// The error wraps ErrSize if size is below 0 or above MaxSize; ErrExhausted if, after a
// Trim, the pool has reached its limit or the operating system gives no more; and
// ErrClosed if the pool or the shard was closed. In a build with the tag arenadebug it
// wraps ErrOverwritten if the block to be used was written to while it was free; that
// block is never used again.
func (s *Shard) Take(size int) (Arena, error) {
	if size < 0 || size > MaxSize {
		return Arena{}, sizeError("arena", size)
	}
	if s.store == nil {
		return Arena{}, fmt.Errorf("%w: the shard was", ErrClosed)
	}
	s.pool.active.Add(1) // before closed is read, so that Close sees one or the other
	b, err := s.take(size)
	if err != nil {
		s.pool.active.Add(-1)
		return Arena{}, err
	}
	return Arena{b}, nil
}

// Trim returns free memory of the shard to its pool, for arenas of other sizes and other
// shards: in pieces of 16 kB or more that hold no taken arena. It costs some ns for each
// free block and each size class.
func (s *Shard) Trim() {
	if s.store != nil {
		s.pool.returnRuns(s.trim())
	}
}

// Close gives the shard back to its pool when its worker ends; the next NewShard gets its
// memory. Arenas that came from it stay valid, and are given back as usual. Take then
// reports ErrClosed. A second Close does nothing. It always returns nil.
func (s *Shard) Close() error {
	if s.store != nil {
		s.pool.keepStore(s.store)
		s.store = nil
	}
	return nil
}

// take takes a block that does not count as an arena: see Shard.Take.
func (s *store) take(size int) (block, error) {
	if s.pool.closed.Load() {
		return block{}, fmt.Errorf("%w: the pool was", ErrClosed)
	}
	if n := s.pool.trims.Load(); n != s.trims {
		s.trims = n
		s.pool.returnRuns(s.trim())
	}
	b, err := s.find(size)
	if err != nil {
		return block{}, err
	}
	if debug && !b.poisoned() {
		return block{}, ErrOverwritten
	}
	b.reset(size)
	s.pool.addInUse(int64(size))
	return b, nil
}

// find takes a free block for size bytes: one of their class, else one up to a quarter
// larger, else a new one, else new memory after a trim.
func (s *store) find(size int) (block, error) {
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
		s.classes[k] = &class{store: s, step: uint32(stepOf(k))}
	}
	err := s.classes[k].grow()
	if errors.Is(err, ErrExhausted) {
		s.pool.returnRuns(s.trim())
		err = s.classes[k].grow()
	}
	if err != nil {
		return block{}, err
	}
	b, _ := s.classes[k].pop()
	return b, nil
}

// trim removes the runs whose blocks are all free, and returns them.
func (s *store) trim() (out []*run) {
	for _, c := range s.classes {
		if c != nil && c.free.Load() != 0 {
			out = append(out, c.trim()...)
		}
	}
	return out
}
