package hublabel

import (
	"context"

	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/minplus"
)

// read returns the labels of a metric, in the least width that they fit in. The shape
// is that of its tree.
func read(ctx context.Context, m hierarchy.Customized, s *shape, progress func(stage string, done, total int)) (labels, error) {
	switch m := m.(type) {
	case *hierarchy.Metric[uint32]:
		if short, err := readAs[uint32, uint16, uint32](ctx, m, s, "labels", progress); short != nil || err != nil {
			return short, err
		}
		return readAs[uint32, uint32, uint32](ctx, m, s, "wide labels", progress)
	case *hierarchy.Metric[uint64]:
		return readAs[uint64, uint64, uint64](ctx, m, s, "labels", progress)
	}
	panic("hublabel: metric of unknown type") // there are these two
}

// reader reads rows off a metric, from the root down. A node's row is the least, over its
// upper neighbours, of the cost of going to the neighbour plus the neighbour's row. The rows
// of all ancestors of the node at hand are kept in the metric's own width: the row at depth
// d has d + 1 entries and begins at d (d + 1) / 2.
type reader[C hierarchy.Cost, E entry] struct {
	m     *hierarchy.Metric[C]
	width width[E]
	above []C
	dst   []E
}

// readAs returns the labels in a width, or nil if they do not fit.
func readAs[C hierarchy.Cost, E entry, S sum](ctx context.Context, m *hierarchy.Metric[C], s *shape, stage string, progress func(stage string, done, total int)) (labels, error) {
	x := newRows[E, S](s, m.CostModel)
	sides := [][]C{m.Up}
	if m.Kind == hierarchy.TwoSided {
		sides = append(sides, m.Down)
	}
	entries := x.shape.size(x.block)
	x.entries = make([]E, int(entries)*len(sides))
	height := m.Tree.Height
	r := &reader[C, E]{m: m, width: x.width, above: make([]C, height*(height+1)/2)}
	for i, side := range sides {
		r.dst = x.entries[i*int(entries):][:entries]
		if ok, err := r.side(ctx, side, x.places, func(done int) { progress(stage, i*len(x.places)+done, len(sides)*len(x.places)) }); !ok || err != nil {
			return nil, err
		}
	}
	progress(stage, 1, 1)
	return x, nil
}

// looked is how many rows are read between two looks at a context.
const looked = 256

// side reads the rows for one way. ok is false if an entry does not fit.
func (r *reader[C, E]) side(ctx context.Context, side []C, places []place, progress func(done int)) (ok bool, err error) {
	n := len(places)
	for i := range n {
		rank := uint32(n - 1 - i)
		if i%looked == 0 {
			progress(i)
			if ctx.Err() != nil {
				return false, context.Cause(ctx)
			}
		}
		row := r.row(rank, side)
		if !put(r.width, r.dst[places[r.m.Tree.Order[rank]].row:], row) {
			return false, nil
		}
	}
	return true, nil
}

// row works out the row of a rank.
func (r *reader[C, E]) row(rank uint32, side []C) []C {
	t := r.m.Tree
	row := r.at(t.Depth[rank])
	for i := range row {
		row[i] = hierarchy.None[C]()
	}
	for a := t.First[rank]; a < t.First[rank+1]; a++ {
		if side[a] != hierarchy.None[C]() {
			upper := r.at(t.Above[a])
			hierarchy.Relax(row, upper, side[a])
		}
	}
	row[len(row)-1] = 0
	return row
}

// at returns the row of the last node that was seen at a depth.
func (r *reader[C, E]) at(depth uint32) []C {
	return r.above[uint64(depth)*uint64(depth+1)/2:][:depth+1]
}

// put writes a row in the width of entries, and fills its last block with none.
// ok is false if it does not fit.
func put[C hierarchy.Cost, E entry](w width[E], dst []E, row []C) (ok bool) {
	dst = dst[:padded(uint64(len(row)), w.block)]
	for i := len(row); i < len(dst); i++ {
		dst[i] = w.none
	}
	if short, narrow := any(dst).([]uint16); narrow {
		return minplus.Narrow(short, any(row).([]uint32))
	}
	copy(any(dst).([]C), row)
	return true
}
