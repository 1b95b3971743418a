package dijkstra

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// limitedPair is a pair of nodes, and what the oracle says about it.
type limitedPair struct {
	o        *graphtest.Graph
	from, to csr.Node
	d        uint64
	path     []csr.Node // if d fits
}

func newLimitedPair(o *graphtest.Graph, from, to csr.Node) *limitedPair {
	p := &limitedPair{o: o, from: from, to: to, d: o.DistancesFrom(from)[to]}
	if p.d < uint64(Unreachable) {
		p.path = o.CanonicalPath(from, to)
	}
	return p
}

// ask asks for the distance and for the path, and checks both.
func (p *limitedPair) ask(t *testing.T, s *Solver, settle int) [2]Result {
	t.Helper()
	r, err := s.DistanceLimited(context.Background(), p.from, p.to, settle)
	if err != nil {
		t.Fatal(err)
	}
	p.check(t, r, settle)
	path, pathR, err := s.AppendPathLimited(context.Background(), []csr.Node{99}, p.from, p.to, settle)
	if err != nil {
		t.Fatal(err)
	}
	p.check(t, pathR, settle)
	want := []csr.Node{99}
	if pathR.Outcome == Found {
		want = append(want, p.path...)
	}
	if !slices.Equal(path, want) {
		t.Fatalf("%s: %d to %d, budget %d: %v, %+v; want %v", brief(p.o), p.from, p.to, settle, path, pathR, want)
	}
	return [2]Result{r, pathR}
}

// check compares a result with the oracle's distance.
func (p *limitedPair) check(t *testing.T, r Result, settle int) {
	t.Helper()
	ok := r.Cause == nil
	switch bound := uint64(r.Bound); r.Outcome {
	case Found:
		ok = ok && uint64(r.Distance) == p.d && bound == p.d
	case NoPath:
		ok = ok && r.Distance == Unreachable && r.Bound == Unreachable && p.d == graphtest.Inf
	case TooFar:
		ok = ok && r.Distance == Unreachable && r.Bound == Unreachable && p.d >= uint64(Unreachable) && p.d != graphtest.Inf
	case OutOfBudget:
		ok = ok && r.Distance == Unreachable && bound <= p.d && r.Settled >= settle
	default:
		ok = false
	}
	if !ok {
		t.Fatalf("%s: %d to %d is %d; with a budget of %d: %v, %+v", brief(p.o), p.from, p.to, p.d, settle, r.Outcome, r)
	}
}

// climb raises the budget until the pair is answered, on two Solvers that must
// agree in all they say. A larger budget never proves less.
func (p *limitedPair) climb(t *testing.T, a, b *Solver) Outcome {
	t.Helper()
	var before [2]Result
	for settle := 1; ; settle++ {
		now := p.ask(t, a, settle)
		if again := p.ask(t, b, settle); now != again {
			t.Fatalf("%s: %d to %d, budget %d: %+v and then %+v", brief(p.o), p.from, p.to, settle, now, again)
		}
		for i := range now {
			if now[i].Bound < before[i].Bound || now[i].Settled < before[i].Settled {
				t.Fatalf("%s: %d to %d, budget %d: %+v after %+v", brief(p.o), p.from, p.to, settle, now[i], before[i])
			}
		}
		if before = now; now[0].Outcome != OutOfBudget && now[1].Outcome != OutOfBudget {
			return now[0].Outcome
		}
		if settle > 2*p.o.N {
			t.Fatalf("%s: %d to %d: no answer with a budget of %d", brief(p.o), p.from, p.to, settle)
		}
	}
}

// TestLimitedOnRandomGraphs meets every outcome but Cancelled, and tells them
// apart by the oracle.
func TestLimitedOnRandomGraphs(t *testing.T) {
	seen := map[Outcome]bool{}
	eachSmall(t, 1200, 31, func(r *rand.Rand, o *graphtest.Graph) {
		all, others := solvers(mustBuild(t, o)), solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		p := newLimitedPair(now, r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N)))
		for i, s := range all {
			others[i].Use(s.engine.Overlay())
			seen[p.climb(t, s, others[i])] = true
			for _, budget := range []int{-1, 0, 1} { // no limit, none, and little
				seen[p.ask(t, s, budget)[0].Outcome] = true
			}
		}
	})
	for _, o := range []Outcome{Found, NoPath, OutOfBudget, TooFar} {
		if !seen[o] {
			t.Errorf("no query ended with: %v", o)
		}
	}
}

// TestLimitedOnLargerGraphs goes through all budgets of some pairs; the second
// Solver has answered something else before.
func TestLimitedOnLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(32, uint64(i)))
		g := mustBuild(t, o)
		all, others := solvers(g), solvers(g)
		for i, s := range all[:7] { // one of each queue, with chains and without
			p := newLimitedPair(o, r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N)))
			_, _ = others[i].Tree(p.to)
			p.climb(t, s, others[i])
		}
	}
}

