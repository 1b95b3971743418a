package textbook

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
)

// The answers equal the oracle's: a comparison is fair only if they are right.
func TestSearch(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Random(2+r.IntN(30), r.IntN(90), 20, seed)
		g := make(Graph, o.N)
		for _, a := range o.Arcs {
			g[a.From] = append(g[a.From], Edge{a.To, int64(a.Weight)})
		}
		for source := range uint32(o.N) {
			all := g.Search(source, Everywhere)
			for v, want := range o.DistancesFrom(source) {
				got := all[v]
				if one := g.Search(source, int64(v))[v]; one != got || got == Inf != (want == graphtest.Inf) || got != Inf && uint64(got) != want {
					t.Fatalf("%d to %d is %d, and %d alone; want %d", source, v, got, one, want)
				}
			}
		}
	}
}
