package service

import (
	"context"
	"runtime"
	"time"
)

// Do answers a request and waits for the answer. If a worker is idle, its Solver runs on
// the caller's goroutine, which costs some 0.2 µs beside the query; otherwise the request
// waits in the queue. Once warm nothing is allocated, if the path fits into Dst.
//
// The error is one of DistanceLimited's; ErrShed if the queue is full; ErrDeadline if the
// deadline, of the context or the request, has passed or would pass before a worker can
// be expected to answer; the cause of the context if that is done; ErrClosed; or a
// *PanicError. After an error the Path of the Answer is Dst as it was given.
//
// When the deadline passes or the context is done, a search ends within 0.1 ms, and a
// waiting request leaves the queue. It does so within 1 ms, or four times as long as it
// takes to check all that wait: 10 to 50 ns each, so at most 15 ms with a full queue of
// MaxQueue.
//
// The overlay must not be changed before Do returns. Do never returns while the path is
// still written, nor while the overlay is still read, unless another request has the same
// overlay.
func (s *Service) Do(ctx context.Context, r Request) (Answer, error) {
	at := newArrival(ctx, r.Deadline)
	w, c, err := s.acquire(&r, &at)
	if err != nil {
		yieldToWorkers()
		return unanswered(&r), err
	}
	if w != nil {
		w.begin(at.at)
		w.answer(c)
	} else {
		<-c.Done
	}
	a, err := c.Answer, c.Err
	c.Request, c.Answer, c.Err = Request{}, Answer{}, nil
	if w != nil {
		s.release(w)
	} else {
		s.putSpare(c)
	}
	return a, err
}

// acquire returns the Call for a request of Do: that of an idle worker, for the caller to
// run, or one that now waits in the queue.
func (s *Service) acquire(r *Request, at *arrival) (*worker, *Call, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, err := s.admit(at, 1, true)
	if err != nil {
		return nil, nil, err
	}
	if w != nil {
		w.inline.Request, w.inline.arrival = *r, *at
		return w, &w.inline, nil
	}
	c := s.takeSpare()
	c.Request, c.arrival, c.version, c.signal = *r, *at, s.version, c.Done
	s.enqueue(c)
	return nil, c, nil
}

// yieldToWorkers lets other goroutines run before a caller learns that it was refused.
// Callers that ask again at once would otherwise occupy all processors, each for a whole
// time slice of the scheduler, and the workers would wait behind all of them.
func yieldToWorkers() { runtime.Gosched() }

// Go submits a Call and returns at once; the answered Call is sent to its channel. It
// costs some 0.2 µs, more if a worker has to be woken, and allocates nothing. The error
// says why the Call was not submitted: ErrShed, ErrDeadline, ErrClosed, ErrInFlight or
// ErrUnbuffered. Later errors are in the Err of the Call, as Do would return them.
//
// The channel needs room for all Calls that can be on their way to it. No worker waits
// for a reader: a Call that finds no room is not sent, and counts as Dropped in Stats.
// Call, overlay and path must be left alone until the Call is answered.
func (s *Service) Go(ctx context.Context, c *Call) error {
	if c.Done != nil && cap(c.Done) == 0 {
		return ErrUnbuffered
	}
	w, err := s.submit(newArrival(ctx, c.Deadline), c, nil, c.Done, false)
	if w != nil {
		w.next <- c
	}
	return err
}

// GoBatch is Go for many Calls, say 64, with one hand-over: one worker answers them one
// after another. When all are answered the first is sent to its channel; the channels of
// the others are not used. Each counts as one in the queue. Whether there is time for all
// is judged by the deadline of the context. A Call whose own deadline has passed when its
// turn comes fails with ErrDeadline alone. An empty batch does nothing and sends nothing.
func (s *Service) GoBatch(ctx context.Context, calls []Call) error {
	if len(calls) == 0 {
		return nil
	}
	c := &calls[0]
	if c.Done != nil && cap(c.Done) == 0 {
		return ErrUnbuffered
	}
	w, err := s.submit(newArrival(ctx, time.Time{}), c, calls[1:], c.Done, false)
	if w != nil {
		w.next <- c
	}
	return err
}

// DoBatch is GoBatch, but waits until all are answered, each with its own Err. The
// channels are not used. If a worker is idle, its Solver runs on the caller's goroutine.
func (s *Service) DoBatch(ctx context.Context, calls []Call) error {
	if len(calls) == 0 {
		return nil
	}
	s.mu.Lock()
	waiter := s.takeSpare()
	s.mu.Unlock()
	defer s.putSpare(waiter)
	at := newArrival(ctx, time.Time{})
	w, err := s.submit(at, &calls[0], calls[1:], waiter.Done, true)
	if err != nil {
		return err
	}
	if w != nil {
		w.begin(at.at)
		w.answer(&calls[0])
		s.release(w)
	}
	<-waiter.Done
	return nil
}

// submit has a Call and the rest of its batch answered: by the worker that it returns, or
// through the queue if that is nil. A refused caller yields first.
func (s *Service) submit(at arrival, c *Call, rest []Call, signal chan *Call, inline bool) (*worker, error) {
	w, err := s.place(at, c, rest, signal, inline)
	if err != nil {
		yieldToWorkers()
	}
	return w, err
}

// place is submit without the yield.
func (s *Service) place(at arrival, c *Call, rest []Call, signal chan *Call, inline bool) (*worker, error) {
	if !c.busy.CompareAndSwap(false, true) {
		return nil, ErrInFlight
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w, err := s.admit(&at, 1+len(rest), inline)
	if err != nil {
		c.busy.Store(false)
		return nil, err
	}
	c.arrival, c.version, c.rest, c.signal = at, s.version, rest, signal
	if w == nil {
		s.enqueue(c)
	}
	return w, nil
}

// takeSpare returns a Call to wait with. The lock is held.
func (s *Service) takeSpare() *Call {
	c := s.spare
	if c == nil {
		return &Call{Done: make(chan *Call, 1)}
	}
	s.spare, c.next = c.next, nil
	return c
}

// putSpare keeps a Call for the next that waits.
func (s *Service) putSpare(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		c.next, s.spare = s.spare, c
	}
}
