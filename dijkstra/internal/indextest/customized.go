package indextest

import (
	"math/rand/v2"
	"slices"
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

// KeptCosts has two Solvers take turns at overlays that change every node, one question each,
// and holds that costs are worked out once for each if they are kept, and never if they are not.
func (s Factory) KeptCosts(t *testing.T) {
	g := workload.Build(t, graphtest.Road(800, 1))
	x := s.Ordered(t, g)
	overlays := changes{"arrays", everything, true}.overlays(t, g, 3)
	for _, keep := range []bool{false, true} {
		solvers := []*dijkstra.Solver{dijkstra.NewSolver(g), dijkstra.NewSolver(g)}
		kept := make([]*dijkstra.KeptCosts, len(overlays))
		for _, solver := range solvers {
			if err := solver.UseIndex(x); err != nil {
				t.Fatal(err)
			}
		}
		for i := range kept {
			if keep {
				kept[i] = dijkstra.NewKeptCosts(make([]uint32, solvers[0].CostsSize(false)))
			}
		}
		takeTurns(t, solvers, overlays, kept)
		var ways dijkstra.QueryStats
		for _, solver := range solvers {
			ways.Customized += solver.Stats().Customized
			ways.Bidirectional += solver.Stats().Bidirectional
		}
		if keep && ways.Bidirectional > 0 || !keep && ways.Customized > ways.Bidirectional/9 {
			t.Errorf("costs kept: %t; %+v", keep, ways)
		}
	}
}

// takeTurns asks about one overlay after the other, one Solver after the other, and compares with
// a Solver that has no index.
func takeTurns(t *testing.T, solvers []*dijkstra.Solver, overlays []*csr.Overlay, kept []*dijkstra.KeptCosts) {
	t.Helper()
	plain := dijkstra.NewSolver(overlays[0].Graph())
	sources, targets := graphtest.Pairs(plain.Graph().NumNodes(), 128, 1)
	for i, from := range sources {
		solver, o := solvers[i/2%len(solvers)], overlays[i%len(overlays)]
		plain.Use(o)
		solver.Use(o)
		solver.KeepCosts(kept[i%len(kept)])
		want, _, err := plain.AppendPath(nil, from, targets[i])
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := solver.AppendPath(nil, from, targets[i]); err != nil || !slices.Equal(got, want) {
			t.Fatalf("question %d: %v, %v, want %v", i, got, err, want)
		}
	}
}
