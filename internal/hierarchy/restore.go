package hierarchy

import "fmt"

// Restore returns the metric of weights whose costs were worked out before. C must be the
// type that prepared.Narrow says, and the lengths must be right; down counts only if the
// weights are TwoSided. The costs are taken as they are, but for one above None, which is
// an error that has its number.
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
