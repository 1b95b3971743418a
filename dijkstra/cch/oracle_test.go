package cch

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
)

// mustBuild makes the product's graph of an oracle's.
func mustBuild(t testing.TB, o *graphtest.Graph) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(o.N)
	o.AddTo(b)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// shuffled returns an index on a random order: answers must not depend on it.
func shuffled(t testing.TB, r *rand.Rand, g *csr.CSRGraph) *Index {
	t.Helper()
	order := make([]uint32, g.NumNodes())
	for i, v := range r.Perm(len(order)) {
		order[i] = uint32(v)
	}
	x, err := Build(g, &Options{Order: order})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestSmallGraphs asks every question about random graphs of up to twelve nodes
// that have anything legal.
func TestSmallGraphs(t *testing.T) {
	rounds := uint64(3000)
	for seed := range rounds {
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Small(r)
		o.CheckAnswers(t, shuffled(t, r, mustBuild(t, o)), dijkstra.ErrOverflow)
	}
}
