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

// readAs returns the labels in a width, or nil if they do not fit.
func readAs[C hierarchy.Cost, E entry, S sum](ctx context.Context, m *hierarchy.Metric[C], s *shape, stage string, progress func(stage string, done, total int)) (labels, error) {
	x := newRows[E, S](s, m.CostModel)
	sides := [][]C{m.Up}
	if m.Kind == hierarchy.TwoSided {
		sides = append(sides, m.Down)
	}
	entries := x.shape.size(x.block)
	x.entries = make([]E, int(entries)*len(sides))
	r := newReader[C](ctx, m, x.width, x.places)
	for i, side := range sides {
		r.side, r.dst = side, x.entries[i*int(entries):][:entries]
		if ok, err := r.read(func(done int) { progress(stage, i*len(x.places)+done, len(sides)*len(x.places)) }); !ok || err != nil {
			return nil, err
		}
	}
	progress(stage, 1, 1)
	return x, nil
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
