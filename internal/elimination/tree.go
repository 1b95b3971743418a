package elimination

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// ErrOrder: the order is not one of the graph's nodes, each once.
var ErrOrder = errors.New("not an order of the nodes")

// SizeError reports a filled graph of more arcs than were allowed.
type SizeError struct {
	Arcs, Max int // how many were found by then, and how many were allowed
}

// Error says how many arcs there are.
func (e *SizeError) Error() string {
	return fmt.Sprintf("more than %d arcs with shortcuts", e.Max)
}

// Tree is the filled graph of a graph and an order, and its elimination tree. All
// but Rank goes by ranks. The arcs of rank v are numbered First[v] up to
// First[v+1], the one to the highest ancestor first; the last of them leads to its
// parent. Most of them lead to ancestors that follow one another, as the nodes of a
// separator do: that is a Run. The runs of rank v are numbered RunFirst[v] up to
// RunFirst[v+1].
type Tree struct {
	Order  []uint32 // the node of each rank
	Rank   []uint32 // the rank of each node
	Parent []uint32 // None for a root
	Low    []uint32 // the lowest rank in the subtree of each rank; it has all from there to the rank
	Depth  []uint32 // how many proper ancestors there are
	First  []uint32 // one a rank and one more: where its arcs begin
	Head   []uint32 // the upper end of each arc; they descend within a rank
	Above  []uint32 // the depth of that end; they ascend
	Height int      // of the tree: the nodes on its longest path
	Last   []uint32 // the last rank of each rank's supernode: see there

	RunFirst []uint32 // one a rank and one more: where its runs begin
	Runs     []Run
}

// Run is some arcs of one rank, of which each leads one step deeper than the one
// before. It goes up to the next run of the rank, or to the end of its arcs.
type Run struct {
	Arc   uint32 // the first of them
	Above uint32 // the depth that it leads to
}

// New returns the tree of an undirected graph in adjacency arrays: the neighbours of node v
// are heads[first[v]:first[v+1]]. order holds the nodes from the first that is contracted
// to the last; the Order of the tree may be another one with the same filled graph. An error
// is ErrOrder, a *SizeError if there are more than maxArcs, or the context's.
func New(ctx context.Context, first, heads, order []uint32, maxArcs int) (*Tree, error) {
	t, err := ordered(order, len(first)-1)
	if err != nil {
		return nil, err
	}
	g := adjacency{first, heads}
	t.link(g)
	t.postorder()
	if err := t.fill(ctx, g, maxArcs); err != nil {
		return nil, err
	}
	t.measure()
	t.run()
	t.supernodes()
	return t, nil
}

// adjacency is an undirected graph by its nodes.
type adjacency struct{ first, heads []uint32 }

func (g adjacency) of(v uint32) []uint32 { return g.heads[g.first[v]:g.first[v+1]] }

// ordered returns a tree that has nothing but an order.
func ordered(order []uint32, n int) (*Tree, error) {
	if len(order) != n {
		return nil, fmt.Errorf("%w: %d entries for %d nodes", ErrOrder, len(order), n)
	}
	t := &Tree{Order: slices.Clone(order), Rank: slices.Repeat([]uint32{layout.None}, n)}
	for r, v := range order {
		if int64(v) >= int64(n) {
			return nil, fmt.Errorf("%w: entry %d is node %d of %d", ErrOrder, r, v, n)
		}
		if t.Rank[v] != layout.None {
			return nil, fmt.Errorf("%w: entry %d is node %d for the second time", ErrOrder, r, v)
		}
		t.Rank[v] = uint32(r)
	}
	return t, nil
}

// link finds the parents, before any fill is known (Liu 1986): the lower
// neighbours of a node lie in subtrees that it becomes the root of. top leads
// from a node towards the root of its subtree so far, and is shortened in use.
func (t *Tree) link(g adjacency) {
	n := len(t.Order)
	t.Parent = slices.Repeat([]uint32{layout.None}, n)
	top := slices.Repeat([]uint32{layout.None}, n)
	for r, v := range t.Order {
		for _, u := range g.of(v) {
			low := t.Rank[u]
			for low < uint32(r) {
				next := top[low]
				top[low] = uint32(r)
				if next == layout.None {
					t.Parent[low] = uint32(r)
				}
				low = next // None, which is no lower rank, ends the climb
			}
		}
	}
}

// postorder renames the ranks so that those of a subtree are consecutive, and of
// the children of a node the one with the largest subtree comes first: see Codes.
// Otherwise roots and children keep their order among themselves.
func (t *Tree) postorder() {
	n := uint32(len(t.Order))
	size, heavy := t.sizes()
	renamed, end := make([]uint32, n), make([]uint32, n) // end: what is left for the children of a node lies below
	last := n
	for i := range n {
		r := n - 1 - i
		p := t.Parent[r]
		switch {
		case p == layout.None:
			renamed[r], last = last-1, last-size[r]
		case heavy[p] == r:
			renamed[r] = renamed[p] - size[p] + size[r]
		default:
			renamed[r], end[p] = end[p]-1, end[p]-size[r]
		}
		end[r] = renamed[r]
	}
	t.rename(renamed)
}

