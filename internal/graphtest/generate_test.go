package graphtest

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

func TestWorkloads(t *testing.T) {
	for _, c := range []struct {
		g           *Graph
		nodes, arcs int
	}{
		{GridWorkload(), 8100, 32040}, {RandomWorkload(), 8000, 64000}, {Random(3, 100, 1, 1), 3, 6}, {Grid(1, 1, 5, 1), 1, 0},
	} {
		if c.g.N != c.nodes || len(c.g.Arcs) != c.arcs {
			t.Errorf("%s: %d nodes, %d arcs; want %d, %d", c.g.Name, c.g.N, len(c.g.Arcs), c.nodes, c.arcs)
		}
	}
	for v, w := range GridWorkload().NodeWeights {
		if w < 1 || w > 100 {
			t.Fatalf("node %d of the grid weighs %d", v, w)
		}
	}
	if a, b := RandomWorkload(), RandomWorkload(); !reflect.DeepEqual(a, b) {
		t.Error("the same seed makes another graph")
	}
}

// Road has the properties of a street map: it is connected, and most nodes have two
// neighbours.
func TestRoad(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 500, 2000} {
		g := Road(n, 1)
		if g.N != n || len(g.Points) != n {
			t.Fatalf("%d nodes, %d points; want %d", g.N, len(g.Points), n)
		}
		degree := make([]int, n)
		for _, a := range g.Arcs {
			degree[a.From]++
		}
		two := 0
		for v, d := range g.DistancesFrom(0) {
			if d == Inf {
				t.Fatalf("%d nodes: no way to node %d", n, v)
			}
			if degree[v] == 2 {
				two++
			}
		}
		if n >= 500 && (two < n/2 || two > 4*n/5) {
			t.Errorf("%d of %d nodes have degree 2", two, n)
		}
	}
}

func TestAllCounts(t *testing.T) {
	for _, c := range []struct {
		n       int
		weights []uint32
		want    int
	}{{0, nil, 1}, {1, []uint32{1}, 1}, {2, []uint32{0, 1}, 9}, {3, []uint32{5}, 64}} {
		seen := map[string]bool{}
		for g := range All(c.n, c.weights) {
			key := ""
			for _, a := range g.Arcs {
				key += string(rune('a'+a.From)) + string(rune('a'+a.To)) + string(rune('a'+a.Weight))
			}
			seen[key] = true
		}
		if len(seen) != c.want {
			t.Errorf("%d different graphs of %d nodes, want %d", len(seen), c.n, c.want)
		}
	}
}

// Small mixes in everything that it promises.
func TestSmallHasEverything(t *testing.T) {
	seen := map[string]bool{}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		g := Small(r)
		seen["one node"] = seen["one node"] || g.N == 1
		seen["no arcs"] = seen["no arcs"] || len(g.Arcs) == 0
		pairs := map[Arc]bool{}
		for _, a := range g.Arcs {
			seen["loop"] = seen["loop"] || a.From == a.To
			seen["zero"] = seen["zero"] || a.Weight == 0
			seen["blocked arc"] = seen["blocked arc"] || a.Weight == Blocked
			seen["huge"] = seen["huge"] || a.Weight == Blocked-1
			seen["parallel"] = seen["parallel"] || pairs[Arc{a.From, a.To, 0}]
			pairs[Arc{a.From, a.To, 0}] = true
		}
		for _, w := range g.NodeWeights {
			seen["blocked node"] = seen["blocked node"] || w == Blocked
		}
		for _, d := range g.DistancesFrom(0) {
			seen["unreachable"] = seen["unreachable"] || d == Inf
			seen["overflow"] = seen["overflow"] || d != Inf && d > uint64(Blocked)
		}
	}
	for _, what := range []string{"one node", "no arcs", "loop", "zero", "blocked arc", "huge", "parallel", "blocked node", "unreachable", "overflow"} {
		if !seen[what] {
			t.Errorf("no graph has: %s", what)
		}
	}
}
