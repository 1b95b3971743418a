package service

import (
	"slices"
	"testing"
)

// The mean follows how long questions take, but not one interrupted question.
func TestMeanSolve(t *testing.T) {
	s := &Service{workers: make([]*worker, 4)}
	w := &worker{solveTime: 8000, solved: 4}
	if s.observeSolves(w); s.meanSolve != 2000 || w.solveTime != 0 || w.solved != 0 {
		t.Errorf("the first: %d", s.meanSolve)
	}
	if s.observeSolves(w); s.meanSolve != 2000 {
		t.Errorf("nothing solved: %d", s.meanSolve)
	}
	w.solveTime, w.solved = 1e9, 1
	if s.observeSolves(w); s.meanSolve != 2000+(9000-2000)/16 {
		t.Errorf("interrupted: %d", s.meanSolve)
	}
	for range 200 {
		w.solveTime, w.solved = 1e6, 1
		s.observeSolves(w)
	}
	if s.meanSolve < 0.99e6 || s.meanSolve > 1e6 {
		t.Errorf("from now on 1 ms: %d", s.meanSolve)
	}
	s.queue.ahead = 9
	if got := s.estimate(3); got != s.meanSolve*5 {
		t.Errorf("3 after 9 of 4 workers: %d of %d", got, s.meanSolve)
	}
}

// Streams of Calls, fast and slow.
func TestShouldSpin(t *testing.T) {
	s := &Service{spin: 1000}
	at := int64(1e9)
	for _, c := range []struct {
		calls, gap int64
		want       bool
	}{
		{100, 100, true},     // a steady stream
		{1, 1e9, false},      // a pause
		{50, 10, true},       // a burst
		{100, 300, false},    // too slow a stream
		{20, -5, true},       // clocks of several processors
		{100, 240, true},     // just fast enough
		{30, 1 << 40, false}, // nothing for long
		{100, 1, true},       // and much again
		{0, 0, true},         // still
	} {
		for range c.calls {
			at += c.gap
			s.observeArrival(at)
		}
		if got := s.shouldSpin(); got != c.want {
			t.Errorf("%d calls, %d apart: %v", c.calls, c.gap, got)
		}
	}
	if (&Service{}).shouldSpin() {
		t.Error("a Service that must not spin")
	}
}

// Of several workers that become idle only one spins; then all are taken again.
func TestOneWorkerSpins(t *testing.T) {
	s := &Service{spin: 1000}
	all := make([]*worker, 3)
	for i := range all {
		all[i] = &worker{service: s, next: make(chan *Call, 1)}
	}
	s.meanGap = 100
	s.makeIdle(all[0], false) // used inline
	s.makeIdle(all[1], true)
	s.makeIdle(all[2], true)
	if s.spinner != all[1] || !all[1].spinning || all[2].spinning || !slices.Equal(s.idle, []*worker{all[0], all[2]}) {
		t.Errorf("%+v", s)
	}
	for i, w := range []*worker{all[2], all[0], all[1], nil} { // inline: the spinning one last
		if got := s.takeIdle(true); got != w {
			t.Errorf("number %d is wrong", i)
		}
	}
	s.makeIdle(all[1], true)
	s.makeIdle(all[2], true)
	for i, w := range []*worker{all[1], all[2], nil} { // for Go: the spinning one first
		if got := s.takeIdle(false); got != w {
			t.Errorf("for Go, number %d is wrong", i)
		}
	}
	s.meanGap = 300
	if s.makeIdle(all[0], true); s.spinner != nil || all[0].spinning {
		t.Error("a worker spins though Calls are rare")
	}
}

// A spinning worker finds the next Call, and stops after a while.
func TestSpin(t *testing.T) {
	s := &Service{spin: 1000, arrivals: arrivals{meanGap: 100}}
	w, c := &worker{service: s, next: make(chan *Call, 1)}, &Call{}
	s.makeIdle(w, true)
	w.next <- c
	if got := w.await(); got != c {
		t.Errorf("got %p, want %p", got, c)
	}
	if got := w.spin(); got != nil || s.spinner != nil || !slices.Equal(s.idle, []*worker{w}) {
		t.Errorf("after a while: %+v", s)
	}
	s.spinner = &worker{} // w was taken just before it stopped
	s.idle = nil
	if got := w.spin(); got != nil || s.spinner == nil || len(s.idle) > 0 {
		t.Errorf("taken: %+v", s)
	}
}

// All solved questions count for the mean time, and Calls by Go count as arrivals.
func TestMeasurements(t *testing.T) {
	s, _ := newTrapped(t, Options{Workers: 1})
	s.spin = 1000
	if _, err := s.Do(nil, Request{To: 99}); err != nil || s.meanSolve == 0 || s.meanGap != 0 {
		t.Errorf("%v, pace %d, gap %d", err, s.meanSolve, s.meanGap)
	}
	expectError(t, "by Go", submitted(t, s, nil, Request{To: 99}), nil)
	if _, err := s.Do(nil, Request{}); err != nil || s.meanGap == 0 {
		t.Errorf("%v, gap %d", err, s.meanGap)
	}
}
