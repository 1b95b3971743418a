package indextest

import (
	"errors"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Larger compares random pairs with the oracle on graphs of some hundred nodes, with
// ties, plateaus, one-way streets and parts that are not connected.
func (s Factory) Larger(t *testing.T) {
	for _, o := range []*graphtest.Graph{
		graphtest.Road(400, 1), graphtest.Grid(18, 20, 9, 1), graphtest.Grid(15, 15, 1, 2), graphtest.Random(150, 700, 20, 1),
		graphtest.Random(300, 300, 9, 2), graphtest.Random(100, 400, 1, 3),
	} {
		r := rand.New(rand.NewPCG(5, uint64(o.N)))
		g := workload.Build(t, o)
		x, overlay, now := s.Ordered(t, g), csr.NewOverlay(g), o
		for round := range Fewer(20) {
			sources, targets := graphtest.Pairs(o.N, 6, uint64(round))
			now.CheckPairs(t, x, overflow, sources, targets)
			now = Perturb(t, r, now, overlay, 1+r.IntN(6), palettes[round%3])
			x = s.customized(t, x, overlay)
		}
	}
}

// Workloads compares random pairs with a Solver on the maps that benchmarks run on,
// under the maps' own weights and after each of many re-weightings.
func (s Factory) Workloads(t *testing.T) {
	for _, g := range workload.Small(t) {
		r := rand.New(rand.NewPCG(7, 8))
		solver, x := dijkstra.NewSolver(g), s.Ordered(t, g)
		comparePairs(t, x, solver, Fewer(2000), 1)
		overlay := csr.NewOverlay(g)
		solver.Use(overlay)
		for round := range Fewer(60) {
			if round%20 == 0 {
				overlay.Reset()
			}
			reweigh(t, r, overlay, 1<<r.IntN(10))
			x = s.customized(t, x, overlay)
			comparePairs(t, x, solver, 60, uint64(round))
		}
	}
}

// Matrices compares matrices of all shapes with a Solver on the maps that benchmarks run
// on, a node closed now and then.
func (s Factory) Matrices(t *testing.T) {
	for _, g := range workload.Small(t) {
		r := rand.New(rand.NewPCG(41, 42))
		overlay := csr.NewOverlay(g)
		reweigh(t, r, overlay, 200)
		x := s.customized(t, s.Ordered(t, g), overlay)
		solver := dijkstra.NewSolver(x.Graph())
		for _, shape := range [][2]int{{1, 1}, {1, 40}, {1, 2000}, {2, 300}, {5, 1030}, {17, 64}, {20, 500}, {40, 2}, {40, 600}} {
			sources, targets := graphtest.Pairs(g.NumNodes(), max(shape[0], shape[1]), r.Uint64())
			sources, targets = sources[:shape[0]], targets[:shape[1]]
			got, err := x.Matrix([]uint32{7}, sources, targets)
			want, _ := solver.Matrix([]uint32{7}, sources, targets)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("%v nodes: %v; the same: %v", shape, err, slices.Equal(got, want))
			}
		}
	}
}

// long turns on tests that take minutes.
var long = flag.Bool("long", false, "test indexes of the whole random graph, which take half a gigabyte and a minute")

// RandomWorkload compares random pairs on a graph without small separators: the graph of the
// benchmarks, or one like it of a tenth of the nodes.
func (s Factory) RandomWorkload(t *testing.T) {
	n := Fewer(800)
	g := workload.Build(t, graphtest.Random(n, 8*n, 1000, 1))
	if *long {
		g = workload.Build(t, graphtest.RandomWorkload())
	}
	x, err := s.Build(g, indexkit.Options{MaxBytes: 4 << 30})
	if err != nil {
		t.Fatal(err)
	}
	comparePairs(t, x, dijkstra.NewSolver(g), 1000, 1)
}

// Wide compares random pairs with a Solver on a map whose node numbers take 32 bits.
func (s Factory) Wide(t *testing.T) {
	if testing.Short() {
		t.Skip("such a map is not small")
	}
	g := workload.Build(t, graphtest.Road(70_000, 1))
	x := s.Ordered(t, g)
	comparePairs(t, x, dijkstra.NewSolver(g), Fewer(200), 1)
}

// reweigh raises, lowers and closes some nodes and arcs.
func reweigh(t *testing.T, r *rand.Rand, o *csr.Overlay, changes int) {
	t.Helper()
	g := o.Graph()
	for range changes {
		w := r.Uint32N(400)
		if r.IntN(4) == 0 {
			w = csr.Blocked
		}
		if r.IntN(2) == 0 {
			from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
			if err := o.SetArc(from, to, w); err != nil {
				t.Fatal(err)
			}
		} else if err := o.SetNode(r.Uint32N(uint32(g.NumNodes())), w); err != nil {
			t.Fatal(err)
		}
	}
}

