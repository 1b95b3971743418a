package dijkstra

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
	"github.com/veltrix/cairn/internal/canonical"
)

// GoalTree is the way from everywhere to one target, or to the nearest of several, such as
// exits or shops: the distance of every node, the target that it goes to and the next step
// of its canonical path. All users on their way to one place can share one. It takes 6 bytes
// a node on a graph of up to 65,536 nodes and 8 on a larger one, 8 and 12 with several
// targets, and nothing of the Solver that made it.
//
// A change of the overlay does not show in a GoalTree before Solver.Repair, and nothing
// warns of that.
//
// A GoalTree is safe for concurrent use, except while Solver.Repair changes it: then no
// other goroutine may read it. To repair a tree that others read, Clone it first.
type GoalTree struct {
	g      *csr.CSRGraph
	steps  canonical.Steps
	nodes  []csr.Patch    // the overlay whose weights it is of
	arcs   []csr.ArcPatch // and its arcs
	dense  bool           // it is of a whole array with many changes, which are not kept
	broken bool           // Repair failed
}

// GoalTree searches backward from targets and returns the tree to them under the weights in
// use. Where a node is as near to several targets, its path leads to the smallest-numbered
// of them, which is the one that Nearest names first. A target named twice counts once.
//
// It costs O(n + m) and the tree's memory, however many targets there are. With an index of
// package cch or hublabel, one target and no overlay that changes anything, a sweep over the
// index takes the place of the search. The error wraps ErrNoNodes if there is no target. It
// is an *OverflowError, which names the smallest-numbered target, if a node can reach a
// target but its distance does not fit in 32 bits.
func (s *Solver) GoalTree(targets ...csr.Node) (*GoalTree, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	if len(targets) == 0 {
		return nil, fmt.Errorf("dijkstra: goal tree without a target: %w", ErrNoNodes)
	}
	if err := s.g.CheckNodes(targets, "targets"); err != nil {
		return nil, err
	}
	targets = slices.Clone(targets)
	slices.Sort(targets)
	t := &GoalTree{g: s.g, steps: canonical.NewSteps(s.g.NumNodes(), slices.Compact(targets))}
	if err := s.buildGoalTree(t); err != nil {
		return nil, err
	}
	return t, nil
}

// buildGoalTree fills a tree from nothing.
func (s *Solver) buildGoalTree(t *GoalTree) error {
	defer runtime.KeepAlive(s)
	t.broken = true
	if err := s.distancesTo(t.steps.Distance, t.steps.Targets); err != nil {
		return err
	}
	s.weighTies()
	s.ties.AllSteps(&t.steps)
	t.follow(s)
	return nil
}

// sweeper is an Index that knows the distances from all nodes to one without a search.
type sweeper interface {
	AppendDistancesTo(dst []uint32, target csr.Node) ([]uint32, error)
}

// distancesTo writes the distance from every node to the nearest target: as an index knows
// them if there is one target, or by a search, which takes no longer than two sweeps.
func (s *Solver) distancesTo(dst []uint32, targets []csr.Node) error {
	if x, ok := s.guide.index.(sweeper); ok && len(targets) == 1 && s.engine.Unchanged() {
		_, err := x.AppendDistancesTo(dst[:0], targets[0])
		return err
	}
	s.engine.Begin(search.Backward, targets...)
	s.engine.SettleAll()
	if v, overflow := s.readAll(dst); overflow {
		return &OverflowError{From: v, To: targets[0]}
	}
	return nil
}

// follow notes the graph that the tree is of, and the overlay.
func (t *GoalTree) follow(s *Solver) {
	e := s.engine
	t.g, t.nodes, t.arcs = s.g, append(t.nodes[:0], e.Sparse()...), append(t.arcs[:0], e.ArcPatches()...)
	t.dense, t.broken = e.IsDense(), false
}

// Graph returns the graph that the tree is of: the one that Solver.Graph was when it
// was made or last repaired.
func (t *GoalTree) Graph() *csr.CSRGraph { return t.g }

// Target returns the node that all ways lead to, the smallest-numbered of several: see
// TargetOf.
func (t *GoalTree) Target() csr.Node {
	if len(t.steps.Targets) == 0 {
		return 0 // of a tree that GoalTree did not make
	}
	return t.steps.Targets[0]
}

// TargetOf returns the target that the path of v leads to, in O(1): the nearest, and the
// smallest-numbered of those at the same distance, also if v is a target itself and another
// is reached at cost 0. ok is false if v cannot reach any.
func (t *GoalTree) TargetOf(v csr.Node) (target csr.Node, ok bool, err error) {
	if err := t.check(v); err != nil {
		return 0, false, err
	}
	if t.steps.Distance[v] == Unreachable {
		return 0, false, nil
	}
	return t.steps.Target(v), true, nil
}

// Clone returns a copy that shares no memory with t, but the graph.
func (t *GoalTree) Clone() *GoalTree {
	c := *t
	c.steps, c.nodes, c.arcs = t.steps.Clone(), slices.Clone(t.nodes), slices.Clone(t.arcs)
	return &c
}

// Distance returns the cost of the shortest path from a node to its target, or
// Unreachable, in O(1).
func (t *GoalTree) Distance(from csr.Node) (uint32, error) {
	if err := t.check(from); err != nil {
		return Unreachable, err
	}
	return t.steps.Distance[from], nil
}

// Next returns the node after v on its canonical path, in O(1). There is none if
// v is its own target or cannot reach any.
func (t *GoalTree) Next(v csr.Node) (next csr.Node, ok bool, err error) {
	if err := t.check(v); err != nil {
		return 0, false, err
	}
	next = t.steps.Next(v)
	return next, next != v, nil
}

// AppendPath appends the nodes of the canonical path from a node to its target
// to dst, both ends included, and returns its cost: what Solver.AppendPath
// would, in the time the path takes to write down. If there is no path it
// appends nothing and returns Unreachable.
func (t *GoalTree) AppendPath(dst []csr.Node, from csr.Node) ([]csr.Node, uint32, error) {
	d, err := t.Distance(from)
	if err != nil || d == Unreachable {
		return dst, d, err
	}
	dst = append(dst, from)
	for v, next := from, t.steps.Next(from); next != v; v, next = next, t.steps.Next(next) {
		dst = append(dst, next)
	}
	return dst, d, nil
}

func (t *GoalTree) check(v csr.Node) error {
	if t.broken {
		return fmt.Errorf("dijkstra: tree to node %d: its repair failed: %w", t.Target(), ErrStale)
	}
	if int64(v) >= int64(len(t.steps.Distance)) {
		return &csr.NodeError{Node: v, Nodes: len(t.steps.Distance), Place: "from"}
	}
	return nil
}