// TestBudgetIsExact has a budget that is used up among nodes that are all as near, and
// settled together where there is none.
func TestBudgetIsExact(t *testing.T) {
	o := &graphtest.Graph{N: 8}
	for v := uint32(1); v < 7; v++ { // from 0 to each of six nodes, and on to 7
		o.Arcs = append(o.Arcs, graphtest.Arc{From: 0, To: v, Weight: 5}, graphtest.Arc{From: v, To: 7, Weight: 9})
	}
	g := mustBuild(t, o)
	s := newSolver(g, g.Layout(), nil)
	for budget, settled := range []int{7, 1, 2, 3, 4, 5, 6, 7, 7} { // a budget of 0 is no limit
		r, err := s.DistanceLimited(context.Background(), 0, 7, budget)
		if err != nil || r.Settled != settled {
			t.Errorf("budget %d: %+v, %v; want %d settled", budget, r, err, settled)
		}
	}
}

// fuse is a context that is cancelled when it is asked for the n-th time.
type fuse struct {
	context.Context
	cancel context.CancelCauseFunc
	left   int
}

var errBurnt = errors.New("the fuse has burnt down")

func newFuse(n int) *fuse {
	ctx, cancel := context.WithCancelCause(context.Background())
	return &fuse{ctx, cancel, n}
}

// Err returns what the context says, after cancelling it if it is time.
func (f *fuse) Err() error {
	if f.left == 0 {
		f.cancel(errBurnt)
	}
	f.left--
	return f.Context.Err()
}

// TestCancelled cancels before the search and at each time that it looks up.
func TestCancelled(t *testing.T) {
	for _, o := range larger() {
		for _, s := range solvers(mustBuild(t, o)) {
			p := newLimitedPair(o, 0, csr.Node(o.N-1))
			bound, ended := uint32(0), false
			for n := 0; !ended; n++ {
				dst, r, err := s.AppendPathLimited(newFuse(n), nil, 0, p.to, 1<<30)
				if ended = r.Outcome == Found; ended {
					p.check(t, r, 1<<30)
					continue
				}
				if err != nil || len(dst) > 0 || r.Outcome != Cancelled || r.Cause != errBurnt || r.Distance != Unreachable ||
					uint64(r.Bound) > p.d || r.Bound < bound || n == 0 && r.Settled > 0 || n > o.N {
					t.Fatalf("%s: cancelled at look %d: %v, %+v, %v; bound %d before", brief(o), n, dst, r, err, bound)
				}
				bound = r.Bound
			}
			if s.budget.Context != nil {
				t.Fatal("the Solver keeps the context")
			}
		}
	}
}

// TestCancelledCause is the context's own error where nobody gave another.
func TestCancelledCause(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g := path4(t, 1, 1, 1)
	s := newSolver(g, g.Layout(), nil)
	if r, err := s.DistanceLimited(ctx, 0, 3, 100); r.Outcome != Cancelled || r.Cause != context.Canceled || err != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := s.DistanceLimited(ctx, 2, 2, 100); r.Outcome != Found || r.Distance != 0 || err != nil {
		t.Errorf("from a node to itself, which takes no search: %+v, %v", r, err)
	}
}

func TestOutcomesInWords(t *testing.T) {
	for o, words := range []string{"no outcome", "found", "no path", "out of budget", "cancelled", "too far", "unknown outcome"} {
		if got := Outcome(o).String(); got != words {
			t.Errorf("outcome %d is %q, want %q", o, got, words)
		}
	}
}

func TestLimitedNamesTheNode(t *testing.T) {
	s, ctx, dst := NewSolver(path4(t, 1, 1, 1)), context.Background(), []csr.Node{42}
	for place, pair := range map[string][2]csr.Node{"from": {4, 0}, "to": {0, 4}} {
		r, err := s.DistanceLimited(ctx, pair[0], pair[1], 9)
		path, pathR, pathErr := s.AppendPathLimited(ctx, dst, pair[0], pair[1], 9)
		var a, b *csr.NodeError
		if !errors.As(err, &a) || !errors.As(pathErr, &b) || a.Place != place || b.Place != place {
			t.Errorf("node 4 of 4 in %s: %v, %v", place, err, pathErr)
		}
		if none := (Result{Distance: Unreachable}); r != none || pathR != none || !slices.Equal(path, dst) {
			t.Errorf("node 4 of 4 in %s: %+v, %+v, %v", place, r, pathR, path)
		}
	}
}

func TestLimitedAllocatesNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		sources, targets := graphtest.Pairs(o.N, 10, 1)
		var path []csr.Node
		expectNoAllocations(t, o.Name, func() {
			for i, budget := range []int{0, 1, 10, 100, 200, 300, 400, 500, 1000, 2000} {
				_, _ = s.DistanceLimited(context.Background(), sources[i], targets[i], budget)
				path, _, _ = s.AppendPathLimited(context.Background(), path[:0], sources[i], targets[i], budget)
			}
		})
	}
}
