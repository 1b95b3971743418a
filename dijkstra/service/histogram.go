package service

import (
	"iter"
	"math"
	"math/bits"
	"sync/atomic"
	"time"
)

// A bucket of a Histogram is one of 2^fineBits between a power of two and the next;
// below the first such power each nanosecond has its own. Durations from
// 2^wideBits ns, some 18 minutes, share the last.
const (
	fineBits = 6
	wideBits = 40
	buckets  = (wideBits - fineBits + 1) << fineBits
)

// Histogram counts durations and reports quantiles at most 1.6 % too high. It takes 18
// kB, however many it has counted; the zero value is ready for use. It is safe for
// concurrent use, without locks: a reader sees all durations recorded before, and perhaps
// some of those being recorded.
type Histogram struct {
	counts [buckets]atomic.Uint64
	sum    atomic.Int64
	max    atomic.Int64
}

// Record counts one duration; a negative one counts as 0. It costs some 5 ns, and more
// where many goroutines record into one Histogram at once: give each its own, and Merge
// them to read.
func (h *Histogram) Record(d time.Duration) {
	d = max(d, 0)
	h.counts[bucketOf(d)].Add(1)
	h.add(int64(d))
	h.raise(int64(d))
}

// add increases the sum, up to its largest value.
func (h *Histogram) add(d int64) {
	for {
		sum := h.sum.Load()
		if h.sum.CompareAndSwap(sum, sum+min(d, math.MaxInt64-sum)) {
			return
		}
	}
}

// raise raises the maximum to d if it is smaller.
func (h *Histogram) raise(d int64) {
	for most := h.max.Load(); d > most; most = h.max.Load() {
		if h.max.CompareAndSwap(most, d) {
			return
		}
	}
}

// Merge adds all counts of another Histogram, which stays as it is.
func (h *Histogram) Merge(other *Histogram) {
	for i := range other.counts {
		if n := other.counts[i].Load(); n > 0 {
			h.counts[i].Add(n)
		}
	}
	h.add(other.sum.Load())
	h.raise(other.max.Load())
}

// Count returns how many durations were recorded.
func (h *Histogram) Count() (n uint64) {
	for i := range h.counts {
		n += h.counts[i].Load()
	}
	return n
}

// Quantile returns the duration that a share q of those recorded do not exceed, at most
// 1.6 % too high: Quantile(0.99) is p99. It is 0 if nothing was recorded. A q below 0
// counts as 0, the shortest; one above 1 counts as 1, the longest, which is exact. It
// costs some µs.
func (h *Histogram) Quantile(q float64) time.Duration {
	rank := uint64(math.Ceil(min(max(q, 0), 1) * float64(h.Count())))
	rank = max(rank, 1)
	longest := time.Duration(h.max.Load())
	for i := range h.counts {
		n := h.counts[i].Load()
		if n >= rank {
			return min(longestIn(i), longest)
		}
		rank -= n
	}
	return longest
}

// All yields the longest duration of each bucket that is not empty, and the bucket's
// count, shortest first: the data of a bar chart, or of the buckets of Prometheus.
func (h *Histogram) All() iter.Seq2[time.Duration, uint64] {
	return func(yield func(time.Duration, uint64) bool) {
		for i := range h.counts {
			if n := h.counts[i].Load(); n > 0 && !yield(longestIn(i), n) {
				return
			}
		}
	}
}

// Sum returns the sum of all durations, at most the longest Duration, 292 years.
func (h *Histogram) Sum() time.Duration { return time.Duration(h.sum.Load()) }

// Latency summarizes a Histogram.
type Latency struct {
	Count uint64        // how many durations were recorded
	Mean  time.Duration // Sum divided by Count
	P50   time.Duration // half of them took no longer; as P99 and P999, at most 1.6 % too high
	P99   time.Duration // 99 in 100 took no longer
	P999  time.Duration // 999 in 1,000 took no longer
	Max   time.Duration // exact
}

// Latency returns a summary of all durations so far, zero if there are none. It costs
// some 10 µs.
func (h *Histogram) Latency() Latency {
	l := Latency{
		Count: h.Count(), Max: time.Duration(h.max.Load()),
		P50: h.Quantile(0.5), P99: h.Quantile(0.99), P999: h.Quantile(0.999),
	}
	if l.Count > 0 {
		l.Mean = h.Sum() / time.Duration(l.Count)
	}
	return l
}

// bucketOf returns the bucket of a non-negative duration. A duration of k > fineBits bits
// is in group k - fineBits, which starts where the groups before it end; the fineBits bits
// after its highest give the place there.
func bucketOf(d time.Duration) int {
	group := max(bits.Len64(uint64(d))-fineBits-1, 0)
	return min(group<<fineBits+int(uint64(d)>>group), buckets-1)
}

// longestIn returns the longest duration of a bucket.
func longestIn(bucket int) time.Duration {
	group := max(bucket>>fineBits-1, 0)
	if bucket == buckets-1 {
		return math.MaxInt64
	}
	return time.Duration(bucket-group<<fineBits+1)<<group - 1
}
