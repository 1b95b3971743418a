package dissect

// candidate is a separator that is better than those that its search found before.
type candidate struct {
	separator
	share uint64 // at which it was found
	paths int    // of the flow then
}

// candidates are what a search finds on an axis, in order.
type candidates []candidate

// add returns a new candidate, with the memory of an earlier one.
func (c *candidates) add() *candidate {
	if n := len(*c); n < cap(*c) {
		*c = (*c)[:n+1]
	} else {
		*c = append(*c, candidate{})
	}
	return &(*c)[len(*c)-1]
}
