package clues

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// TestPlan looks at where clues are: within the range, all different, and in an order
// that no other beats.
func TestPlan(t *testing.T) {
	g := fixture.Goteborg(t)
	planners := NewPlanners(g, apart(g))
	r, solver := rand.New(rand.NewPCG(1, 2)), dijkstra.NewSolver(g)
	for round := range 40 {
		start, clues, within := csr.Node(r.IntN(8000)), 1+round%7, uint32(8000+r.IntN(10000))
		stops, _, err := planners.Place(context.Background(), start, clues, within, uint64(round))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[csr.Node]bool{start: true}
		for _, v := range stops {
			if d, err := solver.Distance(start, v); err != nil || d > within || seen[v] {
				t.Errorf("round %d: clue at %d, %d away, %v; %v", round, v, d, err, stops)
			}
			seen[v] = true
		}
		if got, best := walkLength(t, solver, start, stops), shortestWalk(t, solver, start, stops); got != best {
			t.Errorf("round %d: %v is %d long, the best order %d", round, stops, got, best)
		}
	}
}

// apart returns how far apart two nodes of a map are, in degrees as if they were a plane's.
func apart(g *csr.CSRGraph) func(u, v csr.Node) float64 {
	return func(u, v csr.Node) float64 {
		x1, y1, _ := g.Point(u)
		x2, y2, _ := g.Point(v)
		return math.Hypot(x2-x1, y2-y1)
	}
}

// walkLength returns the length of a walk.
func walkLength(t *testing.T, s *dijkstra.Solver, from csr.Node, stops []csr.Node) (sum uint64) {
	t.Helper()
	for _, to := range stops {
		d, err := s.Distance(from, to)
		if err != nil {
			t.Fatal(err)
		}
		sum, from = sum+uint64(d), to
	}
	return sum
}

// shortestWalk tries all orders.
func shortestWalk(t *testing.T, s *dijkstra.Solver, from csr.Node, stops []csr.Node) uint64 {
	t.Helper()
	matrix, err := s.Matrix(nil, append([]csr.Node{from}, stops...), append([]csr.Node{from}, stops...))
	if err != nil {
		t.Fatal(err)
	}
	n := len(stops) + 1
	var try func(at, visited int) uint64
	try = func(at, visited int) uint64 {
		least := uint64(math.MaxUint64)
		if visited == 1<<n-1 {
			return 0
		}
		for next := range n {
			if visited>>next&1 == 0 {
				least = min(least, uint64(matrix[at*n+next])+try(next, visited|1<<next))
			}
		}
		return least
	}
	return try(0, 1)
}

// TestPlannersAreWaitedFor by who has a context that ends.
func TestPlannersAreWaitedFor(t *testing.T) {
	g := fixture.Goteborg(t)
	planners := NewPlanners(g, apart(g))
	for range cap(planners.free) {
		<-planners.free
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := planners.Place(ctx, 0, 1, 10000, 1); err != context.Canceled {
		t.Errorf("with no planner: %v", err)
	}
}

// TestCheck refuses numbers of clues that no hunt has, and so does Place.
func TestCheck(t *testing.T) {
	g := fixture.Goteborg(t)
	planners := NewPlanners(g, apart(g))
	for n, ok := range map[int]bool{-1: false, 0: false, 1: true, Most: true, Most + 1: false, 100: false} {
		if err := Check(n); (err == nil) != ok {
			t.Errorf("%d clues: %v", n, err)
		}
		if stops, _, err := planners.Place(t.Context(), 0, n, 10000, 1); (err == nil) != ok || ok && len(stops) != n {
			t.Errorf("%d clues: %v, %v", n, stops, err)
		}
	}
}
