package hublabel

import (
	"context"
	"math/bits"
	"slices"

	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// follower makes the rows of one side of a metric from those of one before, of which few
// changes have made it. Rows are looked at from the root down, a block at a time. A block
// may be another if that of an upper neighbour is, or if the way to that costs something
// else. It is worked out again, and handed down if it turns out to be another.
type follower[E entry] struct {
	m       *hierarchy.Metric[uint32]
	delta   *hierarchy.Delta
	costs   []uint32
	rows    []E // what they were, and then what they are
	lower   func(dst, rows []E, ways []minplus.Way, at uint32)
	none    E
	size    uint32        // of a block
	before  []E           // what a block was
	at      []uint32      // by depth: where the row of the last node that was seen there begins
	changed []uint64      // by depth: which blocks of that row are others now, a bit each in so many words
	words   uint32        // these
	again   []uint64      // which blocks of the row at hand have to be worked out again
	ways    []minplus.Way // up from its node, to the deepest ancestor first
}

// follow returns the labels of a metric, or nil if they have to be read off it.
func (x *rows[E, S]) follow(ctx context.Context, m hierarchy.Customized, d *hierarchy.Delta) labels {
	y := x.rowsOn(*m.Model())
	if y.Kind != d.Metric.Model().Kind {
		return nil // entries are not those of the costs that were followed
	}
	switch {
	case x.Kind == y.Kind:
		y.entries = slices.Clone(x.entries)
	case x.Kind == hierarchy.Symmetric && y.Kind == hierarchy.Symmetrised:
		y.entries = x.doubled(x.entries)
	}
	if y.entries == nil || !y.followed(ctx, m, d) || y.tooWide() {
		return nil
	}
	return y
}

// followed has the entries, which were those of the metric before, follow what has
// changed. ok is false if they are of 64 bits, which are so rare that they are read off
// anew, if one does not fit, or if ctx is done.
func (x *rows[E, S]) followed(ctx context.Context, m hierarchy.Customized, d *hierarchy.Delta) (ok bool) {
	narrow, ok := m.(*hierarchy.Metric[uint32])
	if !ok || x.block == minplus.Block64 {
		return false
	}
	if x.down == 0 {
		return newFollower(x.width, narrow, d, narrow.Up, x.entries).side(ctx, x.places)
	}
	return newFollower(x.width, narrow, d, narrow.Up, x.entries[:x.down]).side(ctx, x.places) &&
		newFollower(x.width, narrow, d, narrow.Down, x.entries[x.down:]).side(ctx, x.places)
}

// tooWide tells whether entries would fit in less.
func (x *rows[E, S]) tooWide() bool {
	return x.block == minplus.Block32 &&
		!slices.ContainsFunc(x.entries, func(e E) bool { return uint64(e) >= minplus.None16 && e != x.none })
}

func newFollower[E entry](w width[E], m *hierarchy.Metric[uint32], d *hierarchy.Delta, costs []uint32, rows []E) *follower[E] {
	height, size := m.Tree.Height, w.block
	words := padded(uint64(height), size)/size/64 + 1
	f := &follower[E]{m: m, delta: d, costs: costs, rows: rows, none: w.none, size: uint32(size), before: make([]E, size),
		at: make([]uint32, height), changed: make([]uint64, uint64(height)*words), words: uint32(words),
		again: make([]uint64, words)}
	switch lower := any(&f.lower).(type) {
	case *func(dst, rows []uint16, ways []minplus.Way, at uint32):
		*lower = minplus.Lower16
	case *func(dst, rows []uint32, ways []minplus.Way, at uint32):
		*lower = minplus.Lower32
	}
	return f
}

// side follows the rows of all ranks. ok is false if an entry does not fit, or ctx is done.
func (f *follower[E]) side(ctx context.Context, places []place) (ok bool) {
	t := f.m.Tree
	for r := len(t.Order) - 1; r >= 0; r-- {
		if r%looked == 0 && ctx.Err() != nil {
			return false
		}
		depth := t.Depth[r]
		f.at[depth] = places[t.Order[r]].row
		clear(f.changed[depth*f.words:][:f.words])
		if f.find(t.First[r], t.First[r+1]) && !f.row(uint32(r), depth) {
			return false
		}
	}
	return true
}

// find finds out which blocks of a rank have to be worked out again, if any. Its arcs are
// given.
func (f *follower[E]) find(lo, hi uint32) (found bool) {
	all := uint64(0)
	for _, above := range f.m.Tree.Above[lo:hi] {
		for i, word := range f.changed[above*f.words:][:f.words] {
			f.again[i] |= word
			all |= word
		}
	}
	for arc, ok := f.delta.Next(lo, hi); ok; arc, ok = f.delta.Next(arc+1, hi) {
		for block := range f.m.Tree.Above[arc]/f.size + 1 {
			f.again[block/64] |= 1 << (block % 64)
		}
		all = 1
	}
	return all != 0
}

// row works out blocks of a rank again. ok is false if an entry does not fit.
func (f *follower[E]) row(r, depth uint32) (ok bool) {
	t := f.m.Tree
	heads := t.Above[t.First[r]:t.First[r+1]]
	f.ways = f.ways[:0]
	costs := f.costs[t.First[r]:t.First[r+1]]
	for i := len(heads) - 1; i >= 0; i-- {
		f.ways = append(f.ways, minplus.Way{Row: f.at[heads[i]], Cost: min(costs[i], uint32(f.none))})
	}
	higher := 0 // how many ways lead above the block at hand
	for i, word := range f.again {
		for f.again[i] = 0; word != 0; word &= word - 1 {
			block := uint32(64*i + bits.TrailingZeros64(word))
			for heads[higher] < block*f.size {
				higher++
			}
			if !f.block(depth, block, f.ways[:len(heads)-higher]) && f.lost(depth, block, heads[higher:], costs[higher:]) {
				return false
			}
		}
	}
	return true
}

// block works out a block again, by ways that lead to rows which have it. ok is false if
// one of its entries is none now.
func (f *follower[E]) block(depth, block uint32, ways []minplus.Way) (ok bool) {
	at := block * f.size
	now := f.rows[f.at[depth]+at:][:f.size]
	copy(f.before, now)
	f.lower(now, f.rows, ways, at)
	if own := depth - at; own < f.size {
		now[own] = 0
	}
	if slices.Equal(now, f.before) {
		return true
	}
	f.changed[depth*f.words+block/64] |= 1 << (block % 64)
	return !slices.Contains(now, f.none)
}

// lost tells whether an entry of a block is none although arcs to heads lead to that
// ancestor: what they cost does not fit.
func (f *follower[E]) lost(depth, block uint32, heads, costs []uint32) bool {
	at := block * f.size
	for i, e := range f.rows[f.at[depth]+at:][:f.size] {
		if e == f.none && f.leads(at+uint32(i), heads, costs) {
			return true
		}
	}
	return false
}

// leads tells whether arcs to heads lead to the ancestor at a depth.
func (f *follower[E]) leads(depth uint32, heads, costs []uint32) bool {
	for i, above := range heads {
		if costs[i] != minplus.None32 && f.rows[f.at[above]+depth] != f.none {
			return true
		}
	}
	return false
}
