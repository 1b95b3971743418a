package dijkstra

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// oracleNearest returns, for each node, the distance from the nearest source and
// the smallest-numbered source that is as near.
func oracleNearest(o *graphtest.Graph, sources []csr.Node) (dist []uint64, owner []csr.Node) {
	sources = slices.Clone(sources)
	slices.Sort(sources)
	dist, owner = slices.Repeat([]uint64{graphtest.Inf}, o.N), make([]csr.Node, o.N)
	for _, s := range slices.Compact(sources) {
		for v, d := range o.DistancesFrom(s) {
			if d < dist[v] {
				dist[v], owner[v] = d, s
			}
		}
	}
	return dist, owner
}

// checkSources compares a tree of several sources with the oracle: each node's
// path is the canonical one from the source that owns it.
func checkSources(t *testing.T, o *graphtest.Graph, all []*Solver, sources []csr.Node) {
	t.Helper()
	dist, owner := oracleNearest(o, sources)
	paths := make([][]csr.Node, o.N)
	for v := range csr.Node(o.N) {
		if dist[v] < uint64(Unreachable) {
			paths[v] = o.CanonicalPath(owner[v], v)
		}
	}
	for _, s := range all {
		tree, err := s.Tree(sources...)
		if err != nil || tree.Source() != slices.Min(sources) {
			t.Fatalf("%s: tree from %v: root %d, %v", brief(o), sources, tree.Source(), err)
		}
		for v := range csr.Node(o.N) {
			checkBranch(t, o, tree, v, dist[v], paths[v])
		}
		checkDistances(t, o, tree, dist)
	}
}

// checkBranch compares what a tree says about one node.
func checkBranch(t *testing.T, o *graphtest.Graph, tree Tree, v csr.Node, dist uint64, path []csr.Node) {
	t.Helper()
	wantD, wantErr := want(dist)
	d, err := tree.Distance(v)
	if d != wantD || !errors.Is(err, wantErr) {
		t.Fatalf("%s: distance of %d: %d, %v; want %d, %v", brief(o), v, d, err, wantD, wantErr)
	}
	got, d, err := tree.AppendPath([]csr.Node{99}, v)
	if d != wantD || !errors.Is(err, wantErr) || !slices.Equal(got, append([]csr.Node{99}, path...)) {
		t.Fatalf("%s: path to %d: %v, %d, %v; want %v, %d", brief(o), v, got, d, err, path, wantD)
	}
	parent, ok, err := tree.Parent(v)
	if ok != (len(path) > 1) || ok && parent != path[len(path)-2] || err != nil {
		t.Fatalf("%s: parent of %d: %d, %v, %v; want that in %v", brief(o), v, parent, ok, err, path)
	}
}

func checkDistances(t *testing.T, o *graphtest.Graph, tree Tree, dist []uint64) {
	t.Helper()
	all, err := tree.AppendDistances([]uint32{7})
	wanted := []uint32{7}
	for _, d := range dist {
		w, tooFar := want(d)
		if wanted = append(wanted, w); tooFar != nil {
			if !errors.Is(err, ErrOverflow) || len(all) != 1 {
				t.Fatalf("%s: %v, %v; want an overflow", brief(o), all, err)
			}
			return
		}
	}
	if err != nil || !slices.Equal(all, wanted) {
		t.Fatalf("%s: %v, %v; want %v", brief(o), all, err, wanted)
	}
}

// TestTreesOfSeveralSources draws them with repetitions; a palette in four has
// plateaus, on which sources meet.
func TestTreesOfSeveralSources(t *testing.T) {
	eachSmall(t, 1500, 41, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for range 2 {
			checkSources(t, now, all, draw(r, o, 1+r.IntN(6)))
		}
		every := r.Perm(o.N)
		nodes := make([]csr.Node, o.N)
		for i, v := range every {
			nodes[i] = csr.Node(v)
		}
		checkSources(t, now, all, nodes)
	})
}

func TestSeveralSourcesOnLargerGraphs(t *testing.T) {
	for i, o := range []*graphtest.Graph{
		graphtest.Grid(12, 11, 3, 1), graphtest.Road(200, 1), graphtest.Random(120, 500, 2, 1),
		graphtest.Grid(10, 10, 1, 1).WithNodeWeights(make([]uint32, 100)),
	} {
		r := rand.New(rand.NewPCG(42, uint64(i)))
		all := solvers(mustBuild(t, o))
		for _, n := range []int{2, 10} {
			checkSources(t, redress(t, r, o, all), all, draw(r, o, n))
		}
	}
}

