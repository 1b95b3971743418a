package hublabel

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// entry is the width of a row's entries, and sum one that holds a sum of two.
type (
	entry interface{ uint16 | uint32 | uint64 }
	sum   interface{ uint32 | uint64 }
)

// rows is labels in one width: a row a node, for the way up and for the way down,
// which may be the same. Entries are distances between the node and its ancestors.
type rows[E entry, S sum] struct {
	hierarchy.CostModel
	tables
	shape   *shape
	entries []E
	down    uint32 // how far behind its row for the way up a node's row for the way down is
	steps   *steps
}

// newRows returns rows that have no entries yet.
func newRows[E entry, S sum](s *shape, m hierarchy.CostModel) *rows[E, S] {
	tables, entries := s.tables(blockOf[E]())
	x := &rows[E, S]{CostModel: m, tables: tables, shape: s, steps: &steps{}}
	if m.Kind == hierarchy.TwoSided {
		x.down = uint32(entries)
	}
	return x
}

// noneOf returns the entry for no distance.
func noneOf[E entry]() E {
	switch any(E(0)).(type) {
	case uint16:
		return ^E(0)
	}
	return ^E(0) >> 1
}

// blockOf returns how many entries a block has.
func blockOf[E entry]() uint64 {
	switch any(E(0)).(type) {
	case uint16:
		return minplus.Block16
	case uint32:
		return minplus.Block32
	}
	return minplus.Block64
}

// minima takes the minimum of each pair of rows.
func minima[E entry, S sum](dst []S, entries []E, pairs []minplus.Pair) {
	switch entries := any(&entries).(type) { // a pointer is not copied to the heap
	case *[]uint16:
		minplus.Pairs16(*any(&dst).(*[]uint32), *entries, pairs)
	case *[]uint32:
		minplus.Pairs32(*any(&dst).(*[]uint32), *entries, pairs)
	case *[]uint64:
		minplus.Pairs64(*any(&dst).(*[]uint64), *entries, pairs)
	}
}

func (x *rows[E, S]) model() *hierarchy.CostModel { return &x.CostModel }

func (x *rows[E, S]) size() int64 { return int64(len(x.entries)) * int64(unsafecast.Size[E]()) }

// pair returns what is to be compared for a distance.
func (x *rows[E, S]) pair(from, to csr.Node) minplus.Pair {
	s, t := &x.places[from], &x.places[to]
	return minplus.Pair{A: s.row, B: t.row + x.down, N: x.common(s, t)}
}

// distance answers for one pair.
func (x *rows[E, S]) distance(from, to csr.Node) uint64 {
	pairs, sums := [1]minplus.Pair{x.pair(from, to)}, [1]S{}
	minima(sums[:], x.entries, pairs[:])
	return x.result(sums[0], from, to)
}

// result returns the distance of a pair whose minimum is known.
func (x *rows[E, S]) result(sum S, from, to csr.Node) uint64 {
	if sum >= S(noneOf[E]()) {
		return x.rare(from, to)
	}
	return x.Distance(uint64(sum), from, to)
}

// rare answers for one pair whose minimum is none: a node and itself, two that are
// not connected, a source that is Blocked, and sums too large for an entry.
func (x *rows[E, S]) rare(from, to csr.Node) uint64 {
	if from == to {
		return 0
	}
	if x.Closed(from) {
		return x.Leave(from, func(u csr.Node) uint64 { return x.distance(u, to) })
	}
	p, least := x.pair(from, to), hierarchy.Inf
	a, b := x.entries[p.A:][:p.N], x.entries[p.B:][:p.N]
	for i, up := range a {
		if up != noneOf[E]() && b[i] != noneOf[E]() {
			least = min(least, uint64(up)+uint64(b[i]))
		}
	}
	if least == hierarchy.Inf {
		return least
	}
	return x.Distance(least, from, to)
}

// stride is how many pairs are taken together: what they take lies on the stack.
const stride = 64

// Pairs answers pair by pair.
func (x *rows[E, S]) Pairs(dst []uint32, sources, targets []csr.Node) error {
	for len(sources) > 0 {
		n := min(len(sources), stride)
		if err := x.together(dst[:n], sources[:n], targets[:n]); err != nil {
			return err
		}
		dst, sources, targets = dst[n:], sources[n:], targets[n:]
	}
	return nil
}

// together answers a stride of pairs, in steps that do not wait for each other.
func (x *rows[E, S]) together(dst []uint32, sources, targets []csr.Node) (err error) {
	var pairs [stride]minplus.Pair
	var sums [stride]S
	for i, from := range sources {
		pairs[i] = x.pair(from, targets[i])
	}
	minima(sums[:len(sources)], x.entries, pairs[:len(sources)])
	for i, from := range sources {
		if dst[i], err = indexkit.ToDistance(x.result(sums[i], from, targets[i]), from, targets[i]); err != nil {
			return err
		}
	}
	return nil
}

// Table answers for each source and each target, row by row.
func (x *rows[E, S]) Table(dst []uint32, sources, targets []csr.Node) error {
	var same [stride]csr.Node
	for _, from := range sources {
		for i := range same {
			same[i] = from
		}
		for left := targets; len(left) > 0; {
			n := min(len(left), stride)
			if err := x.together(dst[:n], same[:n], left[:n]); err != nil {
				return err
			}
			dst, left = dst[n:], left[n:]
		}
	}
	return nil
}
