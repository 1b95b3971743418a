package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/canonical"
)

// walker follows canonical paths by the labels.
type walker struct {
	canonical.Walker
	labels labels
	target csr.Node
}

// newWalker returns a walker of the weights that the labels are of.
func (x *Index) newWalker() *walker {
	m := x.labels.model()
	rule := canonical.New(m.Rows, nil)
	rule.SetWeights(canonical.Weights{Nodes: m.Weights.Nodes, Out: m.Weights.Arcs})
	return &walker{Walker: rule, labels: x.labels}
}

// To returns the distance from v to the target.
func (w *walker) To(v csr.Node) uint64 { return w.labels.distance(v, w.target) }

// walk appends the canonical path between two nodes at a distance. ok is false if the
// labels are damaged.
func (x *Index) walk(dst []csr.Node, from, to csr.Node, distance uint64) (path []csr.Node, ok bool) {
	w := x.walkers.Get()
	defer x.walkers.Put(w)
	w.target = to
	path, _, ok = w.Append(dst, from, to, distance, w)
	return path, ok
}
