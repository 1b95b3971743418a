package service

// admit returns an idle worker for n questions, or nil if they are to wait, or the error
// that refuses them. inline says that the caller will answer on its own goroutine. The
// lock is held.
func (s *Service) admit(at *arrival, n int, inline bool) (*worker, error) {
	if !inline {
		s.observeArrival(at.at)
	}
	if s.closed {
		return nil, ErrClosed
	}
	if at.deadline <= at.at {
		s.late.Add(uint64(n))
		return nil, ErrDeadline
	}
	if w := s.takeIdle(inline); w != nil {
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

// takeIdle removes an idle worker, if there is one, and returns it. For an inline answer
// it takes the spinning one last, since that serves the callers of Go. The lock is held.
func (s *Service) takeIdle(inline bool) *worker {
	last := len(s.idle) - 1
	if w := s.spinner; w != nil && (!inline || last < 0) {
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

// next returns the next Call for a worker, or makes it idle and returns nil. running
// tells that the worker is on its own goroutine; only then can it spin.
func (s *Service) next(w *worker, running bool) *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.observeSolves(w)
	c := s.queue.pop()
	switch {
	case c != nil:
		w.switchTo(c.version)
		w.duplicates, c.duplicate = c.duplicate, nil
		w.hasDuplicates = w.duplicates != nil
	case s.closed:
		w.shutDown()
		return &s.stop
	default:
		w.switchTo(s.version)
		s.makeIdle(w, running)
	}
	return c
}

// makeIdle makes a worker idle. The lock is held.
func (s *Service) makeIdle(w *worker, running bool) {
	if running { // otherwise its own goroutine waits on next, and has read spinning before
		w.spinning = s.spinner == nil && s.shouldSpin()
		if w.spinning {
			s.spinner = w
			return
		}
	}
	s.idle = append(s.idle, w)
}

// takeDuplicates removes the duplicates of the Call that a worker answers, or the first
// of them alone, and returns them.
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

// stopSpinning makes a worker that spun sleep, unless it was just given work.
func (s *Service) stopSpinning(w *worker) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spinner == w {
		s.spinner = nil
		s.idle = append(s.idle, w)
	}
}

// release ends the inline use of a worker.
func (s *Service) release(w *worker) {
	if c := s.next(w, false); c != nil {
		w.next <- c
	}
}
