package arena

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// Options are choices for a Pool; the zero value, or nil, is the usual one.
type Options struct {
	// Limit is how many bytes to have from the operating system at most; 0 means as
	// many as it gives, and below 0 none.
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
	trims   atomic.Uint32 // calls of Trim
	active  atomic.Int64  // arenas taken
	inUse   atomic.Int64  // bytes of them
	peak    atomic.Int64  // the most that inUse has been

	mu       sync.Mutex // guards what follows, but reserved and gotten may be read without
	stocks   []*stock   // of all shards there were
	resting  []*stock   // of these, those of shards that were closed
	regions  []*region
	reserved atomic.Int64 // bytes of all regions
	gotten   atomic.Int64 // how many there are

	growing sync.Mutex // held to take from further
	own     *stock     // what arenas grow by
}

// NewPool returns a pool that has no memory yet. nil means the zero Options.
func NewPool(opts *Options) *Pool {
	p := &Pool{}
	if opts != nil {
		p.options = *opts
	}
	p.own = p.stock()
	return p
}

// NewShard returns a shard of the pool for a worker that takes arenas: one that was
// closed, with the memory that it has, or a new one, which costs some µs and 11 kB.
func (p *Pool) NewShard() *Shard { return &Shard{p.stock()} }

// stock returns one that no shard has.
func (p *Pool) stock() *stock {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.resting) - 1; last >= 0 {
		s := p.resting[last]
		p.resting = p.resting[:last]
		return s
	}
	s := &stock{pool: p}
	p.stocks = append(p.stocks, s)
	return s
}

// rest takes what a shard had that was closed.
func (p *Pool) rest(s *stock) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.resting = append(p.resting, s)
}

// Trim gives memory back to the operating system, after a time with more hunts than
// there will be: all regions of which nothing is in use. Shards that were closed, and
// what arenas have grown by, are trimmed for it at once; a shard in use is at its next
// Take, or by its own Trim, and what it gives to the pool then goes to the operating
// system at the next Trim of that. To read or write a slice of an arena that was given
// back, always a mistake, may be a fault that ends the program after that. The error is
// the operating system's.
func (p *Pool) Trim() error {
	p.trims.Add(1)
	p.growing.Lock()
	p.restore(p.own.trim())
	p.growing.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.resting {
		p.putBack(s.trim())
	}
	return p.shrink()
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

// further takes a block for an arena to grow by.
func (p *Pool) further(size uint) (block, error) {
	if size > MaxSize {
		return block{}, &ExhaustedError{Where: "pool", Asked: uint64(size), Size: MaxSize}
	}
	p.growing.Lock()
	defer p.growing.Unlock()
	return p.own.take(int(size))
}
