package hierarchy

import (
	"context"

	"github.com/veltrix/cairn/internal/parallel"
)

// worthwhile is how much work a goroutine must have, in triangles: some 50 µs. Tests change
// it.
var worthwhile = 1 << 16

// checked is how many ranks are settled between two looks at a context.
const checked = 16

// settleAll settles the arcs of all ranks: those of the subtrees, each from its lowest rank
// on, then those of the top, several at a time.
func (m *Metric[C]) settleAll(ctx context.Context) error {
	workers := parallel.Workers(m.Parts.work, worthwhile)
	rows := make([][2][]C, workers)
	for i := range rows {
		rows[i] = [2][]C{make([]C, m.Tree.Height), make([]C, m.Tree.Height)}
	}
	var ended parallel.Ended
	subtrees := len(m.Parts.Subtrees)
	parallel.Each(workers, subtrees+len(m.Parts.Top), func(worker, part int) {
		if part < subtrees {
			defer ended.EndAny()
			m.settleSubtree(ctx, m.Parts.Subtrees[part], &rows[worker])
			return
		}
		defer ended.End(part)
		m.settleTop(ctx, part-subtrees, &ended, &rows[worker])
	})
	return context.Cause(ctx)
}

// settleSubtree settles the ranks of a span, unless the context ends.
func (m *Metric[C]) settleSubtree(ctx context.Context, ranks Span, row *[2][]C) {
	for r := ranks.Lo; r < ranks.Hi; r++ {
		if r%checked == 0 && ctx.Err() != nil {
			return
		}
		m.settle(r, row, r, nil)
	}
}

// settleTop settles a rank of the top, unless the context has ended, while others settle
// the ranks before and after it. It begins when all subtrees have ended.
func (m *Metric[C]) settleTop(ctx context.Context, number int, ended *parallel.Ended, row *[2][]C) {
	if ctx.Err() != nil {
		return
	}
	top, subtrees := m.Parts.Top, len(m.Parts.Subtrees)
	settled := ended.After(subtrees - 1)
	m.settle(top[number], row, top[settled-subtrees], func() uint32 {
		settled = ended.After(settled)
		return top[settled-subtrees]
	})
}

// settle lowers the costs of a rank's arcs to those of the ways through lower neighbours:
// from r down to one of them, and up from there. Meanwhile the costs lie in row, by the
// depth of the upper end. Lower neighbours below a rank are settled, which rises as wait
// is called.
func (m *Metric[C]) settle(r uint32, row *[2][]C, settled uint32, wait func() uint32) {
	lo, hi := m.Tree.First[r], m.Tree.First[r+1]
	above := m.Tree.Above[lo:hi]
	spread(row[0], above, m.Up[lo:hi])
	if m.Kind == TwoSided {
		spread(row[1], above, m.Down[lo:hi])
	}
	for _, low := range m.below(r) {
		for low.rank >= settled {
			settled = wait()
		}
		m.offer(row[0], low.rank, low.arc, m.Up, m.Down[low.arc])
		if m.Kind == TwoSided {
			m.offer(row[1], low.rank, low.arc, m.Down, m.Up[low.arc])
		}
	}
	collect(m.Up[lo:hi], above, row[0])
	if m.Kind == TwoSided {
		collect(m.Down[lo:hi], above, row[1])
	}
}

// spread writes costs to a row, and collect reads them from it.
func spread[C Cost](row []C, above []uint32, costs []C) {
	for i, c := range costs {
		row[above[i]] = c
	}
}

func collect[C Cost](costs []C, above []uint32, row []C) {
	for i := range costs {
		costs[i] = row[above[i]]
	}
}
