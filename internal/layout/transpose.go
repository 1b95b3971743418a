package layout

import "slices"

// transpose returns the reverse arcs, with their weights, in O(nodes + arcs). Rows come
// out ascending, because arcs are placed in the order of their sources.
func (c *CSR[O, T]) transpose(weights Column) (Rows, Column) {
	next := c.inDegreeSums()
	out := &CSR[O, T]{Offsets: slices.Clone(next), Targets: make([]T, len(c.Targets))}
	turned := weights
	if weights.Values != nil {
		turned.Values = make([]uint32, len(weights.Values))
	}
	for v := range len(c.Offsets) - 1 {
		for a := c.Offsets[v]; a < c.Offsets[v+1]; a++ {
			to := c.Targets[a]
			place := next[to]
			next[to]++
			out.Targets[place] = T(v)
			if weights.Values != nil {
				turned.Values[place] = weights.Values[a]
			}
		}
	}
	return out, turned
}

// inDegreeSums returns the offsets of the transpose: for each node the number
// of arcs that lead to smaller nodes.
func (c *CSR[O, T]) inDegreeSums() []O {
	sums := make([]O, len(c.Offsets))
	for _, to := range c.Targets {
		sums[int(to)+1]++
	}
	Offsets(sums)
	return sums
}

// equal tells whether other is the same adjacency in the same widths.
func (c *CSR[O, T]) equal(other Rows) bool {
	o, ok := other.(*CSR[O, T])
	return ok && slices.Equal(c.Offsets, o.Offsets) && slices.Equal(c.Targets, o.Targets)
}
