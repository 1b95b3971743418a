package elimination

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/layout"
)

// picture is an undirected graph as a test draws it.
type picture struct {
	n     int
	edges [][2]uint32
}

// neighbours returns those of each node.
func (p picture) neighbours() []map[uint32]bool {
	near := make([]map[uint32]bool, p.n)
	for v := range near {
		near[v] = map[uint32]bool{}
	}
	for _, e := range p.edges {
		if e[0] != e[1] {
			near[e[0]][e[1]], near[e[1]][e[0]] = true, true
		}
	}
	return near
}

// arrays returns the adjacency arrays of a picture.
func (p picture) arrays() (first, heads []uint32) {
	first = []uint32{0}
	for _, set := range p.neighbours() {
		row := []uint32{}
		for u := range set {
			row = append(row, u)
		}
		slices.Sort(row)
		heads = append(heads, row...)
		first = append(first, uint32(len(heads)))
	}
	return first, heads
}

// scribble returns a random picture: sparse ones fall apart, dense ones fill up.
func scribble(r *rand.Rand, n, edges int) picture {
	p := picture{n: n}
	for range edges {
		p.edges = append(p.edges, [2]uint32{r.Uint32N(uint32(n)), r.Uint32N(uint32(n))})
	}
	return p
}

// shuffled returns a random order of n nodes.
func shuffled(r *rand.Rand, n int) []uint32 {
	order := make([]uint32, n)
	for i, v := range r.Perm(n) {
		order[i] = uint32(v)
	}
	return order
}

// contract plays the elimination game on an adjacency matrix, as the definition
// says, and returns the filled graph by nodes: filled[u][v] for u contracted before
// v.
func (p picture) contract(order []uint32) (filled []map[uint32]bool) {
	near := p.neighbours()
	filled = make([]map[uint32]bool, p.n)
	for _, v := range order {
		filled[v] = near[v]
		for u := range near[v] {
			delete(near[u], v)
			for w := range near[v] {
				if u != w {
					near[u][w] = true
				}
			}
		}
	}
	return filled
}

func mustTree(t *testing.T, p picture, order []uint32) *Tree {
	t.Helper()
	first, heads := p.arrays()
	tree, err := New(context.Background(), first, heads, order, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// each runs a test on random pictures of all densities and random orders.
func each(t *testing.T, f func(t *testing.T, p picture, order []uint32)) {
	t.Helper()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(40)
		p := scribble(r, n, r.IntN(4*n))
		f(t, p, shuffled(r, n))
	}
}

// TestFilledGraph compares the arcs with those of the elimination game: the other
// order that New chooses must not change them.
func TestFilledGraph(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree, want := mustTree(t, p, order), p.contract(order)
		for r, v := range tree.Order {
			heads := tree.Head[tree.First[r]:tree.First[r+1]]
			if len(heads) != len(want[v]) || !slices.IsSortedFunc(heads, func(a, b uint32) int { return cmp.Compare(b, a) }) {
				t.Fatalf("%v, %v: arcs of node %d lead to ranks %v of %v, want nodes %v", p, order, v, heads, tree.Order, want[v])
			}
			for i, head := range heads {
				arc, ok := tree.Arc(uint32(r), head)
				if !want[v][tree.Order[head]] || !ok || int(arc) != int(tree.First[r])+i {
					t.Fatalf("%v, %v: arc from node %d to rank %d: %d, %v", p, order, v, head, arc, ok)
				}
			}
		}
	})
}

// TestTree checks what the documentation says of the tree.
func TestTree(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree, height := mustTree(t, p, order), uint32(0)
		for r := range uint32(p.n) {
			parent, depth := tree.Parent[r], uint32(0)
			if arcs := tree.Head[tree.First[r]:tree.First[r+1]]; len(arcs) > 0 && parent != arcs[len(arcs)-1] || len(arcs) == 0 && parent != layout.None {
				t.Fatalf("%v: parent of %d is %d, its arcs lead to %v", p, r, parent, arcs)
			}
			ancestors := map[uint32]uint32{}
			for a := parent; a != layout.None; a = tree.Parent[a] {
				ancestors[a] = tree.Depth[a]
				depth++
			}
			for a := tree.First[r]; a < tree.First[r+1]; a++ {
				if d, ok := ancestors[tree.Head[a]]; !ok || d != tree.Above[a] {
					t.Fatalf("%v: arc of %d leads to %d at depth %d, no ancestor there", p, r, tree.Head[a], tree.Above[a])
				}
			}
			if tree.Depth[r] != depth || tree.Rank[tree.Order[r]] != r {
				t.Fatalf("%v: rank %d has depth %d, want %d; node %d has rank %d", p, r, tree.Depth[r], depth, tree.Order[r], tree.Rank[tree.Order[r]])
			}
			height = max(height, depth+1)
		}
		if tree.Height != int(height) {
			t.Fatalf("%v: height %d, want %d", p, tree.Height, height)
		}
	})
}

// TestRuns puts the depths that arcs lead to together again from the runs, which
// must be as few as can be.
func TestRuns(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree := mustTree(t, p, order)
		var above []uint32
		for r := range p.n {
			runs := tree.Runs[tree.RunFirst[r]:tree.RunFirst[r+1]]
			for i, run := range runs {
				end := tree.First[r+1]
				if i+1 < len(runs) {
					if end = runs[i+1].Arc; runs[i+1].Above <= run.Above+end-run.Arc {
						t.Fatalf("%v: runs %v of rank %d are one, or cross", p, runs, r)
					}
				}
				for a := run.Arc; a < end; a++ {
					above = append(above, run.Above+a-run.Arc)
				}
			}
		}
		if !slices.Equal(above, tree.Above) {
			t.Fatalf("%v: runs lead to depths %v, arcs to %v", p, above, tree.Above)
		}
	})
}

