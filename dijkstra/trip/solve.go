package trip

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// plan is what was found out about a question.
type plan struct {
	found   bool
	proven  bool  // that it is the best, or that there is none
	end     int64 // of the trip, if found
	bound   int64 // no trip ends sooner
	missing int   // a stop that is not served, if not found
}

// solve answers a question that was checked.
func (p *Planner) solve(ctx context.Context, q *question) Result {
	moves := q.o.Moves
	if moves <= 0 {
		moves = movesAStop * q.n
	}
	free := q.o.Round && q.o.FreeFirst
	switch {
	case free && len(q.o.Before)+len(q.o.Windows) > 0:
		return p.result(q, p.solveFirsts(ctx, q, moves))
	case free:
		return p.result(q, p.solveCycle(ctx, q, moves))
	case q.o.FreeFirst:
		return p.result(q, p.solveFrom(ctx, q, -1, moves))
	}
	return p.result(q, p.solveFrom(ctx, q, 0, moves))
}

// solveCycle answers a question for a round trip that costs the same wherever it begins.
func (p *Planner) solveCycle(ctx context.Context, q *question, moves int) plan {
	cycle := *q
	cycle.o.FreeFirst, cycle.o.FixedLast = false, false
	if !q.o.FixedLast {
		return p.solveFrom(ctx, &cycle, 0, moves)
	}
	best := p.solveFrom(ctx, &cycle, q.n-1, moves)
	if best.found { // the stop that the cycle was made from is the last
		copy(p.stops, p.stops[1:])
		p.stops[q.n-1] = int32(q.n - 1)
	}
	return best
}

// solveFirsts answers a question for a round trip by asking it for several first stops.
func (p *Planner) solveFirsts(ctx context.Context, q *question, moves int) plan {
	all := p.listFirsts(q)
	best := plan{proven: true, bound: none}
	for i, first := range p.firsts {
		if i > 0 && done(ctx) {
			all = false
			break
		}
		next := p.solveFrom(ctx, q, int(first), moves/len(p.firsts))
		best.proven = best.proven && next.proven
		best.bound = min(best.bound, next.bound)
		switch {
		case next.found && (!best.found || next.end < best.end):
			best.found, best.end = true, next.end
			p.kept, p.stops = p.stops, p.kept
		case i == 0:
			best.missing = next.missing
		}
	}
	p.kept, p.stops = p.stops, p.kept
	if !all {
		best.bound = p.boundOfCycles(ctx, q)
	}
	best.proven = best.proven && all || best.found && best.end <= best.bound
	return best
}

// listFirsts lists the stops that a round trip may begin at, by the time when they close if
// that are too many, and tells whether these are all.
func (p *Planner) listFirsts(q *question) (all bool) {
	p.firsts = p.firsts[:0]
	for stop := range q.n {
		if q.mayBeFirst(stop) {
			p.firsts = append(p.firsts, int32(stop))
		}
	}
	if q.n-1 <= maxExact || len(p.firsts) <= maxFirsts {
		return true
	}
	if len(q.o.Windows) > 0 {
		slices.SortStableFunc(p.firsts, func(a, b int32) int {
			_, closeA := q.window(int(a))
			_, closeB := q.window(int(b))
			return cmp.Compare(closeA, closeB)
		})
	}
	p.firsts = p.firsts[:maxFirsts]
	return false
}

// mayBeFirst tells whether no pair forbids that a stop is the first.
func (q *question) mayBeFirst(stop int) bool {
	if q.o.FixedLast && stop == q.n-1 && q.n > 1 {
		return false
	}
	for _, pair := range q.o.Before {
		if pair[1] == stop {
			return false
		}
	}
	return true
}

// boundOfCycles returns the bound for round trips that begin anywhere.
func (p *Planner) boundOfCycles(ctx context.Context, q *question) int64 {
	cycle := *q
	cycle.o.FixedLast = false
	p.model.build(&cycle, 0, true)
	p.search.start(&p.model)
	return int64(q.o.Depart) + p.ascent.run(ctx, &p.model, p.search.tour.now.cost)
}

