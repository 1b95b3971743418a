package dijkstra

import (
	"errors"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// mustBuild makes the product's graph of an oracle's.
var mustBuild = workload.Build

// widened returns a Solver whose kernel runs on the graph's arrays in other
// widths than the file's, so that small graphs go through all four; nil if they
// are too narrow for it.
func widened[O, T layout.Width](g *csr.CSRGraph) *Solver {
	from := g.Layout()
	if int64(from.Arcs) > int64(^O(0)) || int64(from.Nodes) > int64(^T(0))+1 {
		return nil
	}
	rows := &layout.CSR[O, T]{Offsets: make([]O, from.Nodes+1), Targets: make([]T, from.Arcs)}
	for v := range from.Nodes {
		lo, hi := from.Out.Row(uint32(v))
		rows.Offsets[v+1] = O(hi)
		for a := lo; a < hi; a++ {
			rows.Targets[a] = T(from.Out.Target(a))
		}
	}
	wide := &layout.Graph{Nodes: from.Nodes, Arcs: from.Arcs, Out: rows,
		NodeWeights: from.NodeWeights, ArcWeights: from.ArcWeights}
	return newSolver(g, wide, nil)
}

// bucketed returns a Solver whose buckets are 1 << shift keys wide, whatever the weights.
func bucketed(g *csr.CSRGraph, chains *chain.Chains, shift int) *Solver {
	s := newSolver(g, g.Layout(), chains)
	s.engine.ForceShift(shift)
	return s
}

// kinds makes a Solver of each kernel and queue there is, with chains and without.
var kinds = []func(*csr.CSRGraph) *Solver{
	NewSolver,
	func(g *csr.CSRGraph) *Solver { return newSolver(g, g.Layout(), chain.All(g.Layout())) },
	func(g *csr.CSRGraph) *Solver { return bucketed(g, nil, 0) },
	func(g *csr.CSRGraph) *Solver { return bucketed(g, nil, 3) },
	func(g *csr.CSRGraph) *Solver { return bucketed(g, nil, 27) },
	func(g *csr.CSRGraph) *Solver { return bucketed(g, chain.All(g.Layout()), 1) },
	func(g *csr.CSRGraph) *Solver { return bucketed(g, chain.All(g.Layout()), 12) },
	widened[uint16, uint16], widened[uint32, uint16], widened[uint16, uint32], widened[uint32, uint32],
}

// solvers returns a Solver of each kind that can hold the graph.
func solvers(g *csr.CSRGraph) (all []*Solver) {
	for _, kind := range kinds {
		if s := kind(g); s != nil {
			all = append(all, s)
		}
	}
	return all
}

// want returns what a query must answer where the oracle says d.
func want(d uint64) (uint32, error) { return graphtest.Want(d, ErrOverflow) }

// checkSource compares all answers from one source with the oracle's.
func checkSource(t *testing.T, o *graphtest.Graph, s *Solver, from csr.Node) {
	t.Helper()
	checkSourceOf(t, o, []*Solver{s}, from)
}

// checkSourceOf does so for several Solvers, for whom the oracle, which takes most of
// the time, answers once.
func checkSourceOf(t *testing.T, o *graphtest.Graph, all []*Solver, from csr.Node) {
	t.Helper()
	dist := o.DistancesFrom(from)
	paths := make([][]csr.Node, o.N)
	for to := range csr.Node(o.N) {
		if d, _ := want(dist[to]); d != Unreachable {
			paths[to] = o.CanonicalPath(from, to)
		}
	}
	for _, s := range all {
		checkPairs(t, o, s, from, dist, paths)
		checkTree(t, o, s, from, dist, paths)
	}
}

// checkPairs compares the answers to pairs with the oracle's distances and paths.
func checkPairs(t *testing.T, o *graphtest.Graph, s *Solver, from csr.Node, dist []uint64, paths [][]csr.Node) {
	t.Helper()
	for to := range csr.Node(o.N) {
		wantD, wantErr := want(dist[to])
		d, err := s.Distance(from, to)
		if d != wantD || !errors.Is(err, wantErr) {
			t.Fatalf("%+v: distance %d to %d is %d, %v; want %d, %v", o, from, to, d, err, wantD, wantErr)
		}
		path, d, err := s.AppendPath(nil, from, to)
		if d != wantD || !errors.Is(err, wantErr) || !slices.Equal(path, paths[to]) {
			t.Fatalf("%+v: path %d to %d is %v, %d, %v; want %v, %d, %v", o, from, to, path, d, err, paths[to], wantD, wantErr)
		}
	}
}

// checkTree compares a tree with the oracle's distances and paths, and has them
// certified.
func checkTree(t *testing.T, o *graphtest.Graph, s *Solver, from csr.Node, dist []uint64, paths [][]csr.Node) {
	t.Helper()
	tree, err := s.Tree(from)
	if err != nil {
		t.Fatal(err)
	}
	found, fits := make([]uint64, o.N), true
	for to := range csr.Node(o.N) {
		wantD, wantErr := want(dist[to])
		path, d, err := tree.AppendPath(nil, to)
		if d != wantD || !errors.Is(err, wantErr) || !slices.Equal(path, paths[to]) {
			t.Fatalf("%+v: tree path %d to %d is %v, %d, %v; want %v, %d, %v", o, from, to, path, d, err, paths[to], wantD, wantErr)
		}
		parent, ok, err := tree.Parent(to)
		if ok != (len(path) > 1) || ok && parent != path[len(path)-2] || err != nil {
			t.Fatalf("%+v: parent of %d is %d, %v, %v; its path is %v", o, to, parent, ok, err, path)
		}
		fits = fits && wantErr == nil
		if found[to] = uint64(d); d == Unreachable {
			found[to] = graphtest.Inf
		}
	}
	all, err := tree.AppendDistances(nil)
	if (err == nil) != fits || fits && len(all) != o.N {
		t.Fatalf("%+v: %d distances, %v", o, len(all), err)
	}
	if err := o.CertifyFrom(from, found); fits && err != nil {
		t.Fatalf("%+v: tree from %d: %v", o, from, err)
	}
}

// checkAll compares every answer on a graph with the oracle's.
func checkAll(t *testing.T, o *graphtest.Graph, all ...*Solver) {
	t.Helper()
	for from := range csr.Node(o.N) {
		checkSourceOf(t, o, all, from)
	}
	for _, s := range all {
		o.CheckMany(t, s, ErrOverflow)
	}
}

// TestAllSmallGraphs asks every question about every graph of up to three nodes
// whose arcs weigh 0, 1 or 2 or are missing; of three, every seventh where tests are short.
func TestAllSmallGraphs(t *testing.T) {
	for n := 1; n <= 3; n++ {
		i, step := 0, 1
		if n == 3 && testing.Short() {
			step = 7
		}
		for o := range graphtest.All(n, []uint32{0, 1, 2}) {
			if i++; i%step == 0 {
				checkAll(t, o, solvers(mustBuild(t, o))...)
			}
		}
	}
}

// exhaustive is for .ci/run: all graphs take a minute.
var exhaustive = flag.Bool("exhaustive", false, "look at all graphs of four nodes, not at every seventh")

// TestAllGraphsOfFourNodes does so for arcs of 0 and 1 between four nodes: with
// -exhaustive all 531,441 graphs, in two halves side by side, each by one of the kinds
// of Solvers in turn; otherwise every seventh, in which every arc has every weight as
// often; a smaller sample with -short, or with the race detector, which sees no more in
// all of them.
func TestAllGraphsOfFourNodes(t *testing.T) {
	const halves = 2
	step := 7 * halves
	switch {
	case *exhaustive:
		step = halves
	case testing.Short() || underRace():
		step = 101 * halves
	}
	for half := range halves {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			i := half
			for o := range graphtest.All(4, []uint32{0, 1}) {
				if i++; i%step == 0 {
					checkAll(t, o, kinds[i/step%len(kinds)](mustBuild(t, o)))
				}
			}
		})
	}
}

