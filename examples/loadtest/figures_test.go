package main

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
)

// TestHighestRate searches for a limit from below, from above and where there is none.
func TestHighestRate(t *testing.T) {
	for _, c := range []struct{ first, limit float64 }{{20000, 20000}, {20000, 133000}, {20000, 21000}, {20000, 700}, {20000, 19999}, {3, 9e6}} {
		tries := 0
		got := highestRate(c.first, 50, func(rate float64) bool { tries++; return rate <= c.limit })
		if got > c.limit || got*resolution < c.limit || tries > 35 {
			t.Errorf("from %v: %v after %d tries, the limit is %v", c.first, got, tries, c.limit)
		}
	}
	if got := highestRate(20000, 50, func(float64) bool { return false }); got != 0 {
		t.Errorf("%v where no rate holds", got)
	}
	if got := highestRate(20000, 50, func(float64) bool { return true }); got != mostRate {
		t.Errorf("%v where all rates hold", got)
	}
}

// TestTry has runs of their own leave the figures of the run as they are, but for errors.
func TestTry(t *testing.T) {
	l, _ := loaded(t, small(false), honest)
	events, run := l.total.Count(), l.tally
	if p99, plain := l.try(20000, 10*time.Millisecond); p99 <= 0 || plain <= 0 || l.tally != run || l.total.Count() != events {
		t.Errorf("p99 %v, plain %v, %d events were %d", p99, plain, l.total.Count(), events)
	}
	if l.service.Close(); l.errors > 0 {
		t.Fatal(l.first)
	}
	if l.try(20000, 10*time.Millisecond); l.errors == 0 || l.first == nil {
		t.Error("errors of a closed service do not count")
	}
}

// TestPlain asks what hunts would ask, with their weights.
func TestPlain(t *testing.T) {
	w, hunts := populated(t, square(t), config{hunts: 1, changes: 0}, arena.NewPool(nil))
	h := &hunts[0]
	h.at, h.clues = 0, []csr.Node{3}
	p := newPlain(w.g, 1)
	for _, want := range []struct {
		weight uint32
		via    csr.Node
	}{{1, 1}, {csr.Blocked, 2}} {
		if err := h.overlay.SetNode(1, want.weight); err != nil {
			t.Fatal(err)
		}
		if err := p.ask(hunts, 2); err != nil || len(p.path) != 3 || p.path[1] != want.via {
			t.Errorf("path %v, %v", p.path, err)
		}
	}
	p.spent = time.Second
	if p.mean() != time.Second/4 {
		t.Errorf("mean %v of %d", p.mean(), p.asked)
	}
	if p.reset(); p.mean() != 0 {
		t.Errorf("mean %v of nothing", p.mean())
	}
	h.clues[0] = 99
	if p.ask(hunts, 1) == nil {
		t.Error("a question that cannot be asked is no error")
	}
}

// TestWays counts all fields of QueryStats, whichever there are.
func TestWays(t *testing.T) {
	now, before := counted(7), counted(2)
	if got := waysSince(now, before); got != counted(5) {
		t.Errorf("%+v", got)
	}
	if got := waysSince(dijkstra.QueryStats{IndexOnly: 4, Settled: 9}, dijkstra.QueryStats{IndexOnly: 1, Settled: 2}); got != (dijkstra.QueryStats{IndexOnly: 3, Settled: 7}) {
		t.Errorf("%+v", got)
	}
	got := waysText(dijkstra.QueryStats{IndexOnly: 3, AStar: 1, Settled: 6})
	for _, part := range []string{"IndexOnly 75.0 %", "AStar 25.0 %", "Bidirectional 0.0 %", "Settled 1.5 an answer"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
	for name := range cost {
		if _, ok := reflect.TypeFor[dijkstra.QueryStats]().FieldByName(name); !ok {
			t.Errorf("there is no counter %s", name)
		}
	}
}

// counted returns statistics with each counter at n.
func counted(n uint64) (w dijkstra.QueryStats) {
	v := reflect.ValueOf(&w).Elem()
	for i := range v.NumField() {
		v.Field(i).SetUint(n)
	}
	return w
}

// TestTargets has figures that meet every target just so, and that miss each.
func TestTargets(t *testing.T) {
	r := result{Plain: 100, Solving: service.Latency{P99: 60}, Total: service.Latency{P99: 100, P999: 200}, Prompt: 1}
	for _, x := range r.targets() {
		if !x.Met {
			t.Errorf("%+v is missed", x)
		}
	}
	r = result{Plain: 100, Solving: service.Latency{P99: 61}, Total: service.Latency{P99: 101, P999: 201}, Prompt: 0.94, Errors: 1, Growth: 0.02, Late: 1}
	for _, x := range r.targets() {
		if x.Met || math.IsNaN(x.Is) {
			t.Errorf("%+v is met", x)
		}
	}
	r.Errors = 0
	if err := r.verdict(config{}); err != nil {
		t.Errorf("missed targets are an error: %v", err)
	}
}
