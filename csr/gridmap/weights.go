package gridmap

import (
	"fmt"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// FromWeights returns the map of a grid of the given width in which entering a
// cell costs its weight, row by row. The rules and options are those of matrices. The
// error wraps ErrSize if the cells are not one or more full rows, ErrLimit if there are
// more than csr.MaxNodes, ErrOption, and ErrCell if a weight times its factor does not
// fit. It costs O(cells) and does not keep the slice.
func FromWeights(width int, weights []uint32, opts *Options) (*Map, error) {
	r, err := opts.matrixRules()
	if err != nil {
		return nil, err
	}
	height, err := rows(width, len(weights))
	if err != nil {
		return nil, err
	}
	for cell, w := range weights {
		if err := r.checkWeight(w); err != nil {
			return nil, fmt.Errorf("gridmap: column %d, row %d: %w", cell%width, cell/width, err)
		}
	}
	return &Map{width: width, height: height, weights: slices.Clone(weights), rules: r}, nil
}

// checkWeight returns an error if the weight of a cell times its factor does not fit.
func (r *rules) checkWeight(w uint32) error {
	if w != csr.Blocked && uint64(w)*uint64(r.diagonal) >= uint64(csr.Blocked) {
		return fmt.Errorf("%w: %d, multiplied by %d, is no weight any more", ErrCell, w, r.diagonal)
	}
	return nil
}
