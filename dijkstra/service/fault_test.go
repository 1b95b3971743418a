package service

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// A panic fails its request and no other, however it was asked. The worker goes on with
// another Solver, and with the index.
func TestPanic(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1})
	bad, good := Request{From: trapPanics, To: 2}, Request{From: 1, To: 2}
	before := s.workers[0].solver
	a, err := s.Do(nil, bad)
	expectPanic(t, a, err)
	if s.workers[0].solver == before {
		t.Error("the worker goes on with the Solver that panicked")
	}
	free := occupy(t, s, x)
	calls := []*Call{
		submitted(t, s, nil, good), submitted(t, s, nil, bad), submitted(t, s, nil, bad), submitted(t, s, nil, good),
	}
	batch := []Call{{Request: good, Done: make(chan *Call, 1)}, {Request: bad}, {Request: good}}
	if err := s.GoBatch(nil, batch); err != nil {
		t.Fatal(err)
	}
	free()
	<-batch[0].Done
	for _, c := range append(calls, &batch[0], &batch[1], &batch[2]) {
		if c.Done != nil && c != &batch[0] {
			<-c.Done
		}
		if c.From == trapPanics {
			expectPanic(t, c.Answer, c.Err)
		} else if c.Err != nil || c.Outcome != dijkstra.Found {
			t.Errorf("beside a panic: %+v, %v", c.Answer, c.Err)
		}
	}
	expectCounts(t, s, Stats{Answered: 5, Coalesced: 1, Panics: 4})
	if got := s.Stats().Queries.IndexOnly; got < 4 {
		t.Errorf("the index has answered %d times", got)
	}
}

func expectPanic(t *testing.T, a Answer, err error) {
	t.Helper()
	var p *PanicError
	if !errors.As(err, &p) || p.Value != "trapped" || !strings.Contains(string(p.Stack), "(*trap)") || !strings.Contains(err.Error(), "trapped") {
		t.Errorf("%v", err)
	}
	if a.Distance != dijkstra.Unreachable || a.Path != nil || a.Version == 0 {
		t.Errorf("%+v", a)
	}
}

// panickyIndex is an Index whose Potential panics once bad is set.
type panickyIndex struct {
	dijkstra.Index
	bad atomic.Bool
}

func (x *panickyIndex) Potential() (dijkstra.Potential, error) {
	if x.bad.Load() {
		panic("bounds")
	}
	b, err := x.Index.Potential()
	return b, err
}

// If the index cannot be used any more, the worker goes on without it. If it never could,
// there is no Service.
func TestPanicOfIndex(t *testing.T) {
	g := mustBuild(t, trapGraph())
	x := &panickyIndex{Index: &trap{Index: labels(t, g)}}
	s := mustServe(t, g, x, &Options{Workers: 1})
	x.bad.Store(true)
	a, err := s.Do(nil, Request{From: trapPanics})
	expectPanic(t, a, err)
	if a, err := s.Do(nil, Request{From: trapPanics, To: 1}); err != nil || a.Outcome != dijkstra.Found {
		t.Errorf("without the index: %+v, %v", a, err)
	}
	var p *PanicError
	if err := s.Swap(g, x); !errors.As(err, &p) {
		t.Errorf("Swap: %v", err)
	}
	if _, err := New(g, x, nil); !errors.As(err, &p) {
		t.Errorf("New: %v", err)
	}
}

// panickyContext is a context that panics when asked whether it is done.
type panickyContext struct{ context.Context }

func (panickyContext) Err() error { panic("panicked") }

// A panic of a context fails its request alone, also if that shares an answer.
func TestPanicOfContext(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1})
	free := occupy(t, s, x)
	good := submitted(t, s, nil, Request{})
	bad := []*Call{submitted(t, s, panickyContext{context.Background()}, Request{}), submitted(t, s, panickyContext{context.Background()}, Request{To: 1})}
	free()
	expectError(t, "beside a panic", good, nil)
	for _, c := range bad {
		var p *PanicError
		if <-c.Done; !errors.As(c.Err, &p) || c.Distance != dijkstra.Unreachable {
			t.Errorf("%+v, %v", c.Answer, c.Err)
		}
	}
	expectCounts(t, s, Stats{Answered: 2, Panics: 2})
}

