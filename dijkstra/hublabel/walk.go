package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/canonical"
)

// walker follows canonical paths by the labels.
type walker struct {
	canonical.Walker
	labels labels
	target csr.Node
}

// newWalker returns a walker of the weights that labels are of.
func newWalker(l labels) *walker {
	m := l.model()
	rule := canonical.New(m.Rows, nil)
	rule.SetWeights(canonical.Weights{Nodes: m.Weights.Nodes, Out: m.Weights.Arcs})
	return &walker{Walker: rule, labels: l}
}

// To returns the distance from v to the target.
func (w *walker) To(v csr.Node) uint64 { return w.labels.Distance(v, w.target) }

// AppendPath appends the canonical path. ok is false if the labels are damaged.
func (x *rows[E, S]) AppendPath(dst []csr.Node, from, to csr.Node) (path []csr.Node, d uint64, ok bool) {
	if d = x.Distance(from, to); d >= uint64(dijkstra.Unreachable) {
		return dst, d, true
	}
	w := x.walkers.Get()
	defer x.walkers.Put(w)
	w.target = to
	path, _, ok = w.Append(dst, from, to, d, w)
	return path, d, ok
}
