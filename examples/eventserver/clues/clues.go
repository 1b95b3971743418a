// Package clues places the clues of a hunt, and puts them in the order that makes the
// shortest walk.
//
//	planners := clues.NewPlanners(graph, metres)
//	stops, reached, err := planners.Place(ctx, start, 5, 15000, seed)
package clues

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/places"
	"github.com/veltrix/cairn/dijkstra/trip"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Most is how many clues a hunt can have. They are put in order exactly, so the work
// doubles with each.
const Most = 12

// Check returns the error, a *refusal.Error, of a number of clues that no hunt can have.
func Check(n int) error {
	if n < 1 || n > Most {
		return refusal.BadRequest("clues", fmt.Sprintf("there are 1 to %d", Most))
	}
	return nil
}

// Planners place clues on one map, for as many hunts at a time as there are processors;
// further calls wait. They are safe for concurrent use.
type Planners struct{ free chan *planner }

// NewPlanners returns planners for a map. metres tells how far apart two nodes are as the
// crow flies, in any unit; it is called by several goroutines at a time.
func NewPlanners(g *csr.CSRGraph, metres func(u, v csr.Node) float64) *Planners {
	p := &Planners{make(chan *planner, runtime.GOMAXPROCS(0))}
	for range cap(p.free) {
		p.free <- &planner{metres: metres, solver: dijkstra.NewSolver(g)}
	}
	return p
}

// Place places clues, each within a walking distance of the start, and returns their nodes
// in the order that makes the walk through all of them the shortest. The same arguments
// give the same nodes. reached is how many nodes are within the distance, the start included, also
// if there is an error. The error is that of Check, or a *refusal.Error if there are too few places.
//
// It takes a search of the map, one of the distance for each clue, and O(2ⁿ n²) for n clues.
func (p *Planners) Place(ctx context.Context, start csr.Node, clues int, within uint32, seed uint64) (stops []csr.Node, reached int, err error) {
	if err := Check(clues); err != nil {
		return nil, 0, err
	}
	select {
	case one := <-p.free:
		defer func() { p.free <- one }()
		return one.place(start, clues, within, seed)
	case <-ctx.Done():
		return nil, 0, context.Cause(ctx)
	}
}

// planner places clues. It has a Solver and is not safe for concurrent use.
type planner struct {
	metres func(u, v csr.Node) float64
	solver *dijkstra.Solver
	picker places.Picker
	order  trip.Planner
	matrix []uint32
}

// place is Planners.Place.
func (p *planner) place(start csr.Node, clues int, within uint32, seed uint64) (stops []csr.Node, reached int, err error) {
	near := places.Condition{Place: start, Range: places.Range{Least: 1, Most: max(within, 1)}}
	drawn, err := p.picker.Pick(p.solver, candidates*clues, &places.Options{Where: []places.Condition{near}, Seed: seed})
	if err != nil {
		return nil, 0, err
	}
	if drawn.Fit < clues {
		return nil, drawn.Fit + 1, tooFew(drawn.Fit)
	}
	stops, err = p.inOrder(p.spread(start, drawn.Nodes, clues))
	return stops, drawn.Fit + 1, err
}

// inOrder returns the stops behind the first in the order of the shortest walk.
func (p *planner) inOrder(stops []csr.Node) (_ []csr.Node, err error) {
	if p.matrix, err = p.solver.Matrix(p.matrix[:0], stops, stops); err != nil {
		return nil, err
	}
	walk, err := p.order.Order(context.Background(), p.matrix, len(stops), nil)
	if err != nil {
		return nil, err
	}
	if walk.Outcome != trip.Optimal { // one-way streets
		return nil, tooFew(0)
	}
	placed := make([]csr.Node, len(stops)-1)
	for i, stop := range walk.Order[1:] {
		placed[i] = stops[stop]
	}
	return placed, nil
}

// tooFew is the error of a range with too few places in it for clues.
func tooFew(n int) error {
	text := fmt.Sprintf("there are %d places for clues that can be walked to", n)
	return &refusal.Error{Status: http.StatusUnprocessableEntity, Field: "range", Text: text}
}

// candidates is among how many places each clue is chosen.
const candidates = 8

// spread returns the start and, behind it, clues at some of the places drawn. Each is the one of
// several that is farthest from those before as the crow flies (Mitchell's best candidate,
// 1991), so that clues do not stand beside each other.
func (p *planner) spread(start csr.Node, drawn []csr.Node, clues int) []csr.Node {
	stops := []csr.Node{start}
	each := len(drawn) / clues
	for i := range clues {
		some := drawn[i*each : (i+1)*each]
		stops = append(stops, slices.MaxFunc(some, func(u, v csr.Node) int { return cmp.Compare(p.room(stops, u), p.room(stops, v)) }))
	}
	return stops
}

// room returns how far a node is from the nearest of some as the crow flies.
func (p *planner) room(stops []csr.Node, v csr.Node) float64 {
	least := math.Inf(1)
	for _, u := range stops {
		least = min(least, p.metres(v, u))
	}
	return least
}
