// Package workload provides the graphs for tests and benchmarks of Solvers and indexes,
// and runs the queries of benchmarks.
package workload

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/gridmap"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/testdata"
)

// Workload is a benchmark graph.
type Workload struct {
	Name string                            // of the graph
	Open func(tb testing.TB) *csr.CSRGraph // skips with an instruction if the data is missing
}

// The workloads: All of them, and among these the Maps, for which indexes are made.
var (
	All  = []Workload{goteborg, grid, random, den001d, goteborgMM, gridWide, randomWide, octile, full}
	Maps = []Workload{goteborg, grid, full}

	goteborg = Workload{"goteborg", func(tb testing.TB) *csr.CSRGraph { return opened(tb)(csr.FromBytes(testdata.Goteborg())) }}
	grid     = Workload{"grid", func(tb testing.TB) *csr.CSRGraph { return Build(tb, graphtest.GridWorkload()) }}
	random   = Workload{"random", func(tb testing.TB) *csr.CSRGraph { return Build(tb, graphtest.RandomWorkload()) }}
	den001d  = Workload{"den001d", func(tb testing.TB) *csr.CSRGraph { _, g := GameMap(tb, "den001d", nil); return g }}

	goteborgMM = Workload{"goteborg-mm", func(tb testing.TB) *csr.CSRGraph { return inMillimetres(tb, goteborg.Open(tb)) }}
	gridWide   = Workload{"grid-wide", func(tb testing.TB) *csr.CSRGraph { return Build(tb, graphtest.GridWideWorkload()) }}
	randomWide = Workload{"random-wide", func(tb testing.TB) *csr.CSRGraph { return Build(tb, graphtest.RandomWideWorkload()) }}
	octile     = Workload{"octile", func(tb testing.TB) *csr.CSRGraph {
		_, g := GameMap(tb, "den001d", &gridmap.Options{Straight: 100_000, Diagonal: 141_421})
		return g
	}}

	full = Workload{"goteborg-full", func(tb testing.TB) *csr.CSRGraph {
		g, err := csr.ReadFile(filepath.Join(graphtest.Root(tb), "testdata", "goteborg-full.csr"))
		if errors.Is(err, fs.ErrNotExist) {
			tb.Skip("no testdata/goteborg-full.csr: testdata/README.md has the command that makes it")
		}
		return opened(tb)(g, err)
	}}
)

func opened(tb testing.TB) func(*csr.CSRGraph, error) *csr.CSRGraph {
	return func(g *csr.CSRGraph, err error) *csr.CSRGraph {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return g
	}
}

// Small returns the maps that are part of the repository.
func Small(tb testing.TB) []*csr.CSRGraph {
	return []*csr.CSRGraph{goteborg.Open(tb), grid.Open(tb)}
}

// Build makes the product's graph of an oracle's graph.
func Build(tb testing.TB, o *graphtest.Graph) *csr.CSRGraph {
	tb.Helper()
	b := csr.NewBuilder(o.N)
	o.AddTo(b)
	return opened(tb)(b.Build())
}

// WithOverlay returns the oracle's graph with the weights of an overlay, which may be
// nil.
func WithOverlay(o *graphtest.Graph, overlay *csr.Overlay) *graphtest.Graph {
	if overlay == nil {
		return o
	}
	nodes := make([]uint32, o.N)
	copy(nodes, o.NodeWeights)
	copy(nodes, overlay.Weights())
	changes, _ := overlay.Changes()
	for _, p := range changes {
		nodes[p.Node] = p.Weight
	}
	o = o.WithNodeWeights(nodes)
	for _, p := range overlay.ArcPatches() {
		from, to, _ := overlay.Graph().ArcEnds(p.Arc)
		o = o.WithArcWeight(from, to, p.Weight)
	}
	return o
}

// inMillimetres returns a map in decimetres with lengths in millimetres.
func inMillimetres(tb testing.TB, g *csr.CSRGraph) *csr.CSRGraph {
	b := csr.NewBuilder(g.NumNodes())
	for a := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(a)
		w, _ := g.ArcWeight(from, to)
		b.AddArc(from, to, graphtest.Millimetres(from, to, w))
	}
	return opened(tb)(b.Build())
}

// GameMap reads one of the published game maps.
func GameMap(tb testing.TB, name string, o *gridmap.Options) (*gridmap.Map, *csr.CSRGraph) {
	tb.Helper()
	f, err := os.Open(graphtest.MapPath(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	m, err := gridmap.Read(f, o)
	if err != nil {
		tb.Fatal(err)
	}
	return m, opened(tb)(m.Build())
}

// CheckScenarios answers every published scenario of a game map, divided among the given
// answerers. The published lengths have six digits, hence the tolerance.
func CheckScenarios[A graphtest.Answerer](t *testing.T, name string, m *gridmap.Map, all ...A) {
	t.Helper()
	scenarios := graphtest.Scenarios(t, name)
	if len(scenarios) < 100 {
		t.Errorf("%s: only %d scenarios", name, len(scenarios))
	}
	for i, c := range scenarios {
		from, okFrom := m.Node(c.StartX, c.StartY)
		to, okTo := m.Node(c.GoalX, c.GoalY)
		d, err := all[i%len(all)].Distance(from, to)
		if got := float64(d) / gridmap.Straight; !okFrom || !okTo || err != nil || math.Abs(got-c.Length) > 5e-4 {
			t.Errorf("%s: %d,%d to %d,%d: %v, %v; want %v", name, c.StartX, c.StartY, c.GoalX, c.GoalY, got, err, c.Length)
		}
	}
}
