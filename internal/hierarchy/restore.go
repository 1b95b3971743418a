package hierarchy

import "fmt"

// Terms returns how Customize would represent weights: their kind, and whether
// their costs fit in a Metric of uint32.
func (t *Topology) Terms(w Weights) (kind Kind, narrow bool) {
	kind = t.KindOf(w)
	_, bound := t.costs(w, kind)
	return kind, fits32(bound)
}

// Restore returns the metric of weights whose costs were worked out before; down is
// not looked at unless the kind is TwoSided. It takes the costs as they are, but
// refuses one that is above None, by its number. The lengths must be right.
func Restore[C Cost](t *Topology, w Weights, up, down []C) (*Metric[C], error) {
	kind := t.KindOf(w)
	costs, _ := t.costs(w, kind)
	m := &Metric[C]{Topology: t, Meaning: Meaning{kind, w, t.Graph.Out}, Up: up, Down: up, costs: costs}
	if kind == TwoSided {
		m.Down = down
	}
	for _, side := range [][]C{m.Up, m.Down} {
		for a, c := range side {
			if c > None[C]() {
				return nil, fmt.Errorf("cost %d of arc %d is none", c, a)
			}
		}
	}
	return m, nil
}
