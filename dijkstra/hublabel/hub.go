package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// Where one hub alone has the least sum, all shortest paths lead over it, and it is the
// highest of their nodes: there the ways up from the source and down to the target meet.
// All nodes of a path are descendants of the hub. So what a node's row has for the hub
// is what is left of the path to there, and a neighbour is the next node if its entry is
// less by what the step costs: no minimum has to be taken. Which neighbour that is has been
// worked out for each entry, so a step reads the node's own row alone: rows are seldom in
// the cache. Steps are taken from both ends in turn, so that they do not wait for each other.
//
// On the way up the first neighbour that is found is that of the canonical path, since all
// that lie on shortest paths are found. The way down is found backwards, and so as long as
// there is one neighbour that it can come from. What lies between is left to the walker.
//
// A neighbour that is no descendant of the hub is an ancestor, and has no entry for it:
// what lies there is of another row, and may look right. A step to there is on no shortest
// path. So if the ways meet there was none, since what steps cost adds up to the distance;
// and if they do not, the walker finds no path between their ends, and has to start anew.

// ascent is a way up to a hub, as far as it has come.
type ascent struct {
	node, prev csr.Node // where it is, and where it was before
	row        uint32   // where the row of that begins
	left       uint32   // what is left of it, as entries have it
	done       bool     // it cannot be told how it goes on, or it is at the hub
}

// onlyHub finds the hub of two nodes at a distance, by its depth, and what the ways up
// from both to it cost. ok is false if there are several, if the distance does not fit in
// an entry, so that it may be a sum with none, or if entries have 64 bits.
func (x *rows[E, S]) onlyHub(from, to csr.Node, distance uint64) (depth uint32, up, down ascent, ok bool) {
	cost, p := x.Cost(distance, from, to), x.pair(from, to)
	if x.block == minplus.Block64 || cost >= uint64(x.none) {
		return depth, up, down, false
	}
	b := x.entries[p.B:][:p.N]
	for i, a := range x.entries[p.A:][:p.N] {
		if S(a)+S(b[i]) != S(cost) {
			continue
		}
		if ok {
			return depth, up, down, false
		}
		depth, up, down, ok = uint32(i), ascent{from, from, p.A, uint32(a), false}, ascent{to, to, p.B, uint32(b[i]), false}, true
	}
	return depth, up, down, ok
}

// overHub appends nodes of the canonical path between two nodes at a distance: to path
// those on the way up to the only hub, the source first, and to back those on the way
// down, the target first, as far as they can be told. rest is the distance between the
// last of both. Without such a hub it appends the nodes alone.
func (x *rows[E, S]) overHub(path, back []csr.Node, from, to csr.Node, distance uint64) (_, _ []csr.Node, rest uint64) {
	path, back = append(path, from), append(back, to)
	depth, up, down, ok := x.onlyHub(from, to, distance)
	if !ok {
		return path, back, distance
	}
	x.steps.once.Do(x.makeSteps)
	down.done = x.Kind == hierarchy.TwoSided // arcs lead the other way
	for !up.done || !down.done {
		if x.climb(&up, depth, false) {
			path = append(path, up.node)
		}
		if x.climb(&down, depth, true) {
			back = append(back, down.node)
		}
	}
	return path, back, x.between(up, down)
}

// between returns the distance between where two ways to a hub have come.
func (x *rows[E, S]) between(up, down ascent) uint64 {
	if up.node == down.node {
		return uint64(up.left) + uint64(down.left)
	}
	return x.CostModel.Distance(uint64(up.left)+uint64(down.left), up.node, down.node)
}

// climb takes the next step to the hub at a depth: the one that does not lead back, if it
// is the only one; otherwise that to the first neighbour on a shortest path, or to the
// only one there. ok is false if there is none.
func (x *rows[E, S]) climb(a *ascent, depth uint32, only bool) (ok bool) {
	if a.done || a.left == 0 {
		a.done = true
		return false
	}
	s := x.next(a, depth, only)
	if a.done = s == nil || s.cost > a.left; a.done {
		return false
	}
	a.node, a.prev, a.row, a.left = s.node, a.node, s.row, a.left-s.cost
	return true
}

// next returns the next step, or nil.
func (x *rows[E, S]) next(a *ascent, depth uint32, only bool) *step {
	all := x.steps.of(a.node)
	if s := forced(all, a); s != nil {
		return s
	}
	hop := x.steps.hops[min(a.row+depth, uint32(len(x.steps.hops)-1))]
	place := int(hop &^ ambiguous)
	if place == unknown || place >= len(all) || only && hop >= ambiguous {
		return nil
	}
	return &all[place]
}

// forced returns the only one of some steps that does not lead back, or nil.
func forced(steps []step, a *ascent) *step {
	if len(steps) != 2 || a.prev == a.node || (steps[0].cost|steps[1].cost) >= flat {
		return nil
	}
	switch a.prev {
	case steps[0].node:
		return &steps[1]
	case steps[1].node:
		return &steps[0]
	}
	return nil
}
