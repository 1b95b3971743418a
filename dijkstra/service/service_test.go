package service

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/internal/graphtest"
)

// asker is one way to ask a Service.
type asker struct {
	name string
	ask  func(ctx context.Context, s *Service, calls []Call) // their channels have room
}

var askers = []asker{
	{"Do", func(ctx context.Context, s *Service, calls []Call) {
		for i := range calls {
			calls[i].Answer, calls[i].Err = s.Do(ctx, calls[i].Request)
		}
	}},
	{"DoBatch", func(ctx context.Context, s *Service, calls []Call) { _ = s.DoBatch(ctx, calls) }},
	{"Go", func(ctx context.Context, s *Service, calls []Call) {
		for i := range calls {
			_ = s.Go(ctx, &calls[i])
		}
		for i := range calls {
			<-calls[i].Done
		}
	}},
	{"GoBatch", func(ctx context.Context, s *Service, calls []Call) {
		_ = s.GoBatch(ctx, calls)
		<-calls[0].Done
	}},
}

// Every way to ask gives the answer of a Solver, with and without an index, for random
// questions, some of them mistakes.
func TestServiceAnswersAsASolver(t *testing.T) {
	eachSmall(t, 60, 41, func(r *rand.Rand, o *graphtest.Graph) {
		g := mustBuild(t, o)
		solver := dijkstra.NewSolver(g)
		for _, x := range []dijkstra.Index{nil, labels(t, g)} {
			_ = solver.UseIndex(x)
			s := mustServe(t, g, x, &Options{Workers: 1 + r.IntN(3)})
			for _, how := range askers {
				calls := randomCalls(r, g, 20)
				how.ask(context.Background(), s, calls)
				for i := range calls {
					compare(t, how.name, &calls[i], solver, g)
				}
			}
			_ = s.Close()
		}
	})
}

// randomCalls returns Calls about random pairs, some with a node out of range, and with
// at most 3 overlays.
func randomCalls(r *rand.Rand, g *csr.CSRGraph, n int) []Call {
	overlays := []*csr.Overlay{nil, csr.NewOverlay(g), csr.NewOverlay(g)}
	for _, o := range overlays[1:] {
		_ = o.SetNode(r.Uint32N(uint32(g.NumNodes())), []uint32{0, 7, csr.Blocked}[r.IntN(3)])
	}
	calls := make([]Call, n)
	for i := range calls {
		calls[i].Done = make(chan *Call, 1)
		calls[i].Request = Request{
			From: r.Uint32N(uint32(g.NumNodes())), To: r.Uint32N(uint32(g.NumNodes() + r.IntN(2))),
			Overlay: overlays[r.IntN(3)], WantPath: r.IntN(2) == 0, Dst: []csr.Node{77}, MaxSettled: r.IntN(5),
		}
	}
	return calls
}

// compare compares an answer with that of a Solver.
func compare(t *testing.T, how string, c *Call, s *dijkstra.Solver, g *csr.CSRGraph) {
	t.Helper()
	s.Use(c.Overlay)
	ctx, path := context.Background(), []csr.Node{77}
	var want dijkstra.Result
	var err error
	if c.WantPath {
		path, want, err = s.AppendPathLimited(ctx, path, c.From, c.To, c.budget())
	} else {
		want, err = s.DistanceLimited(ctx, c.From, c.To, c.budget())
	}
	if c.Result != want || !slices.Equal(c.Answer.Path, path) || (err == nil) != (c.Err == nil) || err != nil && err.Error() != c.Err.Error() {
		t.Fatalf("%s of %+v: %+v, %v, %v; want %+v, %v, %v", how, c.Request, c.Result, c.Answer.Path, c.Err, want, path, err)
	}
	if c.Version != g.Hash() || c.Waited < 0 || c.Solved < 0 || c.Busy() {
		t.Fatalf("%s of %+v: %+v", how, c.Request, c.Answer)
	}
}

// Wrong arguments are refused.
func TestServiceRefusesMistakes(t *testing.T) {
	if _, err := New(nil, nil, nil); !errors.Is(err, dijkstra.ErrNoGraph) {
		t.Errorf("nil graph: %v", err)
	}
	g, other := mustBuild(t, trapGraph()), mustBuild(t, graphtest.Grid(3, 3, 9, 2))
	for want, x := range map[error]dijkstra.Index{csr.ErrWrongGraph: labels(t, other), errNoPotential: refusing{labels(t, g)}} {
		if _, err := New(g, x, nil); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	s := mustServe(t, g, (*hublabel.Index)(nil), nil) // a nil index is no index
	if err := s.Swap(nil, nil); !errors.Is(err, dijkstra.ErrNoGraph) {
		t.Errorf("Swap to nil: %v", err)
	}
	c := &Call{Done: make(chan *Call)}
	if err := errors.Join(s.Go(nil, c), s.GoBatch(nil, make([]Call, 0))); !errors.Is(err, ErrUnbuffered) {
		t.Errorf("without room: %v", err)
	}
	if a, err := s.Do(nil, Request{From: 0, To: 99, Overlay: csr.NewOverlay(other)}); !errors.Is(err, csr.ErrWrongGraph) || a.Distance != dijkstra.Unreachable {
		t.Errorf("overlay of another graph: %+v, %v", a, err)
	}
	if err := s.DoBatch(nil, nil); err != nil {
		t.Errorf("no calls: %v", err)
	}
	_ = g.Close()
	if _, err := s.Do(nil, Request{}); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("closed graph: %v", err)
	}
	if err := s.Swap(g, nil); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("Swap to a closed graph: %v", err)
	}
	expectCounts(t, s, Stats{Failed: 2})
}

// A Call in flight cannot be submitted again; an answered one can.
func TestCallInFlight(t *testing.T) {
	s, x := newTrapped(t, Options{Workers: 1})
	free := occupy(t, s, x)
	c := submitted(t, s, nil, Request{From: 1, To: 2})
	if err := s.Go(nil, c); err != ErrInFlight || !c.Busy() {
		t.Errorf("submitted twice: %v", err)
	}
	free()
	expectError(t, "the first time", c, nil)
	if err := s.Go(nil, c); err != nil {
		t.Errorf("submitted again: %v", err)
	}
	expectError(t, "the second time", c, nil)
	expectCounts(t, s, Stats{Answered: 3})
}

// Calls are answered whose channel is full, closed or nil.
func TestDroppedCalls(t *testing.T) {
	s := mustServe(t, mustBuild(t, trapGraph()), nil, &Options{Workers: 1})
	done, closed := make(chan *Call, 1), make(chan *Call, 1)
	close(closed)
	calls := []*Call{
		{Done: done}, {Done: done, Request: Request{To: 1}},
		{Request: Request{To: 2}}, {Done: closed, Request: Request{To: 3}},
	}
	for _, c := range calls {
		if err := s.Go(nil, c); err != nil {
			t.Fatal(err)
		}
	}
	_ = s.Close()
	for i, c := range calls {
		if c.Busy() || c.Err != nil || c.Outcome != dijkstra.Found {
			t.Errorf("call %d: %+v, %v", i, c.Answer, c.Err)
		}
	}
	expectCounts(t, s, Stats{Answered: 4, Dropped: 2})
}

// In an empty graph every node is out of range.
func TestEmptyGraph(t *testing.T) {
	s := mustServe(t, mustBuild(t, &graphtest.Graph{}), nil, nil)
	var node *csr.NodeError
	if _, err := s.Do(nil, Request{}); !errors.As(err, &node) {
		t.Errorf("%v", err)
	}
}
