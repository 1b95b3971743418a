package layout

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

// Materialize returns a copy of a column of n that has a value for each element.
func (c Column) Materialize(n int) Column {
	values := make([]uint32, n)
	for i := range values {
		values[i] = c.At(i)
	}
	return Column{Values: values}
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
