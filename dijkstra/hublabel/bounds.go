package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/front"
)

// ErrOtherWeights: the index is for other weights than the graph's own.
var ErrOtherWeights = front.ErrOtherWeights

// Bounds returns what dijkstra.Solver.UseIndex asks for: distances from and to the
// ends of a pair, for one goroutine. Each costs what Distance does. The error is
// ErrOtherWeights unless the index is for the graph's own weights.
func (x *Index) Bounds() (dijkstra.Bounds, error) {
	if !x.Own() {
		return nil, ErrOtherWeights
	}
	return &bounds{labels: x.labels}, nil
}

// bounds is the distances of one pair's ends.
type bounds struct {
	labels   labels
	from, to csr.Node
}

// Pair makes two nodes the ends.
func (b *bounds) Pair(from, to csr.Node) { b.from, b.to = from, to }

// From returns the distance from the source to v.
func (b *bounds) From(v csr.Node) uint32 { return front.Clip(b.labels.distance(b.from, v)) }

// To returns the distance from v to the target.
func (b *bounds) To(v csr.Node) uint32 { return front.Clip(b.labels.distance(v, b.to)) }
