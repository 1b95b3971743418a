package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// Potential answers how far a node is from the end that an A* search is to come to, under
// the graph's own weights or lower ones: see dijkstra.Potential.
type Potential interface {
	Distance(v csr.Node) uint32
}

// potentials is what an A* search asks an index about.
type potentials struct {
	potential []uint32 // by node of the core that the search labels: its key less its label; nil: no index
	isKnown   []bool   // by node of the core: see Known
}

// PreparePotentials makes the memory for AStar, 5 bytes a node that is searched.
func (e *Engine) PreparePotentials() {
	e.potential, e.isKnown = make([]uint32, len(e.onPath)), make([]bool, len(e.onPath))
}

// askPotential works out for a node of the core by how much its key exceeds its label.
func (e *Engine) askPotential(v uint32) {
	node := csr.Node(v)
	if e.chains != nil {
		node = e.chains.Junctions[v]
	}
	d := e.limits.index.Distance(node)
	if e.dir == Forward {
		target, w := int(e.ends[Backward]), &e.weights
		raise := uint64(w.active.nodes.At(target) - w.base.nodes.At(target))
		d = uint32(min(uint64(d)+raise+e.leave(Forward, v), layout.Unreachable))
	}
	e.potential[v] = d
}
