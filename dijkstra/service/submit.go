package service

import (
	"context"
	"runtime"
	"time"
)

// Do answers a request and waits for that. Where a worker is idle its Solver is used
// on the goroutine of the caller, which costs some 0.2 µs beside the query; where none
// is, the request waits in the queue. Once warm nothing is allocated, if the path fits
// into what the request brought.
//
// The error is one of DistanceLimited's, ErrShed if the queue is full, ErrDeadline if the
// deadline, of the context or the request, has passed or will have by when a worker
// can be expected to answer, the cause of the context if that is done, ErrClosed,
// or a *PanicError. After an error the Path of the Answer is what the request brought.
//
// When the deadline comes or the context is done, a request that waits leaves the queue,
// within 1 ms or four times what it takes to look at all that wait (10 to 50 ns each, so that
// even a queue of MaxQueue adds no more than 15 ms), and a search ends within 0.1 ms.
//
// The overlay must not be changed before Do returns. Do never returns before whoever
// answers is through with the path, and with the overlay unless that is at the same time
// the overlay of another request.
func (s *Service) Do(ctx context.Context, r Request) (Answer, error) {
	at := arrive(ctx, r.Deadline)
	w, c, err := s.acquire(&r, &at)
	if err != nil {
		stepBack()
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
		s.giveBack(w)
	} else {
		s.putBack(c)
	}
	return a, err
}

// acquire finds the Call for a request of Do: that of a worker, lent to the caller, or one
// that is now in the queue.
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

// stepBack lets others run, before a caller hears that it was refused. Callers that ask
// again at once would otherwise take all the processors, each for as long as the
// scheduler lets it, and whoever is to answer waits behind all of them.
func stepBack() { runtime.Gosched() }

// Go submits a Call and returns at once; the Call goes to its channel when it is
// answered. It costs some 0.2 µs, and more if a worker has to be woken, and allocates
// nothing. What it returns is why the Call was not submitted: ErrShed, ErrDeadline,
// ErrClosed, ErrInFlight or ErrUnbuffered. All that happens later is in the Err of
// the Call, as Do would return it.
//
// The channel is to have room for all Calls that can be on their way to it: no worker
// waits for a reader, a Call for which there is no room is not sent, and counted in
// Stats. Call, overlay and path must be left alone until the Call is answered.
func (s *Service) Go(ctx context.Context, c *Call) error {
	if c.Done != nil && cap(c.Done) == 0 {
		return ErrUnbuffered
	}
	w, err := s.submit(arrive(ctx, c.Deadline), c, nil, c.Done, false)
	if w != nil {
		w.next <- c
	}
	return err
}

// GoBatch is Go for many Calls, all answered one after another by one worker: one
// hand-over for all, say 64. The first one's channel is told when all are answered;
// those of the others are not used. Each counts as one in the queue. Whether there is
// time for all of them is judged by the deadline of the context; one whose own has
// passed when it is its turn is ErrDeadline alone. No Calls at all are nothing to do, and
// nothing is told.
func (s *Service) GoBatch(ctx context.Context, calls []Call) error {
	if len(calls) == 0 {
		return nil
	}
	c := &calls[0]
	if c.Done != nil && cap(c.Done) == 0 {
		return ErrUnbuffered
	}
	w, err := s.submit(arrive(ctx, time.Time{}), c, calls[1:], c.Done, false)
	if w != nil {
		w.next <- c
	}
	return err
}

// DoBatch is GoBatch, and waits until all are answered, each with its own Err. The
// channels are not used. Where a worker is idle, its Solver is used on the goroutine of
// the caller.
func (s *Service) DoBatch(ctx context.Context, calls []Call) error {
	if len(calls) == 0 {
		return nil
	}
	s.mu.Lock()
	waiter := s.takeSpare()
	s.mu.Unlock()
	defer s.putBack(waiter)
	at := arrive(ctx, time.Time{})
	w, err := s.submit(at, &calls[0], calls[1:], waiter.Done, true)
	if err != nil {
		return err
	}
	if w != nil {
		w.begin(at.at)
		w.answer(&calls[0])
		s.giveBack(w)
	}
	<-waiter.Done
	return nil
}

