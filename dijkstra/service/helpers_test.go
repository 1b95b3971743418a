package service

import (
	"context"
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// trap is an Index that stops queries from one node until the test lets them go on, and
// panics at queries from another node. So tests decide how long a query takes.
type trap struct {
	dijkstra.Index
	entered chan gate // receives the gate of each stopped query
}

// gate is closed to let a stopped query go on.
type gate chan struct{}

// newTrap returns a trap around an Index.
func newTrap(x dijkstra.Index) *trap { return &trap{x, make(chan gate)} }

// Where the trap stops queries, and where it panics.
const (
	trapStops  csr.Node = 50
	trapPanics csr.Node = 51
)

func (x *trap) Distance(from, to csr.Node) (uint32, error) {
	x.spring(from)
	return x.Index.Distance(from, to)
}

func (x *trap) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	x.spring(from)
	return x.Index.AppendPath(dst, from, to)
}

// spring stops or panics where the trap does.
func (x *trap) spring(from csr.Node) {
	switch from {
	case trapStops:
		g := make(gate)
		x.entered <- g
		<-g
	case trapPanics:
		panic("trapped")
	}
}

// trapGraph returns the graph of services with a trap: a grid of 100 nodes.
func trapGraph() *graphtest.Graph { return graphtest.Grid(10, 10, 9, 1) }

// newTrapped returns a Service with a trap. Its workers do not spin, so that the clock of
// a synctest bubble can advance.
func newTrapped(t *testing.T, opts Options) (*Service, *trap) {
	t.Helper()
	g := mustBuild(t, trapGraph())
	x := newTrap(labels(t, g))
	opts.Spin = -1
	return mustServe(t, g, x, &opts), x
}

func mustServe(t testing.TB, g *csr.CSRGraph, x dijkstra.Index, opts *Options) *Service {
	t.Helper()
	s, err := New(g, x, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// occupy stops a worker in the middle of a query. free lets it go on, and returns when
// the query is answered.
func occupy(t *testing.T, s *Service, x *trap) (free func()) {
	t.Helper()
	c := submitted(t, s, nil, Request{From: trapStops, To: 3})
	g := <-x.entered
	return func() {
		close(g)
		if got := <-c.Done; got != c || c.Err != nil || c.Outcome != dijkstra.Found {
			t.Errorf("the stopped query: %+v, %v", c.Answer, c.Err)
		}
	}
}

// submitted returns a Call that is in flight.
func submitted(t *testing.T, s *Service, ctx context.Context, r Request) *Call {
	t.Helper()
	c := &Call{Request: r, Done: make(chan *Call, 1)}
	if err := s.Go(ctx, c); err != nil {
		t.Fatal(err)
	}
	return c
}

// expectError waits for a Call and compares its error.
func expectError(t *testing.T, what string, c *Call, want error) {
	t.Helper()
	if <-c.Done; !errors.Is(c.Err, want) {
		t.Errorf("%s: %v, want %v", what, c.Err, want)
	}
	if want != nil && (c.Distance != dijkstra.Unreachable || len(c.Answer.Path) != len(c.Dst)) {
		t.Errorf("%s: %+v", what, c.Answer)
	}
}

// expectCounts compares all counts of a Service, but no times.
func expectCounts(t *testing.T, s *Service, want Stats) {
	t.Helper()
	got := s.Stats()
	want.Version, want.Queries = got.Version, got.Queries
	want.Wait, want.Solve = got.Wait, got.Solve
	if got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}
