package service

import (
	"context"
	"encoding/json"
	"expvar"
	"reflect"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// A warm Service does not allocate: neither on the caller's goroutine nor through the
// queue of a Service whose only worker is busy.
func TestServiceAllocatesNothing(t *testing.T) {
	g := mustBuild(t, graphtest.Grid(30, 30, 100, 1))
	s := mustServe(t, g, labels(t, g), &Options{Workers: 1})
	o := csr.NewOverlay(g)
	_ = o.SetNode(431, csr.Blocked)
	sources, targets := graphtest.Pairs(g.NumNodes(), 64, 1)
	calls, done := make([]Call, 64), make(chan *Call, 64)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	fill := func() {
		for i := range calls {
			c := &calls[i]
			c.Done, c.Request = done, Request{From: sources[i], To: targets[i/2*2], WantPath: true, Dst: c.Dst[:0]}
			if i%2 == 0 {
				c.Overlay = o
			}
		}
	}
	for i := range calls {
		calls[i].Dst = make([]csr.Node, 0, g.NumNodes())
	}
	expectNoAllocations(t, "Do", func() {
		fill()
		for i := range calls {
			_, _ = s.Do(ctx, calls[i].Request)
		}
	})
	expectNoAllocations(t, "DoBatch", func() { fill(); _ = s.DoBatch(ctx, calls) })
	expectNoAllocations(t, "Go", func() {
		fill()
		for i := range calls {
			_ = s.Go(ctx, &calls[i])
		}
		for range calls {
			<-done
		}
	})
	expectNoAllocations(t, "Go, and Do meanwhile", func() {
		fill()
		for i := range calls[1:] {
			_ = s.Go(ctx, &calls[i])
		}
		_, _ = s.Do(ctx, calls[63].Request)
		for range calls[1:] {
			<-done
		}
	})
	expectNoAllocations(t, "GoBatch", func() { fill(); _ = s.GoBatch(ctx, calls); <-done })
}

// Refusals do not allocate: in a flood of requests memory matters.
func TestRefusalAllocatesNothing(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1, Queue: 1})
	free := occupy(t, s, x)
	c := submitted(t, s, nil, Request{})
	expectNoAllocations(t, "shed", func() {
		if _, err := s.Do(context.Background(), Request{}); err != ErrShed {
			t.Error(err)
		}
	})
	free()
	expectError(t, "in the queue", c, nil)
}

// No counter ever falls while goroutines ask and others read.
func TestStatsWhileRunning(t *testing.T) {
	s, _ := newTrapped(t, Options{Workers: 2})
	var group sync.WaitGroup
	for from := range csr.Node(4) { // no two ask the same
		group.Go(func() {
			for i := range csr.Node(300) {
				if _, err := s.Do(context.Background(), Request{From: from, To: i % 97}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var last Stats
	for last.Answered < 1200 {
		got := s.Stats()
		if got.Answered < last.Answered || got.Wait.Count < last.Wait.Count || got.Solve.Count < last.Solve.Count || got.Queries.IndexOnly < last.Queries.IndexOnly {
			t.Fatalf("%+v and then %+v", last, got)
		}
		last = got
	}
	group.Wait()
	if got := s.Stats(); got.Queries.IndexOnly != 1200 || got.Wait.Count != 1200 || got.Solve.Count != 1200 {
		t.Errorf("%+v", got)
	}
	expectCounts(t, s, Stats{Answered: 1200})
}

// Every counter of dijkstra.QueryStats is summed up.
func TestStatsHaveAllWays(t *testing.T) {
	var first, second dijkstra.QueryStats
	for i := range reflect.TypeOf(first).NumField() {
		reflect.ValueOf(&first).Elem().Field(i).SetUint(uint64(i + 1))
		reflect.ValueOf(&second).Elem().Field(i).SetUint(uint64(10 * (i + 1)))
	}
	var c counters
	c.countQueries(first)
	c.countQueries(second)
	var got Stats
	if c.addTo(&got); got.Queries != second {
		t.Errorf("%+v, want %+v", got.Queries, second)
	}
}

// The counters are published as the documentation says.
func TestStatsAsExpvar(t *testing.T) {
	s, _ := newTrapped(t, Options{})
	if _, err := s.Do(nil, Request{To: 5}); err != nil {
		t.Fatal(err)
	}
	var got Stats
	v := expvar.Func(func() any { return s.Stats() })
	if err := json.Unmarshal([]byte(v.String()), &got); err != nil || got != s.Stats() || got.Answered != 1 || got.Queries.IndexOnly != 1 {
		t.Errorf("%s: %v", v, err)
	}
}
