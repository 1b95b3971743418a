package hublabel

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/minplus"
)

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. They cost as much as in a Batch. The error is nil.
func (x *Index) Potential() (dijkstra.Potential, error) {
	return x.labels.potential(), nil
}

// potential is the distances of one pair's ends.
type potential[E entry, S sum] struct {
	*rows[E, S]
	from, to csr.Node
	pairs    [8]minplus.Pair // most nodes have no more neighbours
	sums     [8]S
}

func (x *rows[E, S]) potential() dijkstra.Potential { return &potential[E, S]{rows: x} }

// Pair makes two nodes the ends.
func (b *potential[E, S]) Pair(from, to csr.Node) { b.from, b.to = from, to }

// From writes the distances from the source to some nodes.
func (b *potential[E, S]) From(dst []uint32, nodes []csr.Node) { b.ask(dst, nodes, true) }

// To writes the distances from some nodes to the target.
func (b *potential[E, S]) To(dst []uint32, nodes []csr.Node) { b.ask(dst, nodes, false) }

// ask writes the distances between an end and some nodes.
func (b *potential[E, S]) ask(dst []uint32, nodes []csr.Node, away bool) {
	for len(nodes) > len(b.pairs) {
		b.ask(dst[:len(b.pairs)], nodes[:len(b.pairs)], away)
		dst, nodes = dst[len(b.pairs):], nodes[len(b.pairs):]
	}
	for i, v := range nodes {
		b.pairs[i] = b.pair(b.between(v, away))
	}
	indexkit.Minima(b.sums[:len(nodes)], b.entries, b.pairs[:len(nodes)])
	for i, v := range nodes {
		from, to := b.between(v, away)
		dst[i] = indexkit.Saturate(b.result(b.sums[i], from, to))
	}
	runtime.KeepAlive(b)
}

// between returns the ends of the way between a node and the source, or the target.
func (b *potential[E, S]) between(v csr.Node, away bool) (from, to csr.Node) {
	if away {
		return b.from, v
	}
	return v, b.to
}
