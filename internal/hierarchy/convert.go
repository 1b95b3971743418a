package hierarchy

// as returns the same costs in another kind, which C must have room for. Where that kind
// tells less apart than the metric's own, weights w must not differ in the rest.
func (m *Metric[C]) as(kind Kind, w Weights) *Metric[C] {
	if kind == m.Kind {
		return m
	}
	out := &Metric[C]{Topology: m.Topology, CostModel: m.CostModel, Up: make([]C, len(m.Up))}
	out.Kind, out.Weights, out.Down = kind, w, out.Up
	switch {
	case kind == TwoSided:
		out.Down = make([]C, len(m.Up))
		m.convert(out, out.Up, m.Up, false)
		m.convert(out, out.Down, m.Down, true)
	case m.Kind == TwoSided:
		m.convert(out, out.Up, m.Up, false)
	default:
		scale(out.Up, m.Up, kind == Symmetrised)
	}
	return out
}

// scale writes costs to dst that are doubled, or halved.
func scale[C Cost](dst, costs []C, double bool) {
	dst = dst[:len(costs)]
	for i, c := range costs {
		switch {
		case c == None[C]():
			dst[i] = c
		case double:
			dst[i] = 2 * c
		default:
			dst[i] = c / 2
		}
	}
}

// convert writes the costs of one way, up or down, as those of another metric.
func (m *Metric[C]) convert(out *Metric[C], dst, costs []C, down bool) {
	for r, low := range m.Tree.Order {
		for a := m.Tree.First[r]; a < m.Tree.First[r+1]; a++ {
			from, to := low, m.Tree.Order[m.Tree.Head[a]]
			if down {
				from, to = to, from
			}
			if dst[a] = costs[a]; dst[a] != None[C]() {
				dst[a] = C(out.Cost(m.Distance(uint64(costs[a]), from, to), from, to))
			}
		}
	}
}
