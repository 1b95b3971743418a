package dijkstra

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// closedForAll returns a graph with other weights of some nodes, one closed among them,
// and the oracle's graph with these.
func closedForAll(t testing.TB, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph) (*csr.CSRGraph, *graphtest.Graph) {
	t.Helper()
	overlay, weights := csr.NewOverlay(g), nodeWeights(o)
	for _, w := range []uint32{csr.Blocked, 0, 1 + r.Uint32N(9)} {
		v := r.Uint32N(uint32(o.N))
		weights[v] = w
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	under, err := g.Under(overlay)
	if err != nil {
		t.Fatal(err)
	}
	return under, o.WithNodeWeights(weights)
}

// TestIndexForOtherWeights brings them along: overlays of whichever graph are laid on
// them, every search is aimed, and without the index the weights are the graph's again.
func TestIndexForOtherWeights(t *testing.T) {
	eachSmall(t, 600, 71, func(r *rand.Rand, o *graphtest.Graph) {
		g := mustBuild(t, o)
		under, now := closedForAll(t, r, o, g)
		x := oraclePairs(under, now)
		for _, s := range []*Solver{NewSolver(g), newSolver(under, under.Layout(), nil)} {
			home := s.Graph()
			for range 2 {
				guideAll(t, x, s)
				checkAll(t, redressOf(t, r, g, now, s), s)
				checkAll(t, redressOf(t, r, under, now, s), s)
				if err := s.UseIndex(nil); err != nil || s.Graph() != home {
					t.Fatalf("%v; whether the graph is that from before: %v", err, s.Graph() == home)
				}
				s.Use(nil)
				checkAll(t, map[bool]*graphtest.Graph{true: o, false: now}[home == g], s)
			}
			guideAll(t, oraclePairs(g, o), s)
			checkAll(t, o, s)
		}
	})
}

// redressOf has a Solver use an overlay of a graph of its kind, and returns the oracle's
// graph of what that is laid on with the same.
func redressOf(t *testing.T, r *rand.Rand, g *csr.CSRGraph, now *graphtest.Graph, s *Solver) *graphtest.Graph {
	t.Helper()
	overlay, weights := csr.NewOverlay(g), nodeWeights(now)
	if r.IntN(3) == 0 {
		var err error
		if overlay, err = csr.OverlayFrom(g, append([]uint32{}, weights...)); err != nil {
			t.Fatal(err)
		}
	}
	for range r.IntN(4) {
		v, w := r.Uint32N(uint32(now.N)), []uint32{0, 5, csr.Blocked, csr.Blocked - 1, g.NodeWeight(0)}[r.IntN(5)]
		if weights[v] = w; overlay.SetNode(v, w) != nil {
			t.Fatal("a node is none")
		}
	}
	s.Use(overlay)
	return now.WithNodeWeights(weights)
}

// TestFewChangesOfAnArray are found by comparing it with its own graph, which says
// nothing about where it differs from the weights that it is laid on.
func TestFewChangesOfAnArray(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 72))
	for _, o := range larger() {
		g := mustBuild(t, o)
		under, now := closedForAll(t, r, o, g)
		s := NewSolver(g)
		guideAll(t, solvedPairs(t, under), s)
		for _, of := range []*csr.CSRGraph{g, under} {
			weights := nodeWeights(now)
			for v := range weights {
				weights[v] = of.NodeWeight(csr.Node(v))
			}
			weights[7] = 50
			overlay, err := csr.OverlayFrom(of, weights)
			if err != nil {
				t.Fatal(err)
			}
			s.Use(overlay)
			sources, targets := graphtest.Pairs(o.N, 10, r.Uint64())
			now.WithNodeWeights(weights).CheckPairs(t, s, ErrOverflow, sources, targets)
		}
	}
}

// TestOtherWeightsMakeTreesStale, as a query does.
func TestOtherWeightsMakeTreesStale(t *testing.T) {
	g := path4(t, 1, 1, 1)
	under, _ := closedForAll(t, rand.New(rand.NewPCG(1, 73)), &graphtest.Graph{N: 4}, g)
	s := NewSolver(g)
	for _, x := range []Index{solvedPairs(t, under), nil, solvedPairs(t, under)} {
		tree, err := s.Tree(0)
		if err != nil || s.UseIndex(x) != nil {
			t.Fatal(err)
		}
		if _, err := tree.Distance(1); !errors.Is(err, ErrStale) {
			t.Errorf("%v, want %v", err, ErrStale)
		}
	}
}

