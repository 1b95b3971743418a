package dijkstra

import (
	"errors"
	"io/fs"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/latency"
	"github.com/veltrix/cairn/testdata"
)

// workload is one of the graphs that benchmarks run on. open skips the
// benchmark, saying what to do, where the graph is not there.
type workload struct {
	name string
	open func(b *testing.B) *csr.CSRGraph
}

var workloads = []workload{
	{"goteborg", func(b *testing.B) *csr.CSRGraph {
		g, err := csr.FromBytes(testdata.Goteborg())
		if err != nil {
			b.Fatal(err)
		}
		return g
	}},
	{"grid", func(b *testing.B) *csr.CSRGraph { return mustBuild(b, graphtest.GridWorkload()) }},
	{"random", func(b *testing.B) *csr.CSRGraph { return mustBuild(b, graphtest.RandomWorkload()) }},
	{"den001d", func(b *testing.B) *csr.CSRGraph { _, g := gameMap(b, "den001d"); return g }},
	{"goteborg-full", func(b *testing.B) *csr.CSRGraph {
		g, err := csr.ReadFile("../testdata/goteborg-full.csr")
		if errors.Is(err, fs.ErrNotExist) {
			b.Skip("no testdata/goteborg-full.csr: testdata/README.md has the command that makes it")
		}
		if err != nil {
			b.Fatal(err)
		}
		return g
	}},
}

// pairs is how many different seeded pairs a benchmark asks about: so many that
// no branch predictor or cache learns them.
const pairs = 1 << 17

// batchSize is the number of pairs that event servers ask about at once.
const batchSize = 64

// run benchmarks a query on every workload. ask is given a new place in the
// list of pairs each time, with a batch of them at least.
func run(b *testing.B, ask func(s *Solver, sources, targets []csr.Node) error) {
	for _, w := range workloads {
		b.Run(w.name, func(b *testing.B) {
			s := NewSolver(w.open(b))
			sources, targets := graphtest.Pairs(s.Graph().NumNodes(), pairs+batchSize, 1)
			record := latency.NewRecorder()
			measure := func(i int) {
				i &= pairs - 1
				record.Begin()
				err := ask(s, sources[i:], targets[i:])
				record.End()
				if err != nil {
					b.Fatal(err)
				}
			}
			measure(0) // warm
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				measure(i)
			}
			record.Report(b)
		})
	}
}

func BenchmarkDistance(b *testing.B) {
	run(b, func(s *Solver, sources, targets []csr.Node) error {
		_, err := s.Distance(sources[0], targets[0])
		return err
	})
}

func BenchmarkAppendPath(b *testing.B) {
	var path []csr.Node
	run(b, func(s *Solver, sources, targets []csr.Node) (err error) {
		path, _, err = s.AppendPath(slices.Grow(path[:0], s.Graph().NumNodes()), sources[0], targets[0])
		return err
	})
}

func BenchmarkBatch64(b *testing.B) {
	var distances []uint32
	run(b, func(s *Solver, sources, targets []csr.Node) (err error) {
		distances, err = s.Batch(distances[:0], sources[:batchSize], targets[:batchSize])
		return err
	})
}

func BenchmarkMatrix8x8(b *testing.B) {
	var distances []uint32
	run(b, func(s *Solver, sources, targets []csr.Node) (err error) {
		distances, err = s.Matrix(distances[:0], sources[:8], targets[:8])
		return err
	})
}

// BenchmarkTree is one-to-all: the distances of all nodes.
func BenchmarkTree(b *testing.B) {
	run(b, func(s *Solver, sources, _ []csr.Node) error {
		_, err := s.Tree(sources[0])
		return err
	})
}

// BenchmarkTreeParents has the parents found as well.
func BenchmarkTreeParents(b *testing.B) {
	run(b, func(s *Solver, sources, targets []csr.Node) error {
		tree, err := s.Tree(sources[0])
		if err == nil {
			_, _, err = tree.Parent(targets[0])
		}
		return err
	})
}

// BenchmarkPersonal is a path under a hunt's own weights: each query has an
// overlay of 16 patches that the Solver has not seen.
func BenchmarkPersonal(b *testing.B) {
	var path []csr.Node
	var overlay *csr.Overlay
	run(b, func(s *Solver, sources, targets []csr.Node) (err error) {
		if overlay == nil || overlay.Graph() != s.Graph() {
			overlay = csr.NewOverlay(s.Graph())
			path = slices.Grow(path, s.Graph().NumNodes())
			s.Use(overlay)
		}
		overlay.Reset()
		for _, v := range sources[1:17] {
			if err := overlay.SetNode(v, csr.Blocked); err != nil {
				return err
			}
		}
		path, _, err = s.AppendPath(path[:0], sources[0], targets[0])
		return err
	})
}
