package csr

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestSubgraph keeps random nodes in random order and looks every pair up in
// both graphs.
func TestSubgraph(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		b := randomBuilder(r)
		b.SetMeta(Meta{Name: "whole"})
		g := mustBuild(t, b)
		keep := make([]Node, 0, g.NumNodes())
		for _, v := range r.Perm(g.NumNodes())[:r.IntN(g.NumNodes()+1)] {
			keep = append(keep, Node(v))
		}
		part, err := Subgraph(g, keep)
		if err != nil || part.NumNodes() != len(keep) || part.Meta() != g.Meta() {
			t.Fatalf("%d nodes kept, %v; want %d", part.NumNodes(), err, len(keep))
		}
		for i, u := range keep {
			gotX, gotY, _ := part.Point(Node(i))
			wantX, wantY, _ := g.Point(u)
			if part.NodeWeight(Node(i)) != g.NodeWeight(u) || gotX != wantX || gotY != wantY {
				t.Fatalf("node %d, once %d, has changed", i, u)
			}
			for j, v := range keep {
				got, gotOK := part.ArcWeight(Node(i), Node(j))
				if want, wantOK := g.ArcWeight(u, v); got != want || gotOK != wantOK {
					t.Fatalf("arc %d, %d: %d, %v; want %d, %v", i, j, got, gotOK, want, wantOK)
				}
			}
		}
	}
}

func TestSubgraphRefuses(t *testing.T) {
	g := mustBuild(t, everything())
	var n *NodeError
	if _, err := Subgraph(g, []Node{0, 1, 5}); !errors.As(err, &n) || n.Place != "keep[2]" || n.Node != 5 {
		t.Errorf("node 5 of 5: %v", err)
	}
	if _, err := Subgraph(g, []Node{3, 1, 3}); err == nil || !strings.Contains(err.Error(), "keep[0] and keep[2] are both node 3") {
		t.Errorf("a node twice: %v", err)
	}
}

// TestLargestComponent compares with mutual reachability found by flooding from
// every node.
func TestLargestComponent(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		g := mustBuild(t, randomBuilder(r))
		reach := make([][]bool, g.NumNodes())
		for v := range reach {
			reach[v] = flood(g, Node(v))
		}
		var want []Node
		for v := range reach {
			var part []Node
			for u := range reach {
				if reach[v][u] && reach[u][v] {
					part = append(part, Node(u))
				}
			}
			if len(part) > len(want) {
				want = part
			}
		}
		if got := LargestComponent(g); !slices.Equal(got, want) {
			t.Fatalf("component %v, want %v", got, want)
		}
	}
}

// flood returns which nodes can be reached.
func flood(g *CSRGraph, from Node) []bool {
	seen := make([]bool, g.NumNodes())
	seen[from] = true
	for todo := []Node{from}; len(todo) > 0; {
		v := todo[0]
		todo = todo[1:]
		for to, w := range g.Arcs(v).All() {
			if !seen[to] && w != Blocked && g.NodeWeight(to) != Blocked {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return seen
}

// TestLargestComponentOfALongPath would overflow a recursive search's stack
// first.
func TestLargestComponentOfALongPath(t *testing.T) {
	const n = 300_000
	b := NewBuilder(n)
	for v := range Node(n - 1) {
		b.AddArc(v, v+1, 1)
	}
	g := mustBuild(t, b)
	if got := LargestComponent(g); !slices.Equal(got, []Node{0}) {
		t.Errorf("a path falls into single nodes; the largest part has %d", len(got))
	}
	b.AddArc(n-1, 0, 1)
	if got := LargestComponent(mustBuild(t, b)); len(got) != n {
		t.Errorf("a cycle of %d is one part, not one of %d", n, len(got))
	}
	if got := LargestComponent(mustBuild(t, NewBuilder(0))); len(got) != 0 {
		t.Errorf("nothing has a part %v", got)
	}
}
