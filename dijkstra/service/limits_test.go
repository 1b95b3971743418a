package service

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// The queue of a Service fills up while its worker is stopped.
func TestShedding(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1, Queue: 4})
	free := occupy(t, s, x)
	var waiting []*Call
	for to := range csr.Node(3) {
		waiting = append(waiting, submitted(t, s, nil, Request{From: 1, To: to}))
	}
	batch := make([]Call, 2)
	if err := s.GoBatch(nil, batch); err != ErrShed || batch[0].Busy() {
		t.Errorf("a batch of two where one has room: %v", err)
	}
	waiting = append(waiting, submitted(t, s, nil, Request{From: 1, To: 0})) // duplicates count as well
	into := []csr.Node{7}
	if a, err := s.Do(nil, Request{Dst: into}); err != ErrShed || a.Distance != dijkstra.Unreachable || len(a.Path) != 1 || a.Version != 0 {
		t.Errorf("one too many: %+v, %v", a, err)
	}
	if err := s.DoBatch(nil, batch); err != ErrShed {
		t.Errorf("a batch too many: %v", err)
	}
	expectCounts(t, s, Stats{Waiting: 4, Shed: 5})
	free()
	for _, c := range waiting {
		expectError(t, "waited", c, nil)
	}
	expectCounts(t, s, Stats{Answered: 5, Coalesced: 1, Shed: 5})
	large := make([]Call, 100) // larger than the queue, but a worker is idle
	if err := s.DoBatch(nil, large); err != nil {
		t.Errorf("a large batch: %v", err)
	}
}

// A request whose deadline has passed is refused even if a worker is idle.
func TestLateOnArrival(t *testing.T) {
	s, _ := newTrapped(t, Options{})
	past := time.Now().Add(-time.Second)
	if _, err := s.Do(nil, Request{Deadline: past}); err != ErrDeadline || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("deadline of the request: %v", err)
	}
	ctx, cancel := context.WithDeadline(context.Background(), past)
	defer cancel()
	if err := s.DoBatch(ctx, make([]Call, 3)); err != ErrDeadline {
		t.Errorf("deadline of the context: %v", err)
	}
	if _, err := s.Do(nil, Request{Deadline: time.Now().Add(1 << 62)}); err != nil {
		t.Errorf("in many years: %v", err)
	}
	expectCounts(t, s, Stats{Late: 4, Answered: 1})
}

// A request that would be late is refused at once. The estimate uses the mean time of
// questions and the number ahead: with two workers, 5 ahead and 10 ms each, 10 + 2·10 ms.
func TestRefusedEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 2})
		free := []func(){occupy(t, s, x), occupy(t, s, x)}
		for to := range csr.Node(5) {
			submitted(t, s, nil, Request{From: 1, To: to})
		}
		submitted(t, s, nil, Request{From: 1, To: 0}) // a duplicate is no work
		s.meanSolve = int64(10 * time.Millisecond)
		soon := time.Now().Add(29 * time.Millisecond)
		if _, err := s.Do(nil, Request{Deadline: soon}); err != ErrDeadline {
			t.Errorf("29 ms: %v", err)
		}
		ctx, cancel := context.WithDeadline(context.Background(), soon)
		defer cancel()
		if err := s.Go(ctx, &Call{}); err != ErrDeadline {
			t.Errorf("29 ms of a context: %v", err)
		}
		submitted(t, s, nil, Request{Deadline: soon.Add(time.Millisecond)})
		expectCounts(t, s, Stats{Waiting: 7, Late: 2})
		for _, f := range free {
			f()
		}
		_ = s.Close()
		expectCounts(t, s, Stats{Late: 2, Answered: 9, Coalesced: 1})
	})
}

