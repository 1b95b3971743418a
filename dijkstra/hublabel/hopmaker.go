package hublabel

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// hopMaker makes a block of hops. A step is tight if what is left to the hub from its end is
// less by what it costs: then it is on a shortest path. The first tight step at a node is that
// of the canonical path up. The only tight step, taken backwards, is the last one of all
// shortest paths down; of several a tieBreaker chooses.
type hopMaker[E entry] struct {
	*steps
	entries []E
	rows    []uint32 // by node: where the part of its row for the block begins, or absent
	hops    []hop    // by depths, and then by nodes
}

// absent stands for a part that a row does not have.
const absent = 1<<32 - 1

// makeHops returns a block of hops, from a depth on.
func (x *rows[E, S]) makeHops(depth uint32) []hop {
	n := len(x.places)
	m := &hopMaker[E]{x.hops.steps, x.entries, slices.Repeat([]uint32{absent}, n), make([]hop, n*blockDepths)}
	for rank, v := range x.shape.order {
		if uint32(x.shape.lengths[rank]) > depth {
			m.rows[v] = x.places[v].row + depth
		}
	}
	m.tight()
	for i := range uint32(blockDepths) {
		m.finish(i, x.Kind != hierarchy.TwoSided)
	}
	return m.hops
}

// tight writes the first tight step up, and another down if there is one.
func (m *hopMaker[E]) tight() {
	for v := range m.rows {
		for i, h := range m.tightAt(csr.Node(v)) {
			m.hops[i*len(m.rows)+v] = h
		}
	}
}

// tightAt returns what tight writes for a node.
func (m *hopMaker[E]) tightAt(v csr.Node) (block [blockDepths]hop) {
	for i := range block {
		block[i] = unknownHop
	}
	lo, hi := m.first[v], m.first[v+1]
	if m.rows[v] == absent || hi-lo > unknown || lo < hi && slices.Max(m.costs[lo:hi]) >= flat {
		return block
	}
	own := m.part(v)
	for s := hi; s > lo; s-- {
		if to := m.all[s-1].node; m.rows[to] != absent {
			addTight(&block, hop(s-1-lo), own, m.part(to), m.costs[s-1])
		}
	}
	return block
}

// part returns the part of a node's row for the block, which must not be absent.
func (m *hopMaker[E]) part(v csr.Node) *[blockDepths]E {
	return (*[blockDepths]E)(m.entries[m.rows[v]:])
}

// addTight writes a step, by its place and cost, to the hops for which it is tight, and what
// they had up to down. It takes no branches, since they could not be predicted.
func addTight[E entry](block *[blockDepths]hop, place hop, own, other *[blockDepths]E, cost uint32) {
	for i := range block {
		differ := (uint64(other[i]) + uint64(cost)) ^ uint64(own[i])
		tight := hop((differ - 1) >> 63)
		block[i] = block[i]<<(tight*halfHop) | place*tight
	}
}

// finish makes hops of what tight has written for a depth of the block, with the way down or
// without.
func (m *hopMaker[E]) finish(depth uint32, down bool) {
	hops := m.hops[int(depth)*len(m.rows):][:len(m.rows)]
	var several []csr.Node
	for v, h := range hops {
		switch {
		case h.down() == unknown && down:
			hops[v] = hopOf(h.up(), h.up())
		case h.down() != unknown:
			hops[v] = hopOf(h.up(), unknown)
			several = append(several, csr.Node(v))
		}
	}
	if down && len(several) <= max(len(hops)/mostTies, fewTies) {
		(&tieBreaker[E]{m, depth, hops}).breakTies(several)
	}
}
