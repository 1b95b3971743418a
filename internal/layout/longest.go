package layout

import "math"

// Longest returns the largest weight of a column, Blocked aside: no path takes
// that. The zero Column's is 0.
func (c Column) Longest() uint32 {
	if c.Values == nil {
		return passable(c.Uniform)
	}
	longest := uint32(0)
	for _, w := range c.Values {
		longest = max(longest, passable(w))
	}
	return longest
}

// passable returns w, or 0 if w is Blocked.
func passable(w uint32) uint32 {
	if w == math.MaxUint32 {
		return 0
	}
	return w
}
