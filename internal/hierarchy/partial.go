package hierarchy

import (
	"context"
	"slices"

	"github.com/veltrix/cairn/internal/bitset"
)

// When few weights have changed, the arcs of the tree are looked at again in ascending
// order, beginning with those that are arcs of the graph whose costs have changed. An arc
// whose cost turns out to be another may change those above the triangles that it is a
// lower side of: if the way through it was what they cost, or is now less. Since arcs are
// numbered by their lower ends, those come later in the order, and each is looked at once
// (Ouyang, Yuan, Qin, Chang, Zhang and Lin 2020, Efficient Shortest Path Index Maintenance
// on Dynamic Road Networks with Theoretical Guarantees).
//
// Triangles are found a supernode at a time: where an arc of one rank lies in its row,
// that of the next does.

// What settling all arcs and following a change cost, in nanoseconds of one machine.
const (
	rankCost    = 40   // of settling, for each rank
	arcCost     = 18   // of settling, for each arc
	runLength   = 4    // triangles that are settled in a nanosecond
	changeCost  = 4000 // of following, for each weight that has changed, on a map that nothing else is known of
	lookCost    = 60   // of following, for each arc that is looked at
	groupCost   = 25   // of following, for each supernode that triangles are looked for in
	elementCost = 2    // of following, for each triangle
)

// budget returns what may be spent on following changes: three quarters of what settling
// all arcs costs, which a test may raise.
var budget = func(t *Topology) int {
	return (rankCost*len(t.Tree.Order) + arcCost*len(t.Tree.Head) + t.triangles/runLength) * 3 / 4
}

// partial is a metric that follows changed costs.
type partial[C Cost] struct {
	*Metric[C]            // as far as it has come
	old        *Metric[C] // in the same kind
	stale      bitset.Set // arcs of the tree that have to be looked at
	changed    bitset.Set // of those, arcs that cost something else now
	left       int        // what may still be spent before it is better to settle all arcs after all

	first  uint32   // where the arcs of the rank at hand begin
	arcs   []uint32 // stale ones of that rank
	depths []uint32 // that these lead to
	least  [2][]C   // what these cost, up and down, as far as is known
	hits   []hit
	row    [2][]C // the costs of all arcs of that rank, up and down: the lesser of before and now
}

// hit is an arc of a supernode that has one head with a stale arc.
type hit struct {
	stale uint32 // place of that in partial.arcs
	place uint32 // of that in its row
	index uint32 // of the arc in its own
}

// Delta is what Recustomize has followed.
type Delta struct {
	Metric  Customized // with the new costs in the kind that they were followed in, which tells most apart
	changed bitset.Set
}

// Next returns the first arc of the tree, from one up to another, that costs something
// else now, up or down. ok is false if there is none.
func (d *Delta) Next(from, to uint32) (arc uint32, ok bool) { return d.changed.Next(from, to) }

func (m *Metric[C]) recustomize(ctx context.Context, w Weights) (Customized, *Delta, error) {
	left := budget(m.Topology)
	rows, ok := m.changedRows(m.Weights, w, left/changeCost)
	if !ok {
		to, err := m.customize(ctx, m.Prepare(w))
		return to, nil, err
	}
	prepared := m.prepareChanged(rows, w)
	if p := m.partial(prepared, rows, left); p != nil && p.follow(ctx) {
		to := p.as(prepared.Kind, w)
		to.summary = prepared.summary
		return to, &Delta{p.Metric, p.changed}, nil
	}
	to, err := m.customize(ctx, prepared)
	return to, nil, err
}

// prepareChanged returns what Prepare does of weights that differ from those of m in some
// rows only.
func (m *Metric[C]) prepareChanged(rows []uint32, w Weights) *PreparedWeights {
	s := m.summary
	for _, v := range rows {
		if lo, hi := m.Graph.Out.Row(v); lo < hi {
			m.tally(&s, m.Weights, lo, -1)
			m.tally(&s, w, lo, +1)
		}
	}
	return m.prepared(w, s)
}

