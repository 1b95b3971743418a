package cch

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/front"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// ErrOtherWeights: the index is for other weights than the graph's own.
var ErrOtherWeights = front.ErrOtherWeights

// Bounds returns what dijkstra.Solver.UseIndex asks for: distances from and to the
// ends of a pair, for one goroutine, in some 24 bytes a node. Each costs what going
// up from its node does, but for what it has in common with those before. The error
// wraps ErrOtherWeights unless the index is for the graph's own weights.
func (x *Index) Bounds() (dijkstra.Bounds, error) {
	if !x.Own() {
		return nil, fmt.Errorf("cch: %w", ErrOtherWeights)
	}
	return x.answers.bounds(), nil
}

// bounds is the distances of one pair's ends. Those of an end are prepared when they
// are first asked for, which for one of the two may be never.
type bounds[C hierarchy.Cost] struct {
	s        *searcher[C]
	from, to csr.Node
	toward   toward[C]
	away     *hierarchy.Field[C]
	ready    [2]bool // toward, and away
}

func (s *searcher[C]) bounds() dijkstra.Bounds {
	return &bounds[C]{s: s, toward: toward[C]{m: s.Metric, field: s.NewField()}, away: s.NewField()}
}

// Pair makes two nodes the ends.
func (b *bounds[C]) Pair(from, to csr.Node) {
	b.from, b.to, b.ready = from, to, [2]bool{}
}

// To writes the distances from some nodes to the target.
func (b *bounds[C]) To(dst []uint32, nodes []csr.Node) {
	if !b.ready[0] {
		b.toward.start(b.to)
		b.ready[0] = true
	}
	for i, v := range nodes {
		dst[i] = front.Clip(b.toward.To(v))
	}
}

// From writes the distances from the source to some nodes.
func (b *bounds[C]) From(dst []uint32, nodes []csr.Node) {
	if !b.ready[1] {
		b.away.From(b.s.Tree.Rank[b.from])
		b.ready[1] = true
	}
	for i, v := range nodes {
		dst[i] = front.Clip(b.distance(v))
	}
}

// distance returns the distance from the source to one node.
func (b *bounds[C]) distance(v csr.Node) uint64 {
	if v == b.from {
		return 0
	}
	if b.s.Closed(b.from) {
		return b.s.distance(b.from, v) // the field knows of no way out of it
	}
	return stands(b.s.Metric, b.away.At(b.s.Tree.Rank[v]), b.from, v)
}
