package dijkstra

import (
	"context"
	"fmt"
	"math"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Limits is how far a path may lead, and how much a search may take. The zero Limits sets
// none.
type Limits struct {
	MaxDistance uint32 // no path costs more, in the graph's unit; 0: no limit
	MaxSettled  int    // nodes that the search from the source settles at most; 0 or less: no limit
}

// NearResult is where a path from AppendPathNear leads.
type NearResult struct {
	Outcome  Outcome  // of the target itself: Found if the path leads to it
	Node     csr.Node // the last of the path, if there is one
	Distance uint32   // the cost of the path; Unreachable if there is none
	Away     float64  // what is left from Node to the target, by the Measure: 0 if Found, +Inf if there is no path
	Cause    error    // why the context was done, if Cancelled
}

// AppendPathNear appends the canonical path to a target or, where there is none within the
// limits, to the node nearest to the target that can be reached within them. Nearest is what
// a Measure says; of several nodes that are as near, the one that costs the least to reach,
// and then the smallest. The overlay in use counts for what can be reached.
//
// The Outcome is that of the target: NoPath; TooFar, if the path to it costs more than
// MaxDistance or does not fit in 32 bits; OutOfBudget, if it is not among the nodes that are
// known once MaxSettled nodes are settled. With these the path leads near the target. After
// Cancelled there is no path: ctx, which may be nil, is checked each time that 64 more nodes
// are settled. Nor is there one if no node that can be reached is connected to the target by
// the Measure, by a distance that fits in 32 bits. Then nothing is appended, and Distance is Unreachable.
//
// MaxSettled counts the nodes that one search from the source settles, on a map with chains only
// junctions; a node that is processed again counts again, so that all nodes may take more than
// their number. An index does not change that, so the answer does not depend on it. Nodes count as
// reached if they are nearer to the source than any that the search left out.
//
// A path to the target costs what AppendPath does, or, with MaxSettled, a search from the source
// more. Another takes in addition a search from the source for all that can be reached, O(n + m),
// what the Measure takes, and the path: some seven paths on a map of 8,000 nodes. If the
// target is merely closed, labels of package hublabel take a seventh to a tenth of that, but for ByPosition.
// The first such question takes 4 bytes a node, and the first with BySteps another 5.
//
// The error wraps csr.ErrNoPoints for ByPosition on a graph without points, and ErrMeasure for
// a Measure that is none of those here.
func (s *Solver) AppendPathNear(ctx context.Context, dst []csr.Node, from, to csr.Node, by Measure, limits Limits) ([]csr.Node, NearResult, error) {
	defer runtime.KeepAlive(s)
	if err := s.begin(from, to); err != nil {
		return dst, nowhere(Result{}), err
	}
	if err := by.check(s.g); err != nil {
		return dst, nowhere(Result{}), err
	}
	if limits.MaxDistance == 0 {
		limits.MaxDistance = Unreachable
	}
	limits.MaxDistance = min(limits.MaxDistance, Unreachable-1)
	r := s.findTarget(ctx, from, to, limits)
	if r.Outcome == Found {
		return s.appendFound(dst, from, to), NearResult{Outcome: Found, Node: to, Distance: r.Distance}, nil
	}
	best, err := s.findNear(ctx, from, to, by, limits, &r)
	if err != nil || best.distance == Unreachable {
		return dst, nowhere(r), err
	}
	dst, _, err = s.appendPath(dst, from, best.node)
	return dst, NearResult{Outcome: r.Outcome, Node: best.node, Distance: best.distance, Away: best.away}, err
}

// nowhere is the result where there is no path.
func nowhere(r Result) NearResult {
	return NearResult{Outcome: r.Outcome, Distance: Unreachable, Away: math.Inf(1), Cause: r.Cause}
}

// findTarget searches for a path within limits. If it finds one, it is left for appendFound.
func (s *Solver) findTarget(ctx context.Context, from, to csr.Node, limits Limits) (r Result) {
	counted := limits.MaxSettled > 0
	if counted {
		r = s.settleToward(ctx, from, to, Unreachable-1, limits.MaxSettled)
	} else {
		r = s.limited(ctx, from, to, 0, true)
	}
	switch {
	case r.Outcome == Found && r.Distance > limits.MaxDistance:
		r.Outcome = TooFar
	case r.Outcome == Found && counted:
		s.findPair(from, to, true, nil)
	}
	return r
}

// findNear finds the node nearest to the target of those that can be reached within limits,
// after findTarget did not find the target, which has a result. If there is none, or ctx is
// done, its distance is Unreachable.
func (s *Solver) findNear(ctx context.Context, from, to csr.Node, by Measure, limits Limits, target *Result) (candidate, error) {
	none := candidate{distance: Unreachable}
	if g := &s.guide; g.potential != nil && !g.slow && limits.MaxSettled <= 0 && target.Outcome == NoPath {
		if best, ok, err := s.nearestAsked(ctx, from, to, by, limits.MaxDistance); ok || err != nil {
			return best, err
		}
	}
	if limits.MaxSettled <= 0 && target.Outcome != Cancelled {
		if r := s.settleToward(ctx, from, to, limits.MaxDistance, 0); r.Outcome == Cancelled {
			*target = r
		}
	}
	if target.Outcome == Cancelled {
		return none, nil
	}
	s.writeAll()
	list, err := s.near.nearest(s, to, by, reached{s.all, from, min(limits.MaxDistance+1, s.engine.FinalBelow())}, 1)
	if err != nil || len(list) == 0 {
		return none, err
	}
	return list[0], nil
}

// settleToward searches from the source within limits until the distance of the target is
// known.
func (s *Solver) settleToward(ctx context.Context, from, to csr.Node, limit uint32, maxSettled int) Result {
	ctx = s.setBudget(ctx, maxSettled)
	s.engine.Begin(search.Forward, from)
	done := s.engine.SettleToward(to, limit, &s.budget)
	s.budget.Context = nil // so that the Solver does not keep it
	switch {
	case !done && ctx.Err() != nil:
		return Result{Outcome: Cancelled, Cause: context.Cause(ctx)}
	case !done:
		return Result{Outcome: OutOfBudget}
	}
	switch d, overflow := s.read(to); {
	case overflow:
		return Result{Outcome: TooFar}
	case d == Unreachable:
		return Result{Outcome: NoPath}
	default:
		return Result{Outcome: Found, Distance: d}
	}
}

// check returns an error if a graph has nothing to measure by.
func (m Measure) check(g *csr.CSRGraph) error {
	switch {
	case m > BySteps:
		return fmt.Errorf("dijkstra: %v: %w", m, ErrMeasure)
	case m == ByPosition && !g.HasPoints():
		return fmt.Errorf("dijkstra: nearest %v: %w", m, csr.ErrNoPoints)
	}
	return nil
}
