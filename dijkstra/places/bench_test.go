package places

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// BenchmarkPick draws five nodes at a distance from one, and the same with distances among
// each other.
func BenchmarkPick(b *testing.B) {
	for _, w := range workload.Maps[:2] {
		routers.Benchmark(b, w, func(b *testing.B, r routers.Router) {
			b.Run("where", func(b *testing.B) { benchmarkPick(b, r, Range{}) })
			b.Run("among", func(b *testing.B) { benchmarkPick(b, r, Range{Least: 1000}) })
		})
	}
}

func benchmarkPick(b *testing.B, r Router, among Range) {
	var p Picker
	where := []Condition{{Range: Range{Least: 1000, Most: 4000}}}
	o := &Options{Where: where, Among: among}
	asked, found := 0, 0
	workload.Run(b, r.Graph(), workload.Load{Width: 1}, func(sources, _ []csr.Node) error {
		where[0].Place = sources[0]
		o.Seed++
		got, err := p.Pick(r, 5, o)
		if asked++; got.Outcome == Found {
			found++
		}
		return err
	})
	b.ReportMetric(float64(found)/float64(max(asked, 1)), "found")
}
