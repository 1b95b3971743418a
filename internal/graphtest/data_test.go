package graphtest

import (
	"slices"
	"testing"
)

// The oracle passes the tests of other libraries.
func TestOracleOnPeerCases(t *testing.T) {
	cases, negative := PeerCases(t)
	if len(cases) != 48 || negative != 7 {
		t.Errorf("%d cases and %d negative ones, want 48 and 7", len(cases), negative)
	}
	for _, c := range cases {
		for _, q := range c.Queries {
			best := Inf
			for _, s := range q.Sources {
				best = min(best, c.Graph.DistancesFrom(s)[q.Target])
			}
			if best != q.Distance {
				t.Errorf("%s: %v to %d: %d, want %d", c.Graph.Name, q.Sources, q.Target, best, q.Distance)
			}
			for _, p := range q.Paths {
				if cost, err := c.Graph.PathCost(p); err != nil || cost != best {
					t.Errorf("%s: path %v costs %d, %v; want %d", c.Graph.Name, p, cost, err, best)
				}
			}
		}
	}
}

// The small examples of problems 81 and 83, whose sums include the start.
func TestOracleOnEuler(t *testing.T) {
	rows := Matrix(t, "example5x5.txt")
	if large := Matrix(t, "p081_matrix.txt"); len(large) != 80 || len(large[79]) != 80 {
		t.Errorf("%d rows", len(large))
	}
	down, all := &Graph{N: 25}, &Graph{N: 25}
	down.NodeWeights = slices.Concat(rows...)
	all.NodeWeights = down.NodeWeights
	for v := range uint32(25) {
		for _, step := range []struct {
			ok bool
			to uint32
		}{{v%5 < 4, v + 1}, {v/5 < 4, v + 5}} {
			if step.ok {
				down.Arcs = append(down.Arcs, Arc{v, step.to, 0})
				all.edge(v, step.to, 0)
			}
		}
	}
	start := uint64(rows[0][0])
	if d := start + down.DistancesFrom(0)[24]; d != 2427 {
		t.Errorf("right and down: %d, want 2427", d)
	}
	if d := start + all.DistancesFrom(0)[24]; d != 2297 {
		t.Errorf("all directions: %d, want 2297", d)
	}
}

func TestScenariosAndSeattleAreWhole(t *testing.T) {
	if s := Scenarios(t, "den001d"); len(s) < 100 || s[0] != (Scenario{10, 38, 11, 37, 1.41421}) {
		t.Errorf("%d scenarios, the first %+v", len(s), s[0])
	}
	g, queries := Seattle(t)
	if g.N != 2346 || len(queries) != 100_000 || queries[1].Distance != Inf {
		t.Errorf("%d nodes, %d queries", g.N, len(queries))
	}
}