// Deadlines pass while requests wait, among them that of one of two duplicates.
func TestLateInTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 1})
		free := occupy(t, s, x)
		soon := time.Now().Add(time.Millisecond)
		late := []*Call{
			submitted(t, s, nil, Request{To: 1, Deadline: soon}),
			submitted(t, s, nil, Request{To: 2, Deadline: soon}),
		}
		inTime := []*Call{
			submitted(t, s, nil, Request{To: 2, Deadline: soon.Add(time.Second)}),
			submitted(t, s, nil, Request{To: 2}),
			submitted(t, s, nil, Request{To: 3}),
		}
		late = append(late, submitted(t, s, nil, Request{To: 3, Deadline: soon}))
		batch := make([]Call, 3)
		batch[0].Done, batch[1].Deadline = make(chan *Call, 1), soon
		if err := s.GoBatch(nil, batch); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Millisecond)
		free()
		for _, c := range late {
			expectError(t, "late", c, ErrDeadline)
		}
		for _, c := range inTime {
			expectError(t, "in time", c, nil)
		}
		<-batch[0].Done
		for i, want := range []error{nil, ErrDeadline, nil} {
			if batch[i].Err != want {
				t.Errorf("of the batch, %d: %v, want %v", i, batch[i].Err, want)
			}
		}
		if c := late[0]; c.Waited != time.Millisecond || c.Solved != 0 || c.Version != 0 {
			t.Errorf("%+v", c.Answer)
		}
		_ = s.Close()
		expectCounts(t, s, Stats{Answered: 6, Late: 4, Coalesced: 1})
	})
}

var errWhy = errors.New("the hunt is over")

// A request that is cancelled while it waits is not solved.
func TestCancelledInTheQueue(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1})
	free := occupy(t, s, x)
	ctx, cancel := context.WithCancelCause(context.Background())
	calls := []*Call{submitted(t, s, ctx, Request{To: 1}), submitted(t, s, ctx, Request{To: 2}), submitted(t, s, nil, Request{To: 2})}
	cancel(errWhy)
	free()
	for _, c := range calls[:2] {
		expectError(t, "cancelled", c, errWhy)
		if c.Outcome != dijkstra.Cancelled || c.Cause != errWhy || c.Version != 0 {
			t.Errorf("%+v", c.Answer)
		}
	}
	expectError(t, "its duplicate", calls[2], nil)
	expectCounts(t, s, Stats{Answered: 2, Cancelled: 2})
	if got := s.Stats(); got.Solve.Count != 2 || got.Wait.Count != 4 {
		t.Errorf("%d solved, %d waited", got.Solve.Count, got.Wait.Count)
	}
}

// A request is cancelled just before its search begins: one of Do on the caller's
// goroutine, and one that waits for a worker. When Do has returned, nobody writes to the
// path any more.
func TestCancelledUnderWay(t *testing.T) {
	for _, wait := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s, x := newTrapped(t, Options{Workers: 1})
			into, done := make([]csr.Node, 1, 100), make(chan error)
			free := func() {}
			if wait {
				free = occupy(t, s, x)
			}
			ctx, cancel := context.WithCancelCause(context.Background())
			go func() {
				a, err := s.Do(ctx, Request{From: trapStops, To: 9, Overlay: wall(s.Graph()), WantPath: true, Dst: into})
				if a.Outcome != dijkstra.Cancelled || len(a.Path) != 1 || a.Version == 0 {
					t.Errorf("%+v", a)
				}
				done <- err
			}()
			if wait {
				synctest.Wait() // until it is in the queue
			}
			free()
			g := <-x.entered
			cancel(errWhy)
			synctest.Wait() // Do does not return while somebody searches
			close(g)
			if err := <-done; err != errWhy {
				t.Errorf("%v", err)
			}
			if i := slices.IndexFunc(into[:100], func(v csr.Node) bool { return v != 0 }); i >= 0 {
				t.Errorf("the path was written to at %d", i)
			}
			if got := s.Stats(); got.Cancelled != 1 || got.Solve.Count != got.Answered+1 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// wall returns an overlay of the trap's graph that every path from left to right crosses,
// so that the index alone cannot answer.
func wall(g *csr.CSRGraph) *csr.Overlay {
	o := csr.NewOverlay(g)
	for v := range csr.Node(10) {
		_ = o.SetNode(10*v+5, 1000)
	}
	return o
}
