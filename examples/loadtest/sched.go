package main

import (
	"math"
	"runtime/metrics"
	"slices"
	"time"
)

// prompt is how soon a goroutine that could run is to run.
const prompt = 3 * time.Microsecond

// sched is what the Go runtime says of itself.
type sched struct {
	latencies metrics.Float64Histogram // from when goroutines could run until they did
	pauses    metrics.Float64Histogram // of all goroutines, for garbage collection
}

// readSched returns what has happened since the process began.
func readSched() sched {
	s := []metrics.Sample{{Name: "/sched/latencies:seconds"}, {Name: "/sched/pauses/total/gc:seconds"}}
	metrics.Read(s)
	return sched{copied(s[0].Value), copied(s[1].Value)}
}

func copied(v metrics.Value) (h metrics.Float64Histogram) {
	if v.Kind() == metrics.KindFloat64Histogram {
		h = *v.Float64Histogram()
		h.Counts = slices.Clone(h.Counts)
	}
	return h
}

// since returns what has happened since an earlier reading.
func (s sched) since(before sched) sched {
	return sched{less(s.latencies, before.latencies), less(s.pauses, before.pauses)}
}

func less(h, before metrics.Float64Histogram) metrics.Float64Histogram {
	h.Counts = slices.Clone(h.Counts)
	for i, n := range before.Counts {
		h.Counts[i] -= n
	}
	return h
}

// within returns the share of a histogram that lies below a limit, as far as its
// buckets tell: one across the limit does not count. It is 1 of nothing.
func within(h metrics.Float64Histogram, limit time.Duration) float64 {
	var below, all uint64
	for i, n := range h.Counts {
		all += n
		if h.Buckets[i+1] <= limit.Seconds()*1.001 {
			below += n
		}
	}
	if all == 0 {
		return 1
	}
	return float64(below) / float64(all)
}

// longest returns how many are in a histogram, and the most that the longest of
// them can be.
func longest(h metrics.Float64Histogram) (count uint64, most time.Duration) {
	for i, n := range h.Counts {
		if n > 0 {
			count += n
			most = seconds(h.Buckets[i+1], h.Buckets[i])
		}
	}
	return count, most
}

// seconds returns the upper end of a bucket, or the lower one if it has none.
func seconds(upper, lower float64) time.Duration {
	if math.IsInf(upper, 1) {
		upper = lower
	}
	return time.Duration(upper * float64(time.Second))
}
