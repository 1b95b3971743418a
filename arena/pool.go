package arena

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// Options configures a Pool; the zero value, or nil, means the defaults.
type Options struct {
	// Limit is the largest number of bytes to get from the operating system; 0 means
	// no limit, and a negative number no memory at all.
	Limit int64
	// Grow makes a full arena grow to at least twice its size; without it Make
	// reports ErrExhausted. The arena keeps its growth until it is given back. Each
	// arena takes 32 bytes more on the Go heap.
	Grow bool
}

// Pool is memory from the operating system for arenas. It keeps the memory, and its
// shards give it out.
//
// A Pool is safe for concurrent use; a Shard is not.
type Pool struct {
	options Options
	closed  atomic.Bool
	trims   atomic.Uint32 // calls of Trim
	active  atomic.Int64  // arenas taken
	inUse   atomic.Int64  // bytes of them
	peak    atomic.Int64  // the largest inUse so far

	mu         sync.Mutex // guards the fields below; reserved and obtained may be read without it
	stores     []*store   // of all shards, closed ones too
	idleStores []*store   // those of closed shards
	regions    []*region
	reserved   atomic.Int64 // bytes of all regions
	obtained   atomic.Int64 // how many regions were obtained

	growing     sync.Mutex // held to use growthStore
	growthStore *store     // memory for the growth of arenas
}

// NewPool returns a pool that has no memory yet. nil means the zero Options.
func NewPool(opts *Options) *Pool {
	p := &Pool{}
	if opts != nil {
		p.options = *opts
	}
	p.growthStore = p.newStore()
	return p
}

// NewShard returns a shard of the pool for a worker: a closed one, with the memory that
// it has, or a new one, which costs some µs and 11 kB.
func (p *Pool) NewShard() *Shard { return &Shard{p.newStore()} }

// newStore returns a store that no shard uses.
func (p *Pool) newStore() *store {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.idleStores) - 1; last >= 0 {
		s := p.idleStores[last]
		p.idleStores = p.idleStores[:last]
		return s
	}
	s := &store{pool: p}
	p.stores = append(p.stores, s)
	return s
}

// keepStore keeps the store of a closed shard.
func (p *Pool) keepStore(s *store) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idleStores = append(p.idleStores, s)
}

// Trim returns to the operating system all regions of which nothing is in use. Call it
// after a peak that will not come again. Closed shards and the growth of arenas are
// trimmed at once. A shard in use is trimmed at its next Take, or by its own Trim; the
// memory that it returns to the pool goes to the operating system at the next Trim of the
// pool. After Trim, reading or writing a slice of an arena that was given back, always a
// mistake, may be a fault that ends the program. The error is the operating system's.
func (p *Pool) Trim() error {
	p.trims.Add(1)
	p.growing.Lock()
	p.returnRuns(p.growthStore.trim())
	p.growing.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.idleStores {
		p.returnRunsLocked(s.trim())
	}
	return p.shrink()
}

// Close returns all memory to the operating system, for programs that go on without the
// pool: a pool that is dropped without Close keeps its memory for ever. The error wraps
// ErrActive if arenas are taken; then nothing has happened, except that a Take at the
// same moment may have reported ErrClosed. Reading or writing a slice of a closed pool's
// arenas is a fault that ends the program. A second Close does nothing.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed.Store(true)
	if n := p.active.Load(); n != 0 {
		p.closed.Store(false)
		return fmt.Errorf("%w: %d of them", ErrActive, n)
	}
	var errs []error
	for _, r := range p.regions {
		errs = append(errs, discard(r.mem))
	}
	p.regions = nil
	p.reserved.Store(0)
	return errors.Join(errs...)
}

// growthBlock takes a block for an arena to grow by.
func (p *Pool) growthBlock(size uint) (block, error) {
	if size > MaxSize {
		return block{}, &ExhaustedError{Where: "pool", Asked: uint64(size), Size: MaxSize}
	}
	p.growing.Lock()
	defer p.growing.Unlock()
	return p.growthStore.take(int(size))
}