// partial returns what is to be looked at first, or nil if costs do not fit. Costs are
// followed in the kind that tells more apart.
func (m *Metric[C]) partial(to *PreparedWeights, rows []uint32, left int) *partial[C] {
	kind := max(m.Kind, to.Kind)
	if _, narrow := any(m).(*Metric[uint32]); narrow != to.Narrow || narrow && !(m.summary.narrow(kind) && to.summary.narrow(kind)) {
		return nil
	}
	old := m.as(kind, m.Weights)
	p := &partial[C]{old: old, stale: bitset.New(len(m.Up)), changed: bitset.New(len(m.Up)), left: left}
	model := old.CostModel
	model.Weights = to.Weights
	p.Metric = &Metric[C]{Topology: m.Topology, CostModel: model, Up: slices.Clone(old.Up)}
	if p.Down = p.Up; kind == TwoSided {
		p.Down = slices.Clone(old.Down)
	}
	for _, v := range rows {
		lo, hi := m.Graph.Out.Row(v)
		for a := lo; a < hi; a++ {
			if old.Weights.cost(a, m.arcs[a], kind) != to.Weights.cost(a, m.arcs[a], kind) {
				p.stale.Add(m.place[a] >> 1)
			}
		}
	}
	return p
}

// follow looks at all arcs that have to be, and tells whether it was worth it.
func (p *partial[C]) follow(ctx context.Context) bool {
	r, end := uint32(0), uint32(len(p.Up)) // r is the lower end
	for arc, ok := p.stale.Next(0, end); ok; arc, ok = p.stale.Next(p.Tree.First[r+1], end) {
		for p.Tree.First[r+1] <= arc {
			r++
		}
		if p.recompute(r, arc); p.left < 0 || ctx.Err() != nil {
			return false
		}
	}
	return true
}

// recompute works out what the stale arcs of a rank cost, the first of which is given.
func (p *partial[C]) recompute(r, arc uint32) {
	p.first = p.Tree.First[r]
	p.arcs, p.depths, p.least[0], p.least[1] = p.arcs[:0], p.depths[:0], p.least[0][:0], p.least[1][:0]
	for ok := true; ok; arc, ok = p.stale.Next(arc+1, p.Tree.First[r+1]) {
		p.arcs, p.depths = append(p.arcs, arc), append(p.depths, p.Tree.Above[arc])
		p.least[0] = append(p.least[0], p.inputCost(r, arc, false))
		if p.Kind == TwoSided {
			p.least[1] = append(p.least[1], p.inputCost(r, arc, true))
		}
	}
	p.left -= lookCost * len(p.arcs)
	p.throughLower(r)
	if p.enter(); len(p.arcs) > 0 {
		p.markAbove(r)
	}
}

// enter enters what stale arcs cost, and leaves those in the list whose costs have
// changed.
func (p *partial[C]) enter() {
	changed := 0
	for i, arc := range p.arcs {
		up, down := p.least[0][i], p.least[0][i]
		if p.Kind == TwoSided {
			down = p.least[1][i]
		}
		if up != p.Up[arc] || down != p.Down[arc] {
			p.Up[arc], p.Down[arc] = up, down
			p.changed.Add(arc)
			p.arcs[changed], p.depths[changed] = arc, p.depths[i]
			changed++
		}
	}
	p.arcs, p.depths = p.arcs[:changed], p.depths[:changed]
}

// inputCost returns what the arc of the graph costs that an arc of the tree from a rank
// stands for, up or down.
func (p *partial[C]) inputCost(r, arc uint32, down bool) C {
	if !p.inGraph.Has(arc) {
		return None[C]()
	}
	from, to := p.Tree.Order[r], p.Tree.Order[p.Tree.Head[arc]]
	if down {
		from, to = to, from
	}
	if a, ok := p.Graph.Out.Find(from, to); ok {
		if cost := p.Weights.cost(a, ends{from, to}, p.Kind); cost != Inf {
			return C(min(cost, uint64(None[C]())))
		}
	}
	return None[C]()
}

// throughLower lowers what the stale arcs of a rank cost to the ways through lower
// neighbours.
func (p *partial[C]) throughLower(r uint32) {
	below := p.below(r)
	for len(below) > 0 {
		low := below[0]
		ranks := min(p.Tree.Last[low.rank], r-1) - low.rank + 1
		p.left -= groupCost
		if p.match(low); len(p.hits) > 0 {
			p.left -= elementCost * int(ranks) * len(p.hits)
			p.offer(p.least[0], low, ranks, p.Down, p.Up)
			if p.Kind == TwoSided {
				p.offer(p.least[1], low, ranks, p.Up, p.Down)
			}
		}
		below = below[ranks:]
	}
}

