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

// Errors of a Service, as they are, so that to refuse a request allocates nothing.
var (
	// ErrShed: too many requests are waiting for this one to wait as well.
	ErrShed = errors.New("service: the queue is full")
	// ErrDeadline: the deadline has passed, or will have before the answer can be expected. It
	// wraps context.DeadlineExceeded.
	ErrDeadline = fmt.Errorf("service: too late: %w", context.DeadlineExceeded)
	// ErrClosed: the Service was closed before the request came.
	ErrClosed = errors.New("service: closed")
	// ErrInFlight: the Call was submitted before and is not answered yet.
	ErrInFlight = errors.New("service: call is under way")
	// ErrUnbuffered: the channel of a Call is not buffered.
	ErrUnbuffered = errors.New("service: the channel of a call needs room for it")
)

// PanicError is the error of a request whose answering panicked, as an Index can
// that is damaged, or that met memory which cannot be read, as that of a mapped file
// that was cut short. Other requests are not harmed.
type PanicError struct {
	Value any    // what the panic said
	Stack []byte // of the goroutine, as debug.Stack returns it
}

// Error says what the panic said.
func (e *PanicError) Error() string {
	return fmt.Sprintf("service: panic: %v", e.Value)
}

// Request is a question to a Service. The zero value of each field but the nodes
// is the usual choice.
type Request struct {
	From, To   csr.Node     // the ends of the path
	Overlay    *csr.Overlay // the weights, of the Service's graph; nil: the graph's own
	WantPath   bool         // the path is wanted, and not the distance alone
	Dst        []csr.Node   // the path is appended to it; with room for it nothing is allocated; nil: see Options.Pool
	MaxSettled int          // at most so many nodes, as DistanceLimited counts them; 0: no limit
	Deadline   time.Time    // of no use after that: not begun, or not searched further; zero: none but that of the context
}

// Answer is what a Service answers to a Request.
type Answer struct {
	dijkstra.Result               // as of DistanceLimited
	Path            []csr.Node    // Dst, and the path if it was wanted and found
	Arena           arena.Arena   // where Path lies, for the caller to Release, if the Service has a pool and Dst was nil
	Version         uint64        // the content hash of the graph that was searched; 0: none was
	Waited          time.Duration // from when the request was submitted until it was its turn
	Solved          time.Duration // from then until it was answered
}

// Call is a Request that is submitted now and answered later, and its Answer. All of
// it belongs to the Service from when it is submitted until it is answered, and then
// to the caller again, who may submit it again. A Call must not be copied.
type Call struct {
	Request
	Answer            // once answered
	Err    error      // why there is no answer: see Service.Do
	Done   chan *Call // it goes there once it is answered; nil: see Busy

	arrival
	version *version   // that it is to be answered on
	rest    []Call     // those that are answered along with it
	signal  chan *Call // where it goes when it is answered
	busy    atomic.Bool
	links
}

// arrival is when a request came and how long it is of use.
type arrival struct {
	ctx      context.Context
	at       int64 // ns after epoch, like all times in here
	deadline int64
}

// epoch is what times are read against: a difference takes only the monotonic half
// of the clock.
var epoch = time.Now()

func now() int64 { return int64(time.Since(epoch)) }

// never is a deadline that does not come.
const never = math.MaxInt64

// arrive returns the arrival of a request now.
func arrive(ctx context.Context, deadline time.Time) arrival {
	if ctx == nil {
		ctx = context.Background()
	}
	a := arrival{ctx: ctx, at: now(), deadline: nanos(deadline)}
	if d, ok := ctx.Deadline(); ok {
		a.deadline = min(a.deadline, nanos(d))
	}
	return a
}

// nanos returns a deadline as ns after epoch.
func nanos(deadline time.Time) int64 {
	if deadline.IsZero() {
		return never
	}
	return int64(deadline.Sub(epoch))
}

// Busy tells whether the Call is under way. When it is not any more the answer is
// there, but it may still be on its way to the channel: submit a Call that has one
// again when it has come from there.
func (c *Call) Busy() bool { return c.busy.Load() }

// budget returns how many nodes may be settled.
func (c *Call) budget() int {
	if c.MaxSettled <= 0 {
		return math.MaxInt
	}
	return c.MaxSettled
}

// answered gives a Call back to its owner. It lets go of all that belongs to a Call
// under way, so that one that is kept for later does not hold on to a graph.
func (c *Call) answered() (heard bool) {
	signal := c.signal
	c.arrival, c.version, c.rest, c.signal, c.links = arrival{}, nil, nil, nil, links{}
	c.busy.Store(false)
	return signal == nil || tell(signal, c)
}

// tell sends a Call to its channel, if there is room. One that was closed hears
// nothing, but harms nobody else.
func tell(signal chan *Call, c *Call) (heard bool) {
	defer func() { _ = recover() }()
	select {
	case signal <- c:
		return true
	default:
		return false
	}
}

// unanswered is the answer to a request that was refused.
func unanswered(r *Request) Answer {
	return Answer{Result: dijkstra.Result{Distance: dijkstra.Unreachable}, Path: r.Dst}
}

// refuse returns why a Call whose turn has come is not solved, if so.
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
