package hublabel

import (
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/freelist"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// entry is the types of a row's entries, and sum the types that hold a sum of two.
type (
	entry interface{ uint16 | uint32 | uint64 }
	sum   interface{ uint32 | uint64 }
)

// rows is labels in one width: a row a node, for the way up and for the way down,
// which may be the same. Entries are distances between the node and its ancestors.
type rows[E entry, S sum] struct {
	hierarchy.CostModel
	tables
	width[E]
	shape   *shape
	entries []E
	down    uint32 // offset from a node's row for the way up to that for the way down
	hops    hops
	walkers freelist.List[walker]
}

// newRows returns rows that have no entries yet.
func newRows[E entry, S sum](s *shape, m hierarchy.CostModel) *rows[E, S] {
	w := widthOf[E]()
	tables, entries := s.tables(w.block)
	x := &rows[E, S]{tables: tables, width: w, shape: s}
	if m.Kind == hierarchy.TwoSided {
		x.down = uint32(entries)
	}
	return x.rowsOn(m)
}

// rowsOn returns rows that have no entries yet, and lie where those of x do, for costs that
// go as many ways.
func (x *rows[E, S]) rowsOn(m hierarchy.CostModel) *rows[E, S] {
	y := &rows[E, S]{CostModel: m, tables: x.tables, width: x.width, shape: x.shape, down: x.down}
	y.walkers.New = func() *walker { return newWalker(y) }
	return y
}

// width is the constants of a type of entries.
type width[E entry] struct {
	none  E      // the entry for no distance
	block uint64 // how many entries a block has
}

// widthOf returns the width of a type.
func widthOf[E entry]() width[E] {
	switch any(E(0)).(type) {
	case uint16:
		return width[E]{^E(0), minplus.Block16}
	case uint32:
		return width[E]{^E(0) >> 1, minplus.Block32}
	}
	return width[E]{^E(0) >> 1, minplus.Block64}
}

// hold keeps a mapping as long as x, which everything holds on to that reads rows.
func (x *rows[E, S]) hold(b []byte, unmap func([]byte)) { runtime.AddCleanup(x, unmap, b) }

func (x *rows[E, S]) model() *hierarchy.CostModel { return &x.CostModel }

func (x *rows[E, S]) size() int64 { return int64(len(x.entries)) * int64(unsafecast.Size[E]()) }

// pair returns the rows that a distance is the minimum of.
func (x *rows[E, S]) pair(from, to csr.Node) minplus.Pair {
	s, t := &x.places[from], &x.places[to]
	return minplus.Pair{A: s.row, B: t.row + x.down, N: x.common(s, t)}
}

// Distance answers for one pair.
func (x *rows[E, S]) Distance(from, to csr.Node) uint64 {
	pairs, sums := [1]minplus.Pair{x.pair(from, to)}, [1]S{}
	indexkit.Minima(sums[:], x.entries, pairs[:])
	return x.result(sums[0], from, to)
}

// result returns the distance of a pair whose minimum is known.
func (x *rows[E, S]) result(sum S, from, to csr.Node) uint64 {
	if sum >= S(x.none) {
		return x.rare(from, to)
	}
	return x.CostModel.Distance(uint64(sum), from, to)
}

// rare answers for one pair whose minimum is none: a node and itself, two that are
// not connected, a source that is Blocked, and sums too large for an entry.
func (x *rows[E, S]) rare(from, to csr.Node) uint64 {
	if from == to {
		return 0
	}
	if x.Closed(from) {
		return x.Leave(from, func(u csr.Node) uint64 { return x.Distance(u, to) })
	}
	p, least := x.pair(from, to), hierarchy.Inf
	a, b := x.entries[p.A:][:p.N], x.entries[p.B:][:p.N]
	for i, up := range a {
		if up != x.none && b[i] != x.none {
			least = min(least, uint64(up)+uint64(b[i]))
		}
	}
	if least == hierarchy.Inf {
		return least
	}
	return x.CostModel.Distance(least, from, to)
}

// stride is how many pairs are taken together: few enough for memory on the stack.
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

// together answers a stride of pairs. Each step is taken for all of them before the next,
// so that they do not wait for each other's memory.
func (x *rows[E, S]) together(dst []uint32, sources, targets []csr.Node) (err error) {
	var pairs [stride]minplus.Pair
	var sums [stride]S
	for i, from := range sources {
		pairs[i] = x.pair(from, targets[i])
	}
	indexkit.Minima(sums[:len(sources)], x.entries, pairs[:len(sources)])
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
