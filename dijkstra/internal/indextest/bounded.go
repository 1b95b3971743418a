package indextest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// Bounds compares the Potential of an index with the oracle's distances, on random graphs of
// up to twelve nodes that have anything legal.
func (s Factory) Bounds(t *testing.T) {
	for seed := range uint64(Fewer(600)) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := graphtest.Small(r)
		g := workload.Build(t, o)
		x := s.Shuffled(t, r, g)
		checkPotential(t, o, x)
		overlay := csr.NewOverlay(g)
		now := Perturb(t, r, o, overlay, 1+r.IntN(9), palettes[r.IntN(len(palettes))])
		checkPotential(t, now, s.customized(t, x, overlay))
	}
}

// checkPotential asks about all pairs of roots, one of which has a distance of its own.
// Distances that do not fit are not asked for by a Solver, so any answer will do.
func checkPotential(t *testing.T, o *graphtest.Graph, x Index) {
	t.Helper()
	p, err := x.Potential()
	if err != nil {
		t.Fatal(err)
	}
	for a := range csr.Node(o.N) {
		for b := range csr.Node(o.N) {
			roots := []dijkstra.Root{{Node: a}, {Node: b, Distance: 3}}
			p.From(roots)
			checkRoots(t, o, p, roots, o.DistancesFrom(a), o.DistancesFrom(b))
			p.To(roots)
			checkRoots(t, o, p, roots, o.DistancesTo(a), o.DistancesTo(b))
		}
	}
}

func checkRoots(t *testing.T, o *graphtest.Graph, p dijkstra.Potential, roots []dijkstra.Root, first, second []uint64) {
	t.Helper()
	for v := range csr.Node(o.N) {
		want := first[v]
		if d := second[v]; d != graphtest.Inf {
			want = min(want, d+3)
		}
		if _, err := graphtest.Want(want, overflow); err == nil && p.Distance(v) != uint32(min(want, uint64(dijkstra.Unreachable))) {
			t.Fatalf("%+v: %d is %d from %v, want %d", o, v, p.Distance(v), roots, want)
		}
	}
}

// BenchmarkBounded measures paths under overlays, found by a Solver that uses the index. Each
// query has the next of 1,000 overlays; half of its changed nodes are closed, half raised.
func (s Factory) BenchmarkBounded(b *testing.B) {
	s.benchmarkHunts(b, func(s *dijkstra.Solver, path []csr.Node, from, to csr.Node) error {
		_, _, err := s.AppendPath(path, from, to)
		return err
	})
}

// BenchmarkBoundedDistance is BenchmarkBounded without the paths.
func (s Factory) BenchmarkBoundedDistance(b *testing.B) {
	s.benchmarkHunts(b, func(s *dijkstra.Solver, _ []csr.Node, from, to csr.Node) error {
		_, err := s.Distance(from, to)
		return err
	})
}

// query asks a Solver about a pair; there is room for a path.
type query func(s *dijkstra.Solver, path []csr.Node, from, to csr.Node) error

func (s Factory) benchmarkHunts(b *testing.B, ask query) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x := s.Ordered(b, g)
		for _, raised := range []int{0, 16, 64, 256, 810} {
			b.Run(fmt.Sprint(raised), func(b *testing.B) { bounded(b, g, x, raised, ask) })
		}
	})
}

func bounded(b *testing.B, g *csr.CSRGraph, x Index, raised int, ask query) {
	s := dijkstra.NewSolver(g)
	if err := s.UseIndex(x); err != nil {
		b.Fatal(err)
	}
	overlays, record := changes{kind: "nodes", count: raised}.overlays(b, g, 1000), latency.NewRecorder()
	sources, targets := graphtest.Pairs(g.NumNodes(), workload.Pairs, 1)
	path := make([]csr.Node, 0, g.NumNodes())
	next := func(i int) {
		record.Begin()
		s.Use(overlays[i%len(overlays)])
		if err := ask(s, path, sources[i&(workload.Pairs-1)], targets[i&(workload.Pairs-1)]); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	next(0) // warm
	before := s.Stats()
	b.ReportAllocs()
	n := 0
	for ; b.Loop(); n++ {
		next(n)
	}
	record.Report(b)
	b.ReportMetric(float64(s.Stats().Settled-before.Settled)/float64(n), "settled/op")
}
