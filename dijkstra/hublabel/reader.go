package hublabel

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/parallel"
)

// reader reads rows off a metric, from the root down. A node's row is the least, over its
// upper neighbours, of the cost of going to the neighbour plus the neighbour's row. First
// come the rows of the top, several at a time, then those of the subtrees, each on one
// goroutine.
type reader[C hierarchy.Cost, E entry] struct {
	*hierarchy.Metric[C]
	ctx    context.Context
	width  width[E]
	places []place
	side   []C // by arc of the tree: its cost
	dst    []E
	none   []C // a row as long as any, of no costs

	number []uint32     // by rank in the top: its number there, counted from the root down
	top    [][]C        // by that number: its row in the metric's own width
	done   atomic.Int64 // rows
	wide   atomic.Bool  // an entry does not fit
}

// newReader returns a reader that has no side to read and no room for rows yet.
func newReader[C hierarchy.Cost, E entry](ctx context.Context, m *hierarchy.Metric[C], w width[E], places []place) *reader[C, E] {
	r := &reader[C, E]{Metric: m, ctx: ctx, width: w, places: places,
		none:   slices.Repeat([]C{hierarchy.None[C]()}, m.Tree.Height),
		number: make([]uint32, len(places)), top: make([][]C, len(m.Parts.Top))}
	for i, rank := range m.Parts.Top {
		r.number[rank] = uint32(len(r.top) - 1 - i)
	}
	return r
}

// worthwhile is how many entries a goroutine must have to read: some 50 µs. Tests change
// it.
var worthwhile = 1 << 15

// read reads the rows of a side. ok is false if an entry does not fit. progress is called
// by this goroutine.
func (r *reader[C, E]) read(progress func(done int)) (ok bool, err error) {
	r.done.Store(0)
	progress(0)
	branches := []*branch[C]{newBranch[C](r.Tree.Height, progress)}
	for len(branches) < parallel.Workers(len(r.dst), worthwhile) {
		branches = append(branches, newBranch[C](r.Tree.Height, func(int) {}))
	}
	var ended parallel.Ended
	subtrees := r.Parts.Subtrees
	parallel.Each(len(branches), len(r.top)+len(subtrees), func(worker, part int) {
		if part < len(r.top) {
			defer ended.End(part)
			r.readTop(part, &ended)
			return
		}
		ended.After(len(r.top) - 1)
		r.readSubtree(subtrees[len(r.top)+len(subtrees)-1-part], branches[worker])
	})
	return !r.wide.Load(), context.Cause(r.ctx)
}

// stopped tells whether there is no use in going on.
func (r *reader[C, E]) stopped() bool { return r.wide.Load() || r.ctx.Err() != nil }

// readTop reads a row of the top. It waits for those of its upper neighbours.
func (r *reader[C, E]) readTop(number int, ended *parallel.Ended) {
	if r.stopped() {
		return
	}
	t, rank, there := r.Tree, r.Parts.Top[len(r.top)-1-number], 0
	row := slices.Clone(r.none[:t.Depth[rank]+1])
	for a := t.First[rank]; a < t.First[rank+1]; a++ {
		upper := int(r.number[t.Head[a]])
		for upper >= there {
			there = ended.After(there)
		}
		if c := r.side[a]; c != hierarchy.None[C]() {
			hierarchy.Relax(row, r.top[upper], c)
		}
	}
	row[len(row)-1] = 0
	r.top[number] = row
	r.put(rank, row)
	r.done.Add(1)
}

// branch is the rows of a node and its ancestors, in the metric's own width.
type branch[C hierarchy.Cost] struct {
	rows     []C      // the one at depth d has d + 1 entries and begins at d (d + 1) / 2
	ranks    []uint32 // by depth: whose they are
	unseen   int      // rows since the last look at the context
	progress func(done int)
}

func newBranch[C hierarchy.Cost](height int, progress func(done int)) *branch[C] {
	return &branch[C]{make([]C, height*(height+1)/2), slices.Repeat([]uint32{layout.None}, height), 0, progress}
}

// at returns the row at a depth.
func (b *branch[C]) at(depth uint32) []C {
	return b.rows[uint64(depth)*uint64(depth+1)/2:][:depth+1]
}

// readSubtree reads the rows of a span of subtrees.
func (r *reader[C, E]) readSubtree(ranks hierarchy.Span, b *branch[C]) {
	for rank := ranks.Hi; rank > ranks.Lo && !r.stops(b); {
		rank--
		if p := r.Tree.Parent[rank]; p >= ranks.Hi {
			r.copyTop(p, b)
		}
		r.put(rank, r.row(rank, b))
	}
}

// copyTop copies to a branch the rows of a rank of the top and of its ancestors, as far as
// they are not there.
func (r *reader[C, E]) copyTop(rank uint32, b *branch[C]) {
	for rank != layout.None && b.ranks[r.Tree.Depth[rank]] != rank {
		depth := r.Tree.Depth[rank]
		copy(b.at(depth), r.top[r.number[rank]])
		b.ranks[depth], rank = rank, r.Tree.Parent[rank]
	}
}

// row works out the row of a rank whose ancestors' rows are in a branch.
func (r *reader[C, E]) row(rank uint32, b *branch[C]) []C {
	t := r.Tree
	row := b.at(t.Depth[rank])
	copy(row, r.none)
	for a := t.First[rank]; a < t.First[rank+1]; a++ {
		if c := r.side[a]; c != hierarchy.None[C]() {
			hierarchy.Relax(row, b.at(t.Above[a]), c)
		}
	}
	row[len(row)-1] = 0
	b.ranks[t.Depth[rank]] = rank
	return row
}

// looked is how many rows are read between two looks at a context.
const looked = 256

// stops counts a row. Now and then it tells the progress, and looks whether there is no use
// in going on.
func (r *reader[C, E]) stops(b *branch[C]) bool {
	if b.unseen++; b.unseen < looked {
		return r.wide.Load()
	}
	done := r.done.Add(int64(b.unseen))
	b.unseen = 0
	b.progress(int(done))
	return r.stopped()
}

// put writes the row of a rank where it belongs.
func (r *reader[C, E]) put(rank uint32, row []C) {
	if !put(r.width, r.dst[r.places[r.Tree.Order[rank]].row:], row) {
		r.wide.Store(true)
	}
}
