package dissect

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// source returns random numbers that are the same in each run.
func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// build returns the graph of edges between n nodes; each may be listed several times, in
// either direction.
func build(n int, edges ...[2]int) *Graph {
	var both []edge
	for _, e := range edges {
		u, v := uint32(e[0]), uint32(e[1])
		both = append(both, edge{u, v}, edge{v, u})
	}
	a := adjacencyOf(both, n)
	return &Graph{First: a.first, Heads: a.heads}
}

func path(n int) *Graph {
	var edges [][2]int
	for v := 1; v < n; v++ {
		edges = append(edges, [2]int{v - 1, v})
	}
	return build(n, edges...)
}

func ring(n int) *Graph {
	var edges [][2]int
	for v := range n {
		edges = append(edges, [2]int{v, (v + 1) % n})
	}
	return build(n, edges...)
}

func star(n int) *Graph {
	var edges [][2]int
	for v := 1; v < n; v++ {
		edges = append(edges, [2]int{0, v})
	}
	return build(n, edges...)
}

func complete(n int) *Graph {
	var edges [][2]int
	for v := range n {
		for u := range v {
			edges = append(edges, [2]int{u, v})
		}
	}
	return build(n, edges...)
}

// tree returns a random tree: each node is attached to one of the reach nodes before it.
// A reach of 1 makes a path.
func tree(n, reach int, r *rand.Rand) *Graph {
	var edges [][2]int
	for v := 1; v < n; v++ {
		edges = append(edges, [2]int{v - 1 - r.IntN(min(v, reach)), v})
	}
	return build(n, edges...)
}

// grid returns a grid of width by height nodes, with points if wanted.
func grid(width, height int, points bool) *Graph {
	var edges [][2]int
	for v := range width * height {
		if (v+1)%width > 0 {
			edges = append(edges, [2]int{v, v + 1})
		}
		if v >= width {
			edges = append(edges, [2]int{v - width, v})
		}
	}
	g := build(width*height, edges...)
	for v := range width * height {
		if points {
			g.X = append(g.X, float64(v%width))
			g.Y = append(g.Y, float64(v/width))
		}
	}
	return g
}

// random returns n nodes with at most so many edges.
func random(n, edges int, r *rand.Rand) *Graph {
	var list [][2]int
	for range edges {
		if u, v := r.IntN(n), r.IntN(n); u != v {
			list = append(list, [2]int{u, v})
		}
	}
	return build(n, list...)
}

// graphOf returns the graph on n nodes whose edges are the bits of a number.
func graphOf(n int, set uint) *Graph {
	var edges [][2]int
	for v := range n {
		for u := range v {
			if set&1 == 1 {
				edges = append(edges, [2]int{u, v})
			}
			set >>= 1
		}
	}
	return build(n, edges...)
}

func pairs(n int) int { return n * (n - 1) / 2 }

func order(t testing.TB, g *Graph) []uint32 {
	t.Helper()
	list, err := Order(context.Background(), g, nil)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// eliminated is the result of contracting nodes in an order, by the definition.
type eliminated struct {
	parent []int // by rank; -1 for a root
	depth  []int // by rank; 1 for a root
	rank   []int // by node
	fill   int   // arcs of the filled graph
}

// eliminate contracts node by node. It fails unless the order contains each node once.
func eliminate(t testing.TB, g *Graph, order []uint32) *eliminated {
	t.Helper()
	n := max(len(g.First), 1) - 1
	checkPermutation(t, n, order)
	e := &eliminated{parent: make([]int, n), depth: make([]int, n), rank: make([]int, n)}
	for r, v := range order {
		e.rank[v] = r
	}
	upper := make([][]int, n)
	for r, v := range order {
		for _, u := range g.Heads[g.First[v]:g.First[v+1]] {
			upper[r] = append(upper[r], e.rank[u])
		}
	}
	for r := range order { // the others in its row become neighbours of the lowest one
		row := upper[r]
		slices.Sort(row)
		row = slices.Compact(row)
		row = row[sortedAfter(row, r):]
		e.parent[r] = -1
		e.fill += len(row)
		if len(row) > 0 {
			e.parent[r] = row[0]
			upper[row[0]] = append(upper[row[0]], row[1:]...)
		}
		upper[r] = nil
	}
	for r := n - 1; r >= 0; r-- {
		e.depth[r] = 1
		if p := e.parent[r]; p >= 0 {
			e.depth[r] += e.depth[p]
		}
	}
	return e
}

func sortedAfter(row []int, r int) int {
	at, found := slices.BinarySearch(row, r)
	if found {
		at++
	}
	return at
}

func checkPermutation(t testing.TB, n int, order []uint32) {
	t.Helper()
	sorted := slices.Sorted(slices.Values(order))
	for v := range sorted {
		if sorted[v] != uint32(v) {
			t.Fatalf("%v is no order of %d nodes", order, n)
		}
	}
	if len(sorted) != n {
		t.Fatalf("an order of %d nodes has %d", n, len(sorted))
	}
}

func (e *eliminated) height() int {
	if len(e.depth) == 0 {
		return 0
	}
	return slices.Max(e.depth)
}

func (e *eliminated) mean() float64 {
	sum := 0
	for _, d := range e.depth {
		sum += d
	}
	return float64(sum) / float64(len(e.depth))
}

// below tells whether a rank is equal to another or below it in the tree.
func (e *eliminated) below(r, top int) bool {
	for r >= 0 && r < top {
		r = e.parent[r]
	}
	return r == top
}

// log2 returns the logarithm rounded up.
func log2(n int) int { return bits.Len(uint(max(n, 1) - 1)) }
