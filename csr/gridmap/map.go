package gridmap

import "github.com/veltrix/cairn/csr"

// Map is a grid whose cells, or whose passable cells, are the nodes of a graph. Cells
// are named by column x and row y, both counted from 0 at the top left. A Map is
// immutable and safe for concurrent use. It takes up to 9 bytes a cell.
type Map struct {
	width, height int
	nodes         []csr.Node // of each cell, row by row, or noNode; nil: cell i is node i
	cells         []uint32   // of each node; nil: node i is cell i
	terrain       []terrain  // of each cell; nil: all nodes are land
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
	if m.terrain == nil {
		return land
	}
	return m.terrain[y*m.width+x]
}

// step returns the node in column x and row y, and whether it can be entered from the
// given terrain: land does not lead to water, nor back.
func (m *Map) step(from terrain, x, y int) (csr.Node, bool) {
	v, ok := m.Node(x, y)
	return v, ok && m.ground(x, y) == from
}

// open tells whether the cell in column x and row y can be entered from the given
// terrain and is not Blocked.
func (m *Map) open(from terrain, x, y int) bool {
	v, ok := m.step(from, x, y)
	return ok && (m.weights == nil || m.weights[v] != csr.Blocked)
}