// solveFrom answers a question for trips that begin at a stop, -1 for any, and writes the
// order to p.stops.
func (p *Planner) solveFrom(ctx context.Context, q *question, first, moves int) plan {
	m := &p.model
	m.build(q, first, false)
	if stop, ok := m.unreached(); ok {
		return plan{proven: true, bound: none, missing: stop}
	}
	switch {
	case m.n == 1:
		end := m.start + q.service(0)
		p.write(nil)
		return plan{found: true, proven: true, end: end, bound: end}
	case m.n-1 <= maxExact:
		return p.solveExactly()
	}
	return p.approximate(ctx, moves)
}

// unreached returns the first stop that cannot be served at any time, if there is one.
func (m *model) unreached() (stop int, ok bool) {
	stop = math.MaxInt
	for v, time := range m.earliest {
		if time == none {
			stop, ok = min(stop, int(m.stop[v])), true
		}
	}
	return stop, ok
}

// solveExactly solves the model by the dynamic program.
func (p *Planner) solveExactly() plan {
	end, missing, ok := p.program.solve(&p.model)
	if !ok {
		return plan{proven: true, bound: none, missing: int(p.model.stop[missing])}
	}
	p.write(p.program.order)
	return plan{found: true, proven: true, end: end, bound: end}
}

// approximate solves the model by the local search.
func (p *Planner) approximate(ctx context.Context, moves int) plan {
	m, s := &p.model, &p.search
	s.start(m)
	bound := max(m.start+p.ascent.run(ctx, m, s.tour.now.cost), m.latest())
	worth := s.run(ctx, &p.ascent, bound, moves)
	if worth.late > 0 || worth.cost >= m.forbidden {
		return plan{bound: bound, missing: s.missed()}
	}
	p.write(s.best[1:])
	return plan{found: true, proven: worth.end <= bound, end: worth.end, bound: bound}
}

// latest returns a bound on the end of a trip: when the node that opens last can be left.
func (m *model) latest() (end int64) {
	for v, time := range m.earliest {
		end = max(end, time+slices.Min(m.cost[v*m.n:][:m.n]))
	}
	return end
}

// write writes the stops of the root and of nodes to p.stops.
func (p *Planner) write(nodes []int32) {
	p.stops = p.stops[:0]
	if root := p.model.stop[0]; root >= 0 {
		p.stops = append(p.stops, root)
	}
	for _, v := range nodes {
		p.stops = append(p.stops, p.model.stop[v])
	}
}

// result says what was found, in the terms of the question.
func (p *Planner) result(q *question, found plan) Result {
	depart := int64(q.o.Depart)
	r := Result{Outcome: NotFound, Stop: found.missing, Bound: uint64(max(0, found.bound-depart))}
	switch {
	case found.found && found.proven:
		r.Outcome, r.Bound = Optimal, uint64(found.end-depart)
	case found.found:
		r.Outcome = Found
	case found.proven:
		r.Outcome, r.Bound = Impossible, 0
	}
	if found.found {
		r.Stop = -1
		p.schedule(q, &r)
	}
	return r
}

// schedule works out the order and its times from the question alone.
func (p *Planner) schedule(q *question, r *Result) {
	p.order, p.begin = p.order[:0], p.begin[:0]
	time, n := uint64(q.o.Depart), len(p.stops)
	for i, stop := range p.stops {
		if i > 0 {
			d := q.distance(p.stops[i-1], stop)
			time, r.Travel = time+d, r.Travel+d
		}
		if len(q.o.Windows) > 0 {
			time = max(time, uint64(q.o.Windows[stop].Open))
		}
		p.order, p.begin = append(p.order, int(stop)), append(p.begin, time)
		time += uint64(q.service(int(stop)))
	}
	if q.o.Round && n > 1 {
		d := q.distance(p.stops[n-1], p.stops[0])
		time, r.Travel = time+d, r.Travel+d
	}
	r.Order, r.Begin, r.Cost = p.order, p.begin, time-uint64(q.o.Depart)
}

// distance returns the distance between two stops.
func (q *question) distance(from, to int32) uint64 { return uint64(q.matrix[int(from)*q.n+int(to)]) }
