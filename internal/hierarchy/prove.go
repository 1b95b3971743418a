package hierarchy

import "context"

// Doubt is a cost that weights do not explain, between two nodes of the graph.
type Doubt struct {
	From, To   uint32 // the nodes
	Cost, Want uint64 // what it is and what it should be, as Metric has them; None where there is no way
}

// Prove compares the costs of m with those that its weights come to: what an arc of
// the graph costs, or the best way through a lower node. It returns the first that
// is another, nil if there is none. The error is the context's.
func Prove(ctx context.Context, m Customized) (*Doubt, error) { return m.prove(ctx) }

func (m *Metric[C]) prove(ctx context.Context) (*Doubt, error) {
	anew, err := customize[C](ctx, m.Topology, m.Terms(m.Weights))
	if err != nil {
		return nil, err
	}
	return m.doubt(anew.(*Metric[C])), nil
}

// doubt returns the first cost that is not that of another metric of the same Terms.
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
