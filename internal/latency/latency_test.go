package latency

import (
	"math"
	"testing"
	"time"
)

// filled returns a recorder of given durations.
func filled(took ...time.Duration) *Recorder {
	r := NewRecorder()
	r.took = append(r.took, took...)
	return r
}

func TestQuantilesAreRanks(t *testing.T) {
	var took []time.Duration
	for i := 1000; i > 0; i-- {
		took = append(took, time.Duration(i))
	}
	s := filled(took...).Summarize()
	if s.P50 != 500 || s.P99 != 990 || s.P999 != 999 || s.Mean != 500.5 {
		t.Errorf("of 1 to 1000: %+v", s)
	}
	if s := filled(7).Summarize(); s.P50 != 7 || s.P99 != 7 || s.P999 != 7 || s.Low != 7 || s.High != 7 {
		t.Errorf("of 7 alone: %+v", s)
	}
	if s := NewRecorder().Summarize(); s != (Summary{}) {
		t.Errorf("of nothing: %+v", s)
	}
}

// TestIntervalIsThatOfTheMean compares the bootstrap with what the central limit
// theorem says about a uniform distribution.
func TestIntervalIsThatOfTheMean(t *testing.T) {
	const n = 10000
	r := NewRecorder()
	for i := range n {
		r.took = append(r.took, time.Duration(i))
	}
	s := r.Summarize()
	half := 1.96 * n / math.Sqrt(12) / math.Sqrt(n)
	if s.Low >= s.Mean || s.High <= s.Mean {
		t.Errorf("mean %v is not within %v to %v", s.Mean, s.Low, s.High)
	}
	if got := (s.High - s.Low) / 2; got < 0.7*half || got > 1.3*half {
		t.Errorf("half the interval is %v, want about %v", got, half)
	}
}

func TestRecordingAllocatesNothing(t *testing.T) {
	r := NewRecorder()
	if n := testing.AllocsPerRun(3, func() {
		for range capacity {
			r.Begin()
			r.End()
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if len(r.took) != capacity || r.count != 4*capacity {
		t.Errorf("%d kept of %d", len(r.took), r.count)
	}
}
