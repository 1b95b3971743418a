package trip

import (
	"context"
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Limits that tests lower.
var (
	maxExact  = 15 // stops, without a fixed first, that are put in order exactly
	maxFirsts = 8  // stops that a search tries as the first of a round trip with windows or pairs
)

// movesAStop is how many moves a search tries for each stop, if Options do not say it.
const movesAStop = 1000

// Planner finds orders, one after another, and reuses its memory: once warm it allocates
// nothing. It takes some 20 bytes for each cell of the largest matrix so far, and 4 MB for an
// exact order of 15 stops. The zero Planner is ready for use. It is not safe for concurrent
// use: have one per goroutine.
type Planner struct {
	model   model
	program program
	ascent  ascent
	search  search

	nodes  []csr.Node // the stops that AppendTrip was given
	matrix []uint32
	depth  []int32  // of check
	firsts []int32  // stops that a round trip may begin at
	stops  []int32  // in the order that was found last
	kept   []int32  // and in the best of those before
	order  []int    // of the Result
	begin  []uint64 // of the Result
}

// Router is what is asked for distances and paths: a dijkstra.Solver, with the overlay in
// use, or an index.
type Router interface {
	// Matrix and AppendPath are those of dijkstra.Solver.
	Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error)
	AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error)
}

// Order returns the best order of n stops, with a Planner made for the purpose: for a
// program that asks once. See Planner.Order.
func Order(matrix []uint32, n int, o *Options) (Result, error) {
	return new(Planner).Order(context.Background(), matrix, n, o)
}

// Order puts n stops in the order in which the trip through them ends soonest. matrix has
// the distance from stop i to stop j at i*n+j, or dijkstra.Unreachable; the distance of a
// stop to itself is not looked at. Nil Options are the zero ones.
//
// The order is Optimal for up to 15 stops, 16 with a fixed first. For more it is Found, or
// Optimal if it costs no more than Result.Bound. It depends on the question alone. Of
// several optimal orders of up to 15 stops it is the one whose last stop has the smallest
// number, of these the one whose stop before that has, and so on; with windows, among those
// that serve each stop as soon as the stops before it allow.
//
// An exact order takes O(2ⁿ n²), and n times as long for a round trip with a free first stop
// that has windows or pairs. A search takes O(n²) for the bound and at most O(n) for a move.
// If ctx is done, the search stops, and the error is the cause beside what was found so far,
// unless that is proven; a nil ctx is never done. Other errors wrap dijkstra.ErrNoNodes,
// ErrTooMany, ErrLength, ErrStop or ErrContradiction. That there is no order is not an error
// but an Outcome.
//
// Order and Begin of the Result are the Planner's memory and valid until its next question.
func (p *Planner) Order(ctx context.Context, matrix []uint32, n int, o *Options) (Result, error) {
	q := question{matrix: matrix, n: n}
	if o != nil {
		q.o = *o
	}
	if err := p.check(&q); err != nil {
		return Result{Stop: -1}, err
	}
	r := p.solve(ctx, &q)
	if done(ctx) && (r.Outcome == Found || r.Outcome == NotFound) {
		return r, context.Cause(ctx)
	}
	return r, nil
}

// AppendTrip puts stops in order as Order does, by the distances of r, and appends the nodes
// of the trip to dst: the canonical path from each stop to the next, and back to the first
// if the trip is round. Each stop is in it once; a stop that follows itself adds nothing.
// Nothing is appended if there is no order, or an error: one of Order, one of r, or
// ErrRouter. dst may share memory with stops. Beside the order, it takes what the Matrix and
// the paths do.
func (p *Planner) AppendTrip(ctx context.Context, dst []csr.Node, r Router, stops []csr.Node, o *Options) ([]csr.Node, Result, error) {
	p.nodes = append(p.nodes[:0], stops...)
	var err error
	if p.matrix, err = r.Matrix(p.matrix[:0], p.nodes, p.nodes); err != nil {
		return dst, Result{Stop: -1}, err
	}
	trip, err := p.Order(ctx, p.matrix, len(p.nodes), o)
	if err != nil || len(trip.Order) == 0 {
		return dst, trip, err
	}
	way := append(dst, p.nodes[trip.Order[0]])
	for i := 1; i < len(trip.Order) && err == nil; i++ {
		way, err = p.appendPath(way, r, trip.Order[i-1], trip.Order[i])
	}
	if err == nil && o != nil && o.Round {
		way, err = p.appendPath(way, r, trip.Order[len(trip.Order)-1], trip.Order[0])
	}
	if err != nil {
		return dst, Result{Stop: -1}, err
	}
	return way, trip, nil
}

// appendPath appends the path from one stop to another, without the first node, which is
// there already.
func (p *Planner) appendPath(way []csr.Node, r Router, from, to int) ([]csr.Node, error) {
	if from == to {
		return way, nil
	}
	u, v := p.nodes[from], p.nodes[to]
	way, d, err := r.AppendPath(way[:len(way)-1], u, v)
	if err == nil && d != p.matrix[from*len(p.nodes)+to] {
		err = fmt.Errorf("trip: from node %d to node %d: %w", u, v, ErrRouter)
	}
	return way, err
}