// Close answers the waiting requests, refuses new ones, and leaves no goroutine:
// otherwise the bubble of synctest would not end.
func TestCloseDrains(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 2})
		free := []func(){occupy(t, s, x), occupy(t, s, x)}
		var calls []*Call
		for to := range csr.Node(20) {
			calls = append(calls, submitted(t, s, nil, Request{To: to}))
		}
		closed := make(chan error)
		for range 2 {
			go func() { closed <- s.Close() }()
		}
		synctest.Wait()
		if _, err := s.Do(nil, Request{}); err != ErrClosed {
			t.Errorf("Do: %v", err)
		}
		if err := s.Go(nil, calls[0]); err != ErrInFlight {
			t.Errorf("Go of a call that waits: %v", err)
		}
		if err := s.GoBatch(nil, make([]Call, 2)); err != ErrClosed {
			t.Errorf("GoBatch: %v", err)
		}
		if err := s.Swap(mustBuild(t, trapGraph()), nil); err != ErrClosed {
			t.Errorf("Swap: %v", err)
		}
		for _, f := range free {
			f()
		}
		for range 2 {
			if err := <-closed; err != nil {
				t.Error(err)
			}
		}
		for _, c := range calls {
			expectError(t, "it waited", c, nil)
		}
		_ = s.Close()
		expectCounts(t, s, Stats{Answered: 22})
		if s.Graph() != nil {
			t.Error("the graph is kept")
		}
	})
}

// A Service is closed while goroutines ask. Every accepted request gets its answer, and
// the counts are exact.
func TestCloseUnderLoad(t *testing.T) {
	g := mustBuild(t, graphtest.Grid(20, 20, 9, 1))
	index := labels(t, g)
	for seed := range fewer(10) {
		s := mustServe(t, g, index, &Options{Workers: 1 + int(seed%4), Queue: 8})
		asked := tally{enough: make(chan struct{})}
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				r := rand.New(rand.NewPCG(seed, uint64(i)))
				for !asked.until(s, r) {
				}
			})
		}
		<-asked.enough
		_ = s.Close()
		group.Wait()
		got := s.Stats()
		if got.Answered != asked.answered.Load() || got.Shed != asked.shed.Load() || got.Failed != asked.failed.Load() || got.Waiting != 0 {
			t.Errorf("seed %d: %+v; asked: %s", seed, got, &asked)
		}
		if got.Wait.Count != got.Answered+got.Failed || got.Solve.Count != got.Wait.Count-got.Coalesced {
			t.Errorf("seed %d: %d waited, %d solved: %+v", seed, got.Wait.Count, got.Solve.Count, got)
		}
		if w := got.Queries; w.IndexOnly+w.AStar+w.Abandoned+w.Bidirectional != got.Answered-got.Coalesced {
			t.Errorf("seed %d: ways %+v of %+v", seed, w, got)
		}
	}
}

// tally counts the answers that the callers see.
type tally struct {
	answered, shed, failed atomic.Uint64

	once   sync.Once
	enough chan struct{} // closed when some hundreds were answered
}

func (n *tally) String() string {
	return fmt.Sprintf("%d answered, %d shed, %d failed", n.answered.Load(), n.shed.Load(), n.failed.Load())
}

func (n *tally) count(err error, questions int) {
	counter := &n.answered
	switch {
	case errors.Is(err, ErrClosed):
		return
	case errors.Is(err, ErrShed):
		counter = &n.shed
	case err != nil:
		counter = &n.failed
	}
	counter.Add(uint64(questions))
	if n.answered.Load() > 500 {
		n.once.Do(func() { close(n.enough) })
	}
}

// until asks some random questions in every way. It tells whether the Service is closed.
func (n *tally) until(s *Service, r *rand.Rand) bool {
	question := func() Request { return Request{From: r.Uint32N(4), To: r.Uint32N(402)} }
	_, err := s.Do(context.Background(), question())
	n.count(err, 1)
	calls := make([]Call, 3)
	calls[0].Done = make(chan *Call, 1)
	for i := range calls {
		calls[i].Request = question()
	}
	if r.IntN(2) == 0 {
		err = s.DoBatch(context.Background(), calls)
	} else if err = s.GoBatch(context.Background(), calls); err == nil {
		<-calls[0].Done
	}
	if n.countAll(calls, err) {
		return true
	}
	done := make(chan *Call, len(calls))
	sent := 0
	for i := range calls {
		calls[i].Done = done
		if err = s.Go(context.Background(), &calls[i]); err == nil {
			sent++
		} else {
			n.count(err, 1)
		}
	}
	for range sent {
		n.count((<-done).Err, 1)
	}
	return errors.Is(err, ErrClosed)
}

// countAll counts a batch. It tells whether the Service is closed.
func (n *tally) countAll(calls []Call, err error) bool {
	if err != nil {
		n.count(err, len(calls))
		return errors.Is(err, ErrClosed)
	}
	for i := range calls {
		n.count(calls[i].Err, 1)
	}
	return false
}
