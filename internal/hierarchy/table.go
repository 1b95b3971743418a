package hierarchy

import (
	"math/bits"
	"slices"

	"github.com/veltrix/cairn/internal/bitset"
	"github.com/veltrix/cairn/internal/layout"
)

// Lanes is how many sources a Table takes at a time.
const Lanes = 16

// Table is the costs from some sources to some targets, by a sweep that is restricted to
// the ancestors of both (Delling, Goldberg and Werneck 2011, Faster Batched Shortest Paths
// in Road Networks: RPHAST). Those of the targets are selected once for all sources. Up to
// Lanes sources are swept side by side: a rank has a row of costs, one of each source, and
// an arc offers the row of its one end to the other, which is what Relax does.
//
// A Table is not safe for concurrent use. Its memory is 8 bytes a node, and two rows for
// each rank that was selected.
type Table[C Cost] struct {
	m        *Metric[C]
	up, down selection[C]
	none     [Lanes]C
}

// NewTable returns a Table of m.
func (m *Metric[C]) NewTable() *Table[C] {
	t := &Table[C]{m: m, up: newSelection[C](m), down: newSelection[C](m)}
	for i := range t.none {
		t.none[i] = None[C]()
	}
	return t
}

// Select makes some nodes the targets of the sweeps that follow, and returns how many arcs
// each of these looks at on the way down.
func (t *Table[C]) Select(targets []uint32) (arcs int) {
	t.down.choose(targets)
	for _, r := range t.down.ranks {
		arcs += int(t.m.Tree.First[r+1] - t.m.Tree.First[r])
	}
	return arcs
}

// Sweep works out the costs from at most Lanes sources to the targets.
func (t *Table[C]) Sweep(sources []uint32) {
	t.climb(sources)
	t.down.room(len(sources))
	for i, r := range t.down.ranks {
		row := t.down.rows[i*len(sources):][:len(sources)]
		if t.up.chosen.Has(r) {
			copy(row, t.up.row(r))
		} else {
			copy(row, t.none[:])
		}
		t.down.offer(row, r, t.m.Down)
	}
}

// climb works out the costs of going up from the sources, from the lowest rank on.
func (t *Table[C]) climb(sources []uint32) {
	t.up.choose(sources)
	t.up.room(len(sources))
	for i := range t.up.rows {
		t.up.rows[i] = None[C]()
	}
	tree := t.m.Tree
	for i, v := range sources {
		t.up.row(tree.Rank[v])[i] = 0
	}
	for i, r := range slices.Backward(t.up.ranks) {
		row := t.up.rows[i*len(sources):][:len(sources)]
		for a := tree.First[r]; a < tree.First[r+1]; a++ {
			Relax(t.up.row(tree.Head[a]), row, t.m.Up[a])
		}
	}
}

// Costs returns the costs from the sources of the last sweep to a target.
func (t *Table[C]) Costs(target uint32) []C { return t.down.row(t.m.Tree.Rank[target]) }

// selection is some nodes and their ancestors, with a row for each.
type selection[C Cost] struct {
	m      *Metric[C]
	chosen bitset.Set // ranks
	place  []uint32   // by rank, if it is chosen: its place in ranks
	ranks  []uint32   // the highest first
	lanes  int        // in a row
	rows   []C        // by place
}

func newSelection[C Cost](m *Metric[C]) selection[C] {
	n := len(m.Tree.Order)
	return selection[C]{m: m, chosen: bitset.New(n), place: make([]uint32, n)}
}

// choose selects nodes and their ancestors, and none else.
func (s *selection[C]) choose(nodes []uint32) {
	clear(s.chosen)
	for _, v := range nodes {
		for r := s.m.Tree.Rank[v]; r != layout.None && !s.chosen.Has(r); r = s.m.Tree.Parent[r] {
			s.chosen.Add(r)
		}
	}
	s.ranks = s.ranks[:0]
	for word, set := range slices.Backward(s.chosen) {
		for ; set != 0; set &^= 1 << (63 - bits.LeadingZeros64(set)) {
			r := uint32(64*word + 63 - bits.LeadingZeros64(set))
			s.place[r] = uint32(len(s.ranks))
			s.ranks = append(s.ranks, r)
		}
	}
}

// room makes rows of so many lanes.
func (s *selection[C]) room(lanes int) {
	n := len(s.ranks) * lanes
	s.rows, s.lanes = slices.Grow(s.rows[:0], n)[:n], lanes
}

// row returns the row of a rank that is selected.
func (s *selection[C]) row(r uint32) []C { return s.rows[int(s.place[r])*s.lanes:][:s.lanes] }

// offer lowers the row of a rank to the costs of coming down from its upper neighbours.
func (s *selection[C]) offer(row []C, r uint32, down []C) {
	heads, down := s.m.Tree.Head[s.m.Tree.First[r]:s.m.Tree.First[r+1]], down[s.m.Tree.First[r]:]
	if len(row) > 1 {
		for i, head := range heads {
			Relax(row, s.row(head), down[i])
		}
		return
	}
	for i, head := range heads {
		row[0] = min(row[0], down[i]+s.rows[s.place[head]])
	}
}
