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
	back   []csr.Node // the end of the path, from the target on
}

// newWalker returns a walker of the weights that the labels are of.
func (x *Index) newWalker() *walker {
	m := x.labels.model()
	rule := canonical.New(m.Rows, nil)
	rule.Weigh(canonical.Weights{Nodes: m.Weights.Nodes, Out: m.Weights.Arcs})
	return &walker{Walker: rule, labels: x.labels}
}

// To returns the distance from v to the target.
func (w *walker) To(v csr.Node) uint64 { return w.labels.distance(v, w.target) }

// walk appends the canonical path between two nodes at a distance: what can be told of it
// at once, from both ends, and what is between step by step; or all of it so. ok is false
// if the labels are damaged.
func (x *Index) walk(dst []csr.Node, from, to csr.Node, distance uint64) (path []csr.Node, ok bool) {
	w := x.walkers.Get()
	defer x.walkers.Put(w)
	path, back, rest := w.labels.overHub(dst, w.back[:0], from, to, distance)
	w.back = back
	last := len(path) - 1
	if path, ok = w.between(path[:last], path[last], back[len(back)-1], rest); !ok {
		return w.between(dst, from, to, distance)
	}
	for i := len(back) - 2; i >= 0; i-- {
		path = append(path, back[i])
	}
	return path, true
}

// between appends the canonical path between two nodes at a distance.
func (w *walker) between(dst []csr.Node, from, to csr.Node, distance uint64) (path []csr.Node, ok bool) {
	w.target = to
	path, _, ok = w.Append(dst, from, to, distance, w)
	return path, ok
}
