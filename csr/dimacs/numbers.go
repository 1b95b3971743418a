package dimacs

import (
	"fmt"

	"github.com/veltrix/cairn/csr"
)

// numbers are the node numbers of a file: from first on.
type numbers struct {
	first, nodes int64
}

// numbersFrom returns the numbers of a file that starts at 0 or at 1.
func numbersFrom(zeroBased bool) numbers {
	if zeroBased {
		return numbers{first: 0}
	}
	return numbers{first: 1}
}

// node returns the node that a file calls v.
func (n numbers) node(v int64) (csr.Node, error) {
	last := n.nodes - 1 + n.first
	switch {
	case v == 0 && n.first == 1:
		return 0, fmt.Errorf("%w: 0 is not from 1 to %d; %w", ErrNode, last, ErrZeroBased)
	case v < n.first || v > last:
		return 0, fmt.Errorf("%w: %d is not from %d to %d", ErrNode, v, n.first, last)
	}
	return csr.Node(v - n.first), nil
}
