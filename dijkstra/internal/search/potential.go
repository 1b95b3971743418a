package search

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// Potential answers how far nodes are from the end that an A* search is to come to, under
// the graph's own weights or lower ones: see dijkstra.Potential.
type Potential interface {
	Distances(dst []uint32, nodes []csr.Node)
}

// potentials is what an A* search asks an index about.
type potentials struct {
	potential []uint32   // by node of the core that the search labels: its key less its label; nil: no index
	core      []uint32   // the nodes that are asked about
	nodes     []csr.Node // the same, as the index knows them
	answers   []uint32
}

// PreparePotentials makes the memory for AStar, 4 bytes a node that is searched.
func (e *Engine) PreparePotentials() { e.potential = make([]uint32, len(e.onPath)) }

// askPotentials works out for nodes of the core by how much their keys exceed their
// labels.
func (e *Engine) askPotentials(core ...uint32) {
	q := &e.potentials
	q.nodes = q.nodes[:0]
	for _, v := range core {
		node := csr.Node(v)
		if e.chains != nil {
			node = e.chains.Junctions[v]
		}
		q.nodes = append(q.nodes, node)
	}
	q.answers = slices.Grow(q.answers[:0], len(core))[:len(core)]
	e.limits.index.Distances(q.answers, q.nodes)
	if e.dir == Backward {
		for i, v := range core {
			e.potential[v] = q.answers[i]
		}
		return
	}
	target := int(e.ends[Backward])
	raise := uint64(e.weights.active.nodes.At(target) - e.weights.base.nodes.At(target))
	for i, v := range core {
		e.potential[v] = uint32(min(uint64(q.answers[i])+raise+e.leave(Forward, v), layout.Unreachable))
	}
}
