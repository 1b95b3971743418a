package service

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// lifetime is how long the requests of these tests live.
const lifetime = 5 * time.Millisecond

// expiries are the ways in which a request can expire: its context and deadline, and the
// error.
var expiries = map[string]func() (context.Context, time.Time, error){
	"the context's deadline": func() (context.Context, time.Time, error) {
		ctx, cancel := context.WithTimeout(context.Background(), lifetime)
		time.AfterFunc(time.Hour, cancel)
		return ctx, time.Time{}, context.DeadlineExceeded
	},
	"the request's deadline": func() (context.Context, time.Time, error) {
		return context.Background(), time.Now().Add(lifetime), ErrDeadline
	},
	"a cancelled context": func() (context.Context, time.Time, error) {
		ctx, cancel := context.WithCancelCause(context.Background())
		time.AfterFunc(lifetime, func() { cancel(errWhy) })
		return ctx, time.Time{}, errWhy
	},
}

// Requests wait behind questions that are not answered. Each comes back at its deadline,
// or soon after its context was cancelled.
func TestLeavesTheQueue(t *testing.T) {
	for name, end := range expiries {
		for _, how := range askers {
			calls := make([]Call, 1, 3)
			if how.name != "Do" { // Do asks one question after another
				calls = calls[:3]
			}
			synctest.Test(t, func(t *testing.T) {
				s, x := newTrapped(t, Options{Workers: 1})
				free := occupy(t, s, x)
				for to := range csr.Node(10) {
					submitted(t, s, nil, Request{From: 1, To: to})
				}
				ctx, deadline, want := end()
				if strings.HasSuffix(how.name, "Batch") && !deadline.IsZero() { // a batch has the deadline of its context
					var cancel func()
					ctx, cancel = context.WithDeadline(ctx, deadline)
					defer cancel()
					want = context.DeadlineExceeded
				}
				for i := range calls {
					calls[i].Request = Request{To: csr.Node(i), Deadline: deadline, WantPath: true, Dst: []csr.Node{7}}
					calls[i].Done = make(chan *Call, 1)
				}
				begin := time.Now()
				how.ask(ctx, s, calls)
				if took := time.Since(begin); took < lifetime || took > lifetime+time.Duration(checkInterval) {
					t.Errorf("%s, %s: came back after %v", how.name, name, took)
				}
				for i := range calls {
					expectLeft(t, how.name+", "+name, &calls[i], want)
				}
				if got := s.Stats(); got.Waiting != 10 || got.Late+got.Cancelled != uint64(len(calls)) || got.Wait.Count != uint64(len(calls)) {
					t.Errorf("%s, %s: %+v", how.name, name, got)
				}
				free()
				_ = s.Close()
			})
		}
	}
}

// expectLeft checks a Call that was not solved.
func expectLeft(t *testing.T, what string, c *Call, want error) {
	t.Helper()
	if !errors.Is(c.Err, want) || c.Distance != dijkstra.Unreachable || len(c.Answer.Path) != 1 || c.Version != 0 || c.Busy() {
		t.Errorf("%s: %+v, %v; want %v", what, c.Answer, c.Err, want)
	}
}

// A duplicate expires while a worker solves its question, which goes on for the Call that
// asked first. Nobody writes to the path of the duplicate.
func TestDuplicateLeaves(t *testing.T) {
	for name, end := range expiries {
		synctest.Test(t, func(t *testing.T) {
			s, x := newTrapped(t, Options{Workers: 1})
			free := occupy(t, s, x)
			r := Request{From: trapStops, To: 9, WantPath: true, Dst: make([]csr.Node, 1, 100)}
			first := submitted(t, s, nil, r)
			r.Dst = make([]csr.Node, 1, 100)
			stays := submitted(t, s, nil, r)
			ctx, deadline, want := end()
			left := r
			left.Deadline, left.Dst = deadline, make([]csr.Node, 1, 100)
			done := make(chan error)
			go func() {
				a, err := s.Do(ctx, left)
				expectLeft(t, name, &Call{Answer: a, Err: err}, want)
				done <- err
			}()
			synctest.Wait() // until the request waits
			free()
			g := <-x.entered // the first asks for all three
			<-done
			close(g)
			expectError(t, "the first", first, nil)
			expectError(t, "its duplicate", stays, nil)
			if i := slices.IndexFunc(left.Dst[:100], func(v csr.Node) bool { return v != 0 }); i >= 0 {
				t.Errorf("%s: the path was written to at %d", name, i)
			}
			if got := s.Stats(); got.Solve.Count != 2 || got.Coalesced != 1 {
				t.Errorf("%s: %+v", name, got)
			}
		})
	}
}

