package service

// arrivals measures how often Calls come by Go and GoBatch.
type arrivals struct {
	last    int64 // when the last Call came
	meanGap int64 // moving average of the ns between two Calls
}

// observeArrival records that a Call came. All long pauses count the same, so that a few
// Calls suffice to tell that one has ended. The lock is held.
func (s *Service) observeArrival(at int64) {
	gap := min(max(at-s.last, 0), 2*s.spin)
	s.last = at
	s.meanGap += (gap - s.meanGap) / 8
}

// shouldSpin tells whether an idle worker should spin for the next Call, for the whole of
// Options.Spin. It should if the mean gap is at most a quarter of that: then, with
// exponential gaps, at most one Call in 50 comes later. Spinning for a shorter time would
// not save a processor, and waking a worker costs most when load is highest, above all if
// the system must first schedule it on a busy processor. If Calls are rarer, spinning is
// not worth it: a Service with little to do should leave the processors alone. The lock
// is held.
func (s *Service) shouldSpin() bool { return s.spin > 0 && 4*s.meanGap <= s.spin }

// observeSolves records how long the last questions of a worker took. A very long time,
// perhaps because the system ran something else, counts as four times the mean. The lock
// is held.
func (s *Service) observeSolves(w *worker) {
	if w.solved == 0 {
		return
	}
	took := w.solveTime / w.solved
	w.solveTime, w.solved = 0, 0
	if s.meanSolve > 0 {
		took = s.meanSolve + (min(took, 4*s.meanSolve+1000)-s.meanSolve)/16
	}
	s.meanSolve = took
}

// estimate returns how long n questions will take until they are answered, if they wait.
// Meanwhile there is an answer every meanSolve/workers ns, so that an estimate that is
// too high corrects itself. The lock is held.
func (s *Service) estimate(n int) int64 {
	return s.meanSolve * int64(n+s.queue.ahead/len(s.workers))
}
