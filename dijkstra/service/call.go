package service

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// Errors of a Service. They are returned unwrapped, so that a refusal allocates nothing.
var (
	// ErrShed: the queue is full.
	ErrShed = errors.New("service: the queue is full")
	// ErrDeadline: the deadline has passed, or would pass before the answer can be
	// expected. It wraps context.DeadlineExceeded.
	ErrDeadline = fmt.Errorf("service: too late: %w", context.DeadlineExceeded)
	// ErrClosed: the Service was closed before the request came.
	ErrClosed = errors.New("service: closed")
	// ErrInFlight: the Call was submitted before and is not answered yet.
	ErrInFlight = errors.New("service: call is under way")
	// ErrUnbuffered: the channel of a Call is not buffered.
	ErrUnbuffered = errors.New("service: the channel of a call needs room for it")
)

// PanicError is the error of a request whose answering panicked: because of a damaged
// Index, or of memory that cannot be read, as of a mapped file that was cut short. Other
// requests are not affected.
type PanicError struct {
	Value any    // of the panic
	Stack []byte // of the goroutine, as debug.Stack returns it
}

// Error returns the value of the panic as text.
func (e *PanicError) Error() string {
	return fmt.Sprintf("service: panic: %v", e.Value)
}

// Request is a question to a Service. The zero value of each field but the nodes is the
// default.
type Request struct {
	From, To   csr.Node     // the ends of the path
	Overlay    *csr.Overlay // the weights, laid on the Service's graph; nil: the graph's own
	WantPath   bool         // whether the answer needs the path beside the distance
	Dst        []csr.Node   // the path is appended to it, without allocation if it has room; nil: see Options.Pool
	MaxSettled int          // the search ends after so many nodes, as DistanceLimited counts them; 0: no limit
	Deadline   time.Time    // not started or searched further after this time; zero: only the context's deadline
}

// Answer is the answer of a Service to a Request.
type Answer struct {
	dijkstra.Result               // as of DistanceLimited
	Path            []csr.Node    // Dst, with the path appended if wanted and found
	Arena           arena.Arena   // the memory of Path, for the caller to Release, if the Service has a pool and Dst was nil
	Version         uint64        // the content hash of the graph that was searched; 0: none was
	Waited          time.Duration // from submission until its turn
	Solved          time.Duration // from then until the answer
}

// Call is a Request that is submitted now and answered later, with its Answer. It belongs
// to the Service from Go or a batch until it is answered, and then to the caller again,
// who may submit it again. A Call must not be copied.
type Call struct {
	Request
	Answer            // once answered
	Err    error      // the reason if there is no answer: see Service.Do
	Done   chan *Call // receives the Call once it is answered; nil: poll Busy

	arrival
	version *version   // to be answered on
	rest    []Call     // the other Calls of a batch, answered with it
	signal  chan *Call // the channel in use, Done or a waiter's
	busy    atomic.Bool
	links
}

// arrival is when a request came and when it expires.
type arrival struct {
	ctx      context.Context
	at       int64 // ns after epoch, like all times in this package
	deadline int64
}

// epoch is the reference of all times: a difference reads only the monotonic half of the
// clock.
var epoch = time.Now()

func now() int64 { return int64(time.Since(epoch)) }

// never is a deadline that does not come.
const never = math.MaxInt64

// newArrival returns the arrival of a request that comes now.
func newArrival(ctx context.Context, deadline time.Time) arrival {
	if ctx == nil {
		ctx = context.Background()
	}
	a := arrival{ctx: ctx, at: now(), deadline: nanos(deadline)}
	if d, ok := ctx.Deadline(); ok {
		a.deadline = min(a.deadline, nanos(d))
	}
	return a
}

// nanos returns a deadline in ns after epoch.
func nanos(deadline time.Time) int64 {
	if deadline.IsZero() {
		return never
	}
	return int64(deadline.Sub(epoch))
}

// Busy tells whether the Call is in flight. When it returns false the answer is there,
// but the Call may still be on its way to its channel: submit a Call with a channel again
// only after receiving it there.
func (c *Call) Busy() bool { return c.busy.Load() }

// budget returns the largest number of nodes to settle.
func (c *Call) budget() int {
	if c.MaxSettled <= 0 {
		return math.MaxInt
	}
	return c.MaxSettled
}

// complete gives a Call back to its owner. It clears all references that the Service has
// set, so that a Call which is kept does not keep a graph alive.
func (c *Call) complete() (delivered bool) {
	signal := c.signal
	c.arrival, c.version, c.rest, c.signal, c.links = arrival{}, nil, nil, nil, links{}
	c.busy.Store(false)
	return signal == nil || send(signal, c)
}

// send sends a Call to its channel if there is room. A closed channel receives nothing
// and does no harm.
func send(signal chan *Call, c *Call) (delivered bool) {
	defer func() { _ = recover() }()
	select {
	case signal <- c:
		return true
	default:
		return false
	}
}

// unanswered returns the answer to a refused request.
func unanswered(r *Request) Answer {
	return Answer{Result: dijkstra.Result{Distance: dijkstra.Unreachable}, Path: r.Dst}
}

// refuse returns the error of a Call that expired before its turn, if it has.
func (c *Call) refuse(a *Answer, at int64) error {
	if c.ctx.Err() != nil {
		a.Outcome, a.Cause = dijkstra.Cancelled, context.Cause(c.ctx)
		return a.Cause
	}
	if at >= c.deadline || at >= nanos(c.Deadline) {
		return ErrDeadline
	}
	return nil
}
