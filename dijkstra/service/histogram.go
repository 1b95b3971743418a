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

// Histogram counts durations, with quantiles that are at most 1.6 % too high. It
// takes 18 kB however many it has counted, and the zero value is ready for use. It
// is safe for concurrent use, without locks: who reads while others record sees
// each duration that was recorded before, and perhaps some of those that are being.
type Histogram struct {
	counts [buckets]atomic.Uint64
	sum    atomic.Int64
	max    atomic.Int64
}

// Record counts one duration; one below 0 counts as 0. It costs some 5 ns, and
// more where many goroutines record into the same Histogram at once: give each its
// own, and Merge them to read.
func (h *Histogram) Record(d time.Duration) {
	d = max(d, 0)
	h.counts[bucketOf(d)].Add(1)
	h.add(int64(d))
	h.raise(int64(d))
}

// add makes the sum longer, as far as it can be.
func (h *Histogram) add(d int64) {
	for {
		sum := h.sum.Load()
		if h.sum.CompareAndSwap(sum, sum+min(d, math.MaxInt64-sum)) {
			return
		}
	}
}

// raise makes the maximum at least d.
func (h *Histogram) raise(d int64) {
	for most := h.max.Load(); d > most; most = h.max.Load() {
		if h.max.CompareAndSwap(most, d) {
			return
		}
	}
}

// Merge counts all that another Histogram has counted, which stays as it is.
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

// Quantile returns the duration that the share q of those recorded do not exceed,
// at most 1.6 % too high: Quantile(0.99) is p99. It is 0 if nothing was recorded; a
// q below 0 counts as 0, which is the shortest, and one above 1 as 1, which is the
// longest, exactly. It costs some µs.
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

// All yields how many durations were recorded of each length, the shortest first,
// with the longest that count as of that length: the data of a bar chart, or of the
// buckets of Prometheus. Lengths that none is of are left out.
func (h *Histogram) All() iter.Seq2[time.Duration, uint64] {
	return func(yield func(time.Duration, uint64) bool) {
		for i := range h.counts {
			if n := h.counts[i].Load(); n > 0 && !yield(longestIn(i), n) {
				return
			}
		}
	}
}

// Sum returns the sum of all durations, or the longest Duration, 292 years, if it
// is more.
func (h *Histogram) Sum() time.Duration { return time.Duration(h.sum.Load()) }

// Latency sums a Histogram up.
type Latency struct {
	Count uint64        // how many durations were recorded
	Mean  time.Duration // Sum divided by Count
	P50   time.Duration // half of them took no longer; as P99 and P999, at most 1.6 % too high
	P99   time.Duration // 99 in 100 took no longer
	P999  time.Duration // 999 in 1,000 took no longer
	Max   time.Duration // exact
}

// Latency returns what was recorded so far, all zero if that is nothing. It costs
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

// bucketOf returns the bucket of a duration that is not below 0. One of k bits is
// in group k - fineBits, which begins where the groups before it end, at its
// highest fineBits + 1 bits.
func bucketOf(d time.Duration) int {
	group := max(bits.Len64(uint64(d))-fineBits-1, 0)
	return min(group<<fineBits+int(uint64(d)>>group), buckets-1)
}

// longestIn returns the longest duration in a bucket.
func longestIn(bucket int) time.Duration {
	group := max(bucket>>fineBits-1, 0)
	if bucket == buckets-1 {
		return math.MaxInt64
	}
	return time.Duration(bucket-group<<fineBits+1)<<group - 1
}
