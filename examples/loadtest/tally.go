package main

import (
	"time"

	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
)

// tally counts what happens.
type tally struct {
	waiting, solving, total service.Histogram
	recent                  service.Histogram // total, since the last line of progress
	walked                  uint64            // sum of all distances
	held, altered, ended    int               // events that waited for an earlier one of the same hunt; that changed weights; hunts
	noWay                   int               // answers that there is no path
	errors                  int
	first                   error // of the errors
}

// record takes in an answer that has come so long after its event should have
// arrived. What was not spent solving was spent waiting, for the load to make the
// event, for a worker, and for the load to take in the answer.
func (t *tally) record(took time.Duration, c *service.Call) {
	t.total.Record(took)
	t.recent.Record(took)
	t.solving.Record(c.Solved)
	t.waiting.Record(took - c.Solved)
	if c.Outcome == dijkstra.Found {
		t.walked += uint64(c.Distance)
	} else {
		t.noWay++
	}
}

// fail counts an error, if it is one.
func (t *tally) fail(err error) {
	if err == nil {
		return
	}
	t.errors++
	if t.first == nil {
		t.first = err
	}
}
