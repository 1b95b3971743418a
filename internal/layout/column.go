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
