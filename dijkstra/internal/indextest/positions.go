package indextest

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Positions asks an index and a Solver between places on the streets of maps, and expects the
// same distances, paths and matrices, no allocations, and an error after Close.
func (s Factory) Positions(t *testing.T) {
	for i, g := range []*csr.CSRGraph{workload.Small(t)[0], workload.Build(t, graphtest.Grid(20, 20, 9, 1))} {
		x := s.Ordered(t, g)
		indexed, searched := dijkstra.NewPositionSolver(x), dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
		all := drawPositions(rand.New(rand.NewPCG(uint64(i), 8)), g, 200)
		for j, from := range all {
			comparePositions(t, indexed, searched, from, all[len(all)-1-j])
		}
		want, err := searched.Matrix(nil, all[:12], all[:30])
		got, errIndex := indexed.Matrix(nil, all[:12], all[:30])
		if err != nil || errIndex != nil || !slices.Equal(got, want) {
			t.Errorf("a matrix: %v, %v; want %v, %v", got, errIndex, want, err)
		}
		path := make([]csr.Node, 0, g.NumNodes())
		if n := testing.AllocsPerRun(5, func() {
			for j, from := range all {
				_, _ = indexed.Distance(from, all[len(all)-1-j])
				path, _, _ = indexed.AppendPath(path[:0], from, all[len(all)-1-j])
			}
			got, _ = indexed.Matrix(got[:0], all[:12], all[:30])
		}); n != 0 {
			t.Errorf("%v allocations", n)
		}
		_ = x.Close()
		if _, err := indexed.Distance(all[0], all[0]); !errors.Is(err, csr.ErrClosed) {
			t.Errorf("from a place to itself after Close: %v", err)
		}
	}
}

// comparePositions asks for one pair.
func comparePositions(t *testing.T, indexed, searched *dijkstra.PositionSolver, from, to csr.Position) {
	t.Helper()
	want, d, err := searched.AppendPath(nil, from, to)
	got, dIndex, errIndex := indexed.AppendPath(nil, from, to)
	if alone, _ := indexed.Distance(from, to); err != nil || errIndex != nil || dIndex != d || alone != d || !slices.Equal(got, want) {
		t.Errorf("%v to %v: %v of %d and %d, %v; want %v of %d, %v", from, to, got, dIndex, alone, errIndex, want, d, err)
	}
}

// drawPositions returns places on streets.
func drawPositions(r *rand.Rand, g *csr.CSRGraph, n int) []csr.Position {
	all := make([]csr.Position, n)
	for i := range all {
		from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
		all[i] = csr.Position{From: from, To: to, Fraction: r.Float64()}
	}
	return all
}