// comparePairs compares distances and paths, and both with a batch.
func comparePairs(t *testing.T, x answerer, s *dijkstra.Solver, pairs int, seed uint64) {
	t.Helper()
	sources, targets := graphtest.Pairs(x.Graph().NumNodes(), pairs, seed)
	batch, err := x.Batch(nil, sources, targets)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []csr.Node
	for i, from := range sources {
		to := targets[i]
		var d, wantD uint32
		want, wantD, _ = s.AppendPath(want[:0], from, to)
		if got, d, err = x.AppendPath(got[:0], from, to); err != nil || d != wantD || !slices.Equal(got, want) {
			t.Fatalf("path %d to %d is %v, %d, %v; want %v, %d", from, to, got, d, err, want, wantD)
		}
		if d, err = x.Distance(from, to); err != nil || d != wantD || batch[i] != d {
			t.Fatalf("distance %d to %d is %d, %v, in a batch %d; want %d", from, to, d, err, batch[i], wantD)
		}
	}
}

// Published asks questions whose answers other projects published: the cases of other
// libraries' tests, Project Euler's matrices, scenarios of a game map, and the 100,000 pairs
// of graph_23rd with their checksum.
func (s Factory) Published(t *testing.T) {
	cases, _ := graphtest.PeerCases(t)
	for _, c := range cases {
		x := s.Ordered(t, workload.Build(t, c.Graph))
		for _, q := range c.Queries {
			q.Check(t, c.Graph.Name, x, overflow)
		}
	}
	s.scenarios(t, "den001d")
	o, queries := graphtest.Seattle(t)
	graphtest.CheckSeattle(t, s.Ordered(t, workload.Build(t, o)), queries, overflow)
}

// scenarios walks those of a game map, and compares paths with a Solver's.
func (s Factory) scenarios(t *testing.T, name string) {
	m, g := workload.GameMap(t, name, nil)
	x := s.Ordered(t, g)
	workload.CheckScenarios(t, name, m, x)
	comparePairs(t, x, dijkstra.NewSolver(g), 200, 3)
}

// Refusals asks questions that must be refused, and expects errors that say why.
func (s Factory) Refusals(t *testing.T) {
	if _, err := s.Build(nil, indexkit.Options{}); !errors.Is(err, dijkstra.ErrNoGraph) {
		t.Errorf("an index of no graph: %v", err)
	}
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	x := s.Ordered(t, g)
	if _, err := s.FromBytes(x.Bytes(), nil); !errors.Is(err, dijkstra.ErrNoGraph) {
		t.Errorf("a file of no graph: %v", err)
	}
	for _, pair := range [][2]csr.Node{{16, 0}, {0, 16}, {1 << 31, 1 << 31}} {
		s.refuses(t, x, pair[0], pair[1], func(err error) bool { var node *csr.NodeError; return errors.As(err, &node) })
	}
	if got, err := x.Batch([]uint32{7}, []csr.Node{1, 2}, []csr.Node{3}); !errors.Is(err, dijkstra.ErrLength) || !slices.Equal(got, []uint32{7}) {
		t.Errorf("two sources, one target: %v, %v", got, err)
	}
	if _, _, err := x.AppendRoute(nil, nil); !errors.Is(err, dijkstra.ErrNoNodes) {
		t.Errorf("no stops: %v", err)
	}
	if _, err := s.Customize(x, csr.NewOverlay(workload.Build(t, graphtest.Grid(4, 4, 9, 2)))); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("overlay of another graph: %v", err)
	}
	closed := func(err error) bool { return errors.Is(err, csr.ErrClosed) }
	y := s.customized(t, x, nil)
	if err := errors.Join(y.Close(), y.Close()); err != nil {
		t.Error(err)
	}
	s.refuses(t, y, 0, 1, closed)
	if _, err := s.Customize(y, nil); !closed(err) {
		t.Errorf("customising a closed index: %v", err)
	}
	if _, err := x.Distance(0, 1); err != nil {
		t.Errorf("another index of the graph: %v", err)
	}
	g.Close()
	s.refuses(t, x, 0, 1, closed)
	if _, err := s.Customize(x, nil); !closed(err) {
		t.Errorf("customising for a closed graph: %v", err)
	}
	if _, err := s.Build(g, indexkit.Options{}); !closed(err) {
		t.Errorf("building for a closed graph: %v", err)
	}
}

