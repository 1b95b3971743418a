package cch

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. It takes some 24 bytes a node. A distance costs going up
// from its node to the first ancestor that a distance before has passed. The error is nil.
func (x *Index) Potential() (dijkstra.Potential, error) {
	return x.answers.potential(), nil
}

// potential is the distances from and to the ends of one pair. Each end is prepared when it
// is first asked about: for one of the two that may be never.
type potential[C hierarchy.Cost] struct {
	s        *searcher[C]
	from, to csr.Node
	toward   toward[C]
	away     *hierarchy.Field[C]
	ready    [2]bool // toward, and away
}

func (s *searcher[C]) potential() dijkstra.Potential {
	return &potential[C]{s: s, toward: toward[C]{m: s.Metric, field: s.NewField()}, away: s.NewField()}
}

// Pair makes two nodes the ends.
func (b *potential[C]) Pair(from, to csr.Node) {
	b.from, b.to, b.ready = from, to, [2]bool{}
}

// To writes the distances from some nodes to the target.
func (b *potential[C]) To(dst []uint32, nodes []csr.Node) {
	if !b.ready[0] {
		b.toward.start(b.to)
		b.ready[0] = true
	}
	for i, v := range nodes {
		dst[i] = indexkit.Saturate(b.toward.To(v))
	}
	runtime.KeepAlive(b)
}

// From writes the distances from the source to some nodes.
func (b *potential[C]) From(dst []uint32, nodes []csr.Node) {
	if !b.ready[1] {
		b.away.From(b.s.Tree.Rank[b.from])
		b.ready[1] = true
	}
	for i, v := range nodes {
		dst[i] = indexkit.Saturate(b.distance(v))
	}
	runtime.KeepAlive(b)
}

// distance returns the distance from the source to one node.
func (b *potential[C]) distance(v csr.Node) uint64 {
	if v == b.from {
		return 0
	}
	if b.s.Closed(b.from) {
		return b.s.Distance(b.from, v) // the field knows of no way out of it
	}
	return stands(b.s.Metric, b.away.At(b.s.Tree.Rank[v]), b.from, v)
}
