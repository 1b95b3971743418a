package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// planner places clues. It has a Solver and is not safe for concurrent use; a world
// has one for each processor, and who wants one waits.
type planner struct {
	world  *world
	solver *dijkstra.Solver
	near   []dijkstra.Hit
	matrix []uint32
	table  []uint64 // of bestOrder
}

func newPlanner(w *world) *planner {
	return &planner{world: w, solver: dijkstra.NewSolver(w.graph)}
}

// plan places clues for a hunt, each within a walking distance of the start, and
// orders them so that the walk through all of them is the shortest. The same
// arguments make the same hunt. The error is a *refusal.Error if there are not so
// many places. reached is how many nodes are within the distance.
func (w *world) plan(ctx context.Context, start csr.Node, clues int, within uint32, seed uint64) (plan record, reached int, err error) {
	select {
	case p := <-w.planners:
		defer func() { w.planners <- p }()
		plan, err = p.plan(start, clues, within, rand.New(rand.NewPCG(seed, uint64(clues))))
		return plan, len(p.near), err
	case <-ctx.Done():
		return record{}, 0, context.Cause(ctx)
	}
}

func (p *planner) plan(start csr.Node, clues int, within uint32, r *rand.Rand) (plan record, err error) {
	if p.near, err = p.solver.Within(p.near[:0], start, within); err != nil {
		return plan, err
	}
	places := slices.DeleteFunc(p.near, func(d dijkstra.Hit) bool { return d.Node == start })
	if len(places) < clues {
		return plan, tooFew(len(places))
	}
	stops := p.spread(start, places, clues, r)
	if p.matrix, err = p.solver.Matrix(p.matrix[:0], stops, stops); err != nil {
		return plan, err
	}
	order, ok := p.bestOrder(len(stops))
	if !ok { // one-way streets
		return plan, tooFew(0)
	}
	plan = record{at: start, placed: uint32(clues)}
	for i, stop := range order {
		plan.stops[i] = stops[stop]
	}
	return plan, nil
}

// tooFew is the error of a range with too few places in it for clues.
func tooFew(places int) error {
	text := fmt.Sprintf("there are %d places for clues that can be walked to", places)
	return &refusal.Error{Status: http.StatusUnprocessableEntity, Field: "range", Text: text}
}

// candidates is among how many places each clue is chosen.
const candidates = 8

// spread returns the start and, behind it, places drawn for clues. Each is the one of
// several drawn that is farthest from those before as the crow flies (Mitchell's best
// candidate, 1991), so that clues do not stand beside each other.
func (p *planner) spread(start csr.Node, places []dijkstra.Hit, clues int, r *rand.Rand) []csr.Node {
	stops := []csr.Node{start}
	for len(stops) <= clues {
		best, room := 0, -1.0
		for range candidates {
			i := r.IntN(len(places))
			if free := p.room(stops, places[i].Node); free > room {
				best, room = i, free
			}
		}
		stops = append(stops, places[best].Node)
		last := len(places) - 1
		places[best] = places[last]
		places = places[:last]
	}
	return stops
}

// room returns how far a node is from the nearest of some as the crow flies.
func (p *planner) room(stops []csr.Node, v csr.Node) float64 {
	lon, lat := p.world.point(v)
	least := math.Inf(1)
	for _, u := range stops {
		x, y := p.world.point(u)
		least = min(least, p.world.metres(lon, lat, x, y))
	}
	return least
}
