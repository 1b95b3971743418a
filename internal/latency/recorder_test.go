package latency

import (
	"testing"
	"time"
)

// filled returns a recorder of given durations.
func filled(took ...time.Duration) *Recorder {
	r := newRecorder(1, (len(took)+1)&^1)
	for _, d := range took {
		r.add(d)
	}
	return r
}

func TestRecordingAllocatesNothing(t *testing.T) {
	r := newRecorder(1, 1<<10)
	if n := testing.AllocsPerRun(3, func() {
		for range 1 << 12 {
			r.Begin()
			r.End()
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if len(r.run.Took) > 1<<10 || r.count != 4<<12 {
		t.Errorf("%d kept of %d", len(r.run.Took), r.count)
	}
}

// The durations of samples are their numbers. After each, sample i·Stride must be at
// place i, and once the memory was full at least half of it stays in use.
func TestKeptSamplesAreSpreadOverTheRun(t *testing.T) {
	for _, capacity := range []int{2, 4, 6, 10, 16} {
		r := newRecorder(1, capacity)
		for n := range 200 {
			r.add(time.Duration(n))
			for i, d := range r.run.Took {
				if int(d) != i*r.run.Stride {
					t.Fatalf("capacity %d: place %d of %v has sample %d", capacity, i, r.run.Took, d)
				}
			}
			if len(r.run.Took) < min(n+1, capacity/2) || len(r.run.Took) > capacity {
				t.Fatalf("capacity %d: %d kept of %d", capacity, len(r.run.Took), n+1)
			}
			if last := len(r.run.Took) * r.run.Stride; last <= n {
				t.Fatalf("capacity %d: sample %d should have been kept", capacity, last)
			}
		}
	}
}

func TestSamplesOfGroupsAreDivided(t *testing.T) {
	r := newRecorder(64, 4)
	r.add(64 * 50)
	r.add(64*50 + 32)
	if s := r.Summarize(); s.Mean != 50.25 || s.P50 != 50 || s.P99 != 50.5 {
		t.Errorf("two groups of 64 queries of 50 ns or a bit more: %+v", s)
	}
	for _, group := range []int{-1, 0, 1} {
		if got := NewGrouped(group).run.Group; got != 1 {
			t.Errorf("a group of %d counts as %d", group, got)
		}
	}
}

// The clock does not run backward; nothing else is asserted about time.
func TestTheClockRuns(t *testing.T) {
	r := NewRecorder()
	for range 1000 {
		r.Begin()
		r.End()
	}
	if err := r.run.check(); err != nil {
		t.Error(err)
	}
}

// The share of the clock in each sample: nothing happens between Begin and End. In a
// group each query bears its part.
func BenchmarkClock(b *testing.B) {
	for _, c := range []struct {
		name  string
		group int
	}{{"one", 1}, {"of64", 64}} {
		b.Run(c.name, func(b *testing.B) {
			record := NewGrouped(c.group)
			b.ReportAllocs()
			for b.Loop() {
				record.Begin()
				record.End()
			}
			record.Report(b)
		})
	}
}