// TestRefusedIndexLeavesNoWeights behind: the Solver is back at its own.
func TestRefusedIndexLeavesNoWeights(t *testing.T) {
	g := path4(t, 1, 1, 1)
	overlay := csr.NewOverlay(g)
	if err := overlay.SetNode(2, csr.Blocked); err != nil {
		t.Fatal(err)
	}
	under, err := g.Under(overlay)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSolver(g)
	for _, bad := range []Index{&allPairs{g: under, err: errNoBounds}, &allPairs{g: path4(t, 1, 2, 1)}} {
		if err := s.UseIndex(solvedPairs(t, under)); err != nil {
			t.Fatal(err)
		}
		if d, err := s.Distance(0, 3); d != Unreachable || err != nil {
			t.Errorf("closed for all: %d, %v", d, err)
		}
		if s.UseIndex(bad) == nil {
			t.Error("no error")
		}
		if d, err := s.Distance(0, 3); d != 3 || err != nil || s.Graph() != g {
			t.Errorf("after a refusal: %d, %v", d, err)
		}
	}
}

// TestOtherWeightsCloseWithTheGraph that they are laid on.
func TestOtherWeightsCloseWithTheGraph(t *testing.T) {
	g := path4(t, 1, 1, 1)
	under, _ := closedForAll(t, rand.New(rand.NewPCG(1, 74)), &graphtest.Graph{N: 4}, g)
	s := NewSolver(g)
	guideAll(t, solvedPairs(t, under), s)
	_ = g.Close()
	if _, err := s.Distance(0, 3); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("%v, want %v", err, csr.ErrClosed)
	}
}

// TestOtherWeightsAllocateNothing once the Solver is warm, whichever graph an overlay is
// of.
func TestOtherWeightsAllocateNothing(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Grid(30, 30, 100, 1), graphtest.Road(800, 1)} {
		g := mustBuild(t, o)
		under, _ := closedForAll(t, rand.New(rand.NewPCG(1, 75)), o, g)
		s := NewSolver(g)
		guideAll(t, solvedPairs(t, under), s)
		array, err := csr.OverlayFrom(g, nodeWeights(o))
		if err != nil {
			t.Fatal(err)
		}
		overlays := []*csr.Overlay{csr.NewOverlay(g), array, nil, csr.NewOverlay(under)}
		var path []csr.Node
		i := 0
		expectNoAllocations(t, o.Name, func() {
			for _, overlay := range overlays {
				if i++; overlay != nil {
					_ = overlay.SetNode(csr.Node(i%2), csr.Blocked-uint32(i%3))
				}
				s.Use(overlay)
				_, _ = s.Distance(3, csr.Node(o.N-1))
				path, _, _ = s.AppendPath(path[:0], 3, csr.Node(o.N-1))
			}
		})
	}
}

// TestLeavingAClosedSource begins at a source that is closed for everyone, whichever end a
// change is nearer to: the index has no costs of it.
func TestLeavingAClosedSource(t *testing.T) {
	o := graphtest.Grid(40, 40, 100, 1)
	const from, to = 40*10 + 10, 40*30 + 30
	o.NodeWeights[from] = csr.Blocked
	g := mustBuild(t, o)
	plain, s := NewSolver(g), NewSolver(g)
	guideAll(t, inward{solvedPairs(t, g), t}, s)
	path, _, _ := plain.AppendPath(nil, from, to)
	for _, closed := range []csr.Node{path[2], path[len(path)/2], path[len(path)-3]} {
		overlay := csr.NewOverlay(g)
		_ = overlay.SetNode(closed, csr.Blocked)
		plain.Use(overlay)
		s.Use(overlay)
		sameAnswers(t, plain, s, from, to)
	}
	if s.Stats().AStar < 6 {
		t.Errorf("%+v", s.Stats())
	}
}

// inward is an index that is not to be asked about distances from roots.
type inward struct {
	Index
	t *testing.T
}

func (x inward) Potential() (Potential, error) {
	p, err := x.Index.Potential()
	return inwardPotential{p, x.t}, err
}

type inwardPotential struct {
	Potential
	t *testing.T
}

func (p inwardPotential) From(roots []Root) {
	p.t.Errorf("asked about distances from %v", roots)
	p.Potential.From(roots)
}
