package hierarchy

import (
	"context"
	"math/bits"
	"slices"
)

// When some arcs of the graph have changed, the arcs of the tree are looked at again in
// ascending order, beginning with those. If the cost of an arc has changed, it may change
// the upper side of each triangle that it is a lower side of: if that cost as much as the
// way through the arc, or if the way now costs less. Arcs are numbered by their lower ends,
// so the upper sides come later in the order, and each arc is looked at once.

// The cost of following changes, by measurement, in units of a triangle in settling.
// Settling takes triangles in runs; following finds them one by one.
const (
	arcCost   = 20  // of settling, for each arc
	lookCost  = 225 // for each arc that is looked at
	belowCost = 18  // for each way through a lower node
	liftCost  = 45  // for each arc that may follow
)

// partial is a metric that follows changed costs.
type partial[C Cost] struct {
	*Metric[C]
	old    *Metric[C]
	marked []uint64 // a bit an arc of the tree: it has to be looked at
	left   int      // the cost that remains before settling all arcs is cheaper
}

func (m *Metric[C]) recustomize(ctx context.Context, w Weights) (Customized, error) {
	prepared := m.Prepare(w)
	if _, narrow := any(m).(*Metric[uint32]); prepared.Kind == m.Kind && prepared.Narrow == narrow {
		if p := m.partial(prepared.costs); p != nil {
			p.Metric = newMetric(m.Topology, prepared, slices.Clone(m.Up), nil)
			if m.Kind == TwoSided {
				p.Down = slices.Clone(m.Down)
			}
			if p.follow(ctx) {
				return p.Metric, nil
			}
		}
	}
	return m.customize(ctx, prepared)
}

// partial returns what is to be looked at first, or nil if that is too much.
func (m *Metric[C]) partial(costs []uint64) *partial[C] {
	arcs := len(m.Tree.Head)
	p := &partial[C]{old: m, marked: make([]uint64, arcs/64+1), left: (m.triangles + arcCost*arcs) * 3 / 4}
	changed := 0
	for a, cost := range costs {
		if cost != m.costs[a] {
			p.mark(m.place[a] >> 1)
			changed++
		}
	}
	if changed*lookCost > p.left {
		return nil
	}
	return p
}

func (p *partial[C]) mark(arc uint32) { p.marked[arc/64] |= 1 << (arc % 64) }

// follow looks at all arcs that have to be, and tells whether it was worth it.
func (p *partial[C]) follow(ctx context.Context) bool {
	r := uint32(0) // the lower end
	for word := range p.marked {
		for p.marked[word] != 0 {
			arc := uint32(64*word + bits.TrailingZeros64(p.marked[word]))
			p.marked[word] &= p.marked[word] - 1
			for p.Tree.First[r+1] <= arc {
				r++
			}
			if p.recompute(r, arc); p.left < 0 || ctx.Err() != nil {
				return false
			}
		}
	}
	return true
}

// recompute works out what an arc from rank r costs.
func (p *partial[C]) recompute(r, arc uint32) {
	head := p.Tree.Head[arc]
	up, down := p.inputCost(r, head), p.inputCost(head, r)
	p.left -= lookCost + belowCost*len(p.below(r))
	for _, low := range p.below(r) {
		if high, ok := p.Tree.Arc(low.rank, head); ok {
			up = min(up, p.Down[low.arc]+p.Up[high])
			down = min(down, p.Down[high]+p.Up[low.arc])
		}
	}
	if up == p.Up[arc] && down == p.Down[arc] {
		return
	}
	p.Up[arc], p.Down[arc] = up, down
	p.left -= liftCost * int(p.Tree.First[r+1]-p.Tree.First[r])
	for other := p.Tree.First[r]; other < p.Tree.First[r+1]; other++ {
		if other != arc {
			p.markUpper(max(arc, other), min(arc, other))
		}
	}
}

// inputCost returns what the arc of the graph from one rank to another costs.
func (p *partial[C]) inputCost(from, to uint32) C {
	a, ok := p.Graph.Out.Find(p.Tree.Order[from], p.Tree.Order[to])
	if !ok || p.costs[a] == Inf {
		return None[C]()
	}
	return C(p.costs[a])
}

// markUpper marks the arc above two arcs of one rank, to a lower and a higher neighbour,
// of which one has changed, if its cost may be another now.
func (p *partial[C]) markUpper(low, high uint32) {
	arc, _ := p.Tree.Arc(p.Tree.Head[low], p.Tree.Head[high]) // upper neighbours are adjacent
	if p.old.Down[low]+p.old.Up[high] == p.old.Up[arc] || p.Down[low]+p.Up[high] < p.Up[arc] ||
		p.old.Down[high]+p.old.Up[low] == p.old.Down[arc] || p.Down[high]+p.Up[low] < p.Down[arc] {
		p.mark(arc)
	}
}