// TestAThousandSources starts from every third node of a map with chains, which
// makes the queue's memory grow beyond that of a search from one, and then asks a
// question of the usual size.
func TestAThousandSources(t *testing.T) {
	o := graphtest.Road(3000, 1)
	g := mustBuild(t, o)
	var sources []csr.Node
	for v := csr.Node(2); v < csr.Node(o.N); v += 3 {
		sources = append(sources, v, v) // a source counts once
	}
	plain, err := newSolver(g, g.Layout(), nil).Tree(sources...)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := plain.AppendDistances(nil)
	dist := slices.Repeat([]uint64{graphtest.Inf}, o.N)
	for v, d := range want {
		dist[v] = uint64(d)
	}
	certifySeveral(t, o, sources, dist)
	seventh := o.DistancesFrom(7)
	for _, s := range solvers(g) {
		tree, err := s.Tree(sources...)
		if err != nil {
			t.Fatal(err)
		}
		checkDistances(t, o, tree, dist)
		single, _ := s.Tree(7)
		checkDistances(t, o, single, seventh)
	}
}

// certifySeveral adds a node with a free arc to each source, from which all
// distances are the same, and has those certified.
func certifySeveral(t *testing.T, o *graphtest.Graph, sources []csr.Node, dist []uint64) {
	t.Helper()
	wider := *o
	wider.N++
	wider.Arcs = slices.Clone(o.Arcs)
	for _, v := range sources {
		wider.Arcs = append(wider.Arcs, graphtest.Arc{From: uint32(o.N), To: v})
	}
	if err := wider.CertifyFrom(uint32(o.N), append(slices.Clone(dist), 0)); err != nil {
		t.Fatal(err)
	}
}

func TestTreeRefuses(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	if _, err := s.Tree(); !errors.Is(err, ErrNoNodes) {
		t.Errorf("no source: %v", err)
	}
	var n *csr.NodeError
	if _, err := s.Tree(0, 1, 4); !errors.As(err, &n) || n.Place != "sources[2]" {
		t.Errorf("node 4 of 4: %v", err)
	}
}

func TestTreesOfSeveralSourcesAllocateNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		sources, targets := graphtest.Pairs(o.N, 30, 1)
		var path []csr.Node
		expectNoAllocations(t, o.Name, func() {
			tree, _ := s.Tree(sources...)
			path, _, _ = tree.AppendPath(path[:0], targets[0])
		})
	}
}

// TestSourcesBesideJunctions has an overlay lower a step of a chain to 0, with a source
// inside the chain before one at the junction beside it: that one got the label 0 from
// the first, and was not left for nothing.
func TestSourcesBesideJunctions(t *testing.T) {
	o := &graphtest.Graph{N: 6, NodeWeights: []uint32{7, 0, 0, 7, 0, 0}}
	for _, e := range [][3]uint32{{0, 1, 9}, {1, 2, 9}, {2, 3, 9}, {0, 4, 3}, {0, 5, 3}, {3, 4, 3}, {3, 5, 3}} {
		o.Arcs = append(o.Arcs, graphtest.Arc{From: e[0], To: e[1], Weight: e[2]}, graphtest.Arc{From: e[1], To: e[0], Weight: e[2]})
	}
	g := mustBuild(t, o)
	overlay := csr.NewOverlay(g)
	_ = overlay.SetArc(1, 0, 0)
	now := o.WithArcWeight(1, 0, 0)
	for _, s := range solvers(g) {
		s.Use(overlay)
		checkSources(t, now, []*Solver{s}, []csr.Node{1, 0})
		checkSources(t, now, []*Solver{s}, []csr.Node{0, 1})
	}
}

// TestSourcesOnStreets draws sources in any order on maps with chains, under overlays
// that lower their steps.
func TestSourcesOnStreets(t *testing.T) {
	for seed := range fewer(1500) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 43))
		o := graphtest.Streets(r)
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for range 3 {
			checkSources(t, now, all, draw(r, o, 1+r.IntN(6)))
		}
	}
}
