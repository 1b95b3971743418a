package hublabel

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// Prove checks that the index is right, whoever made its file. It works out the hierarchy
// of the order from the graph and the weights that the index is for, reads rows off it, and
// compares these with the index, entry by entry. Then every answer is that of a
// dijkstra.Solver on the graph, under the weights that the index is for; UsesGraphWeights
// tells whether these are the graph's own.
//
// It costs what building does without finding an order, some milliseconds on a map of 8,000
// nodes, and as much memory as a second index meanwhile. The error is a *DamageError, or
// the context's.
func (x *Index) Prove(ctx context.Context) error {
	defer runtime.KeepAlive(x)
	ctx = indexkit.Context(ctx)
	m, err := x.base.now(ctx)
	if err != nil {
		return err
	}
	want, err := read(ctx, m, shapeOf(m), untold)
	if err != nil {
		return err
	}
	if damage := x.labels.doubt(want); damage != nil {
		return damage
	}
	return nil
}

// now returns the hierarchy. If it has to make it, it does not keep it.
func (b *base) now(ctx context.Context) (hierarchy.Customized, error) {
	b.lock.Lock()
	m := b.metric
	b.lock.Unlock()
	if m != nil {
		return m, nil
	}
	return b.make(ctx)
}

// doubt returns where a shape is not that of a tree, or nil.
func (s *shape) doubt(t *elimination.Tree, c *elimination.Codes) *DamageError {
	damaged := func(r int, detail string) *DamageError {
		return &DamageError{Package: "hublabel", Detail: fmt.Sprintf("node %d: %s", s.order[r], detail)}
	}
	cuts := 0
	for r, v := range t.Order {
		own := c.Cuts[c.At[r]:c.At[r+1]]
		switch {
		case s.order[r] != v:
			return damaged(r, "the order is not that of its tree")
		case uint32(s.lengths[r]) != t.Depth[r]+1:
			return damaged(r, fmt.Sprintf("the row has %d entries for %d ancestors", s.lengths[r], t.Depth[r]+1))
		case s.codes[r] != c.Code[r] || s.bits[r] != c.Bits[r]:
			return damaged(r, "the code is another")
		case !slices.EqualFunc(s.cuts[cuts:][:len(own)], own, func(a uint16, b uint32) bool { return uint32(a) == b }):
			return damaged(r, "it has other ancestors in common with others")
		}
		cuts += len(own)
	}
	return nil
}

// doubt returns the first entry that is not that of other labels, or nil.
func (x *rows[E, S]) doubt(want labels) *DamageError {
	w, ok := want.(*rows[E, S])
	if !ok || x.Kind != w.Kind || len(x.entries) != len(w.entries) {
		return &DamageError{Package: "hublabel", Detail: fmt.Sprintf("rows of type %T and kind %d, their weights make %T and kind %d",
			x.entries, x.Kind, want, want.model().Kind)}
	}
	for i, e := range x.entries {
		if e != w.entries[i] {
			from, to := x.ends(uint32(i))
			return &DamageError{Package: "hublabel", From: from, To: to, Detail: fmt.Sprintf("entry %d is %d, the weights come to %d", i, e, w.entries[i])}
		}
	}
	return nil
}

// ends returns the nodes whose distance an entry is: the node whose row it is in, and its
// ancestor. If the entry only fills a block, both are that node.
func (x *rows[E, S]) ends(entry uint32) (from, to csr.Node) {
	back := x.down > 0 && entry >= x.down
	if back {
		entry -= x.down
	}
	for r := len(x.shape.order) - 1; r >= 0 && x.places[x.shape.order[r]].row <= entry; r-- {
		from = x.shape.order[r]
	}
	to = from
	depth := entry - x.places[from].row
	for r := len(x.shape.order) - 1; r >= 0 && x.shape.order[r] != from; r-- {
		if uint32(x.shape.lengths[r]) == depth+1 {
			to = x.shape.order[r] // the last of that depth is the ancestor
		}
	}
	if back {
		from, to = to, from
	}
	return from, to
}