// match finds the heads of stale arcs that a lower neighbour leads to as well.
func (p *partial[C]) match(low lower) {
	p.hits = p.hits[:0]
	t, i := p.Tree, 0
	first := t.First[low.rank]
	runs := t.Runs[t.RunFirst[low.rank]:t.RunFirst[low.rank+1]]
	for j, run := range runs {
		end := low.arc
		if j+1 < len(runs) {
			end = min(end, runs[j+1].Arc)
		}
		for ; i < len(p.depths) && p.depths[i]+run.Arc < run.Above+end; i++ {
			if depth := p.depths[i]; depth >= run.Above {
				p.hits = append(p.hits, hit{uint32(i), p.arcs[i] - p.first, run.Arc + depth - run.Above - first})
			}
		}
		if i == len(p.depths) || end == low.arc {
			return
		}
	}
}

// offer lowers costs to those of going to some ranks of a supernode, and on from there.
func (p *partial[C]) offer(least []C, low lower, ranks uint32, to, on []C) {
	first := p.Tree.First[low.rank:][:ranks]
	index := low.arc - first[0]
	for _, h := range p.hits {
		c := least[h.stale]
		for _, first := range first {
			c = min(c, to[first+index]+on[first+h.index])
		}
		least[h.stale] = c
	}
}

// markAbove marks the arcs above those of a rank that have changed, and each other arc
// of that rank, if their costs may be others now: if the way through the rank was or is
// no more than they cost.
func (p *partial[C]) markAbove(r uint32) {
	lo, hi := p.Tree.First[r], p.Tree.First[r+1]
	p.left -= elementCost * len(p.arcs) * int(hi-lo)
	p.row[0] = lesser(p.row[0][:0], p.old.Up[lo:hi], p.Up[lo:hi])
	up, down := p.row[0], p.row[0]
	if p.Kind == TwoSided {
		p.row[1] = lesser(p.row[1][:0], p.old.Down[lo:hi], p.Down[lo:hi])
		down = p.row[1]
		p.markHigher(r, up, down, p.Down)
		p.markLower(r, up, down, p.Down)
	}
	p.markHigher(r, down, up, p.Up)
	p.markLower(r, down, up, p.Up)
}

// lesser appends the lesser of each two costs.
func lesser[C Cost](dst, a, b []C) []C {
	b = b[:len(a)]
	for i, c := range a {
		dst = append(dst, min(c, b[i]))
	}
	return dst
}

// markHigher marks the arcs above changed ones and those to higher ranks.
func (p *partial[C]) markHigher(r uint32, to, on, costs []C) {
	t, first := p.Tree, p.Tree.First[r]
	for _, arc := range p.arcs {
		for i := t.RunFirst[r]; i < t.RunFirst[r+1] && t.Runs[i].Arc < arc; i++ {
			run, end := t.Runs[i], arc
			if i+1 < t.RunFirst[r+1] {
				end = min(end, t.Runs[i+1].Arc)
			}
			above, _ := t.At(t.Head[arc], run.Above) // upper neighbours are adjacent
			p.markRun(to[arc-first], on[run.Arc-first:end-first], costs, above)
		}
	}
}

// markRun marks the arcs above one arc and some higher ones, which follow one another, as
// do those above.
func (p *partial[C]) markRun(to C, on, costs []C, above uint32) {
	costs = costs[above:][:len(on)]
	for i, c := range on {
		if to+c <= costs[i] {
			p.stale.Add(above + uint32(i))
		}
	}
}

// markLower marks the arcs above changed ones and those to lower ranks, a supernode of
// these at a time.
func (p *partial[C]) markLower(r uint32, to, on, costs []C) {
	t, first, end := p.Tree, p.Tree.First[r], p.Tree.First[r+1]
	for arc := p.arcs[0] + 1; arc < end; {
		low, n := t.Head[arc], uint32(1)
		for arc+n < end && t.Head[arc+n] == low-n && t.Last[low-n] == t.Last[low] {
			n++
		}
		p.match(lower{low - n + 1, t.First[low-n+2]})
		for ; n > 0; n-- {
			p.markRow(to[arc-first], on, costs, arc-first, t.First[low])
			arc++
			low--
		}
	}
}

// markRow marks the arcs above one arc, whose place in its row is given, and the changed
// ones that lead higher: arcs of its head, which begin at first.
func (p *partial[C]) markRow(to C, on, costs []C, place, first uint32) {
	for _, h := range p.hits {
		if h.place >= place {
			return
		}
		if to+on[h.place] <= costs[first+h.index] {
			p.stale.Add(first + h.index)
		}
	}
}
