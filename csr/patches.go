package csr

import (
	"cmp"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// Patch is the weight of one node.
type Patch struct {
	Node   Node   // whose weight it is
	Weight uint32 // of entering it; may be Blocked
}

// ArcPatch is the weight of one arc.
type ArcPatch struct {
	Arc    uint32 // its number: see CSRGraph.ArcEnds
	Weight uint32 // of going along it; may be Blocked
}

// patch is a Patch or an ArcPatch.
type patch interface {
	of() uint32
	weight() uint32
}

func (p Patch) of() uint32     { return p.Node }
func (p Patch) weight() uint32 { return p.Weight }

func (p ArcPatch) of() uint32     { return p.Arc }
func (p ArcPatch) weight() uint32 { return p.Weight }

// patches is a list of patches that ascends strictly by what they are of:
// p[i-1].of() < p[i].of().
type patches[P patch] []P

// find returns where the patch of x is, or would be.
func (p patches[P]) find(x uint32) (int, bool) {
	return slices.BinarySearchFunc(p, x, func(q P, x uint32) int {
		return cmp.Compare(q.of(), x)
	})
}

// set replaces the patch of the same node or arc, or inserts q.
func (p *patches[P]) set(q P) {
	i, ok := p.find(q.of())
	if ok {
		(*p)[i] = q
	} else {
		*p = slices.Insert(*p, i, q)
	}
}

// remove takes the patch of x out, if there is one.
func (p *patches[P]) remove(x uint32) {
	if i, ok := p.find(x); ok {
		*p = slices.Delete(*p, i, i+1)
	}
}

// over returns a column of n with patches laid on it, a copy if there are any.
func (p patches[P]) over(c layout.Column, n int) layout.Column {
	if len(p) > 0 {
		c = c.Materialize(n)
	}
	for _, q := range p {
		c.Values[q.of()] = q.weight()
	}
	return c
}
