package places

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// BenchmarkPick draws five nodes at a distance from one, and the same with distances among
// each other.
func BenchmarkPick(b *testing.B) {
	for _, w := range workload.Maps[:2] {
		g := w.Open(b)
		x, err := cch.Build(g, nil)
		if err != nil {
			b.Fatal(err)
		}
		y, err := hublabel.Build(g, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range []struct {
			name   string
			router Router
		}{{"solver", dijkstra.NewSolver(g)}, {"cch", x}, {"hublabel", y}} {
			b.Run(fmt.Sprintf("%s/%s/where", w.Name, c.name), func(b *testing.B) { benchmarkPick(b, c.router, Range{}) })
			b.Run(fmt.Sprintf("%s/%s/among", w.Name, c.name), func(b *testing.B) { benchmarkPick(b, c.router, Range{Least: 1000}) })
		}
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
