package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// Known is a part of a path that meets no changed weight up to the end that an A* search is to
// come to: the distances of its nodes to there, or from there, are still the potentials. So
// such a node need not be settled: the cost of a path by way of it is known with its label.
// All shortest paths lead over one of them at last, since that end is one.
type Known struct {
	Path      []csr.Node // that part
	Distances []uint32   // of each node: to the target in a search forward, from the source in one backward
}

// setKnown marks the nodes of the core that are known, or takes the marks away.
func (e *Engine) setKnown(k Known, known bool) {
	for _, v := range k.Path {
		if core := e.coreOf(v); core != layout.None {
			e.isKnown[core] = known
		}
	}
}

// labelKnown gives backward labels to known nodes on shortest paths of cost d, so that the
// rule for ties can be followed along them. Other shortest paths between two nodes of
// the path have none, and need none: the path is the first of these.
func (e *Engine) labelKnown(dir Direction, k Known, d uint32) {
	if dir == Forward {
		for i, v := range k.Path {
			e.labelBackward(v, k.Distances[i])
		}
		return
	}
	met := len(k.Path) - 1
	for ; met >= 0; met-- {
		core := e.coreOf(k.Path[met])
		if core != layout.None && uint64(e.sides[Backward].labels[core])+uint64(k.Distances[met]) == uint64(d) {
			break
		}
	}
	for i := range max(met, 0) {
		e.labelBackward(k.Path[i], d-k.Distances[i])
	}
	e.forgetChains()
}

// labelBackward gives a node a backward label, if it is one of the core. It may have one that
// is too large, since the search goes on from no known node.
func (e *Engine) labelBackward(v csr.Node, label uint32) {
	if core := e.coreOf(v); core != layout.None && label < e.sides[Backward].labels[core] {
		e.sides[Backward].setLabel(core, label)
	}
}
