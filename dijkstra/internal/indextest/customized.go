package indextest

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Customized has several Solvers share an index and overlays of whole arrays in which each
// node has another weight, and some arcs have; the overlays change between
// queries. It compares answers about pairs with the oracle's.
func (s Factory) Customized(t *testing.T) {
	counts, all := map[string]uint64{}, uint64(0)
	for seed := range uint64(Fewer(1000)) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 34))
		p := s.newOverlaid(t, r, graphtest.Any(r))
		p.layers = p.layers[:0]
		for _, draw := range []func(*rand.Rand, uint32) uint32{graphtest.OtherWeight, modestWeight, modestWeight} {
			l := layer{p.array(), true, draw}
			for v := range csr.Node(p.o.N) {
				p.changeNode(&l, v)
			}
			p.layers = append(p.layers, l)
		}
		p.run(8, counts)
	}
	for _, count := range counts {
		all += count
	}
	if t.Log(counts); counts["Customized"] < all/5 {
		t.Errorf("of %d queries, %d by costs of the overlay", all, counts["Customized"])
	}
}

// modestWeight draws a weight of which no sum is too large.
func modestWeight(r *rand.Rand, _ uint32) uint32 {
	return []uint32{0, 1, r.Uint32N(100), csr.Blocked}[r.IntN(4)]
}

// CustomizedAllocates holds questions about overlays that change everything to memory that is
// there, once warm.
func (s Factory) CustomizedAllocates(t *testing.T) {
	g := workload.Build(t, graphtest.Road(800, 1))
	solver := dijkstra.NewSolver(g)
	if err := solver.UseIndex(s.Ordered(t, g)); err != nil {
		t.Fatal(err)
	}
	overlays := []*csr.Overlay{}
	for _, kind := range []string{"nodes", "arcs", "arrays"} {
		overlays = append(overlays, changes{kind, everything, true}.overlays(t, g, 2)...)
	}
	sources, targets := graphtest.Pairs(g.NumNodes(), 8, 1)
	path, i := make([]csr.Node, 0, g.NumNodes()), 0
	ask := func() {
		i++
		o := overlays[i%len(overlays)]
		renew(t, o)
		solver.Use(o)
		for j, from := range sources {
			_, _ = solver.Distance(from, targets[j])
			_, _, _ = solver.AppendPath(path, from, targets[j])
		}
	}
	for range overlays {
		ask()
	}
	if n := testing.AllocsPerRun(30, ask); n != 0 {
		t.Errorf("%v allocations a round", n)
	}
	if ways := solver.Stats(); ways.Customized == 0 || ways.Bidirectional > 0 {
		t.Errorf("%+v", ways)
	}
}