// TestRandomGraphs goes through every kernel with graphs that mix all that is
// legal: see graphtest.Small.
func TestRandomGraphs(t *testing.T) {
	for seed := range fewer(3000) {
		o := graphtest.Small(rand.New(rand.NewPCG(seed, 1)))
		t.Logf("seed %d", seed) // printed if the test fails
		checkAll(t, o, solvers(mustBuild(t, o))...)
	}
}

// TestOverlays has one Solver follow an overlay through patches, whole arrays,
// resets and exchanges, each time compared with an oracle of those weights.
func TestOverlays(t *testing.T) {
	for seed := range fewer(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		o := graphtest.Small(r)
		t.Logf("seed %d", seed)
		g := mustBuild(t, o)
		for _, s := range solvers(g)[:2] {
			followOverlays(t, r, o, g, s)
		}
	}
}

func followOverlays(t *testing.T, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph, s *Solver) {
	t.Helper()
	base := make([]uint32, o.N)
	copy(base, o.NodeWeights)
	weights := slices.Clone(base)
	overlay := csr.NewOverlay(g)
	for range 8 {
		switch r.IntN(5) {
		case 0:
			weights = slices.Clone(base)
			overlay.Reset()
		case 1:
			var err error
			if overlay, err = csr.OverlayFrom(g, slices.Clone(weights)); err != nil {
				t.Fatal(err)
			}
			s.Use(overlay)
		case 2:
			weights = slices.Clone(base)
			overlay = csr.NewOverlay(g)
			s.Use(overlay)
		case 3:
			s.Use(nil)
			checkSource(t, o, s, r.Uint32N(uint32(o.N)))
			s.Use(overlay)
		}
		s.Use(overlay)
		for range r.IntN(4) {
			v, w := r.Uint32N(uint32(o.N)), []uint32{0, 1, 5, csr.Blocked, csr.Blocked - 1}[r.IntN(5)]
			weights[v] = w
			if err := overlay.SetNode(v, w); err != nil {
				t.Fatal(err)
			}
		}
		checkSource(t, o.WithNodeWeights(weights), s, r.Uint32N(uint32(o.N)))
	}
}

