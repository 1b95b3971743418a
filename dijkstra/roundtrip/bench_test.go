package roundtrip

import (
	"strconv"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// BenchmarkFind asks for trips of 2, 5 and 15 km on the map, and of a tenth of the units on the grid.
// twice-% is the part of them that is walked twice.
func BenchmarkFind(b *testing.B) {
	for i, w := range workload.Maps[:2] {
		routers.Benchmark(b, w, func(b *testing.B, r routers.Router) {
			for _, length := range [][3]uint32{{20_000, 50_000, 150_000}, {2000, 5000, 15_000}}[i] {
				b.Run(strconv.Itoa(int(length)), func(b *testing.B) { benchmarkFind(b, r, length) })
			}
		})
	}
}

func benchmarkFind(b *testing.B, r Router, length uint32) {
	var f Finder
	var o Options
	walked, repeated, asked, found := uint64(1), uint64(0), 0, 0
	workload.Run(b, r.Graph(), workload.Load{Width: 1}, func(starts, _ []csr.Node) error {
		o.Seed++
		trip, err := f.Find(r, starts[0], length, &o)
		if asked++; trip.Outcome == Found {
			walked, repeated, found = walked+trip.Length, repeated+trip.Repeated, found+1
		}
		return err
	})
	b.ReportMetric(100*float64(repeated)/float64(walked), "twice-%")
	b.ReportMetric(float64(found)/float64(max(asked, 1)), "found")
}
