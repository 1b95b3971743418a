package graphtest

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWithPositionsKeepsDistances puts positions in, and expects the distances between the
// nodes that were there before.
func TestWithPositionsKeepsDistances(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		g := Any(r)
		var positions []Position
		for range 3 * min(len(g.Arcs), 2) {
			a := g.Arcs[r.IntN(len(g.Arcs))]
			positions = append(positions, Position{a.From, a.To, float64(r.IntN(9)) / 8}, Position{a.To, a.From, r.Float64()})
		}
		with, nodes := g.WithPositions(positions...)
		for i, v := range nodes {
			if w, ok := positions[i].IsNode(); int(v) >= with.N || ok && v != w {
				t.Fatalf("seed %d: %+v is node %d of %d", seed, positions[i], v, with.N)
			}
		}
		for v := range uint32(g.N) {
			if got, want := with.DistancesFrom(v)[:g.N], g.DistancesFrom(v); !slices.Equal(got, want) {
				t.Fatalf("seed %d: from %d with %+v: %v, want %v", seed, v, positions, got, want)
			}
		}
	}
}

// TestWithPositionsDividesArcs puts two positions on a street whose ways differ, one of them
// twice.
func TestWithPositionsDividesArcs(t *testing.T) {
	g := &Graph{N: 2, Arcs: []Arc{{1, 0, 7}, {0, 1, 10}}}
	with, nodes := g.WithPositions(Position{0, 1, 0.25}, Position{1, 0, 0.25}, Position{1, 0, 0.75})
	want := []Arc{{2, 0, 2}, {3, 2, 3}, {1, 3, 2}, {0, 2, 3}, {2, 3, 5}, {3, 1, 2}}
	if !slices.Equal(with.Arcs, want) || !slices.Equal(nodes, []uint32{2, 3, 2}) || with.N != 4 {
		t.Errorf("%v, nodes %v of %d", with.Arcs, nodes, with.N)
	}
}
