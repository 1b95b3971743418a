// Package layouttest makes the arrays of package layout from the oracles' graphs.
package layouttest

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/layout"
)

// Build returns a graph as a file has it: without loops, and of parallel arcs the
// cheapest.
func Build(o *graphtest.Graph) *layout.Graph {
	arcs := slices.DeleteFunc(slices.Clone(o.Arcs), func(a graphtest.Arc) bool { return a.From == a.To })
	slices.SortFunc(arcs, func(a, b graphtest.Arc) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Weight, b.Weight))
	})
	arcs = slices.CompactFunc(arcs, func(a, b graphtest.Arc) bool { return a.From == b.From && a.To == b.To })
	rows := &layout.CSR[uint32, uint32]{Offsets: make([]uint32, o.N+1), Targets: make([]uint32, len(arcs))}
	weights := make([]uint32, len(arcs))
	for i, a := range arcs {
		rows.Targets[i], weights[i] = a.To, a.Weight
		rows.Offsets[a.From+1]++
	}
	for v := range o.N {
		rows.Offsets[v+1] += rows.Offsets[v]
	}
	return &layout.Graph{Nodes: o.N, Arcs: len(arcs), Out: rows,
		NodeWeights: layout.Column{Values: o.NodeWeights}, ArcWeights: layout.Column{Values: weights}}
}
