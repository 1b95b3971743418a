package mapmatch_test

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// BenchmarkMatch matches traces of 200 points, 20 metres apart with noise of 5 metres, of
// 100 walks through Göteborg, by each kind of router. ns/point is of points of the trace.
func BenchmarkMatch(b *testing.B) {
	c := goteborg(b)
	traces := make([][]mapmatch.Point, 100)
	r := rand.New(rand.NewPCG(51, 52))
	for i := range traces {
		traces[i] = c.measure(r, c.stroll(b, r, 4), 20, 5)
		traces[i] = traces[i][:min(200, len(traces[i]))]
	}
	hierarchy, err := cch.Build(c.g, nil)
	must(b, err)
	for name, router := range map[string]dijkstra.NodeSolver{"labels": c.index, "cch": hierarchy, "solver": dijkstra.NewSolver(c.g)} {
		b.Run(name, func(b *testing.B) {
			m, err := mapmatch.New(c.streets, router, nil)
			must(b, err)
			var match mapmatch.Match
			points, i := 0, 0
			for b.Loop() {
				must(b, m.Match(&match, traces[i%len(traces)]))
				points += len(traces[i%len(traces)])
				i++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(points), "ns/point")
		})
	}
}
