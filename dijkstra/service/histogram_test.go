package service

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"
)

// The buckets follow one another without gaps, and none is wider than 1/64 of where it
// begins.
func TestBuckets(t *testing.T) {
	begin := time.Duration(0)
	for i := range buckets - 1 {
		end := longestIn(i)
		if bucketOf(begin) != i || bucketOf(end) != i || bucketOf(end+1) != i+1 {
			t.Fatalf("bucket %d: %d to %d are in %d and %d, the next in %d", i, begin, end, bucketOf(begin), bucketOf(end), bucketOf(end+1))
		}
		if width := end - begin; width > begin/64 {
			t.Fatalf("bucket %d: %d to %d", i, begin, end)
		}
		begin = end + 1
	}
	if begin > 1<<wideBits || bucketOf(math.MaxInt64) != buckets-1 || longestIn(buckets-1) != math.MaxInt64 {
		t.Errorf("the last bucket begins at %d; the longest duration is in %d of %d", begin, bucketOf(math.MaxInt64), buckets)
	}
}

// Quantiles of durations of all magnitudes agree with those found by sorting.
func TestQuantiles(t *testing.T) {
	for seed := range fewer(50) {
		r := rand.New(rand.NewPCG(seed, 31))
		var h Histogram
		var all []time.Duration
		for range 1 + r.IntN(2000) {
			d := time.Duration(math.Exp(r.Float64() * 27))
			all = append(all, d)
			h.Record(d)
		}
		slices.Sort(all)
		if h.Count() != uint64(len(all)) {
			t.Fatalf("seed %d: counted %d of %d", seed, h.Count(), len(all))
		}
		for _, q := range []float64{-1, 0, 0.001, 0.25, 0.5, 0.99, 0.999, 1, 2} {
			exact := all[max(int(math.Ceil(min(max(q, 0), 1)*float64(len(all)))), 1)-1]
			if got := h.Quantile(q); got < exact || got > exact+exact/64 {
				t.Fatalf("seed %d: quantile %v is %d, of a histogram %d", seed, q, exact, got)
			}
		}
		if h.Quantile(1) != all[len(all)-1] {
			t.Errorf("seed %d: the longest is %d, of a histogram %d", seed, all[len(all)-1], h.Quantile(1))
		}
	}
}

// Edge cases: no duration, one, a negative one, and one longer than the last bucket.
func TestHistogramEnds(t *testing.T) {
	var h Histogram
	if got := h.Latency(); got != (Latency{}) || h.Quantile(0.5) != 0 {
		t.Errorf("of nothing: %+v", got)
	}
	h.Record(-5)
	if got := h.Latency(); got != (Latency{Count: 1}) {
		t.Errorf("of -5 ns: %+v", got)
	}
	h.Record(1000 * time.Hour)
	if got := h.Latency(); got.Max != 1000*time.Hour || got.P99 != got.Max || got.Mean != 500*time.Hour || got.P50 != 0 {
		t.Errorf("of 0 and 1,000 hours: %+v", got)
	}
	var all Histogram
	for range 3 {
		h.Record(math.MaxInt64)
		all.Merge(&h)
	}
	if h.Sum() != math.MaxInt64 || all.Sum() != math.MaxInt64 || h.Latency().Mean != math.MaxInt64/5 {
		t.Errorf("of more than 292 years: %v, merged %v, mean %v", h.Sum(), all.Sum(), h.Latency().Mean)
	}
}

// All agrees with Quantile: as many durations are no longer than its lengths say.
func TestAll(t *testing.T) {
	var h Histogram
	for d := range time.Duration(1000) {
		h.Record(d * d * d)
	}
	below, last := uint64(0), time.Duration(-1)
	for longest, n := range h.All() {
		below += n
		if want := min(longest, h.Quantile(1)); longest <= last || n == 0 || h.Quantile(float64(below)/1000) != want {
			t.Fatalf("%d up to %v after %v; the quantile is %v", n, longest, last, h.Quantile(float64(below)/1000))
		}
		last = longest
	}
	if below != 1000 {
		t.Errorf("%d of 1,000", below)
	}
	if want := time.Duration(999 * 1000 / 2 * 999 * 1000 / 2); h.Sum() != want {
		t.Errorf("the sum is %d, want %d", h.Sum(), want)
	}
	for range h.All() {
		break // as a caller may
	}
}

// Two merged histograms equal one that has counted everything.
func TestMerge(t *testing.T) {
	var parts [2]Histogram
	var whole, sum Histogram
	for i := range 1000 {
		d := time.Duration(i * i)
		parts[i%2].Record(d)
		whole.Record(d)
	}
	sum.Merge(&parts[0])
	sum.Merge(&parts[1])
	if sum.Latency() != whole.Latency() {
		t.Errorf("%+v, want %+v", sum.Latency(), whole.Latency())
	}
	if got := parts[0].Count(); got != 500 {
		t.Errorf("a part counts %d afterwards", got)
	}
}

// Many goroutines record while others read.
func TestHistogramIsShared(t *testing.T) {
	var h Histogram
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			last := uint64(0)
			for j := range 1000 {
				h.Record(time.Duration(i*1000 + j))
				if j%100 == 0 {
					n := h.Latency().Count
					if n <= last {
						t.Errorf("counted %d and then %d", last, n)
					}
					last = n
				}
			}
		})
	}
	group.Wait()
	if l := h.Latency(); l.Count != 8000 || l.Max != 7999 || l.Mean != 3999 {
		t.Errorf("%+v", l)
	}
}

// Neither Record nor the readers allocate.
func TestRecordAllocatesNothing(t *testing.T) {
	var h Histogram
	expectNoAllocations(t, "record and read", func() {
		h.Record(time.Millisecond)
		_ = h.Latency()
	})
}

func BenchmarkHistogramRecord(b *testing.B) {
	var h Histogram
	for d := time.Duration(0); b.Loop(); d += 97 {
		h.Record(d & (1<<20 - 1))
	}
}

func BenchmarkHistogramLatency(b *testing.B) {
	var h Histogram
	for d := range time.Duration(100000) {
		h.Record(d * d)
	}
	for b.Loop() {
		_ = h.Latency()
	}
}