// TestLargerGraphs checks some sources on graphs like the real ones, with one
// Solver for all of a graph's queries.
func TestLargerGraphs(t *testing.T) {
	for _, o := range []*graphtest.Graph{
		graphtest.Grid(25, 20, 9, 1), graphtest.Grid(25, 20, 1, 1),
		graphtest.Road(500, 1), graphtest.Random(300, 2400, 1000, 1), graphtest.Random(300, 2400, 3, 1),
	} {
		r := rand.New(rand.NewPCG(3, 4))
		all := solvers(mustBuild(t, o))
		for range 3 {
			checkSourceOf(t, o, all, r.Uint32N(uint32(o.N)))
		}
	}
}

// TestScales goes through every kernel and queue with weights of every scale, on graphs
// with chains and without.
func TestScales(t *testing.T) {
	for i, base := range []*graphtest.Graph{
		graphtest.Grid(9, 8, 100, 1), graphtest.Road(150, 1), graphtest.Random(90, 500, 1000, 1),
	} {
		for _, scale := range graphtest.Scales {
			o := base.Scaled(scale, uint64(i))
			r := rand.New(rand.NewPCG(3, 4))
			all := solvers(mustBuild(t, o))
			for range 2 {
				checkSourceOf(t, o, all, r.Uint32N(uint32(o.N)))
			}
		}
	}
}

// TestOverlaysOfOtherScales lays weights of every scale on one graph, one after another,
// with one Solver for all.
func TestOverlaysOfOtherScales(t *testing.T) {
	for _, base := range []*graphtest.Graph{graphtest.Grid(9, 8, 100, 1), graphtest.Road(150, 1).WithNodeWeights(make([]uint32, 150))} {
		g := mustBuild(t, base)
		all := solvers(g)
		for i, scale := range graphtest.Scales {
			weights := slices.Repeat([]uint32{1 + uint32(i)}, base.N)
			o := base.WithNodeWeights(base.WithNodeWeights(weights).Scaled(scale, uint64(i)).NodeWeights)
			overlay, err := csr.OverlayFrom(g, o.NodeWeights)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				s.Use(overlay)
			}
			checkSourceOf(t, o, all, uint32(i))
		}
	}
}

// TestWorkloadsByEveryQueue has the whole trees of the workloads certified, for every
// width of buckets.
func TestWorkloadsByEveryQueue(t *testing.T) {
	for _, w := range workload.All {
		t.Run(w.Name, func(t *testing.T) {
			t.Parallel()
			g := w.Open(t)
			if g.NumNodes() > 1<<16 {
				t.Skip("too large for so many searches")
			}
			o, s := oracleOf(g), NewSolver(g)
			sources, _ := graphtest.Pairs(o.N, 31, 1)
			for shift, from := range sources {
				s.engine.ForceShift(shift)
				tree, err := s.Tree(from)
				if err != nil {
					t.Fatal(err)
				}
				found := make([]uint64, o.N)
				for v := range csr.Node(o.N) {
					d, _ := tree.Distance(v)
					if found[v] = uint64(d); d == Unreachable {
						found[v] = graphtest.Inf
					}
				}
				if err := o.CertifyFrom(from, found); err != nil {
					t.Errorf("buckets of 1<<%d keys: tree from %d: %v", shift, from, err)
				}
			}
		})
	}
}

// oracleOf returns the oracle's graph of the product's.
func oracleOf(g *csr.CSRGraph) *graphtest.Graph {
	o := &graphtest.Graph{N: g.NumNodes()}
	for v := range csr.Node(o.N) {
		o.NodeWeights = append(o.NodeWeights, g.NodeWeight(v))
	}
	for a := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(a)
		w, _ := g.ArcWeight(from, to)
		o.Arcs = append(o.Arcs, graphtest.Arc{From: from, To: to, Weight: w})
	}
	return o
}
