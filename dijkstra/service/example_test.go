package service_test

import (
	"context"
	"errors"
	"expvar"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/service"
)

// A request for a path within 5 seconds, with memory of the caller for the path.
func ExampleService() {
	g := block()
	s, err := service.New(g, nil, nil) // or with an index
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	hunt := csr.NewOverlay(g)
	if err := hunt.SetNode(1, csr.Blocked); err != nil {
		log.Fatal(err)
	}
	path := make([]csr.Node, 0, 100)
	answer, err := s.Do(context.Background(), service.Request{
		From: 0, To: 2, Overlay: hunt, WantPath: true, Dst: path,
		Deadline: time.Now().Add(5 * time.Second),
	})
	switch {
	case errors.Is(err, service.ErrShed), errors.Is(err, service.ErrDeadline):
		fmt.Println("the way of before will have to do")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println(answer.Outcome, answer.Path, answer.Distance, answer.Version == g.Hash())
	}
	// Output: found [0 3 4 5 2] 400 true
}

// A loop that must not wait submits requests and receives answers as they come.
func ExampleService_Go() {
	s, err := service.New(block(), nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	done := make(chan *service.Call, 6) // room for all Calls in flight
	for to := range csr.Node(6) {
		call := &service.Call{Request: service.Request{To: to}, Done: done} // for use again and again
		if err := s.Go(context.Background(), call); err != nil {
			log.Fatal(err)
		}
	}
	sum := uint32(0)
	for range 6 {
		if call := <-done; call.Err == nil {
			sum += call.Distance
		}
	}
	fmt.Println(sum)
	// Output: 900
}

// All questions of one tick of a game, with one hand-over.
func ExampleService_DoBatch() {
	s, err := service.New(block(), nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	calls := make([]service.Call, 64) // for use in every tick
	for i := range calls {
		calls[i].Request = service.Request{From: csr.Node(i % 6), To: 5}
	}
	if err := s.DoBatch(context.Background(), calls); err != nil {
		log.Fatal(err)
	}
	fmt.Println(calls[0].Distance, calls[5].Distance, calls[63].Distance, calls[63].Err)
	// Output: 300 0 200 <nil>
}

// A bridge is closed for good: the map is exchanged while the event goes on.
func ExampleService_Swap() {
	s, err := service.New(block(), nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	before, _ := s.Do(context.Background(), service.Request{From: 0, To: 2})

	b := csr.NewBuilder(6)
	for _, street := range [][2]csr.Node{{0, 3}, {3, 4}, {4, 5}, {5, 2}} {
		b.AddEdge(street[0], street[1], 100)
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	if err := s.Swap(g, nil); err != nil {
		log.Fatal(err)
	}
	after, _ := s.Do(context.Background(), service.Request{From: 0, To: 2})
	fmt.Println(before.Distance, after.Distance, before.Version == after.Version, after.Version == g.Hash())
	// Output: 200 400 false true
}

// The counters of a Service, as they are and for /debug/vars.
func ExampleService_Stats() {
	s, err := service.New(block(), nil, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Do(context.Background(), service.Request{From: 0, To: 2}); err != nil {
		log.Fatal(err)
	}

	stats := s.Stats()
	fmt.Println(stats.Answered, stats.Shed, stats.Solve.P99 == stats.Solve.Max)

	variable := expvar.Func(func() any { return s.Stats() }) // for expvar.Publish("cairn", variable)
	fmt.Println(strings.Contains(variable.String(), `"Answered":1`))
	// Output:
	// 1 0 true
	// true
}

func ExampleHistogram() {
	var h service.Histogram
	for i := range 1000 {
		h.Record(time.Duration(i) * time.Microsecond)
	}
	fmt.Println(h.Count(), h.Quantile(1), h.Quantile(0.5) < 510*time.Microsecond)
	// Output: 1000 999µs true
}

// block returns six corners of two city blocks, in two rows, numbered
//
//	0 1 2
//	3 4 5
//
// with streets of 100 between neighbours.
func block() *csr.CSRGraph {
	b := csr.NewBuilder(6)
	for v := range csr.Node(3) {
		b.AddEdge(v, v+3, 100)
		if v < 2 {
			b.AddEdge(v, v+1, 100)
			b.AddEdge(v+3, v+4, 100)
		}
	}
	g, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	return g
}
