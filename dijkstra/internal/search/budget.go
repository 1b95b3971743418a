package search

import (
	"context"
	"math"
)

// Budget says when a search has to stop early. A nil Budget never does.
type Budget struct {
	Context    context.Context // the search stops when it is done
	MaxSettled int             // at most so many nodes
}

// allows tells whether a search that has settled so many nodes may go on.
func (b *Budget) allows(settled int) bool {
	return b == nil || settled < b.MaxSettled && b.Context.Err() == nil
}

// left returns how many nodes may still be settled.
func (b *Budget) left(settled int) int {
	if b == nil {
		return math.MaxInt
	}
	return b.MaxSettled - settled
}
