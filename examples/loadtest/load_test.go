package main

import (
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/testdata"
)

// small is a load that is over soon.
func small(full bool) config {
	return config{hunts: 50, changes: 16, checks: 100, workers: 1, rate: 3000, duration: 200 * time.Millisecond, full: full, lowered: 0.25, seed: 1}
}

// loaded runs a load; the index may be another one than that of the map.
func loaded(t *testing.T, c config, disguise func(*hublabel.Index) dijkstra.Index) (*load, result) {
	t.Helper()
	x, err := index()
	if err != nil {
		t.Fatal(err)
	}
	l, err := newLoadWith(x.Graph(), disguise(x), c, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.service.Close() })
	l.run()
	r := l.result()
	r.Busy, r.Capacity = l.flood()
	r.check(l)
	return l, r
}

// index is that of the map, for all tests.
var index = sync.OnceValues(func() (*hublabel.Index, error) {
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		return nil, err
	}
	return hublabel.Build(g, nil)
})

func honest(x *hublabel.Index) dijkstra.Index { return x }

// TestEveryEventIsAnswered compares the numbers of a run with each other.
func TestEveryEventIsAnswered(t *testing.T) {
	eachKind(t, func(t *testing.T, full bool) {
		c := small(full)
		l, r := loaded(t, c, honest)
		if err := r.verdict(c); err != nil {
			t.Error(err)
		}
		stats := l.service.Stats()
		if r.Events < 400 || r.Events > 800 || r.Waiting.Count != r.Events || r.Solving.Count != r.Events {
			t.Errorf("%d events, waited %d, solved %d", r.Events, r.Waiting.Count, r.Solving.Count)
		}
		if r.Checked < 90 || r.Altered == 0 || r.Ended == 0 || r.Walked == 0 || stats.Shed+stats.Failed > 0 {
			t.Errorf("%+v; %+v", r, stats)
		}
		if r.Busy < 0 || r.Busy > 1.01 || r.Capacity < 0 || r.Prompt < 0 || r.Prompt > 1 { // 0 where others keep the processors
			t.Errorf("shares %v and %v, %v events/s", r.Busy, r.Prompt, r.Capacity)
		}
		if answers := r.Ways.IndexOnly + r.Ways.AStar + r.Ways.Abandoned + r.Ways.Bidirectional; answers > r.Events || l.plain.asked != 2*c.plainQuestions() || r.Plain <= 0 {
			t.Errorf("%d answers counted of %d, %d plain questions at %v", answers, r.Events, l.plain.asked, r.Plain)
		}
		if l.underWay != 0 || r.Arena.Active < int64(c.hunts) {
			t.Errorf("%d under way, arenas %+v", l.underWay, r.Arena)
		}
	})
}

// TestOnlyTheSeedCounts expects the same questions and answers for any number of
// workers, and others for another seed or share of lowered hunts.
func TestOnlyTheSeedCounts(t *testing.T) {
	outcome := func(c config) [5]uint64 {
		_, r := loaded(t, c, honest)
		return [5]uint64{r.Events, r.Walked, uint64(r.Altered), uint64(r.Ended), uint64(r.NoWay)}
	}
	eachKind(t, func(t *testing.T, full bool) {
		first := outcome(small(full))
		more := small(full)
		more.workers = 3
		if again := outcome(more); again != first {
			t.Errorf("%v and %v", first, again)
		}
	})
	first := outcome(small(false))
	for name, change := range map[string]func(*config){
		"seed": func(c *config) { c.seed = 2 }, "share of lowered hunts": func(c *config) { c.lowered = 1 },
	} {
		other := small(false)
		change(&other)
		if again := outcome(other); again == first {
			t.Errorf("the %s makes no difference: %v", name, first)
		}
	}
}

// TestEventsOfOneHunt has each event wait for the one before.
func TestEventsOfOneHunt(t *testing.T) {
	c := small(false)
	c.hunts, c.rate, c.duration = 1, 1e6, 10*time.Millisecond
	_, r := loaded(t, c, honest)
	if r.Errors > 0 || r.Held < int(r.Events)/2 {
		t.Errorf("%d events, %d held, %d errors: %s", r.Events, r.Held, r.Errors, r.First)
	}
}

// liar is an index that says of all nodes that they cannot be reached, or panics.
type liar struct {
	*hublabel.Index
	panics bool
}

func (x liar) Distance(from, to csr.Node) (uint32, error) {
	if x.panics {
		panic("planted")
	}
	return dijkstra.Unreachable, nil
}

func (x liar) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	d, err := x.Distance(from, to)
	return dst, d, err
}

// TestWrongAnswersAreFound plants an index that makes the Solver answer wrongly.
func TestWrongAnswersAreFound(t *testing.T) {
	c := small(false)
	_, r := loaded(t, c, func(x *hublabel.Index) dijkstra.Index { return liar{Index: x} })
	if r.Errors < 50 || !strings.Contains(r.First, "want") || r.verdict(c) == nil {
		t.Errorf("%d errors, the first: %s", r.Errors, r.First)
	}
}

// TestSleeps has so few events that the load sleeps between them.
func TestSleeps(t *testing.T) {
	c := small(false)
	c.rate = 20
	_, r := loaded(t, c, honest)
	if r.Errors > 0 || r.Events > 20 {
		t.Errorf("%d events, %d errors", r.Events, r.Errors)
	}
}
