package dijkstra

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// Tree is what one search from a source, or from several at once, found: the
// distance of every node from the nearest source and the canonical shortest path
// to it. It is a view of its Solver's memory, valid
// until the Solver's next query or a change to the overlay in use; after that
// its methods fail with ErrStale. Like the Solver it belongs to one goroutine.
type Tree struct {
	s      *Solver
	query  uint64
	source csr.Node
}

// Tree searches from sources to all nodes and returns what it found, without
// copying it: see there for how long it is valid. Where a node is as near to
// several sources, its path comes from the smallest-numbered of them. The error
// wraps ErrNoNodes if there is no source. It costs O(n + m), however many sources there
// are.
func (s *Solver) Tree(sources ...csr.Node) (Tree, error) {
	if err := s.ready(); err != nil {
		return Tree{}, err
	}
	if len(sources) == 0 {
		return Tree{}, fmt.Errorf("dijkstra: tree without a source: %w", ErrNoNodes)
	}
	if err := s.g.CheckNodes(sources, "sources"); err != nil {
		return Tree{}, err
	}
	s.engine.Begin(search.Forward, sources...)
	s.engine.SettleAll()
	roots := s.engine.Roots()
	slices.Sort(roots)
	runtime.KeepAlive(s)
	return Tree{s: s, query: s.queries, source: roots[0]}, nil
}

// Source returns the node that the tree is rooted in, the smallest-numbered of
// several.
func (t Tree) Source() csr.Node { return t.source }

// Distance returns the cost of the shortest path from the source to v, or
// Unreachable, in O(1).
func (t Tree) Distance(v csr.Node) (uint32, error) {
	if err := t.check(v, "v"); err != nil {
		return Unreachable, err
	}
	defer runtime.KeepAlive(t.s)
	return t.distance(v)
}

// distance answers for a node that was checked.
func (t Tree) distance(v csr.Node) (uint32, error) {
	d, overflow := t.s.read(v)
	if overflow {
		return d, &OverflowError{From: t.source, To: v}
	}
	return d, nil
}

// AppendDistances appends the distance of every node, in the order of their
// numbers, to dst: n entries, Unreachable where there is no path. The error is
// an *OverflowError if one does not fit; dst is then as it was given.
func (t Tree) AppendDistances(dst []uint32) ([]uint32, error) {
	if err := t.current(); err != nil {
		return dst, err
	}
	defer runtime.KeepAlive(t.s)
	n := t.s.g.NumNodes()
	all := slices.Grow(dst, n)[:len(dst)+n]
	if v, overflow := t.s.readAll(all[len(dst):]); overflow {
		return dst, &OverflowError{From: t.source, To: v}
	}
	return all, nil
}

// Parent returns the node before v on the canonical path from the source. ok is false if
// v is a source that is not reached at cost 0 from a smaller-numbered one, if no path leads
// to v, or if its distance does not fit in 32 bits. The first call of Parent or AppendPath
// on a tree costs O(n + m), later ones O(1).
func (t Tree) Parent(v csr.Node) (p csr.Node, ok bool, err error) {
	if err := t.check(v, "v"); err != nil {
		return 0, false, err
	}
	t.grow()
	p, ok = t.s.ties.Parent(v)
	return p, ok, nil
}

// AppendPath appends the nodes of the canonical path from the source to a node
// to dst, both ends included, and returns its cost: what Solver.AppendPath
// would, in the time the path takes to write down once the parents are known
// (see Parent). If there is no path it appends nothing and returns Unreachable.
func (t Tree) AppendPath(dst []csr.Node, to csr.Node) ([]csr.Node, uint32, error) {
	d, err := t.Distance(to)
	if err != nil || d == Unreachable {
		return dst, d, err
	}
	t.grow()
	start := len(dst)
	for v, ok := to, true; ok; v, ok = t.s.ties.Parent(v) {
		dst = append(dst, v)
	}
	slices.Reverse(dst[start:])
	return dst, d, nil
}

// grow has the parents found, if they are not yet.
func (t Tree) grow() {
	s := t.s
	if s.hasTree {
		return
	}
	s.writeAll()
	s.weighTies()
	s.ties.BuildTree(s.engine.Roots(), s.all)
	runtime.KeepAlive(s)
	s.hasTree = true
}

func (t Tree) check(v csr.Node, place string) error {
	if err := t.current(); err != nil {
		return err
	}
	return t.s.g.CheckNode(v, place)
}

// current reports a tree whose Solver has moved on.
func (t Tree) current() error {
	if t.s == nil || t.query != t.s.queries || !t.s.engine.Current() {
		return fmt.Errorf("dijkstra: tree from node %d: %w", t.source, ErrStale)
	}
	return nil
}
