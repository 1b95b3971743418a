package hierarchy

import "context"

// Doubt is a cost between two nodes of the graph that differs from what the weights give.
type Doubt struct {
	From, To   uint32 // the nodes
	Cost, Want uint64 // as Metric has them; None where there is no way
}

// Prove compares the costs of m with those that its weights give: the cost of an arc of the
// graph, or of the best way through a lower node. It returns the first that differs, or nil.
// The error is the context's.
func Prove(ctx context.Context, m Customized) (*Doubt, error) { return m.prove(ctx) }

func (m *Metric[C]) prove(ctx context.Context) (*Doubt, error) {
	anew, err := customize[C](ctx, m.Topology, m.Prepare(m.Weights))
	if err != nil {
		return nil, err
	}
	return m.doubt(anew.(*Metric[C])), nil
}

// doubt returns the first cost that differs from another metric of the same weights.
func (m *Metric[C]) doubt(want *Metric[C]) *Doubt {
	r := uint32(0) // the lower end
	for a := range m.Up {
		for m.Tree.First[r+1] <= uint32(a) {
			r++
		}
		low, high := m.Tree.Order[r], m.Tree.Order[m.Tree.Head[a]]
		if m.Up[a] != want.Up[a] {
			return &Doubt{low, high, uint64(m.Up[a]), uint64(want.Up[a])}
		}
		if m.Down[a] != want.Down[a] {
			return &Doubt{high, low, uint64(m.Down[a]), uint64(want.Down[a])}
		}
	}
	return nil
}
