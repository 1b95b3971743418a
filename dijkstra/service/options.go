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

// Upper limits of the options, far above useful values.
const (
	MaxWorkers = 1 << 12   // each has the memory of a Solver
	MaxQueue   = 1 << 16   // all waiting questions are checked every ms: see Service.Do
	maxSpin    = time.Hour // a spinning worker occupies a processor
)

// Options configures a Service; the zero value, or nil, means the defaults.
type Options struct {
	Workers int           // requests that are solved at one time, each by a Solver, up to MaxWorkers; 0: GOMAXPROCS
	Queue   int           // questions that may wait, up to MaxQueue; 0: 1,024
	Pool    *arena.Pool   // memory for the paths of requests without Dst, an arena each; nil: the Go heap
	Spin    time.Duration // how long a worker polls for work before it sleeps, up to an hour; 0: 1 ms; negative: never
}

// normalized returns the options with defaults filled in. An option out of range is an
// error, since it is more likely a mistake than a wish for the default.
func (o *Options) normalized() (Options, error) {
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
	return o.withDefaults(), nil
}

// withDefaults returns the options with defaults filled in.
func (o Options) withDefaults() Options {
	processors := runtime.GOMAXPROCS(0)
	o.Workers = cmp.Or(o.Workers, processors)
	o.Queue = cmp.Or(o.Queue, 1024)
	o.Spin = cmp.Or(o.Spin, time.Millisecond)
	if o.Spin < 0 || processors == 1 { // a spinning worker would keep requests from coming
		o.Spin = 0
	}
	return o
}
