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
		checkBounds(t, o, x)
		overlay := csr.NewOverlay(g)
		now := Perturb(t, r, o, overlay, 1+r.IntN(9), palettes[r.IntN(len(palettes))])
		checkBounds(t, now, s.customized(t, x, overlay))
	}
}

// checkBounds asks about all pairs, and of each about all nodes at once. Distances
// that do not fit are not asked for by a Solver, so any answer will do.
func checkBounds(t *testing.T, o *graphtest.Graph, x Index) {
	t.Helper()
	b, err := x.Potential()
	if err != nil {
		t.Fatal(err)
	}
	var nodes []csr.Node
	for v := range csr.Node(o.N) {
		nodes = append(nodes, v)
	}
	from, to := make([]uint32, o.N), make([]uint32, o.N)
	for s := range csr.Node(o.N) {
		away := o.DistancesFrom(s)
		for t2 := range csr.Node(o.N) {
			toward := o.DistancesTo(t2)
			b.Pair(s, t2)
			b.From(from, nodes)
			b.To(to, nodes)
			for v := range nodes {
				if wrong(from[v], away[v]) || wrong(to[v], toward[v]) {
					t.Fatalf("%+v: of %d to %d, %d is %d and %d, want %d and %d", o, s, t2, v, from[v], to[v], away[v], toward[v])
				}
			}
		}
	}
}

func wrong(got uint32, want uint64) bool {
	d, err := graphtest.Want(want, overflow)
	return err == nil && got != d
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
		for _, raised := range []int{0, 16, 64, 256} {
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
