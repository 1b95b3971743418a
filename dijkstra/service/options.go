package service

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/veltrix/cairn/arena"
)

// ErrOptions: an option of a Service is out of its range.
var ErrOptions = errors.New("service: option out of range")

// Limits of the options of a Service, far above what is of use.
const (
	MaxWorkers = 1 << 12   // each has the memory of a Solver
	MaxQueue   = 1 << 16   // what waits is looked at every ms: see Service.Do
	maxSpin    = time.Hour // a worker takes a processor so long
)

// Options are choices for a Service; the zero value, or nil, is the usual one.
type Options struct {
	Workers int           // requests that are solved at one time, each by a Solver, up to MaxWorkers; 0: GOMAXPROCS
	Queue   int           // questions that may wait, up to MaxQueue; 0: 1,024
	Pool    *arena.Pool   // where paths lie for which a request brings no memory, each in an arena; nil: on the Go heap
	Spin    time.Duration // a worker looks out for work so long at most before it sleeps, up to an hour; 0: 1 ms; negative: not at all
}

// settled returns the options with the usual choices filled in, or what is wrong with
// one: a number that makes no sense is a mistake, and no wish for the usual one.
func (o *Options) settled() (Options, error) {
	if o == nil {
		o = &Options{}
	}
	if o.Workers < 0 || o.Workers > MaxWorkers {
		return *o, fmt.Errorf("%w: Workers is %d, want 0 to %d", ErrOptions, o.Workers, MaxWorkers)
	}
	if o.Queue < 0 || o.Queue > MaxQueue {
		return *o, fmt.Errorf("%w: Queue is %d, want 0 to %d", ErrOptions, o.Queue, MaxQueue)
	}
	if o.Spin > maxSpin {
		return *o, fmt.Errorf("%w: Spin is %v, want %v at most", ErrOptions, o.Spin, maxSpin)
	}
	return o.filled(), nil
}

// filled returns the options with the usual choices filled in.
func (o Options) filled() Options {
	processors := runtime.GOMAXPROCS(0)
	o.Workers = cmp.Or(o.Workers, processors)
	o.Queue = cmp.Or(o.Queue, 1024)
	o.Spin = cmp.Or(o.Spin, time.Millisecond)
	if o.Spin < 0 || processors == 1 { // where nothing would come while it spins
		o.Spin = 0
	}
	return o
}
