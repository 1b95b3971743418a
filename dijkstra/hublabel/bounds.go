package hublabel

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/front"
	"github.com/veltrix/cairn/internal/minplus"
)

// ErrOtherWeights: the index is for other weights than the graph's own.
var ErrOtherWeights = front.ErrOtherWeights

// Bounds returns what dijkstra.Solver.UseIndex asks for: distances from and to the
// ends of a pair, for one goroutine. They cost what those of a batch do. The error
// wraps ErrOtherWeights unless the index is for the graph's own weights.
func (x *Index) Bounds() (dijkstra.Bounds, error) {
	if !x.Own() {
		return nil, fmt.Errorf("hublabel: %w", ErrOtherWeights)
	}
	return x.labels.bounds(), nil
}

// bounds is the distances of one pair's ends.
type bounds[E entry, S sum] struct {
	*rows[E, S]
	from, to csr.Node
	pairs    [8]minplus.Pair // as many as nodes have neighbours, most of them
	sums     [8]S
}

func (x *rows[E, S]) bounds() dijkstra.Bounds { return &bounds[E, S]{rows: x} }

// Pair makes two nodes the ends.
func (b *bounds[E, S]) Pair(from, to csr.Node) { b.from, b.to = from, to }

// From writes the distances from the source to some nodes.
func (b *bounds[E, S]) From(dst []uint32, nodes []csr.Node) { b.ask(dst, nodes, true) }

// To writes the distances from some nodes to the target.
func (b *bounds[E, S]) To(dst []uint32, nodes []csr.Node) { b.ask(dst, nodes, false) }

// ask writes the distances between an end and some nodes.
func (b *bounds[E, S]) ask(dst []uint32, nodes []csr.Node, away bool) {
	for len(nodes) > len(b.pairs) {
		b.ask(dst[:len(b.pairs)], nodes[:len(b.pairs)], away)
		dst, nodes = dst[len(b.pairs):], nodes[len(b.pairs):]
	}
	for i, v := range nodes {
		b.pairs[i] = b.pair(b.between(v, away))
	}
	minima(b.sums[:len(nodes)], b.entries, b.pairs[:len(nodes)])
	for i, v := range nodes {
		from, to := b.between(v, away)
		dst[i] = front.Clip(b.result(b.sums[i], from, to))
	}
}

// between returns the ends of the way between a node and the source, or the target.
func (b *bounds[E, S]) between(v csr.Node, away bool) (from, to csr.Node) {
	if away {
		return b.from, v
	}
	return v, b.to
}
