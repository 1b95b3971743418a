package hierarchy

import "fmt"

// Restore returns the metric of weights whose costs were worked out before, in the
// type that prepared says; down is not looked at unless they are TwoSided. It takes
// the costs as they are, but refuses one that is above None, by its number. The
// lengths must be right.
func Restore[C Cost](t *Topology, prepared *PreparedWeights, up, down []C) (*Metric[C], error) {
	m := newMetric(t, prepared, up, down)
	for _, side := range [][]C{m.Up, m.Down} {
		for a, c := range side {
			if c > None[C]() {
				return nil, fmt.Errorf("cost %d of arc %d is none", c, a)
			}
		}
	}
	return m, nil
}
