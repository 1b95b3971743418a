package mapmatch

import (
	"slices"
)

// finish writes down the most likely walk through the points of a piece, which ends
// before a point of the trace.
func (m *Matcher) finish(into *Match, end int) error {
	t := &m.trellis
	if len(t.columns) == 0 {
		return nil
	}
	t.choose()
	first, last := len(into.nodes), len(t.columns)-1
	walk := Walk{First: t.columns[0].point, Last: t.columns[last].point, LogLikelihood: t.states[t.chosen[last]].score}
	for i, c := range t.columns {
		s := &t.states[t.chosen[i]]
		into.Places[c.point] = Place{Position: s.place.Position, Distance: s.place.Distance, Walk: len(into.Walks), Status: Matched}
		if i == 0 {
			continue
		}
		walk.Length += s.step.length
		into.detours = append(into.detours, s.step.detour)
		if err := m.follow(into, s, first); err != nil {
			return err
		}
	}
	walk.Nodes = slices.Clip(into.nodes[first:])
	into.Walks = append(into.Walks, walk)
	m.fillMerged(into, walk.First, end)
	return nil
}

// follow appends the nodes of the way to a state to those of a walk, which begin at first.
func (m *Matcher) follow(into *Match, s *state, first int) (err error) {
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

// fillMerged gives merged points the position of the matched one before them.
func (m *Matcher) fillMerged(into *Match, first, end int) {
	var last Place
	for i := first; i < end; i++ {
		switch p := &into.Places[i]; p.Status {
		case Matched:
			last = *p
		case Merged:
			p.Position, p.Walk = last.Position, last.Walk
		}
	}
}