// TestPostorder checks that the ranks of a subtree are consecutive and end at its
// root, so that counting down the last node seen at a smaller depth is an ancestor.
func TestPostorder(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) {
		tree := mustTree(t, p, order)
		size, _ := tree.sizes()
		seen := make([]uint32, tree.Height)
		for i := range p.n {
			r := uint32(p.n - 1 - i)
			if up := tree.Parent[r]; up != layout.None && (r > up || r+size[up] <= up || seen[tree.Depth[r]-1] != up) {
				t.Fatalf("%v: rank %d below %d of size %d; last at depth %d is %d", p, r, up, size[up], tree.Depth[r]-1, seen[tree.Depth[r]-1])
			}
			seen[tree.Depth[r]] = r
		}
	})
}

// common counts common ancestors by walking.
func common(t *Tree, s, u uint32) (n uint32) {
	above := map[uint32]bool{}
	for ; s != layout.None; s = t.Parent[s] {
		above[s] = true
	}
	for ; u != layout.None; u = t.Parent[u] {
		if above[u] {
			n++
		}
	}
	return n
}

// checkCodes compares all pairs with common, and holds codes to what they promise:
// they rise as ranks fall, and none is the beginning of another.
func checkCodes(t *testing.T, tree *Tree) {
	t.Helper()
	codes, err := tree.Codes()
	if err != nil {
		t.Fatal(err)
	}
	n := uint32(len(tree.Order))
	for s := range n {
		for u := range n {
			if s != u {
				if got, want := codes.Common(s, u), common(tree, s, u); got != want {
					t.Fatalf("ranks %d and %d of parents %v: %d common ancestors, want %d", s, u, tree.Parent, got, want)
				}
			}
			if s < u {
				b := uint8(bits.LeadingZeros64(codes.Code[s] ^ codes.Code[u]))
				if codes.Code[s] <= codes.Code[u] || b >= min(codes.Bits[s], codes.Bits[u]) {
					t.Fatalf("codes of ranks %d and %d: %x of %d bits, %x of %d", s, u, codes.Code[s], codes.Bits[s], codes.Code[u], codes.Bits[u])
				}
			}
		}
		if own := codes.Cuts[codes.At[s]:codes.At[s+1]]; len(own) != int(codes.Bits[s]) || !slices.IsSorted(own) || len(own) > 0 && own[len(own)-1] > tree.Depth[s]+1 {
			t.Fatalf("rank %d at depth %d has %d bits and cuts %v", s, tree.Depth[s], codes.Bits[s], own)
		}
		if limit := 3*bits.Len32(n) + 4; int(codes.Bits[s]) > limit {
			t.Fatalf("code of rank %d has %d bits, of %d ranks", s, codes.Bits[s], n)
		}
	}
}

func TestCodes(t *testing.T) {
	each(t, func(t *testing.T, p picture, order []uint32) { checkCodes(t, mustTree(t, p, order)) })
}

// TestCodesOfTrees tries trees of extreme shapes: paths, stars, combs, and ones
// whose parts double from place to place.
func TestCodesOfTrees(t *testing.T) {
	shapes := map[string]func(v int) int{ // the parent of each node but 0
		"path":   func(v int) int { return v - 1 },
		"star":   func(int) int { return 0 },
		"binary": func(v int) int { return (v - 1) / 2 },
		"comb":   func(v int) int { return v - 2 + v%2 },
		"doubling": func(v int) int {
			if v&(v-1) == 0 {
				return v / 2
			}
			return v - 1
		},
	}
	for name, parent := range shapes {
		for _, n := range []int{1, 2, 3, 64, 257} {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) {
				tree := &Tree{Order: make([]uint32, n), Rank: make([]uint32, n), Parent: make([]uint32, n)}
				for v := range n { // node v has rank n-1-v: parents have higher ranks
					r := n - 1 - v
					tree.Order[r], tree.Rank[v] = uint32(v), uint32(r)
					if tree.Parent[r] = layout.None; v > 0 {
						tree.Parent[r] = uint32(n - 1 - parent(v))
					}
				}
				tree.postorder()
				tree.First = make([]uint32, n+1)
				tree.measure()
				checkCodes(t, tree)
			})
		}
	}
}

// TestRefusals tries orders that are none, and too many arcs.
func TestRefusals(t *testing.T) {
	first, heads := picture{3, [][2]uint32{{0, 1}, {1, 2}, {2, 0}}}.arrays()
	for _, order := range [][]uint32{{}, {0, 1}, {0, 1, 1}, {0, 1, 3}, {0, 1, 2, 2}} {
		if _, err := New(context.Background(), first, heads, order, 9); !errors.Is(err, ErrOrder) {
			t.Errorf("order %v: %v", order, err)
		}
	}
	var large *SizeError
	if _, err := New(context.Background(), first, heads, []uint32{0, 1, 2}, 2); !errors.As(err, &large) || large.Max != 2 || large.Arcs <= 2 {
		t.Errorf("three arcs where two are allowed: %v", err)
	}
	if _, err := New(context.Background(), first, heads, []uint32{0, 1, 2}, 3); err != nil {
		t.Errorf("three arcs where three are allowed: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(ctx, first, heads, []uint32{0, 1, 2}, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("filled after the context was done: %v", err)
	}
}
