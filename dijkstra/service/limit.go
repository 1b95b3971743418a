package service

import (
	"context"
	"runtime"
	"time"
)

// limit is the context of a search: that of a Call, which is also done when the deadline
// has passed by the clock. The timer of a context comes when the scheduler does, and
// that can be late where searches have all the processors. For the same reason a search
// that is long lets others run.
type limit struct {
	context.Context
	deadline int64
	late     bool // the deadline was seen to have passed
	asked    int  // how often this was asked
	rest     int64
}

// A search asks some 64 nodes apart whether to go on. One in looks of these times, some
// 40 µs, the clock is read; and after a spell others may run.
const (
	looks = 8
	spell = int64(time.Millisecond)
)

// of returns the context of a Call.
func (l *limit) of(c *Call) context.Context {
	l.Context, l.deadline, l.late = c.ctx, min(c.deadline, nanos(c.Deadline)), false
	return l
}

// Err returns what the context's returns, or else ErrDeadline after the deadline.
func (l *limit) Err() error {
	if err := l.Context.Err(); err != nil {
		return err
	}
	if l.asked++; l.asked%looks == 0 {
		at := now()
		l.late = l.late || at >= l.deadline
		l.pause(at)
	}
	if l.late {
		return ErrDeadline
	}
	return nil
}

// pause lets others run if it is time to, and tells whether they did.
func (l *limit) pause(at int64) bool {
	if at < l.rest {
		return false
	}
	runtime.Gosched()
	l.rest = now() + spell
	return true
}
