package dissect

import (
	"slices"
	"testing"
)

// minimumDegree computes the order by its definition, on sets.
func minimumDegree(g *Graph) (order []uint32) {
	left := map[uint32]map[uint32]bool{}
	for v := range uint32(len(g.First) - 1) {
		left[v] = map[uint32]bool{}
		for _, u := range g.Heads[g.First[v]:g.First[v+1]] {
			left[v][u] = true
		}
	}
	for n := len(left); n > 0; n-- {
		best := none
		for v := range left {
			if best == none || len(left[v]) < len(left[best]) || len(left[v]) == len(left[best]) && v < best {
				best = v
			}
		}
		for u := range left[best] {
			for w := range left[best] {
				left[u][w] = true
			}
			delete(left[u], u)
			delete(left[u], best)
		}
		delete(left, best)
		order = append(order, best)
	}
	return order
}

// The order follows the definition, in memory that graphs of other sizes have used.
func TestDenseAgainstDefinition(t *testing.T) {
	var d dense
	for seed := range uint64(100) {
		r := source(seed)
		n := 1 + r.IntN(140)
		g := random(n, r.IntN(3*n), r)
		if got, want := d.arrange(adjacency{g.First, g.Heads}), minimumDegree(g); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
	}
}
