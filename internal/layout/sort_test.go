package layout

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCountingSortIsStable compares with the library's stable sort.
func TestCountingSortIsStable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := 1 + r.IntN(30)
		arcs := make([]arc, r.IntN(100))
		for i := range arcs {
			arcs[i] = arc{r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), uint32(i)}
		}
		given := slices.Clone(arcs)
		got := CountingSort(arcs, n, func(a arc) uint32 { return a.from })
		want := slices.Clone(arcs)
		slices.SortStableFunc(want, func(a, b arc) int { return int(a.from) - int(b.from) })
		if !slices.Equal(got, want) || !slices.Equal(arcs, given) {
			t.Fatalf("%v sorted: %v, want %v", given, got, want)
		}
	}
}
