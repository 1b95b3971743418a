package layout

import "slices"

// Column is an array of weights, or one weight that stands for all of them. The
// zero Column is the weight 0 everywhere.
type Column struct {
	Values  []uint32 // one an element; nil where Uniform holds for all
	Uniform uint32   // the weight of every element where Values is nil
}

// At returns the weight of element i.
func (c Column) At(i int) uint32 {
	if c.Values == nil {
		return c.Uniform
	}
	return c.Values[i]
}

// Same tells, at once, whether two columns are one. Others may be equal, too.
func (c Column) Same(other Column) bool {
	if len(c.Values) == 0 || len(other.Values) == 0 {
		return len(c.Values) == len(other.Values) && c.Uniform == other.Uniform
	}
	return &c.Values[0] == &other.Values[0]
}

// Materialize returns a copy of a column of n that has a value for each element.
func (c Column) Materialize(n int) Column {
	if c.Values == nil {
		return Column{Values: slices.Repeat([]uint32{c.Uniform}, n)}
	}
	return Column{Values: slices.Clone(c.Values)}
}

// Largest returns the largest weight of a column, Blocked ones left out.
func (c Column) Largest() uint32 {
	if c.Values == nil {
		return FiniteOrZero(c.Uniform)
	}
	largest := uint32(0)
	for _, w := range c.Values {
		largest = max(largest, FiniteOrZero(w))
	}
	return largest
}

// Sum returns the sum of the weights of a column of n, Blocked ones left out.
func (c Column) Sum(n int) (sum uint64) {
	if c.Values == nil {
		return uint64(n) * uint64(FiniteOrZero(c.Uniform))
	}
	for _, w := range c.Values {
		sum += uint64(FiniteOrZero(w))
	}
	return sum
}

// FiniteOrZero returns w, or 0 if w is Blocked and so no path takes it.
func FiniteOrZero(w uint32) uint32 {
	if w == Blocked {
		return 0
	}
	return w
}
