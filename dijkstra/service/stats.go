package service

import (
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/dijkstra"
)

// Stats counts questions since a Service was made. Each question counts as one of
// Answered, Failed, Cancelled, Late, Shed and Panics.
type Stats struct {
	Version   uint64              // the content hash of the graph for new requests
	Waiting   int                 // questions in the queue now
	Answered  uint64              // without an error, NoPath included
	Coalesced uint64              // of these, by the answer to an equal question that waited too
	Failed    uint64              // with an error of the Solver
	Cancelled uint64              // because their context was done
	Late      uint64              // with ErrDeadline: refused at once, or not answered in time
	Shed      uint64              // with ErrShed, because the queue was full
	Panics    uint64              // with a *PanicError
	Dropped   uint64              // answered Calls whose channel had no room
	Wait      Latency             // of questions not refused at once: until their turn, or until they left the queue
	Solve     Latency             // of questions that a Solver was asked
	Queries   dijkstra.QueryStats // how the Solvers found their answers, if there is an index
}

// counters counts for one worker. One goroutine at a time writes to it, and sometimes
// sweep as well; any goroutine may read.
type counters struct {
	answered, coalesced, failed, cancelled, late, panics, dropped atomic.Uint64

	waiting, solving Histogram
	queries          [6]atomic.Uint64
	lastQueries      dijkstra.QueryStats // of the Solver, at the last call of countQueries
}

// conclude stores the answer or error of a Call whose turn came at begin.
func (t *counters) conclude(c *Call, a Answer, err error, begin int64) {
	a.Waited = time.Duration(begin - c.at)
	c.Answer, c.Err = a, err
	t.waiting.Record(a.Waited)
	t.count(&a, err)
}

// finish gives a Call back to its owner.
func (t *counters) finish(c *Call) {
	if !c.complete() {
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

// countQueries adds what the Solver has counted since the last call.
func (t *counters) countQueries(w dijkstra.QueryStats) {
	before := queryCounts(t.lastQueries)
	for i, n := range queryCounts(w) {
		if n != before[i] {
			t.queries[i].Add(n - before[i])
		}
	}
	t.lastQueries = w
}

// queryCounts returns the fields of some statistics as an array.
func queryCounts(w dijkstra.QueryStats) [6]uint64 {
	return [6]uint64{w.IndexOnly, w.AStar, w.Abandoned, w.Bidirectional, w.Customized, w.Settled}
}

// Stats returns the counts so far. It may be called at any time, costs some 25 µs and does
// not delay requests. To publish them as an expvar:
//
//	expvar.Publish("cairn", expvar.Func(func() any { return service.Stats() }))
func (s *Service) Stats() Stats {
	s.mu.Lock()
	r := Stats{Version: s.version.hash, Waiting: s.queue.size}
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

// MergeInto adds the full distributions behind Stats.Wait and Stats.Solve to two
// histograms. It may be called at any time and costs some 10 µs.
func (s *Service) MergeInto(waiting, solving *Histogram) {
	for _, w := range s.workers {
		waiting.Merge(&w.counters.waiting)
		solving.Merge(&w.counters.solving)
	}
}

// addTo adds the counters to r.
func (t *counters) addTo(r *Stats) {
	r.Answered += t.answered.Load()
	r.Coalesced += t.coalesced.Load()
	r.Failed += t.failed.Load()
	r.Cancelled += t.cancelled.Load()
	r.Late += t.late.Load()
	r.Panics += t.panics.Load()
	r.Dropped += t.dropped.Load()
	r.Queries.IndexOnly += t.queries[0].Load()
	r.Queries.AStar += t.queries[1].Load()
	r.Queries.Abandoned += t.queries[2].Load()
	r.Queries.Bidirectional += t.queries[3].Load()
	r.Queries.Customized += t.queries[4].Load()
	r.Queries.Settled += t.queries[5].Load()
}
