package indextest

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// BenchmarkBounded measures the paths of hunts with weights of their own, found by a
// Solver that the index aims: each query is of the next of 1,000 hunts, of whose
// changed nodes half are closed and half raised.
func (s Subject) BenchmarkBounded(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x := s.Ordered(b, g)
		for _, raised := range []int{0, 16, 64, 256} {
			b.Run(fmt.Sprint(raised), func(b *testing.B) { bounded(b, g, x, raised) })
		}
	})
}

func bounded(b *testing.B, g *csr.CSRGraph, x Index, raised int) {
	s := dijkstra.NewSolver(g)
	if err := s.UseIndex(x); err != nil {
		b.Fatal(err)
	}
	overlays, record := hunts(b, g, 1000, raised), latency.NewRecorder()
	sources, targets := graphtest.Pairs(g.NumNodes(), Pairs, 1)
	path := make([]csr.Node, 0, g.NumNodes())
	ask := func(i int) {
		record.Begin()
		s.Use(overlays[i%len(overlays)])
		var err error
		if path, _, err = s.AppendPath(path[:0], sources[i&(Pairs-1)], targets[i&(Pairs-1)]); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	ask(0) // warm
	before := s.Ways()
	b.ReportAllocs()
	n := 0
	for ; b.Loop(); n++ {
		ask(n)
	}
	record.Report(b)
	b.ReportMetric(float64(s.Ways().Settled-before.Settled)/float64(n), "settled/op")
	b.Logf("%+v", s.Ways())
}

// hunts returns overlays of so many random nodes each.
func hunts(b *testing.B, g *csr.CSRGraph, n, raised int) (overlays []*csr.Overlay) {
	nodes, _ := graphtest.Pairs(g.NumNodes(), n*raised, 2)
	for ; n > 0; n-- {
		o := csr.NewOverlay(g)
		for i, v := range nodes[:raised] {
			weight := csr.Blocked
			if i%2 == 1 {
				weight = g.NodeWeight(v) + 100
			}
			if err := o.SetNode(v, weight); err != nil {
				b.Fatal(err)
			}
		}
		overlays, nodes = append(overlays, o), nodes[raised:]
	}
	return overlays
}
