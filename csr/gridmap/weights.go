package gridmap

import "slices"

// Options are the choices there are in making a graph of a matrix. The zero
// value, and nil, stand for the defaults.
type Options struct {
	// Moves are those allowed; 0 is Four.
	Moves Moves

	// Points gives each node its column and row as a point, for csr.Locator and
	// for drawing. They take 16 bytes a node in the file, more than the rest of
	// a matrix does, and Map.Cell tells the same.
	Points bool
}

// FromWeights returns the map of a grid of the given width in which entering a
// cell costs its weight, row by row. The error wraps ErrSize if the cells are
// not one or more full rows, and ErrLimit if there are more than csr.MaxNodes.
// It costs O(cells) and does not keep the slice.
func FromWeights(width int, weights []uint32, opts *Options) (*Map, error) {
	height, err := rows(width, len(weights))
	if err != nil {
		return nil, err
	}
	return newWeights(width, height, slices.Clone(weights), opts), nil
}

// newWeights is FromWeights of a size that is known to be right. It keeps the
// slice.
func newWeights(width, height int, weights []uint32, opts *Options) *Map {
	var o Options
	if opts != nil {
		o = *opts
	}
	if o.Moves == 0 {
		o.Moves = Four
	}
	return &Map{
		width: width, height: height,
		weights: weights,
		rules:   rules{moves: o.Moves, points: o.Points},
	}
}
