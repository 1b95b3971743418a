package service

// arrivals is how often Calls come from those who do not wait for the answer.
type arrivals struct {
	last int64 // when the last one came
	gap  int64 // ns between two, lately
}

// observeArrival takes in that a Call came. Long pauses all count the same, so that a few Calls
// are enough to tell that one has ended. The lock is held.
func (s *Service) observeArrival(at int64) {
	gap := min(max(at-s.last, 0), 2*s.spin)
	s.last = at
	s.gap += (gap - s.gap) / 8
}

// shouldSpin tells whether to look out for the next Call, for as long as is allowed: if
// Calls come so often that one in 50 at most takes longer, which is so where four
// times the mean is less and the time between them exponentially distributed. To
// stop sooner would spare no processor, and to wake a worker, or worse, to have the
// system do so on a processor that is taken, costs most where most is to do. If they
// come less often it is not worth it at all: a Service that has little to do is to
// leave the processors alone. The lock is held.
func (s *Service) shouldSpin() bool { return s.spin > 0 && 4*s.gap <= s.spin }

// learn takes in how long a worker took for its last questions. One that took very
// long, perhaps since the system had something else to do, counts as four times what
// is usual. The lock is held.
func (s *Service) learn(w *worker) {
	if w.solved == 0 {
		return
	}
	took := w.spent / w.solved
	w.spent, w.solved = 0, 0
	if s.pace > 0 {
		took = s.pace + (min(took, 4*s.pace+1000)-s.pace)/16
	}
	s.pace = took
}

// estimate returns how long so many questions will take until they are answered, if
// they have to wait. There is an answer every pace/workers ns meanwhile, so that an
// estimate that is too high corrects itself. The lock is held.
func (s *Service) estimate(n int) int64 {
	return s.pace * int64(n+s.queue.ahead/len(s.workers))
}