// submit has a Call and the rest answered: by the worker that it returns, or else by
// the next that comes to them in the queue.
func (s *Service) submit(at arrival, c *Call, rest []Call, signal chan *Call, lend bool) (*worker, error) {
	w, err := s.place(at, c, rest, signal, lend)
	if err != nil {
		stepBack()
	}
	return w, err
}

// place is submit, but for what a caller that is refused does for others.
func (s *Service) place(at arrival, c *Call, rest []Call, signal chan *Call, lend bool) (*worker, error) {
	if !c.busy.CompareAndSwap(false, true) {
		return nil, ErrInFlight
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w, err := s.admit(&at, 1+len(rest), lend)
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

// admit returns an idle worker for so many questions, or nil if they are to wait, or
// why they are refused. The lock is held.
func (s *Service) admit(at *arrival, n int, lend bool) (*worker, error) {
	if !lend {
		s.observeArrival(at.at)
	}
	if s.closed {
		return nil, ErrClosed
	}
	if at.deadline <= at.at {
		s.late.Add(uint64(n))
		return nil, ErrDeadline
	}
	if w := s.reserve(lend); w != nil {
		return w, nil
	}
	if s.queue.size+n > s.capacity {
		s.shed.Add(uint64(n))
		return nil, ErrShed
	}
	if at.at+s.estimate(n) > at.deadline {
		s.late.Add(uint64(n))
		return nil, ErrDeadline
	}
	return nil, nil
}

// reserve takes out an idle worker, if there is one. One that is to be lent had better
// not be the one that looks out for others. The lock is held.
func (s *Service) reserve(lend bool) *worker {
	last := len(s.idle) - 1
	if w := s.spinner; w != nil && (!lend || last < 0) {
		s.spinner = nil
		return w
	}
	if last < 0 {
		return nil
	}
	w := s.idle[last]
	s.idle = s.idle[:last]
	return w
}

// next returns what a worker is to do now, or makes it idle: then it is nil. Only one
// that runs on its own goroutine can look out for work.
func (s *Service) next(w *worker, running bool) *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.learn(w)
	c := s.queue.pop()
	switch {
	case c != nil:
		w.adopt(c.version)
		w.duplicates, c.duplicate = c.duplicate, nil
		w.hasDuplicates = w.duplicates != nil
	case s.closed:
		w.dismiss()
		return &s.stop
	default:
		w.adopt(s.version)
		s.rest(w, running)
	}
	return c
}

// rest makes a worker idle. The lock is held.
func (s *Service) rest(w *worker, running bool) {
	if running { // otherwise its own goroutine awaits a Call, and has read this
		w.watching = s.spinner == nil && s.shouldSpin()
		if w.watching {
			s.spinner = w
			return
		}
	}
	s.idle = append(s.idle, w)
}

// takeDuplicates takes those that wait for what a worker is asked by another, or the first of
// them alone.
func (s *Service) takeDuplicates(w *worker, all bool) *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := w.duplicates
	if all || c == nil {
		w.duplicates = nil
	} else {
		w.duplicates, c.duplicate = c.duplicate, nil
	}
	w.hasDuplicates = w.duplicates != nil
	return c
}

// standDown has a worker that looked out for work sleep, unless there is some now.
func (s *Service) standDown(w *worker) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spinner == w {
		s.spinner = nil
		s.idle = append(s.idle, w)
	}
}

// giveBack ends the loan of a worker.
func (s *Service) giveBack(w *worker) {
	if c := s.next(w, false); c != nil {
		w.next <- c
	}
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

// putBack keeps a Call for the next who waits.
func (s *Service) putBack(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		c.next, s.spare = s.spare, c
	}
}