// Zero asks the zero Index of the package.
func (s Factory) Zero(t *testing.T, x Index) {
	noGraph := func(err error) bool { return errors.Is(err, dijkstra.ErrNoGraph) }
	s.refuses(t, x, 0, 1, noGraph)
	if _, err := x.Batch(nil, []csr.Node{0}, nil); !noGraph(err) {
		t.Errorf("one source, no target: %v", err)
	}
	if _, _, err := x.AppendRoute(nil, nil); !noGraph(err) {
		t.Errorf("no stops: %v", err)
	}
	if _, err := s.Customize(x, nil); !noGraph(err) {
		t.Errorf("customising it: %v", err)
	}
	if g := x.Graph(); g != nil || x.UsesGraphWeights() || x.Close() != nil {
		t.Errorf("its graph: %v", g)
	}
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	if err := dijkstra.NewSolver(g).UseIndex(x); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("used by a Solver: %v", err)
	}
}

// refuses asks about a pair in every way.
func (s Factory) refuses(t *testing.T, x Index, from, to csr.Node, right func(error) bool) {
	t.Helper()
	kept := []uint32{7}
	if d, err := x.Distance(from, to); d != dijkstra.Unreachable || !right(err) {
		t.Errorf("distance %d to %d: %d, %v", from, to, d, err)
	}
	if path, d, err := x.AppendPath(kept, from, to); d != dijkstra.Unreachable || !slices.Equal(path, kept) || !right(err) {
		t.Errorf("path %d to %d: %v, %d, %v", from, to, path, d, err)
	}
	if got, err := x.Batch(kept, []csr.Node{from}, []csr.Node{to}); !slices.Equal(got, kept) || !right(err) {
		t.Errorf("batch %d to %d: %v, %v", from, to, got, err)
	}
	if got, err := x.Matrix(kept, []csr.Node{from}, []csr.Node{to}); !slices.Equal(got, kept) || !right(err) {
		t.Errorf("matrix %d to %d: %v, %v", from, to, got, err)
	}
	if way, d, err := x.AppendRoute(kept, []csr.Node{from, to}); d != dijkstra.Unreachable || !slices.Equal(way, kept) || !right(err) {
		t.Errorf("route %d to %d: %v, %d, %v", from, to, way, d, err)
	}
	if hits, err := x.Nearest(nil, from, []csr.Node{to}, 1); len(hits) > 0 || !right(err) {
		t.Errorf("nearest %d to %d: %v, %v", from, to, hits, err)
	}
	if between, err := x.Between(nil, from, to, 1); len(between) > 0 || !right(err) {
		t.Errorf("between %d and %d: %v, %v", from, to, between, err)
	}
	refusesOne(t, x, max(from, to), right)
}

// refusesOne asks about all nodes from one.
func refusesOne(t *testing.T, x Index, from csr.Node, right func(error) bool) {
	t.Helper()
	kept := []uint32{7}
	if hits, err := x.Within(nil, from, 1); len(hits) > 0 || !right(err) {
		t.Errorf("within 1 of %d: %v, %v", from, hits, err)
	}
	if all, err := x.AppendDistances(kept, from); !slices.Equal(all, kept) || !right(err) {
		t.Errorf("all from %d: %v, %v", from, all, err)
	}
}

// Allocates expects that queries allocate nothing once warm.
func (s Factory) Allocates(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(20, 20, 9, 1))
	x := s.Ordered(t, g)
	sources, targets := graphtest.Pairs(g.NumNodes(), 100, 1)
	dst, hits, between := make([]uint32, 0, 10000), make([]dijkstra.Hit, 0, g.NumNodes()), make([]dijkstra.Via, 0, g.NumNodes())
	for what, ask := range map[string]func(){
		"Distance":   func() { x.Distance(sources[0], targets[0]) },
		"AppendPath": func() { x.AppendPath(dst, sources[0], targets[0]) },
		"Batch":      func() { x.Batch(dst, sources, targets) },
		"Matrix":     func() { x.Matrix(dst, sources[:8], targets[:8]) },

		"Matrix of a row":   func() { x.Matrix(dst, sources[:1], targets) },
		"AppendDistances":   func() { x.AppendDistances(dst, sources[0]) },
		"AppendDistancesTo": func() { x.AppendDistancesTo(dst, sources[0]) },
		"AppendRoute":       func() { x.AppendRoute(dst, sources[:4]) },
		"Nearest":           func() { x.Nearest(hits, sources[0], targets, 3) },
		"Within":            func() { x.Within(hits, sources[0], 50) },
		"Between":           func() { x.Between(between, sources[0], targets[0], 50) },
	} {
		ask()
		if n := testing.AllocsPerRun(100, ask); n != 0 {
			t.Errorf("%s: %v allocations", what, n)
		}
	}
}
