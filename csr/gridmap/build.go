package gridmap

import (
	"math"

	"github.com/veltrix/cairn/csr"
)

// Build returns the graph of the map, as m.Builder().Build() does.
func (m *Map) Build() (*csr.CSRGraph, error) { return m.Builder().Build() }

// Builder returns a new Builder that holds the graph of the map, to add to: a bridge,
// say, or a teleporter. It costs some 10 ns an arc.
func (m *Map) Builder() *csr.Builder {
	b := csr.NewBuilder(m.NumNodes())
	b.SetMaxBytes(math.MaxInt64) // the cells are in memory already
	b.SetMeta(m.rules.meta)
	for i := range m.NumNodes() {
		v := csr.Node(i)
		x, y, _ := m.Cell(v)
		if m.weights != nil {
			b.SetNodeWeight(v, m.entering(v))
		}
		if m.rules.points {
			b.SetPoint(v, float64(x), float64(y))
		}
		m.addArcs(b, v, x, y)
	}
	return b
}

// addArcs adds the arcs that leave node v, which is the cell in column x and
// row y.
func (m *Map) addArcs(b *csr.Builder, v csr.Node, x, y int) {
	for _, s := range steps {
		if to, ok := m.move(x, y, s); ok {
			b.AddArc(v, to, m.weight(x, y, to, s))
		}
	}
}

// weight returns the weight of the arc of a step from column x and row y. If nodes have
// weights, it is only what a diagonal step costs beyond them.
func (m *Map) weight(x, y int, to csr.Node, s step) uint32 {
	switch {
	case m.weights == nil && s.diagonal():
		return m.rules.diagonal
	case m.weights == nil:
		return m.rules.straight
	case !s.diagonal():
		return 0
	case m.rules.costs != nil && !m.fits(x, y, s, m.isBlocked):
		return csr.Blocked
	}
	return m.rules.beyond(m.entering(to))
}

// entering returns the weight of a node that has one.
func (m *Map) entering(v csr.Node) uint32 { return m.rules.entering(m.weights[v]) }

// entering returns the weight of a node whose cell has a cost.
func (r *rules) entering(cost uint32) uint32 {
	if cost == csr.Blocked {
		return csr.Blocked
	}
	return cost * r.straight
}

// beyond returns what a diagonal step costs beyond the weight of the node that it enters. A
// Blocked node has no weight of its own: if an overlay opens it, a diagonal step there costs
// as much more as into a cell of cost 1.
func (r *rules) beyond(weight uint32) uint32 {
	more := r.diagonal - r.straight
	if weight == csr.Blocked {
		return more
	}
	return uint32(min(uint64(weight)*uint64(more)/uint64(r.straight), uint64(csr.Blocked-1)))
}
