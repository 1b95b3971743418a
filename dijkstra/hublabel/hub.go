package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/minplus"
)

// Where one hub alone has the least sum, all shortest paths lead over it, and it is the
// highest of their nodes: there the ways up from the source and down to the target meet.
// All nodes of a path are descendants of the hub. So what a node's row has for the hub is
// what is left of the path to there, and a step leads on if what is left from its end is less
// by what it costs: no minimum has to be taken. Which step does is worked out for all nodes at
// once, as hops. A query then reads a byte and a step for each node of the path, and no rows.
//
// What hops do not tell is left to the walker: it lies between the last nodes of both ways.

// onlyHub finds the only hub of two nodes at a distance, by its depth. ok is false if there
// are several, if the distance does not fit in an entry, so that it may be a sum with none, or
// if entries have 64 bits.
func (x *rows[E, S]) onlyHub(from, to csr.Node, distance uint64) (depth uint32, ok bool) {
	cost, p := x.Cost(distance, from, to), x.pair(from, to)
	if x.block == minplus.Block64 || cost >= uint64(x.none) {
		return depth, false
	}
	a, b := x.entries[p.A:][:p.N], x.entries[p.B:][:p.N]
	b = b[:len(a)]
	for i := range a {
		if S(a[i])+S(b[i]) != S(cost) {
			continue
		}
		if ok {
			return depth, false
		}
		depth, ok = uint32(i), true
	}
	return depth, ok
}

// overHub appends nodes of the canonical path between two nodes at a distance: to path
// those on the way up to the only hub, the source first, and to back those on the way
// down, the target first, as far as they can be told. rest is the distance between the
// last of both. Without such a hub it appends the nodes alone.
func (x *rows[E, S]) overHub(path, back []csr.Node, from, to csr.Node, distance uint64) (_, _ []csr.Node, rest uint64) {
	path, back = append(path, from), append(back, to)
	depth, ok := x.onlyHub(from, to, distance)
	if !ok {
		return path, back, distance
	}
	hops := x.hopsTo(depth)
	if hops == nil {
		return path, back, distance
	}
	path, back = x.hops.steps.follow(path, back, hops)
	up, down := path[len(path)-1], back[len(back)-1]
	left := uint64(x.entries[x.places[up].row+depth]) + uint64(x.entries[x.places[down].row+x.down+depth])
	if up == down {
		return path, back, left
	}
	return path, back, x.CostModel.Distance(left, up, down)
}

// follow appends the nodes that hops lead to, on the way up after the last one of path, and on
// the way down before the last one of back. As long as both go on it takes a step of each in
// turn, so that they do not wait for each other.
func (s *steps) follow(path, back []csr.Node, hops []hop) (_, _ []csr.Node) {
	all, up, down := s.all, s.at(path[len(path)-1]), s.at(back[len(back)-1])
	for {
		u, d := hops[up.node].up(), hops[down.node].down()
		if u == unknown || d == unknown {
			break
		}
		up, down = all[up.first+u], all[down.first+d]
		path, back = append(path, up.node), append(back, down.node)
	}
	for u := hops[up.node].up(); u != unknown; u = hops[up.node].up() {
		up = all[up.first+u]
		path = append(path, up.node)
	}
	for d := hops[down.node].down(); d != unknown; d = hops[down.node].down() {
		down = all[down.first+d]
		back = append(back, down.node)
	}
	return path, back
}