// sizes returns how many nodes the subtree of each rank has, and the child of each rank with
// the largest subtree, the first of several.
func (t *Tree) sizes() (size, heavy []uint32) {
	size = slices.Repeat([]uint32{1}, len(t.Parent))
	heavy = slices.Repeat([]uint32{layout.None}, len(t.Parent))
	for r, p := range t.Parent { // children come before their parents
		if p == layout.None {
			continue
		}
		size[p] += size[r]
		if h := heavy[p]; h == layout.None || size[r] > size[h] {
			heavy[p] = uint32(r)
		}
	}
	return size, heavy
}

// rename moves everything of each rank to another.
func (t *Tree) rename(to []uint32) {
	order, parent := make([]uint32, len(to)), make([]uint32, len(to))
	for r, v := range t.Order {
		order[to[r]] = v
		t.Rank[v] = to[r]
		if parent[to[r]] = layout.None; t.Parent[r] != layout.None {
			parent[to[r]] = to[t.Parent[r]]
		}
	}
	t.Order, t.Parent = order, parent
}

// checked is how many ranks are filled between two looks at a context.
const checked = 64

// fill finds the arcs: a rank has those of the graph, and those that its children
// hand on.
func (t *Tree) fill(ctx context.Context, g adjacency, maxArcs int) error {
	n := len(t.Order)
	t.First = make([]uint32, 1, n+1)
	child, sibling := slices.Repeat([]uint32{layout.None}, n), make([]uint32, n)
	seen := slices.Repeat([]uint32{layout.None}, n)
	for r := range uint32(n) {
		if r%checked == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		begin := len(t.Head)
		for _, u := range g.of(t.Order[r]) {
			t.see(seen, r, t.Rank[u])
		}
		for c := child[r]; c != layout.None; c = sibling[c] {
			for a := t.First[c]; a < t.First[c+1]; a++ {
				t.see(seen, r, t.Head[a])
			}
		}
		if len(t.Head) > min(maxArcs, math.MaxInt32) {
			return &SizeError{Arcs: len(t.Head), Max: maxArcs}
		}
		slices.Sort(t.Head[begin:])
		slices.Reverse(t.Head[begin:])
		t.First = append(t.First, uint32(len(t.Head)))
		if p := t.Parent[r]; p != layout.None {
			sibling[r], child[p] = child[p], r
		}
	}
	return nil
}

// see adds an arc from r up to another rank, unless it is there or leads down.
func (t *Tree) see(seen []uint32, r, up uint32) {
	if up > r && seen[up] != r {
		seen[up] = r
		t.Head = append(t.Head, up)
	}
}

// measure works out depths, and where subtrees begin.
func (t *Tree) measure() {
	n := len(t.Order)
	sizes, _ := t.sizes()
	t.Low = sizes
	for r := range t.Low {
		t.Low[r] = uint32(r) + 1 - sizes[r]
	}
	t.Depth, t.Above = make([]uint32, n), make([]uint32, len(t.Head))
	for r := n - 1; r >= 0; r-- {
		if p := t.Parent[r]; p != layout.None {
			t.Depth[r] = t.Depth[p] + 1
		}
		t.Height = max(t.Height, int(t.Depth[r])+1)
		for a := t.First[r]; a < t.First[r+1]; a++ {
			t.Above[a] = t.Depth[t.Head[a]]
		}
	}
}

// run finds the runs.
func (t *Tree) run() {
	t.RunFirst = make([]uint32, 1, len(t.Order)+1)
	for r := range t.Order {
		for a := t.First[r]; a < t.First[r+1]; a++ {
			if a == t.First[r] || t.Above[a] != t.Above[a-1]+1 {
				t.Runs = append(t.Runs, Run{a, t.Above[a]})
			}
		}
		t.RunFirst = append(t.RunFirst, uint32(len(t.Runs)))
	}
}

// ClimbSteps returns what going up from a rank to its root takes on average: eight steps
// for each rank on the way, and one for each of its runs and for each eight of its arcs.
func (t *Tree) ClimbSteps() int {
	total, n := 0, len(t.Order)
	for r := range t.Order { // which is on the way of all ranks of its subtree
		steps := 8 + t.RunFirst[r+1] - t.RunFirst[r] + (t.First[r+1]-t.First[r])/8
		total += int(steps) * (r + 1 - int(t.Low[r]))
	}
	return total / max(n, 1)
}

// Arc returns the number of the arc from one rank up to another, in O(log degree).
func (t *Tree) Arc(from, to uint32) (arc uint32, ok bool) {
	begin := t.First[from]
	i, ok := slices.BinarySearchFunc(t.Head[begin:t.First[from+1]], to, func(head, to uint32) int { return cmp.Compare(to, head) })
	return begin + uint32(i), ok
}

// At returns the number of the arc from a rank up to its ancestor at a depth, in O(runs
// of the rank), which are few.
func (t *Tree) At(from, depth uint32) (arc uint32, ok bool) {
	end := t.First[from+1]
	for i := t.RunFirst[from+1]; i > t.RunFirst[from]; {
		i--
		if run := t.Runs[i]; run.Above <= depth {
			arc = run.Arc + depth - run.Above
			return arc, arc < end
		}
		end = t.Runs[i].Arc
	}
	return 0, false
}
