package dijkstra

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
)

// BenchmarkBounded is a path under a hunt's own weights, with an index: each query
// is of the next of 1,000 hunts, and half of the nodes that a hunt changes are
// closed, the others raised. The index is a list of all distances, which answers
// faster than a real one; asked/op is how many it is asked for.
func BenchmarkBounded(b *testing.B) {
	for _, w := range workloads[:2] {
		b.Run(w.name, func(b *testing.B) {
			index := solvedPairs(b, w.open(b))
			for _, raised := range []int{0, 16, 64, 256} {
				b.Run(fmt.Sprint(raised), func(b *testing.B) { runBounded(b, index, raised) })
			}
		})
	}
}

func runBounded(b *testing.B, index Index, raised int) {
	s := NewSolver(index.Graph())
	if err := s.UseIndex(index); err != nil {
		b.Fatal(err)
	}
	overlays, record := hunts(b, s.Graph(), 1000, raised), latency.NewRecorder()
	sources, targets := graphtest.Pairs(s.Graph().NumNodes(), pairs, 1)
	path := make([]csr.Node, 0, s.Graph().NumNodes())
	ask := func(i int) {
		record.Begin()
		s.Use(overlays[i%len(overlays)])
		var err error
		if path, _, err = s.AppendPath(path[:0], sources[i&(pairs-1)], targets[i&(pairs-1)]); err != nil {
			b.Fatal(err)
		}
		record.End()
	}
	ask(0) // warm
	before, asked := s.Ways(), lookups(s)
	b.ReportAllocs()
	n := 0
	for ; b.Loop(); n++ {
		ask(n)
	}
	record.Report(b)
	ways := since(before, s)
	b.ReportMetric(float64(ways.Bounded+ways.GivenUp)/float64(n), "searches/op")
	b.ReportMetric(float64(ways.Settled)/float64(n), "settled/op")
	b.ReportMetric(float64(lookups(s)-asked)/float64(n), "asked/op")
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

// lookups returns how many distances a Solver has asked its list for.
func lookups(s *Solver) uint64 { return s.guide.bounds.(*lookup).asked }
