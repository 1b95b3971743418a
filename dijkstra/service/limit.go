package service

import (
	"context"
	"runtime"
	"time"
)

// limit is the context of a search: that of a Call, but also done when the clock has passed
// the deadline. The timer of a context fires when the scheduler runs, which can be late
// while searches occupy all processors. For the same reason a long search yields.
type limit struct {
	context.Context
	deadline int64
	expired  bool  // the deadline has passed
	checks   int   // calls of Err
	yieldAt  int64 // the time of the next yield
}

// A search calls Err every 64 nodes or so. One call in checksPerRead, every 40 µs or so,
// reads the clock. Every yieldInterval, in ns, other goroutines may run.
const (
	checksPerRead = 8
	yieldInterval = int64(time.Millisecond)
)

// start makes l the context for the search of a Call, and returns it.
func (l *limit) start(c *Call) context.Context {
	l.Context, l.deadline, l.expired = c.ctx, min(c.deadline, nanos(c.Deadline)), false
	return l
}

// Err returns the error of the context, or else ErrDeadline after the deadline.
func (l *limit) Err() error {
	if err := l.Context.Err(); err != nil {
		return err
	}
	if l.checks++; l.checks%checksPerRead == 0 {
		at := now()
		l.expired = l.expired || at >= l.deadline
		l.yield(at)
	}
	if l.expired {
		return ErrDeadline
	}
	return nil
}

// yield lets other goroutines run if it is time to, and tells whether it did.
func (l *limit) yield(at int64) bool {
	if at < l.yieldAt {
		return false
	}
	runtime.Gosched()
	l.yieldAt = now() + yieldInterval
	return true
}
