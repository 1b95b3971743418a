package arena

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// Options are choices for a Pool; the zero value, or nil, is the usual one.
type Options struct {
	// Limit is how many bytes to get from the operating system at most; 0 means as
	// many as it gives.
	Limit int64
	// Grow lets a full arena grow, to twice its size or more, rather than Make
	// report ErrExhausted. It keeps what it grew by until it is given back. Each
	// arena takes 32 bytes more on the Go heap for it.
	Grow bool
}

// Pool is memory that was got from the operating system for arenas, and that is
// kept. Its shards give it out.
//
// A Pool is safe for concurrent use; a Shard is not.
type Pool struct {
	options Options
	closed  atomic.Bool
	active  atomic.Int64 // arenas taken
	inUse   atomic.Int64 // bytes of them
	peak    atomic.Int64 // the most that inUse has been

	mu       sync.Mutex // guards what follows, but reserved and gotten may be read without
	shards   []*Shard
	memory   [][]byte     // all regions
	current  region       // what runs are cut from
	reserved atomic.Int64 // bytes of all regions
	gotten   atomic.Int64 // how many there are

	growing sync.Mutex // held to take from further
	own     *Shard     // what arenas grow by
}

// NewPool returns a pool that has no memory yet. nil means the zero Options.
func NewPool(opts *Options) *Pool {
	p := &Pool{}
	if opts != nil {
		p.options = *opts
	}
	p.own = p.NewShard()
	return p
}

// NewShard returns a new shard of the pool, which stays as long as the pool does:
// one for each worker that takes arenas. It costs some µs and 11 kB.
func (p *Pool) NewShard() *Shard {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &Shard{pool: p}
	p.shards = append(p.shards, s)
	return s
}

// Close gives all memory back to the operating system. It is for programs that go
// on without the pool: a pool that is dropped and not closed keeps its memory
// for ever. The error wraps ErrActive if arenas are taken, and then nothing has
// happened, but that a Take at the same moment may have reported ErrClosed. To
// read or write a slice of a closed pool's arenas is a fault that ends the
// program. Closing again does nothing.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed.Store(true)
	if n := p.active.Load(); n != 0 {
		p.closed.Store(false)
		return fmt.Errorf("arena: %w: %d of them", ErrActive, n)
	}
	var errs []error
	for _, b := range p.memory {
		errs = append(errs, discard(b))
	}
	p.memory, p.current = nil, region{}
	p.reserved.Store(0)
	return errors.Join(errs...)
}

// further takes a block for an arena to grow by.
func (p *Pool) further(size uint) (block, error) {
	if size > MaxSize {
		return block{}, &ExhaustedError{Where: "pool", Asked: uint64(size), Size: MaxSize}
	}
	p.growing.Lock()
	defer p.growing.Unlock()
	return p.own.take(int(size))
}
