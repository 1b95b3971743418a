package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/places"
	"github.com/veltrix/cairn/dijkstra/trip"
)

// maxClues is the largest number of clues whose best order is found for certain.
const maxClues = 15

// Clues are so many metres' walk from the one before, where the map allows it.
const nearest, farthest = 200, 1200

// hunt is one player's hunt and its solution.
type hunt struct {
	start  csr.Node
	clues  []csr.Node // as placed; in the order of the walk once solved
	closed []csr.Node
	path   []csr.Node // of the whole walk
	length uint64     // of it, in the map's unit
	took   []time.Duration
}

// hunter makes and solves hunts. Each goroutine has its own.
type hunter struct {
	g       *csr.CSRGraph
	unit    float64 // metres a unit of weight
	solver  *dijkstra.Solver
	picker  places.Picker
	planner trip.Planner
	overlay *csr.Overlay
	near    [1]places.Condition
	matrix  []uint32
	leg     []csr.Node
}

func newHunter(g *csr.CSRGraph) *hunter {
	h := &hunter{g: g, solver: dijkstra.NewSolver(g), overlay: csr.NewOverlay(g)}
	h.unit, _ = metres(g)
	h.solver.Use(h.overlay)
	return h
}

// metres returns the metres in a unit of the map's weights, and the name of the resulting
// measure. On a map without a known unit, lengths stay in units.
func metres(g *csr.CSRGraph) (unit float64, measure string) {
	if m, ok := map[string]float64{"mm": 0.001, "cm": 0.01, "dm": 0.1, "m": 1}[g.Meta().Unit]; ok {
		return m, "metres"
	}
	return 1, "units"
}

// make draws hunt number i: the same for the same seed, on any goroutine.
func (h *hunter) make(c config, i int) (*hunt, error) {
	r := rand.New(rand.NewPCG(c.seed, uint64(i)))
	x := &hunt{start: r.Uint32N(uint32(h.g.NumNodes()))}
	for range c.closed {
		v := r.Uint32N(uint32(h.g.NumNodes()))
		if v == x.start || h.g.Degree(v) != 2 { // squares stay open, streets close
			continue
		}
		x.closed = append(x.closed, v)
	}
	if err := h.rebuildOverlay(x); err != nil {
		return nil, err
	}
	at := x.start
	for range c.clues {
		next, err := h.place(at, r.Uint64())
		if err != nil {
			return nil, err
		}
		x.clues = append(x.clues, next)
		at = next
	}
	return x, nil
}

// place draws a node at walking distance from another, or any reachable node if there is
// none at that distance.
func (h *hunter) place(from csr.Node, seed uint64) (csr.Node, error) {
	h.near[0] = places.Condition{Place: from, Range: places.Range{Least: uint32(nearest / h.unit), Most: uint32(farthest / h.unit)}}
	o := places.Options{Where: h.near[:], Seed: seed}
	drawn, err := h.picker.Pick(h.solver, 1, &o)
	if err == nil && drawn.Outcome == places.TooFew {
		h.near[0].Range = places.Range{}
		drawn, err = h.picker.Pick(h.solver, 1, &o)
	}
	if err != nil {
		return 0, err
	}
	return drawn.Nodes[0], nil
}

// rebuildOverlay closes the hunt's streets for the queries that follow.
func (h *hunter) rebuildOverlay(x *hunt) error {
	h.overlay.Reset()
	for _, v := range x.closed {
		if err := h.overlay.SetNode(v, csr.Blocked); err != nil {
			return err
		}
	}
	return nil
}

// solve orders the clues and finds the paths. It times each path query, and checks that
// the paths add up to the walk length from the matrix.
func (h *hunter) solve(x *hunt) (err error) {
	if err := h.rebuildOverlay(x); err != nil {
		return err
	}
	stops := append([]csr.Node{x.start}, x.clues...)
	if h.matrix, err = h.solver.Matrix(h.matrix[:0], stops, stops); err != nil {
		return err
	}
	best, err := h.planner.Order(context.Background(), h.matrix, len(stops), nil)
	if err != nil {
		return err
	}
	if best.Outcome != trip.Optimal {
		return errors.New("the clues cannot be walked in any order: the map has one-way parts")
	}
	for i, stop := range best.Order[1:] {
		x.clues[i] = stops[stop]
	}
	x.path = append(x.path, x.start)
	for _, clue := range x.clues {
		var d uint32
		began := time.Now()
		h.leg, d, err = h.solver.AppendPath(h.leg[:0], x.path[len(x.path)-1], clue)
		x.took = append(x.took, time.Since(began))
		if err != nil {
			return err
		}
		x.path = append(x.path, h.leg[1:]...)
		x.length += uint64(d)
	}
	if x.length != best.Cost {
		return fmt.Errorf("the paths are %d long, the matrix says %d", x.length, best.Cost)
	}
	return nil
}
