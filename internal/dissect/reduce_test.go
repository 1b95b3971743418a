package dissect

import (
	"fmt"
	"slices"
	"testing"
)

func reduced(g *Graph) (*core, []uint32) { return reduce(newCore(g, len(g.First)-1)) }

// The removed nodes, and the remaining ones with their weights.
func TestReduceKnownGraphs(t *testing.T) {
	square := [][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}, {1, 3}} // all four are adjacent
	for _, c := range []struct {
		what    string
		graph   *Graph
		order   string
		left    string
		weights string
	}{
		{"one node", build(1), "[0]", "[]", "[]"},
		{"a path", path(7), "[0 2 4 6 1 5 3]", "[]", "[]"},
		{"a star", star(4), "[1 2 3 0]", "[]", "[]"},
		{"a triangle", ring(3), "[1 2 0]", "[]", "[]"},
		{"nothing to take", complete(4), "[]", "[0 1 2 3]", "[1 1 1 1]"},
		{"a dead end", build(7, append(square, [2]int{3, 4}, [2]int{4, 5}, [2]int{5, 6})...),
			"[6 4 5]", "[0 1 2 3]", "[1 1 1 4]"},
		{"a run between neighbours", build(7, append(square, [2]int{1, 4}, [2]int{4, 5}, [2]int{5, 6}, [2]int{6, 2})...),
			"[4 6 5]", "[0 1 2 3]", "[1 2 3 1]"},
		{"a loop", build(6, append(square, [2]int{0, 4}, [2]int{4, 5}, [2]int{5, 0})...),
			"[4 5]", "[0 1 2 3]", "[3 1 1 1]"},
		{"a run in place of an edge", build(5, append(square[1:], [2]int{0, 4}, [2]int{4, 1})...),
			"[4]", "[0 1 2 3]", "[1 2 1 1]"},
		{"a dead end on a run", build(6, append(square[1:], [2]int{0, 4}, [2]int{4, 1}, [2]int{4, 5})...),
			"[5 4]", "[0 1 2 3]", "[2 2 1 1]"},
	} {
		left, order := reduced(c.graph)
		if got := fmt.Sprint(order); got != c.order {
			t.Errorf("%s: %s taken out, want %s", c.what, got, c.order)
		}
		if got := fmt.Sprint(left.node); got != c.left {
			t.Errorf("%s: %s left, want %s", c.what, got, c.left)
		}
		if got := fmt.Sprint(left.weight); got != c.weights {
			t.Errorf("%s: weights %s, want %s", c.what, got, c.weights)
		}
		if len(left.node) == 4 && len(left.heads) != 12 {
			t.Errorf("%s: %d arcs left, want 12", c.what, len(left.heads))
		}
	}
}

// The rest weighs as much as the components that it comes from, and is connected like
// them.
func TestReduceKeepsWeights(t *testing.T) {
	for seed := range uint64(200) {
		r := source(seed)
		n := 1 + r.IntN(31)
		g := random(n, r.IntN(2*n), r)
		left, order := reduced(g)
		checkPermutation(t, n, append(slices.Clone(order), left.node...))
		nodes := set(left.node)
		for v := range left.node {
			want, got := 0, 0
			piece := reached(g, 1<<left.node[v], 1<<n-1)
			for u := range n {
				want += int(piece >> u & 1)
			}
			for u, original := range left.node {
				if piece>>original&1 == 1 {
					got += int(left.weight[u])
				}
			}
			if got != want {
				t.Fatalf("seed %d: what is left of the component of %d weighs %d of %d", seed, left.node[v], got, want)
			}
			all := &Graph{First: left.first, Heads: left.heads}
			for _, u := range left.row(uint32(v)) {
				if nodes>>left.node[u]&1 == 0 || u == uint32(v) || !slices.Contains(all.Heads[all.First[u]:all.First[u+1]], uint32(v)) {
					t.Fatalf("seed %d: an edge between %d and %d one way only, or a loop", seed, v, u)
				}
			}
		}
	}
}

// Trees have the minimum height.
func TestTreesAreLeastHigh(t *testing.T) {
	for seed := range uint64(300) {
		r := source(seed)
		g := tree(1+r.IntN(13), 1+r.IntN(6), r)
		left, order := reduced(g)
		if len(left.node) > 0 {
			t.Fatalf("seed %d: %v left of a tree", seed, left.node)
		}
		if h, best := eliminate(t, g, order).height(), treeDepth(g); h != best {
			t.Fatalf("seed %d: height %d, the least is %d", seed, h, best)
		}
	}
}

// A ladder shrinks only at its ends, too little for a second round: the remaining rungs
// are halved instead.
func TestRoundsEnd(t *testing.T) {
	g := grid(2, 500, false)
	if left, _ := reduced(g); len(left.node) < 900 {
		t.Errorf("%d of 1000 nodes left", len(left.node))
	}
	checkHeight(t, "ladder", g, 2*log2(500)+4)
}

// A ring of rings, of which each round removes one level.
func TestRoundsGoOn(t *testing.T) {
	g := build(12, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 0}, // three corners, and on each side of them two
		[2]int{0, 3}, [2]int{3, 4}, [2]int{4, 1}, [2]int{1, 5}, [2]int{5, 6}, [2]int{6, 2}, [2]int{2, 7}, [2]int{7, 8}, [2]int{8, 0},
		[2]int{3, 9}, [2]int{9, 4}, [2]int{5, 10}, [2]int{10, 6}, [2]int{7, 11}, [2]int{11, 8})
	if left, _ := reduced(g); len(left.node) > 0 {
		t.Errorf("%v left", left.node)
	}
}
