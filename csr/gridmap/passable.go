package gridmap

import (
	"bytes"
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// The weights of moves on a game map. Divide a distance by Straight to get cells; it
// fits in 32 bits up to 1.8 million cells. The quotient 3363/2378 = 1.41421362 is a
// convergent of the continued fraction of √2, so costs are off by less than 5 parts in
// 10⁸: a twentieth of a cell on a path of a million moves. Small weights suit queues
// that sort by them.
const (
	Straight = 2378
	Diagonal = 3363
)

// FromPassable returns the map of a grid of the given width whose cells, row by
// row, are passable or not. The rules and options are those of game maps. The error
// wraps ErrSize if the cells are not one or more full rows, ErrLimit if there are more
// than csr.MaxNodes, and ErrOption. It costs O(cells) and does not keep the slice.
func FromPassable(width int, passable []bool, opts *Options) (*Map, error) {
	r, err := opts.gameRules()
	if err != nil {
		return nil, err
	}
	height, err := rows(width, len(passable))
	if err != nil {
		return nil, err
	}
	if r.costs != nil {
		return nil, fmt.Errorf("gridmap: %w: Costs of cells without classes", ErrOption)
	}
	cells := bytes.Repeat([]byte{'@'}, len(passable))
	for cell, p := range passable {
		if p {
			cells[cell] = '.'
		}
	}
	return newGame(width, height, cells, r), nil
}

// rows returns how many rows of the given width there are in a number of cells.
func rows(width, cells int) (int, error) {
	switch {
	case width < 1 || cells < 1 || cells%width != 0:
		return 0, fmt.Errorf("gridmap: %w: %d cells in rows of %d", ErrSize, cells, width)
	case int64(cells) > csr.MaxNodes:
		return 0, fmt.Errorf("gridmap: %w: %d cells; a graph has at most %d nodes", ErrLimit, cells, int64(csr.MaxNodes))
	}
	return cells / width, nil
}
