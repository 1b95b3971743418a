package gridmap

import "github.com/veltrix/cairn/csr"

// Map is a grid whose cells, or whose passable cells, are the nodes of a graph. Cells
// are named by column x and row y, both counted from 0 at the top left. A Map is
// immutable and safe for concurrent use. It takes up to 9 bytes a cell, 13 with
// Options.Costs.
type Map struct {
	width, height int
	nodes         []csr.Node // of each cell, row by row, or noNode; nil: cell i is node i
	cells         []uint32   // of each node; nil: node i is cell i
	classes       []byte     // of each cell: its character; nil: all nodes are land
	weights       []uint32   // of each node, as they were given; nil: none has one
	rules         rules
}

// rules are the Options with every default filled in.
type rules struct {
	moves              Moves
	corners            Corners
	straight, diagonal uint32 // weights of arcs, or what weights are multiplied by
	walls              bool   // −1 is a wall
	points             bool
	maxCells           int64
	meta               csr.Meta
	ground             terrains // that characters stand for
	costs              Costs    // of classes; nil: there are none
}

// noNode marks a cell that is not a node. No node has this number: those of
// csr.MaxNodes nodes end just below it.
const noNode = csr.MaxNodes

// Width returns the number of columns.
func (m *Map) Width() int { return m.width }

// Height returns the number of rows.
func (m *Map) Height() int { return m.height }

// NumNodes returns the number of cells that are nodes.
func (m *Map) NumNodes() int {
	if m.cells == nil {
		return m.width * m.height
	}
	return len(m.cells)
}

// Node returns the node of the cell in column x and row y. ok is false outside the map
// and on impassable ground. It costs O(1).
func (m *Map) Node(x, y int) (v csr.Node, ok bool) {
	if x < 0 || x >= m.width || y < 0 || y >= m.height {
		return 0, false
	}
	cell := y*m.width + x
	if m.nodes == nil {
		return csr.Node(cell), true
	}
	v = m.nodes[cell]
	return v, v != noNode
}

// Cell returns the column and row of v; ok is false if v is no node of the map. It is
// the inverse of Node and costs O(1).
func (m *Map) Cell(v csr.Node) (x, y int, ok bool) {
	if int64(v) >= int64(m.NumNodes()) {
		return 0, 0, false
	}
	cell := int(v)
	if m.cells != nil {
		cell = int(m.cells[v])
	}
	return cell % m.width, cell / m.width, true
}

// ground returns the terrain of the cell in column x and row y, which is a node.
func (m *Map) ground(x, y int) terrain {
	if m.classes == nil {
		return land
	}
	return m.rules.ground[m.classes[y*m.width+x]]
}

// step returns the node in column x and row y, and whether it can be entered from the
// given terrain: land does not lead to water, nor back.
func (m *Map) step(from terrain, x, y int) (csr.Node, bool) {
	v, ok := m.Node(x, y)
	return v, ok && m.ground(x, y) == from
}

// move returns the node that a step from the node in column x and row y leads to, and
// whether there is an arc. Where cells have costs, an overlay may open all of them, so that
// only walls keep a corner.
func (m *Map) move(x, y int, s step) (to csr.Node, ok bool) {
	if m.rules.moves&s.move == 0 {
		return 0, false
	}
	to, ok = m.step(m.ground(x, y), x+s.dx, y+s.dy)
	return to, ok && (m.rules.costs != nil && m.fits(x, y, s, never) || m.fits(x, y, s, m.isBlocked))
}

// fits tells whether the rule for corners allows a step from column x and row y, if some
// nodes are closed.
func (m *Map) fits(x, y int, s step, closed func(csr.Node) bool) bool {
	if !s.diagonal() || m.rules.corners == NoneOpen {
		return true
	}
	from, open := m.ground(x, y), 0
	for _, beside := range [2][2]int{{x + s.dx, y}, {x, y + s.dy}} {
		if v, ok := m.step(from, beside[0], beside[1]); ok && !closed(v) {
			open++
		}
	}
	return open >= m.rules.corners.least()
}

// isBlocked tells whether a node is closed from the start.
func (m *Map) isBlocked(v csr.Node) bool { return m.weights != nil && m.weights[v] == csr.Blocked }

func never(csr.Node) bool { return false }
