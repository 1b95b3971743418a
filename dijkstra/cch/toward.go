package cch

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// toward is the distances from all nodes to one.
type toward struct {
	hierarchy.Field
	target [1]hierarchy.Root
}

// start makes a node the target.
func (t *toward) start(target csr.Node) {
	t.target[0] = hierarchy.Root{Node: target}
	t.Field.To(t.target[:])
}

// To returns the distance from v to the target, or hierarchy.Inf.
func (t *toward) To(v csr.Node) uint64 { return t.At(v) }
