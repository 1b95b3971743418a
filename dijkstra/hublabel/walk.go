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
	back   []csr.Node // the end of the path, from the target on
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

// AppendPath appends the canonical path: the parts that overHub tells at once, and what is
// between them step by step; or all of it so. ok is false if the labels are damaged.
func (x *rows[E, S]) AppendPath(dst []csr.Node, from, to csr.Node) (path []csr.Node, d uint64, ok bool) {
	if d = x.Distance(from, to); d >= uint64(dijkstra.Unreachable) {
		return dst, d, true
	}
	w := x.walkers.Get()
	defer x.walkers.Put(w)
	path, back, rest := x.overHub(dst, w.back[:0], from, to, d)
	w.back = back
	last := len(path) - 1
	if path, ok = w.between(path[:last], path[last], back[len(back)-1], rest); !ok {
		return path, d, false
	}
	for i := len(back) - 2; i >= 0; i-- {
		path = append(path, back[i])
	}
	return path, d, true
}

// between appends the canonical path between two nodes at a distance.
func (w *walker) between(dst []csr.Node, from, to csr.Node, distance uint64) (path []csr.Node, ok bool) {
	w.target = to
	path, _, ok = w.Append(dst, from, to, distance, w)
	return path, ok
}
