package service

import (
	"context"
	"time"

	"github.com/veltrix/cairn/dijkstra"
)

// checkInterval is how long, in ns, a Call waits at most until its context is checked for
// cancellation. Deadlines are known beforehand, so the alarm is set to them.
const checkInterval = int64(time.Millisecond)

// enqueue puts a Call into the queue, where sweep finds it if it waits too long. The lock
// is held.
func (s *Service) enqueue(c *Call) {
	c.done = c.ctx.Done()
	s.queue.push(c)
	s.setAlarm(c.nextCheck(c.at), c.at)
}

// setAlarm makes sweep run at some time, or earlier if that was set before. The lock is
// held.
func (s *Service) setAlarm(due, at int64) {
	if due < s.alarmAt {
		s.alarmAt = due
		s.alarm.Reset(time.Duration(due - at))
	}
}

// nextCheck returns when a waiting Call has to be checked again.
func (c *Call) nextCheck(at int64) int64 {
	if c.done == nil {
		return c.deadline
	}
	return min(c.deadline, at+checkInterval)
}

// expired tells whether the deadline of a Call has passed or its context is done. It
// reads the context's channel rather than its methods: those are foreign code, which
// could call the Service while it is locked.
func (c *Call) expired(at int64) bool {
	select {
	case <-c.done:
		return true
	default:
		return at >= c.deadline
	}
}

// sweep answers the expired Calls of the queue and of the workers' duplicates, so that
// they need not wait for a worker. The alarm calls it. After a sweep there is a pause of at
// least four times its length, so that a full queue cannot keep a processor busy.
func (s *Service) sweep() {
	s.sweeping.Lock()
	defer s.sweeping.Unlock()
	for c := s.takeExpired(); c != nil; {
		next := c.next
		s.answerExpired(c, now())
		c = next
	}
}

// takeExpired removes the expired Calls and returns them, linked through next.
func (s *Service) takeExpired() *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := expiredCalls{at: now(), due: never}
	s.queue.removeExpired(&f)
	for _, w := range s.workers {
		w.duplicates = f.filterDuplicates(w.duplicates)
	}
	s.alarmAt = never
	if f.due < never {
		end := now()
		s.setAlarm(max(f.due, end+4*(end-f.at)), end)
	}
	return f.first
}

// answerExpired answers an expired Call and the rest of its batch. It counts in the
// counters of some worker.
func (s *Service) answerExpired(c *Call, at int64) {
	t := &s.workers[0].counters
	for i := range c.rest {
		r := &c.rest[i]
		r.arrival = c.arrival
		t.answerExpired(r, at)
		r.arrival = arrival{}
	}
	t.answerExpired(c, at)
	t.finish(c)
}

// answerExpired answers a Call with the reason why it expired.
func (t *counters) answerExpired(c *Call, at int64) {
	a, err := c.reason(at)
	t.conclude(c, a, err, at)
}

// reason returns why a Call expired. A panic of its context is an error.
func (c *Call) reason(at int64) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer recovered(&err)
	if err = c.refuse(&a, at); err == nil { // the context has closed its channel but has no error
		a.Outcome, a.Cause, err = dijkstra.Cancelled, context.Canceled, context.Canceled
	}
	return a, err
}

// expiredCalls collects expired Calls, and the time of the next check of the others.
type expiredCalls struct {
	at        int64
	due       int64 // the next check of the Calls that still wait
	first     *Call // the expired Calls, linked through next
	questions int   // their questions
}

// keeps tells whether a Call still waits.
func (f *expiredCalls) keeps(c *Call) bool {
	if c.expired(f.at) {
		return false
	}
	f.due = min(f.due, c.nextCheck(f.at))
	return true
}

// add collects an expired Call that is in no list any more.
func (f *expiredCalls) add(c *Call) {
	c.next, f.first = f.first, c
	f.questions += c.questions()
}

// filterDuplicates removes expired Calls from a list of duplicates.
func (f *expiredCalls) filterDuplicates(first *Call) *Call {
	for p := &first; *p != nil; {
		c := *p
		if f.keeps(c) {
			p = &c.duplicate
		} else {
			*p = c.duplicate
			f.add(c)
		}
	}
	return first
}
