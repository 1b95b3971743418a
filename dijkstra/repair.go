package dijkstra

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/canonical"
	"github.com/veltrix/cairn/internal/layout"
)

// Repair brings a tree up to date with the weights in use, after its overlay was changed
// or exchanged: the tree is then what GoalTree would return. It compares the patches that
// the tree was made with to those of now and visits only nodes whose distance or next step
// may differ, so it costs O(k log k) for k of them and their neighbours.
//
// The tree is searched from nothing if it was made under a whole array with many changes
// or is to follow one, if its distances might not fit in 32 bits, or if Solver.UseIndex has
// changed the weights beneath. If paths use steps of cost 0, all next steps are found
// again.
//
// The error wraps csr.ErrWrongGraph if the tree is of another graph, or of none. After an
// *OverflowError the tree answers with ErrStale until it is repaired again. Once warm
// Repair allocates nothing.
//
// The idea is that of Ramalingam and Reps (1996): see package canonical, repair.go.
func (s *Solver) Repair(t *GoalTree) error {
	defer runtime.KeepAlive(s)
	if err := s.ready(); err != nil {
		return err
	}
	if t == nil {
		t = &GoalTree{}
	}
	if err := s.g.CheckOrigin(t.g, "dijkstra: goal tree"); err != nil {
		return err
	}
	if t.broken || t.dense || s.engine.IsDense() || s.engine.MayOverflow() || !s.g.Same(t.g) {
		return s.buildGoalTree(t)
	}
	s.compare(t)
	t.broken = true
	s.weighTies()
	s.ties.Repair(&t.steps, s.changes)
	t.follow(s)
	return nil
}

// compare finds the nodes and arcs whose weights differ between the patches that
// the tree is of and those of now.
func (s *Solver) compare(t *GoalTree) {
	c, e, g := &s.changes, s.engine, s.g
	c.Nodes, c.Arcs = c.Nodes[:0], c.Arcs[:0]
	differences(t.nodes, e.Sparse(), e.BaseNodeWeights(), func(p csr.Patch) (v, w uint32) { return p.Node, p.Weight },
		func(v, old, new uint32) { c.Nodes = append(c.Nodes, canonical.Change{To: v, Old: old, New: new}) })
	differences(t.arcs, e.ArcPatches(), e.BaseArcWeights(), func(p csr.ArcPatch) (arc, w uint32) { return p.Arc, p.Weight },
		func(arc, old, new uint32) {
			from, to, _ := g.ArcEnds(arc)
			c.Arcs = append(c.Arcs, canonical.Change{From: from, To: to, Old: old, New: new})
		})
}

// differences calls report for each element whose weight under some patches is
// not what it is under others. Both are in ascending order of what they patch.
func differences[P any](before, now []P, base layout.Column, read func(P) (i, w uint32), report func(i, old, new uint32)) {
	for len(before) > 0 || len(now) > 0 {
		first := uint32(layout.None)
		for _, list := range [2][]P{before, now} {
			if len(list) > 0 {
				i, _ := read(list[0])
				first = min(first, i)
			}
		}
		weights := [2]uint32{base.At(int(first)), base.At(int(first))}
		for k, list := range [2]*[]P{&before, &now} {
			if len(*list) == 0 {
				continue
			}
			if i, w := read((*list)[0]); i == first {
				weights[k], *list = w, (*list)[1:]
			}
		}
		if weights[0] != weights[1] {
			report(first, weights[0], weights[1])
		}
	}
}
