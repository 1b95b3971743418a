package service

import (
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/dijkstra"
)

// Stats are what a Service has done since it was made. Each question counts as one of
// Answered, Failed, Cancelled, Late, Shed and Panics.
type Stats struct {
	Version   uint64              // the content hash of the graph that requests are answered on now
	Waiting   int                 // questions in the queue now
	Answered  uint64              // with an Outcome, though it be that there is no path
	Coalesced uint64              // of these, by the answer to an equal question that waited as well
	Failed    uint64              // with an error of the Solver's
	Cancelled uint64              // since their context was done
	Late      uint64              // whose deadline came first, or would have: refused at once, or not answered in time
	Shed      uint64              // refused, since the queue was full
	Panics    uint64              // that panicked
	Dropped   uint64              // Calls that were answered, but whose channel had no room
	Wait      Latency             // of questions that were not refused at once: until it was their turn, or they left the queue
	Solve     Latency             // of questions that a Solver was asked
	Queries   dijkstra.QueryStats // how the Solvers came to their answers, if there is an index
}

// counters is what one worker has done. One goroutine at a time writes to it, and now and
// then sweep as well; any may read.
type counters struct {
	answered, coalesced, failed, cancelled, late, panics, dropped atomic.Uint64

	waiting, solving Histogram
	ways             [5]atomic.Uint64
	seen             dijkstra.QueryStats // of the Solver, when ways last followed it
}

// conclude makes an answer, or an error, that of a Call whose turn came at begin.
func (t *counters) conclude(c *Call, a Answer, err error, begin int64) {
	a.Waited = time.Duration(begin - c.at)
	c.Answer, c.Err = a, err
	t.waiting.Record(a.Waited)
	t.count(&a, err)
}

// finish gives a Call back to its owner.
func (t *counters) finish(c *Call) {
	if !c.answered() {
		t.dropped.Add(1)
	}
}

// count counts one question.
func (t *counters) count(a *Answer, err error) {
	counter := &t.failed
	switch _, panicked := err.(*PanicError); {
	case err == nil:
		counter = &t.answered
	case panicked:
		counter = &t.panics
	case err == ErrDeadline:
		counter = &t.late
	case a.Cause != nil:
		counter = &t.cancelled
	}
	counter.Add(1)
}

// observe has ways follow those of the worker's Solver.
func (t *counters) observe(w dijkstra.QueryStats) {
	before := list(t.seen)
	for i, n := range list(w) {
		if n != before[i] {
			t.ways[i].Add(n - before[i])
		}
	}
	t.seen = w
}

// list returns the counters of some statistics.
func list(w dijkstra.QueryStats) [5]uint64 {
	return [5]uint64{w.IndexOnly, w.AStar, w.Abandoned, w.Bidirectional, w.Settled}
}

// Stats returns what the Service has done so far. It may be called at any time, costs
// some 25 µs and does not delay requests. Published as an expvar:
//
//	expvar.Publish("cairn", expvar.Func(func() any { return service.Stats() }))
func (s *Service) Stats() Stats {
	s.mu.Lock()
	r := Stats{Version: s.hash, Waiting: s.queue.size}
	s.mu.Unlock()
	r.Late, r.Shed = s.late.Load(), s.shed.Load()
	for _, w := range s.workers {
		w.counters.addTo(&r)
	}
	var waiting, solving Histogram
	s.MergeInto(&waiting, &solving)
	r.Wait, r.Solve = waiting.Latency(), solving.Latency()
	return r
}

// MergeInto adds to two histograms how long all questions have waited, and how long
// they have taken to solve: what Stats sums up, for those who want all of it. It may
// be called at any time, and costs some 10 µs.
func (s *Service) MergeInto(waiting, solving *Histogram) {
	for _, w := range s.workers {
		waiting.Merge(&w.counters.waiting)
		solving.Merge(&w.counters.solving)
	}
}

// addTo adds the counters.
func (t *counters) addTo(r *Stats) {
	r.Answered += t.answered.Load()
	r.Coalesced += t.coalesced.Load()
	r.Failed += t.failed.Load()
	r.Cancelled += t.cancelled.Load()
	r.Late += t.late.Load()
	r.Panics += t.panics.Load()
	r.Dropped += t.dropped.Load()
	r.Queries.IndexOnly += t.ways[0].Load()
	r.Queries.AStar += t.ways[1].Load()
	r.Queries.Abandoned += t.ways[2].Load()
	r.Queries.Bidirectional += t.ways[3].Load()
	r.Queries.Settled += t.ways[4].Load()
}
