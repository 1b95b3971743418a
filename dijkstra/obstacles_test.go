package dijkstra

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestObstacles closes nodes of small graphs and compares what is said of all pairs
// with the oracle: a shortest path passes one of them or not, and where none is passed the
// distance stays.
func TestObstacles(t *testing.T) {
	eachSmall(t, 2000, 83, func(r *rand.Rand, o *graphtest.Graph) {
		g := mustBuild(t, o)
		overlay, closed := closeSome(r, g, o)
		changes, _ := overlay.Changes()
		s := NewSolver(g)
		guideAll(t, oraclePairs(g, o), s)
		s.Use(overlay)
		if err := s.ready(); err != nil {
			t.Fatal(err)
		}
		for from := range csr.Node(o.N) {
			before, after := o.DistancesFrom(from), closed.DistancesFrom(from)
			for to, d := range before {
				if d >= uint64(Unreachable) {
					continue
				}
				counted := s.guide.obstacles.list(s.engine, from, mostObstacles)
				met, _ := s.guide.meet(s.guide.index, from, csr.Node(to), uint32(d))
				if want := passed(o, changes, from, csr.Node(to)); !counted || met != want || !met && after[to] != d {
					t.Fatalf("%d to %d: met %v, want %v; the distance was %d and is %d with %v in %s",
						from, to, met, want, d, after[to], changes, brief(o))
				}
			}
		}
	})
}

// closeSome closes up to three nodes, and gives others the weight that they have.
func closeSome(r *rand.Rand, g *csr.CSRGraph, o *graphtest.Graph) (overlay *csr.Overlay, closed *graphtest.Graph) {
	overlay = csr.NewOverlay(g)
	weights := nodeWeights(o)
	for range r.IntN(4) {
		v := r.Uint32N(uint32(o.N))
		weights[v] = csr.Blocked
		_ = overlay.SetNode(v, csr.Blocked)
		u := r.Uint32N(uint32(o.N))
		_ = overlay.SetNode(u, weights[u])
	}
	return overlay, o.WithNodeWeights(weights)
}

// passed tells whether a shortest path passes a node that is raised, other than its
// source.
func passed(o *graphtest.Graph, patches []csr.Patch, from, to csr.Node) (met bool) {
	before, own := o.DistancesFrom(from), nodeWeights(o)
	for _, p := range patches {
		onward := o.DistancesFrom(p.Node)[to]
		met = met || p.Weight > own[p.Node] && p.Node != from && before[p.Node] <= before[to] && before[p.Node]+onward == before[to]
	}
	return met
}

// TestObstaclesAreAskedAbout counts what a distance takes while more and more nodes
// beside the path are closed: up to two distances of the index for each, or none beside the
// path's if they are more than mostObstacles.
func TestObstaclesAreAskedAbout(t *testing.T) {
	g := mustBuild(t, graphtest.Random(300, 2400, 1000, 1))
	s, overlay := NewSolver(g), csr.NewOverlay(g)
	index := solvedPairs(t, g)
	guideAll(t, index, s)
	s.Use(overlay)
	path, _, err := s.AppendPath(nil, 0, 299)
	if err != nil || len(path) < 3 {
		t.Fatal(path, err)
	}
	n := uint64(0)
	for v := csr.Node(0); n <= mostObstacles; v++ {
		if slices.Contains(path, v) {
			continue
		}
		_ = overlay.SetNode(v, csr.Blocked)
		n++
		ways := s.Stats()
		index.asked = 0
		if _, err := s.Distance(0, 299); err != nil || since(ways, s) != (QueryStats{IndexOnly: 1}) {
			t.Fatalf("%d closed: %v, %+v", n, err, since(ways, s))
		}
		if few := n <= mostObstacles; few && (index.asked < n || index.asked > 2*n) || !few && index.asked > 0 {
			t.Errorf("%d closed: %d distances asked for", n, index.asked)
		}
	}
}

// TestManyShortestPaths raises a node of one of them, which the canonical one avoids:
// that is found out without a search.
func TestManyShortestPaths(t *testing.T) {
	o := graphtest.Grid(3, 3, 1, 1).WithNodeWeights(make([]uint32, 9))
	for i := range o.Arcs {
		o.Arcs[i].Weight = 1
	}
	g := mustBuild(t, o)
	s, overlay := newSolver(g, g.Layout(), nil), csr.NewOverlay(g)
	guideAll(t, oraclePairs(g, o), s)
	s.Use(overlay)
	_ = overlay.SetNode(3, csr.Blocked)
	if d, err := s.Distance(0, 8); d != 4 || err != nil || s.Stats() != (QueryStats{IndexOnly: 1}) {
		t.Errorf("%d, %v, %+v", d, err, s.Stats())
	}
}
