package alternative

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/routers"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// benchmarkEach measures a question, and a path for comparison, with each Router of the maps
// in the repository.
func benchmarkEach(b *testing.B, ask func(f *Finder, r Router, from, to csr.Node) ([]Way, error)) {
	for _, w := range workload.Maps[:2] {
		routers.Benchmark(b, w, func(b *testing.B, r routers.Router) {
			var f Finder
			asked, found := 0, 0
			workload.Run(b, r.Graph(), workload.Load{Width: 1}, func(sources, targets []csr.Node) error {
				ways, err := ask(&f, r, sources[0], targets[0])
				asked, found = asked+1, found+len(ways)
				return err
			})
			b.ReportMetric(float64(found)/float64(max(asked, 1)), "ways")
		})
	}
}

// BenchmarkPath is one path, to compare the others with.
func BenchmarkPath(b *testing.B) {
	benchmarkEach(b, func(f *Finder, r Router, from, to csr.Node) (_ []Way, err error) {
		f.nodes, _, err = r.AppendPath(f.nodes[:0], from, to)
		return append(f.ways[:0], Way{}), err
	})
}

// BenchmarkAlternatives asks for the best way and up to two others.
func BenchmarkAlternatives(b *testing.B) {
	benchmarkEach(b, func(f *Finder, r Router, from, to csr.Node) ([]Way, error) {
		return f.Alternatives(r, from, to, nil)
	})
}

// BenchmarkKShortest asks for the ten shortest paths.
func BenchmarkKShortest(b *testing.B) {
	benchmarkEach(b, func(f *Finder, r Router, from, to csr.Node) ([]Way, error) {
		return f.KShortest(r, from, to, 10)
	})
}
