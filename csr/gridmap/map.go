package gridmap

import "github.com/veltrix/cairn/csr"

// Map is a grid whose cells are the nodes of a graph, or those that are
// passable are. Cells are named by column x and row y, both counted from 0 at
// the top left. A Map is immutable and safe for concurrent use; it takes up to
// 9 bytes a cell.
type Map struct {
	width, height int
	nodes         []csr.Node // of each cell, row by row, or noNode; nil: cell i is node i
	cells         []uint32   // of each node; nil: node i is cell i
	terrain       []terrain  // of each cell; nil: that of all nodes is land
	weights       []uint32   // of each node, as they were given; nil: none has one
	rules         rules
}

// rules are the Options with every default filled in.
type rules struct {
	moves              Moves
	corners            Corners
	straight, diagonal uint32 // weights of arcs, or what weights are multiplied by
	walls              bool   // −1 is one
	points             bool
	maxCells           int64
	meta               csr.Meta
}

// noNode marks a cell that is not a node. It is no node's number: csr.MaxNodes
// of them end just below it.
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

// Node returns the node that stands for the cell in column x and row y, and
// whether there is one: not outside the map, nor on impassable ground. It costs
// O(1).
func (m *Map) Node(x, y int) (csr.Node, bool) {
	if x < 0 || x >= m.width || y < 0 || y >= m.height {
		return 0, false
	}
	cell := y*m.width + x
	if m.nodes == nil {
		return csr.Node(cell), true
	}
	v := m.nodes[cell]
	return v, v != noNode
}

// Cell returns the column and row of v, and whether v is a node of the map. It
// is the inverse of Node and costs O(1).
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

// step returns the node in column x and row y that one may step to from the
// given terrain, if there is one: land does not lead to water, nor back.
func (m *Map) step(from terrain, x, y int) (csr.Node, bool) {
	v, ok := m.Node(x, y)
	return v, ok && m.ground(x, y) == from
}

// open tells whether one may pass the cell in column x and row y, coming from
// the given terrain.
func (m *Map) open(from terrain, x, y int) bool {
	v, ok := m.step(from, x, y)
	return ok && (m.weights == nil || m.weights[v] != csr.Blocked)
}
