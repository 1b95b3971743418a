package graphtest

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// rounds is the number of random graphs of each test.
const rounds = 3000

// each calls f with random small graphs and all their pairs of nodes.
func each(t *testing.T, f func(g *Graph, s, to uint32)) {
	t.Helper()
	for seed := range uint64(rounds) {
		t.Logf("seed %d", seed)
		g := Small(rand.New(rand.NewPCG(seed, 1)))
		if g.N > 6 {
			continue // too many paths to try them all
		}
		for s := range uint32(g.N) {
			for to := range uint32(g.N) {
				f(g, s, to)
			}
		}
	}
}

// The oracles agree: two algorithms, both directions, and an enumeration of paths.
func TestOraclesAgree(t *testing.T) {
	each(t, func(g *Graph, s, to uint32) {
		d := g.DistancesFrom(s)[to]
		if other := g.BellmanFord(s)[to]; other != d {
			t.Fatalf("%+v: %d to %d: %d and %d", g, s, to, d, other)
		}
		if other := g.DistancesTo(to)[s]; other != d {
			t.Fatalf("%+v: %d to %d: %d and, backward, %d", g, s, to, d, other)
		}
		paths := g.ShortestPaths(s, to)
		if (len(paths) > 0) != (d != Inf) {
			t.Fatalf("%+v: %d to %d: %d, but paths %v", g, s, to, d, paths)
		}
		for _, p := range paths {
			if c, err := g.PathCost(p); err != nil || c != d {
				t.Fatalf("%+v: %d to %d: %d, but %v costs %d, %v", g, s, to, d, p, c, err)
			}
		}
	})
}

// The canonical path is a shortest path, and the first of them if no step is free.
func TestCanonicalPathIsAShortestPath(t *testing.T) {
	each(t, func(g *Graph, s, to uint32) {
		path, paths := g.CanonicalPath(s, to), g.ShortestPaths(s, to)
		if len(paths) == 0 {
			if path != nil {
				t.Fatalf("%+v: path %v where there is none", g, path)
			}
			return
		}
		if !slices.ContainsFunc(paths, func(p []uint32) bool { return slices.Equal(p, path) }) {
			t.Fatalf("%+v: canonical path %v is not among %v", g, path, paths)
		}
		if first := slices.MinFunc(paths, slices.Compare); !g.hasFreeStep() && !slices.Equal(path, first) {
			t.Fatalf("%+v: canonical path %v, but %v comes first", g, path, first)
		}
	})
}

func (g *Graph) hasFreeStep() bool {
	return slices.ContainsFunc(g.Arcs, func(a Arc) bool { c, _ := g.cost(a); return c == 0 })
}

// Parts of canonical paths are canonical, so these form trees, from a source as well as
// to a target.
func TestPartsOfCanonicalPathsAreCanonical(t *testing.T) {
	each(t, func(g *Graph, s, to uint32) {
		path := g.CanonicalPath(s, to)
		for i := range path {
			if head := g.CanonicalPath(s, path[i]); !slices.Equal(head, path[:i+1]) {
				t.Fatalf("%+v: %v begins with %v, not %v", g, path, path[:i+1], head)
			}
			if tail := g.CanonicalPath(path[i], to); !slices.Equal(tail, path[i:]) {
				t.Fatalf("%+v: %v ends with %v, not %v", g, path, path[i:], tail)
			}
		}
	})
}

// Right distances are accepted, and those with one changed refused.
func TestCertificate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	each(t, func(g *Graph, s, v uint32) {
		dist := g.DistancesFrom(s)
		if err := g.CertifyFrom(s, dist); err != nil {
			t.Fatalf("%+v from %d: %v", g, s, err)
		}
		wrong := slices.Clone(dist)
		wrong[v] = []uint64{0, Inf, dist[v] - 1, dist[v] + 1, r.Uint64N(10)}[r.IntN(5)]
		if !slices.Equal(wrong, dist) && g.CertifyFrom(s, wrong) == nil {
			t.Fatalf("%+v from %d: %v was certified, %v is right", g, s, wrong, dist)
		}
	})
}

// Two nodes that only each other's free arcs reach are refused.
func TestCertificateRefusesCircularProof(t *testing.T) {
	g := &Graph{N: 3, Arcs: []Arc{{0, 1, 9}, {1, 2, 0}, {2, 1, 0}}}
	if err := g.CertifyFrom(0, []uint64{0, 5, 5}); err == nil {
		t.Error("a cycle vouched for itself")
	}
	if err := g.CertifyFrom(0, []uint64{0, 9, 9}); err != nil {
		t.Error(err)
	}
	if err := g.CertifyFrom(0, []uint64{0, 9}); err == nil {
		t.Error("two distances for three nodes")
	}
}

// The result equals a graph with one arc of the weight instead of all between the two
// nodes.
func TestWithArcWeight(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range rounds {
		g := Small(r)
		if len(g.Arcs) == 0 {
			continue
		}
		before, picked := slices.Clone(g.Arcs), g.Arcs[r.IntN(len(g.Arcs))]
		picked.Weight = []uint32{0, 1, r.Uint32(), Blocked}[r.IntN(4)]
		got := g.WithArcWeight(picked.From, picked.To, picked.Weight)
		if !slices.Equal(g.Arcs, before) {
			t.Fatalf("%v became %v under the copy", before, g.Arcs)
		}
		want := g.without(picked.From, picked.To)
		want.Arcs = append(want.Arcs, picked)
		for s := range uint32(g.N) {
			if d, expected := got.DistancesFrom(s), want.DistancesFrom(s); !slices.Equal(d, expected) {
				t.Fatalf("%+v with %+v from %d: %v, want %v", g, picked, s, d, expected)
			}
		}
	}
}

// without returns the graph without the arcs from one node to another.
func (g *Graph) without(from, to uint32) *Graph {
	other := *g
	other.Arcs = slices.DeleteFunc(slices.Clone(g.Arcs), func(a Arc) bool { return a.From == from && a.To == to })
	return &other
}

// An arc that only leads the other way is not added.
func TestWithArcWeightAddsNone(t *testing.T) {
	g := &Graph{N: 2, Arcs: []Arc{{0, 1, 9}}}
	if got := g.WithArcWeight(1, 0, 1); !slices.Equal(got.Arcs, g.Arcs) {
		t.Errorf("arcs %v, want %v", got.Arcs, g.Arcs)
	}
}

func TestPathCostNamesTheStep(t *testing.T) {
	g := &Graph{N: 3, Arcs: []Arc{{0, 1, 9}, {0, 1, 4}, {1, 2, Blocked}}}
	if c, err := g.PathCost([]uint32{0, 1}); c != 4 || err != nil {
		t.Errorf("%d, %v; want the cheaper of two arcs", c, err)
	}
	if _, err := g.PathCost([]uint32{0, 1, 2}); err == nil {
		t.Error("a path goes along a blocked arc")
	}
}
