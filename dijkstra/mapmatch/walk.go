package mapmatch

import "slices"

// finish writes down the most likely walk through the observations of the trellis.
func (m *Matcher) finish(into *Match, trace []Point) error {
	t := &m.trellis
	if len(t.columns) == 0 {
		return nil
	}
	t.choose()
	first, last := len(into.nodes), len(t.columns)-1
	walk := Walk{First: m.observed[t.columns[0].observation].first, Last: m.observed[t.columns[last].observation].end - 1}
	walk.LogLikelihood = t.states[t.chosen[last]].score
	for i, c := range t.columns {
		s := &t.states[t.chosen[i]]
		m.place(into, trace, &m.observed[c.observation], s)
		if i == 0 {
			continue
		}
		walk.Length += s.step.length
		into.detours = append(into.detours, s.step.detour)
		if err := m.appendNodes(into, s, first); err != nil {
			return err
		}
	}
	walk.Nodes = slices.Clip(into.nodes[first:])
	into.Walks = append(into.Walks, walk)
	return nil
}

// place gives the points of an observation the position of a state.
func (m *Matcher) place(into *Match, trace []Point, o *observation, s *state) {
	into.distances = append(into.distances, s.place.Distance)
	at := observation{x: s.place.X, y: s.place.Y}
	for i := o.first; i < o.end; i++ {
		distance := m.straight(&at, &observation{x: trace[i].X, y: trace[i].Y})
		into.Places[i] = Place{Position: s.place.Position, Distance: distance, Walk: len(into.Walks), Status: Merged}
	}
	into.Places[o.first].Status = Matched
}

// appendNodes appends the nodes of the way to a state to those of a walk, which begin at
// first.
func (m *Matcher) appendNodes(into *Match, s *state, first int) (err error) {
	if s.step.along {
		return nil
	}
	from := &m.trellis.states[s.back]
	if s.step.turned {
		from = &m.trellis.states[from.twin]
	}
	start := len(into.nodes)
	if into.nodes, _, err = m.router.AppendPath(into.nodes, from.leave, s.enter); err != nil {
		return err
	}
	if start > first && into.nodes[start] == into.nodes[start-1] {
		into.nodes = slices.Delete(into.nodes, start, start+1)
	}
	return nil
}
