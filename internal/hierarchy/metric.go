package hierarchy

import (
	"context"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
	"github.com/veltrix/cairn/internal/parallel"
)

// Cost is the type of the costs of a Metric.
type Cost interface{ uint32 | uint64 }

// None returns the cost that stands for no way: the largest that can be added to itself.
func None[C Cost]() C { return ^C(0) >> 1 }

// Metric is costs on a topology: Up[a] is the cost of going up arc a of the tree, Down[a]
// of coming down, None if there is no way. They are one array unless the Kind is TwoSided.
type Metric[C Cost] struct {
	*Topology
	CostModel
	Up, Down []C // by arc of the tree
	summary  summary
	fields   fields
}

// Customized is a Metric of either type: a *Metric[uint32] or *Metric[uint64].
type Customized interface {
	// Base returns the topology that the costs are on.
	Base() *Topology
	// Model returns the weights that the costs are of.
	Model() *CostModel
	// NewSweep returns a Sweep of the metric, and NewField a Field.
	NewSweep() Sweep
	NewField(rows UpwardRows) Field
	recustomize(ctx context.Context, w Weights) (Customized, *Delta, error)
	prove(ctx context.Context) (*Doubt, error)
}

// Base returns the topology.
func (t *Topology) Base() *Topology { return t }

// Model returns the model of the costs.
func (m *CostModel) Model() *CostModel { return m }

// Customize returns the metric of weights. The error is the context's.
func (t *Topology) Customize(ctx context.Context, w Weights) (Customized, error) {
	return t.customize(ctx, t.Prepare(w))
}

func (t *Topology) customize(ctx context.Context, prepared *PreparedWeights) (Customized, error) {
	if prepared.Narrow {
		return customize[uint32](ctx, t, prepared)
	}
	return customize[uint64](ctx, t, prepared)
}

// Recustomize returns the metric of other weights. Where few arcs differ it
// follows those alone, and tells which; otherwise the Delta is nil. The error is the
// context's.
func Recustomize(ctx context.Context, m Customized, w Weights) (Customized, *Delta, error) {
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return m.recustomize(ctx, w)
}

// customize works a metric out from nothing.
func customize[C Cost](ctx context.Context, t *Topology, prepared *PreparedWeights) (Customized, error) {
	m := newMetric(t, prepared, unset[C](t), nil)
	if prepared.Kind == TwoSided {
		m.Down = unset[C](t)
	}
	m.enterAll()
	if err := m.settleAll(ctx); err != nil {
		return nil, err
	}
	return m, nil
}

// newMetric returns a metric of costs; unless they are TwoSided, those for the way
// down are those for the way up.
func newMetric[C Cost](t *Topology, prepared *PreparedWeights, up, down []C) *Metric[C] {
	m := &Metric[C]{Topology: t, CostModel: CostModel{prepared.Kind, prepared.Weights, t.Graph.Out}, Up: up, Down: up, summary: prepared.summary}
	if prepared.Kind == TwoSided {
		m.Down = down
	}
	return m
}

// unset returns an array of no costs.
func unset[C Cost](t *Topology) []C {
	side := make([]C, len(t.Tree.Head))
	parallel.Ranges(len(side), 4*ranged, func(lo, hi int) {
		for a := lo; a < hi; a++ {
			side[a] = None[C]()
		}
	})
	return side
}

// enterAll puts the costs of the graph's arcs where they belong.
func (m *Metric[C]) enterAll() {
	parallel.Ranges(len(m.place), 2*ranged, m.enter)
}

// enter puts the costs of some arcs where they belong. An arc that goes down has the
// place of its reverse unless costs are TwoSided, and the same cost.
func (m *Metric[C]) enter(lo, hi int) {
	for a, place := range m.place[lo:hi] {
		if cost := m.Weights.cost(lo+a, m.arcs[lo+a], m.Kind); cost != Inf && (place&1 == 0 || m.Kind == TwoSided) {
			m.side(place)[place>>1] = C(min(cost, uint64(None[C]())))
		}
	}
}

// side returns the array that an arc at a place belongs to.
func (m *Metric[C]) side(place uint32) []C {
	if place&1 == 0 {
		return m.Up
	}
	return m.Down
}

// offer lowers row, the costs of ancestors by depth, to those of a way of cost c and then an
// arc of a rank, up to the arc at end. It is the inner loop of customising and of going up.
func (m *Metric[C]) offer(row []C, r, end uint32, side []C, c C) {
	if c == None[C]() {
		return
	}
	t := m.Tree
	runs := t.Runs[t.RunFirst[r]:t.RunFirst[r+1]]
	for i, run := range runs {
		stop := end
		if i+1 < len(runs) {
			stop = min(stop, runs[i+1].Arc)
		}
		if run.Arc >= stop {
			return
		}
		Relax(row[run.Above:], side[run.Arc:stop], c)
	}
}

// short is how many costs a call of a kernel begins to pay from.
const short = 8

// Relax lowers the first entries of row to costs plus c.
func Relax[C Cost](row, costs []C, c C) {
	row = row[:len(costs)]
	if len(costs) < short {
		for i, cost := range costs {
			row[i] = min(row[i], c+cost)
		}
		return
	}
	switch row := any(row).(type) {
	case []uint32:
		minplus.Relax32(row, any(costs).([]uint32), uint32(c))
	case []uint64:
		minplus.Relax64(row, any(costs).([]uint64), uint64(c))
	}
}

// Upward writes to row the costs of going up alone from a rank to itself and each of its
// ancestors, by depth. side is Up, or Down for the ways back from the ancestors. It returns
// the part of row that it wrote, Depth + 1 costs.
func (m *Metric[C]) Upward(row []C, r uint32, side []C) []C {
	t := m.Tree
	row = row[:t.Depth[r]+1]
	for i := range row {
		row[i] = None[C]()
	}
	row[t.Depth[r]] = 0
	for ; r != layout.None; r = t.Parent[r] {
		m.offer(row, r, t.First[r+1], side, row[t.Depth[r]])
	}
	return row
}