// A question expires that has a duplicate: the duplicate takes its place in the queue.
func TestFirstLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 1})
		free := occupy(t, s, x)
		first := submitted(t, s, nil, Request{From: trapStops, To: 9, Deadline: time.Now().Add(lifetime)})
		behind := submitted(t, s, nil, Request{From: 1, To: 9})
		duplicates := []*Call{submitted(t, s, nil, Request{From: trapStops, To: 9}), submitted(t, s, nil, Request{From: trapStops, To: 9})}
		expectError(t, "the first", first, ErrDeadline)
		duplicates = append(duplicates, submitted(t, s, nil, Request{From: trapStops, To: 9}))
		free()
		g := <-x.entered
		synctest.Wait()
		if !behind.Busy() {
			t.Error("what was behind comes before the duplicates")
		}
		close(g)
		for _, c := range append(duplicates, behind) {
			expectError(t, "a duplicate", c, nil)
		}
		if got := s.Stats(); got.Coalesced != 2 || got.Solve.Count != 3 {
			t.Errorf("%+v", got)
		}
	})
}

// slow is a context that takes a millisecond to say that it is not done.
type slow struct{ context.Context }

func (slow) Err() error {
	time.Sleep(time.Millisecond)
	return nil
}

// A search ends at its deadline even though no context's timer fires, on any goroutine.
func TestSearchEnds(t *testing.T) {
	g := mustBuild(t, graphtest.Grid(100, 100, 9, 1))
	synctest.Test(t, func(t *testing.T) {
		s := mustServe(t, g, nil, &Options{Workers: 1, Spin: -1})
		for _, how := range askers {
			c := []Call{{Request: Request{To: 9999, Deadline: time.Now().Add(50 * time.Millisecond), WantPath: true}, Done: make(chan *Call, 1)}}
			how.ask(slow{context.Background()}, s, c)
			if a := &c[0].Answer; c[0].Err != ErrDeadline || a.Outcome != dijkstra.Cancelled || a.Settled < 64*30 || a.Settled > 64*70 || a.Path != nil {
				t.Errorf("%s: %+v, %v", how.name, a, c[0].Err)
			}
		}
		expectCounts(t, s, Stats{Late: 4})
		_ = s.Close()
	})
}

// Long searches let other goroutines run now and then, and so do many short ones.
func TestLongSearchYields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := limit{}
		ctx := l.start(&Call{arrival: newArrival(nil, time.Time{})})
		at := now()
		l.yieldAt = at + yieldInterval
		for range checksPerRead {
			if err := ctx.Err(); err != nil || l.yieldAt != at+yieldInterval {
				t.Errorf("at once: %v, yields after %d", err, l.yieldAt-at)
			}
		}
		time.Sleep(2 * time.Millisecond)
		for i := range checksPerRead {
			if err := ctx.Err(); err != nil || (l.yieldAt > at+yieldInterval) != (i == checksPerRead-1) {
				t.Errorf("check %d: %v, yields after %d", i, err, l.yieldAt-at)
			}
		}
		w := &worker{}
		w.begin(now())
		before := w.clock
		if w.yield(); w.clock != before {
			t.Error("a yield at once")
		}
		time.Sleep(3 * time.Millisecond)
		if w.clock = now(); w.limit.yieldAt > w.clock {
			t.Errorf("no yield is due")
		}
		if w.yield(); w.limit.yieldAt != now()+yieldInterval {
			t.Errorf("yields after %d", w.limit.yieldAt-now())
		}
	})
}

// doneWithoutError is a context that closes its channel but has no error.
type doneWithoutError struct{ context.Context }

func (doneWithoutError) Err() error { return nil }

// panicsOnDone is a context that is done and panics when asked why.
type panicsOnDone struct{ context.Context }

func (panicsOnDone) Err() error { panic("panicsOnDone") }

// A faulty context ends the request that came with it, and no other.
func TestStrangeContexts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, x := newTrapped(t, Options{Workers: 1})
		free := occupy(t, s, x)
		done, cancel := context.WithCancel(context.Background())
		cancel()
		good := submitted(t, s, nil, Request{To: 1})
		expectError(t, "doneWithoutError", submitted(t, s, doneWithoutError{done}, Request{To: 1}), context.Canceled)
		c := <-submitted(t, s, panicsOnDone{done}, Request{To: 1}).Done
		var p *PanicError
		if !errors.As(c.Err, &p) || p.Value != "panicsOnDone" {
			t.Errorf("%v", c.Err)
		}
		free()
		expectError(t, "beside them", good, nil)
		expectCounts(t, s, Stats{Answered: 2, Cancelled: 1, Panics: 1})
	})
}
