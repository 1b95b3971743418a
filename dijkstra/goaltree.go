package dijkstra

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// GoalTree is the way to one target from everywhere: the distance of every node
// to it and the next step of its canonical path. All hunters of one treasure can
// share one. It takes 6 bytes a node on a graph of up to 65,536 nodes and 8 on a
// larger one, and nothing of the Solver that made it.
//
// A GoalTree is immutable and safe for concurrent use, but while Solver.Repair
// changes it: nobody else may read it then. Clone it first to keep the tree that
// others share.
type GoalTree struct {
	g        *csr.CSRGraph
	target   csr.Node
	distance []uint32
	narrow   []uint16       // next steps: a node without one has itself
	wide     []uint32       // the same where numbers are 32 bits wide
	nodes    []csr.Patch    // the overlay whose weights it is of
	arcs     []csr.ArcPatch // and its arcs
	whole    bool           // it is of a whole array with many changes, which it does not know
	flat     bool           // a next step crosses a plateau
	broken   bool           // Repair failed
}

// GoalTree searches backward from a target and returns the tree to it under the
// weights in use. It costs O((n + m) log n) and the tree's memory. The error is
// an *OverflowError if a node can reach the target but its distance does not
// fit in 32 bits.
func (s *Solver) GoalTree(target csr.Node) (*GoalTree, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	if err := s.g.CheckNode(target, "target"); err != nil {
		return nil, err
	}
	n := s.g.NumNodes()
	t := &GoalTree{g: s.g, target: target, distance: make([]uint32, n)}
	if n <= 1<<16 {
		t.narrow = make([]uint16, n)
	} else {
		t.wide = make([]uint32, n)
	}
	if err := s.plantGoal(t); err != nil {
		return nil, err
	}
	return t, nil
}

// plantGoal fills a tree from nothing.
func (s *Solver) plantGoal(t *GoalTree) error {
	defer runtime.KeepAlive(s)
	t.broken = true
	s.search(backward, t.target)
	if v, overflow := s.readAll(t.distance); overflow {
		return &OverflowError{From: v, To: t.target}
	}
	s.paths.allSteps(t)
	t.follow(s)
	return nil
}

// follow notes the graph that the tree is of, and the overlay.
func (t *GoalTree) follow(s *Solver) {
	w := &s.weights
	t.g, t.nodes, t.arcs = s.g, append(t.nodes[:0], w.changes()...), append(t.arcs[:0], w.arcs()...)
	t.whole, t.broken = w.array() != nil, false
}

// Graph returns the graph that the tree is of: the one that Solver.Graph was when it
// was made or last repaired.
func (t *GoalTree) Graph() *csr.CSRGraph { return t.g }

// Target returns the node that all ways lead to.
func (t *GoalTree) Target() csr.Node { return t.target }

// Clone returns a copy that shares no memory with t, but the graph.
func (t *GoalTree) Clone() *GoalTree {
	c := *t
	c.distance, c.nodes, c.arcs = slices.Clone(t.distance), slices.Clone(t.nodes), slices.Clone(t.arcs)
	c.narrow, c.wide = slices.Clone(t.narrow), slices.Clone(t.wide)
	return &c
}

// Distance returns the cost of the shortest path from a node to the target, or
// Unreachable, in O(1).
func (t *GoalTree) Distance(from csr.Node) (uint32, error) {
	if err := t.check(from); err != nil {
		return Unreachable, err
	}
	return t.distance[from], nil
}

// Next returns the node after v on its canonical path, in O(1). There is none if
// v is the target or cannot reach it.
func (t *GoalTree) Next(v csr.Node) (next csr.Node, ok bool, err error) {
	if err := t.check(v); err != nil {
		return 0, false, err
	}
	next = t.next(v)
	return next, next != v, nil
}

// AppendPath appends the nodes of the canonical path from a node to the target
// to dst, both ends included, and returns its cost: what Solver.AppendPath
// would, in the time the path takes to write down. If there is no path it
// appends nothing and returns Unreachable.
func (t *GoalTree) AppendPath(dst []csr.Node, from csr.Node) ([]csr.Node, uint32, error) {
	d, err := t.Distance(from)
	if err != nil || d == Unreachable {
		return dst, d, err
	}
	dst = append(dst, from)
	for v := from; v != t.target; {
		v = t.next(v)
		dst = append(dst, v)
	}
	return dst, d, nil
}

func (t *GoalTree) check(v csr.Node) error {
	if t.broken {
		return fmt.Errorf("dijkstra: tree to node %d: its repair failed: %w", t.target, ErrStale)
	}
	if int64(v) >= int64(len(t.distance)) {
		return t.g.CheckNode(v, "from")
	}
	return nil
}

func (t *GoalTree) next(v csr.Node) csr.Node {
	if t.narrow != nil {
		return csr.Node(t.narrow[v])
	}
	return t.wide[v]
}

func (t *GoalTree) setNext(v, next csr.Node) {
	if t.narrow != nil {
		t.narrow[v] = uint16(next)
	} else {
		t.wide[v] = next
	}
}
