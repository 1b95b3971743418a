package gridmap

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// Costs says how dear each class of terrain is for an agent: by the character that marks
// the class on the map, how many times a move of weight Straight or Diagonal it costs to
// enter a cell. 1 is plain ground, csr.Blocked ground that the agent may not enter. Any
// character can be a class. These are of one who wades through swamp at a third of the
// speed and cannot swim:
//
//	gridmap.Costs{'.': 1, 'S': 3, 'W': csr.Blocked}
type Costs map[byte]uint32

// check finds a cost that is no weight any more once it is multiplied.
func (c Costs) check(r *rules) error {
	for class := range len(r.ground) {
		if err := r.checkWeight(c[byte(class)]); err != nil {
			return fmt.Errorf("gridmap: %w: Costs[%q]: %w", ErrOption, byte(class), err)
		}
	}
	return nil
}

// FromCells returns the map of a grid of the given width whose cells are characters, row by
// row: those of the rows of a game map, or the classes of Options.Costs. The rules and
// options are those of Read. The error wraps ErrSize if the cells are not one or more full
// rows, ErrLimit if there are more than csr.MaxNodes, ErrOption, and ErrCell if a character
// is no terrain. It costs O(cells) and does not keep the slice.
func FromCells(width int, cells []byte, opts *Options) (*Map, error) {
	r, err := opts.gameRules()
	if err != nil {
		return nil, err
	}
	height, err := rows(width, len(cells))
	if err != nil {
		return nil, err
	}
	for cell, c := range cells {
		if err := r.checkCell(c); err != nil {
			return nil, fmt.Errorf("gridmap: column %d, row %d: %w", cell%width, cell/width, err)
		}
	}
	return newGame(width, height, cells, r), nil
}

// checkCell returns an error if a character is no terrain.
func (r *rules) checkCell(c byte) error {
	switch {
	case r.ground[c] != unknown:
		return nil
	case r.costs != nil && octile[c] != unknown:
		return fmt.Errorf("%w: %q is not in Options.Costs", ErrCell, c)
	}
	return fmt.Errorf("%w: %q is no terrain", ErrCell, c)
}

// newGame returns the map of width by height cells, whose characters are known. It keeps a
// copy of them where they matter later.
func newGame(width, height int, cells []byte, r rules) *Map {
	count, wet := 0, false
	for _, c := range cells {
		if r.ground[c] != impassable {
			count++
		}
		wet = wet || r.ground[c] == water
	}
	m := &Map{
		width: width, height: height,
		nodes: make([]csr.Node, len(cells)),
		cells: make([]uint32, 0, count),
		rules: r,
	}
	if wet || r.costs != nil {
		m.classes = append(m.classes, cells...)
	}
	for cell, c := range cells {
		m.nodes[cell] = noNode
		if r.ground[c] != impassable {
			m.nodes[cell] = csr.Node(len(m.cells))
			m.cells = append(m.cells, uint32(cell))
			if r.costs != nil {
				m.weights = append(m.weights, r.costs[c])
			}
		}
	}
	return m
}
