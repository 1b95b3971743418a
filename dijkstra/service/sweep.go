package service

import (
	"context"
	"time"

	"github.com/veltrix/cairn/dijkstra"
)

// glance is how long a Call waits at most until somebody looks whether its context was
// cancelled. Deadlines are known beforehand, and have the alarm set.
const glance = int64(time.Millisecond)

// enqueue has a Call wait, and be found by sweep if it waits for too long. The lock is
// held.
func (s *Service) enqueue(c *Call) {
	c.done = c.ctx.Done()
	s.queue.push(c)
	s.wake(c.lookAgain(c.at), c.at)
}

// wake sets the alarm, unless it goes off before that time anyway. The lock is held.
func (s *Service) wake(due, at int64) {
	if due < s.due {
		s.due = due
		s.alarm.Reset(time.Duration(due - at))
	}
}

// lookAgain returns when somebody has to look whether a Call still waits.
func (c *Call) lookAgain(at int64) int64 {
	if c.done == nil {
		return c.deadline
	}
	return min(c.deadline, at+glance)
}

// over tells whether nobody waits for the answer of a Call any more. It asks the
// channel, which is no code of others that could call the Service while it is locked.
func (c *Call) over(at int64) bool {
	select {
	case <-c.done:
		return true
	default:
		return at >= c.deadline
	}
}

// sweep answers the Calls that nobody waits for any more, of those in the queue, and of
// those that wait for what a worker is asked by another: no worker need come to them.
// The alarm calls it. One sweep after another, with pauses that are four times as long,
// so that a queue full of Calls cannot keep a processor busy.
func (s *Service) sweep() {
	s.sweeping.Lock()
	defer s.sweeping.Unlock()
	for c := s.sift(); c != nil; {
		next := c.next
		s.giveUp(c, now())
		c = next
	}
}

// sift takes out the Calls that are over, and links them through next.
func (s *Service) sift() *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := sieve{at: now(), due: never}
	s.queue.sift(&f)
	for _, w := range s.workers {
		w.duplicates = f.duplicates(w.duplicates)
	}
	s.due = never
	if f.due < never {
		end := now()
		s.wake(max(f.due, end+4*(end-f.at)), end)
	}
	return f.out
}

// giveUp answers a Call that is over, and the rest of its batch. The counts are those of
// any worker.
func (s *Service) giveUp(c *Call, at int64) {
	t := &s.workers[0].counters
	for i := range c.rest {
		r := &c.rest[i]
		r.arrival = c.arrival
		t.giveUp(r, at)
		r.arrival = arrival{}
	}
	t.giveUp(c, at)
	t.finish(c)
}

// giveUp makes the reason why a Call is over its answer.
func (t *counters) giveUp(c *Call, at int64) {
	a, err := c.reason(at)
	t.conclude(c, a, err, at)
}

// reason returns why a Call is over. A panic of its context is an error.
func (c *Call) reason(at int64) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer caught(&err)
	if err = c.refuse(&a, at); err == nil { // of a context that has closed its channel and does not say why
		a.Outcome, a.Cause, err = dijkstra.Cancelled, context.Canceled, context.Canceled
	}
	return a, err
}

// sieve parts the Calls that are over from those that still wait.
type sieve struct {
	at   int64
	due  int64 // when to look again at those that still wait
	out  *Call // those that are over, linked through next
	held int   // questions of these
}

// passes tells whether a Call still waits.
func (f *sieve) passes(c *Call) bool {
	if c.over(f.at) {
		return false
	}
	f.due = min(f.due, c.lookAgain(f.at))
	return true
}

// hold keeps a Call that is over, and is in no list any more.
func (f *sieve) hold(c *Call) {
	c.next, f.out = f.out, c
	f.held += c.questions()
}

// duplicates sifts a list of duplicates.
func (f *sieve) duplicates(first *Call) *Call {
	for p := &first; *p != nil; {
		c := *p
		if f.passes(c) {
			p = &c.duplicate
		} else {
			*p = c.duplicate
			f.hold(c)
		}
	}
	return first
}
