package dijkstra

import (
	"context"
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Outcome says how a limited query ended. The zero Outcome is none of them.
type Outcome uint8

// The ways that a limited query can end.
const (
	Found       Outcome = 1 + iota // the distance is known
	NoPath                         // there is no path
	OutOfBudget                    // as many nodes as allowed were settled before it was known
	Cancelled                      // the context was done before it was known
	TooFar                         // there is a path, but its cost does not fit in 32 bits
)

var outcomes = [...]string{"no outcome", "found", "no path", "out of budget", "cancelled", "too far"}

// String returns the outcome in words.
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return "unknown outcome"
}

// Result is what a limited query found out.
type Result struct {
	Outcome  Outcome // how the query ended
	Distance uint32  // if Found; otherwise Unreachable
	Bound    uint32  // the distance is proven to be no smaller; Unreachable if there is no path or it is too far
	Settled  int     // nodes that were settled
	Cause    error   // why the context was done, if Cancelled
}

// DistanceLimited is Distance with limits: it settles at most maxSettled nodes, and stops when
// ctx is done, which it checks each time that it has settled 64 more. A maxSettled of 0 or
// less is no limit, and a nil ctx is never done.
//
// The number of settled nodes depends on the graph, the weights, the pair and whether
// there is an index, so a query runs out of budget on every machine or on none. An index
// that answers alone settles nothing, and checks no limit. On a map with chains, only
// junctions are counted. The error is one of Distance's, but for an overflow, which is an
// Outcome. It is nil after NoPath, OutOfBudget, Cancelled and TooFar too: read Outcome before
// Distance.
func (s *Solver) DistanceLimited(ctx context.Context, from, to csr.Node, maxSettled int) (Result, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return Result{Distance: Unreachable}, err
	}
	return s.limited(ctx, from, to, maxSettled, false), nil
}

// AppendPathLimited is AppendPath with the limits of DistanceLimited. It appends
// the path if the outcome is Found, and nothing otherwise.
func (s *Solver) AppendPathLimited(ctx context.Context, dst []csr.Node, from, to csr.Node, maxSettled int) ([]csr.Node, Result, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return dst, Result{Distance: Unreachable}, err
	}
	r := s.limited(ctx, from, to, maxSettled, true)
	if r.Outcome == Found {
		dst = s.appendFound(dst, from, to)
	}
	return dst, r, nil
}

// limited searches for a pair and says how that ended.
func (s *Solver) limited(ctx context.Context, from, to csr.Node, maxSettled int, wantPath bool) Result {
	ctx = s.setBudget(ctx, maxSettled)
	found := s.findPair(from, to, wantPath, &s.budget)
	s.budget.Context = nil // so that the Solver does not keep it
	r := Result{Distance: found.Distance, Bound: found.Bound, Settled: s.settled()}
	switch {
	case !found.Done && ctx.Err() != nil:
		r.Outcome, r.Cause = Cancelled, context.Cause(ctx)
	case !found.Done:
		r.Outcome = OutOfBudget
	case found.Distance != Unreachable:
		r.Outcome = Found
	case s.checkOverflow(found.Distance, from, to) != nil:
		r.Outcome = TooFar
	default:
		r.Outcome = NoPath
	}
	return r
}

// setBudget makes the budget one of a context and so many nodes. It returns the context, or one
// that is never done for nil.
func (s *Solver) setBudget(ctx context.Context, maxSettled int) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	if maxSettled <= 0 {
		maxSettled = math.MaxInt
	}
	s.budget = search.Budget{Context: ctx, MaxSettled: maxSettled}
	return ctx
}
