package trip

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// BenchmarkOrder is a trip through stops, with the matrix of labels: exactly to 15 stops
// behind a fixed first, by the search above. gap-% is by how much it costs more than the bound.
func BenchmarkOrder(b *testing.B) {
	for _, w := range workload.Maps[:2] {
		x, err := hublabel.Build(w.Open(b), nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, n := range []int{10, 15, 50, 200} {
			b.Run(fmt.Sprintf("%s/%d", w.Name, n), func(b *testing.B) { benchmarkOrder(b, x, n) })
		}
	}
}

func benchmarkOrder(b *testing.B, x *hublabel.Index, n int) {
	var p Planner
	var matrix []uint32
	gaps, trips := 0.0, 0
	workload.Run(b, x.Graph(), workload.Load{Width: n}, func(stops, _ []csr.Node) (err error) {
		if matrix, err = x.Matrix(matrix[:0], stops, stops); err != nil {
			return err
		}
		r, err := p.Order(nil, matrix, n, nil)
		if r.Order != nil {
			gaps, trips = gaps+100*(float64(r.Cost)/float64(r.Bound)-1), trips+1
		}
		return err
	})
	b.ReportMetric(gaps/float64(max(trips, 1)), "gap-%")
}

// BenchmarkAppendTrip has the paths too.
func BenchmarkAppendTrip(b *testing.B) {
	for _, w := range workload.Maps[:2] {
		b.Run(w.Name, func(b *testing.B) {
			x, err := hublabel.Build(w.Open(b), nil)
			if err != nil {
				b.Fatal(err)
			}
			var p Planner
			var way []csr.Node
			workload.Run(b, x.Graph(), workload.Load{Width: 10}, func(stops, _ []csr.Node) error {
				way, _, err = p.AppendTrip(nil, way[:0], x, stops, nil)
				return err
			})
		})
	}
}
