// Package latency records how long each query of a benchmark took and says what
// a mean alone hides: how sure the mean is, and how slow the slowest are.
package latency

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// capacity bounds the durations that are kept, so that recording allocates
// nothing during a benchmark. A longer run overwrites the oldest.
const capacity = 1 << 18

// Recorder keeps the duration of each query. It is not safe for concurrent use.
type Recorder struct {
	took  []time.Duration
	count int
	began time.Time
}

// NewRecorder returns an empty Recorder, with all the memory it will need.
func NewRecorder() *Recorder {
	return &Recorder{took: make([]time.Duration, 0, capacity)}
}

// Begin starts the clock for one query.
func (r *Recorder) Begin() { r.began = time.Now() }

// End stops it. Clock and bookkeeping take some 50 ns, which the duration
// includes.
func (r *Recorder) End() {
	took := time.Since(r.began)
	if len(r.took) < cap(r.took) {
		r.took = append(r.took, took)
	} else {
		r.took[r.count%capacity] = took
	}
	r.count++
}

// Summary is what a benchmark reports, in nanoseconds.
type Summary struct {
	Mean, Low, High float64 // the mean and its 95 % bootstrap confidence interval
	P50, P99, P999  float64
}

// resamples is how often the bootstrap draws; the interval's ends are then the
// 5th and the 195th of 200 means.
const resamples = 200

// Summarize returns the summary of what was recorded, zero if that is nothing.
// The bootstrap (Efron 1979) draws from a fixed seed.
func (r *Recorder) Summarize() Summary {
	if len(r.took) == 0 {
		return Summary{}
	}
	sorted := slices.Sorted(slices.Values(r.took))
	random := rand.New(rand.NewPCG(1, 2))
	means := make([]float64, resamples)
	for i := range means {
		var sum time.Duration
		for range sorted {
			sum += sorted[random.IntN(len(sorted))]
		}
		means[i] = float64(sum) / float64(len(sorted))
	}
	slices.Sort(means)
	var sum time.Duration
	for _, d := range sorted {
		sum += d
	}
	return Summary{
		Mean: float64(sum) / float64(len(sorted)),
		Low:  means[resamples*25/1000], High: means[resamples*975/1000],
		P50: quantile(sorted, 500), P99: quantile(sorted, 990), P999: quantile(sorted, 999),
	}
}

// quantile returns the smallest duration that at least perMille of a thousand
// do not exceed.
func quantile(sorted []time.Duration, perMille int) float64 {
	rank := (len(sorted)*perMille + 999) / 1000
	return float64(sorted[max(rank, 1)-1])
}

// Report adds the summary to a benchmark's output as metrics that benchstat
// reads, beside the ns/op, B/op and allocs/op that it prints anyway.
func (r *Recorder) Report(b *testing.B) {
	s := r.Summarize()
	b.ReportMetric(s.Low, "ci95low-ns")
	b.ReportMetric(s.High, "ci95high-ns")
	b.ReportMetric(s.P50, "p50-ns")
	b.ReportMetric(s.P99, "p99-ns")
	b.ReportMetric(s.P999, "p999-ns")
}
