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
	from := m.ground(x, y)
	for _, s := range steps {
		to, ok := m.step(from, x+s.dx, y+s.dy)
		if !ok || m.rules.moves&s.move == 0 || s.diagonal() && !m.fits(from, x, y, s) {
			continue
		}
		b.AddArc(v, to, m.weight(to, s))
	}
}

// fits tells whether the rule for corners allows a diagonal step from column x and
// row y.
func (m *Map) fits(from terrain, x, y int, s step) bool {
	open := 0
	for _, beside := range [2]bool{m.open(from, x+s.dx, y), m.open(from, x, y+s.dy)} {
		if beside {
			open++
		}
	}
	return open >= m.rules.corners.least()
}

// weight returns the weight of an arc. In a matrix it is the cost of a diagonal step
// beyond the weight of the node it enters. A Blocked cell has no weight of its own: if
// an overlay opens it, a diagonal step there costs as much more as into a cell of
// weight 1.
func (m *Map) weight(to csr.Node, s step) uint32 {
	switch {
	case m.weights == nil && s.diagonal():
		return m.rules.diagonal
	case m.weights == nil:
		return m.rules.straight
	case !s.diagonal():
		return 0
	case m.weights[to] == csr.Blocked:
		return m.rules.diagonal - m.rules.straight
	}
	return m.weights[to] * (m.rules.diagonal - m.rules.straight)
}

// entering returns the weight of a node in a matrix.
func (m *Map) entering(v csr.Node) uint32 {
	if m.weights[v] == csr.Blocked {
		return csr.Blocked
	}
	return m.weights[v] * m.rules.straight
}
