package cch

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// toward is the distances from all nodes to one.
type toward[C hierarchy.Cost] struct {
	m      *hierarchy.Metric[C]
	field  *hierarchy.Field[C]
	target csr.Node
}

// start makes a node the target.
func (t *toward[C]) start(target csr.Node) {
	t.target = target
	t.field.To(t.m.Tree.Rank[target])
}

// To returns the distance from v to the target, or hierarchy.Inf.
func (t *toward[C]) To(v csr.Node) uint64 {
	if v == t.target {
		return 0
	}
	if t.m.Closed(v) {
		return t.m.Leave(v, t.To)
	}
	return stands(t.m, t.field.At(t.m.Tree.Rank[v]), v, t.target)
}
