package mapmatch

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// finish writes down the most likely walk through the observations of the trellis.
func (m *Matcher) finish(into *Match, trace []Point) error {
	t := &m.trellis
	if len(t.columns) == 0 {
		return nil
	}
	t.choose()
	first, last := len(into.nodes), len(t.columns)-1
	walk := Walk{First: m.observed[t.columns[0].observation].first, Last: m.observed[t.columns[last].observation].end - 1}
	walk.From, walk.To = m.chosen(0).place.Position, m.chosen(last).place.Position
	walk.LogLikelihood = m.chosen(last).score
	m.starts = m.starts[:0]
	for i := range t.columns {
		s := m.chosen(i)
		into.distances = append(into.distances, s.place.Distance)
		m.starts = append(m.starts, len(into.nodes)-first)
		if i == 0 {
			continue
		}
		walk.Length += s.step.length
		into.detours = append(into.detours, s.step.detour)
		if err := m.appendNodes(into, s, first); err != nil {
			return err
		}
	}
	m.starts = append(m.starts, len(into.nodes)-first)
	walk.Nodes = slices.Clip(into.nodes[first:])
	into.Walks = append(into.Walks, walk)
	return m.locate(into, trace)
}

// chosen returns the state that the walk takes of a column.
func (m *Matcher) chosen(i int) *state { return &m.trellis.states[m.trellis.chosen[i]] }

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

// locate gives the points of the last walk their positions.
func (m *Matcher) locate(into *Match, trace []Point) (err error) {
	last := len(into.Walks) - 1
	for i, c := range m.trellis.columns {
		o, place := &m.observed[c.observation], m.chosen(i).place
		merged := o.end > o.first+1
		if merged {
			m.listPassed(&into.Walks[last], i)
		}
		for p := o.first; p < o.end; p++ {
			if merged {
				if place, err = m.nearestPassed(&trace[p], m.chosen(i)); err != nil {
					return err
				}
			}
			into.Places[p] = Place{Position: place.Position, Distance: place.Distance, Walk: last, Status: Merged}
		}
		into.Places[o.first].Status = Matched
	}
	return nil
}

// listPassed lists the streets that a walk passes from the state before one to the state
// after it.
func (m *Matcher) listPassed(walk *Walk, i int) {
	m.passed = m.passed[:0]
	for j := max(i-1, 0); j < min(i+2, len(m.trellis.columns)); j++ {
		if s := m.chosen(j); s.enter != s.leave {
			m.passed = append(m.passed, [2]csr.Node{s.enter, s.leave})
		}
	}
	end := m.starts[min(i+2, len(m.starts)-1)]
	for k := max(m.starts[i], 1); k < end; k++ {
		m.passed = append(m.passed, [2]csr.Node{walk.Nodes[k-1], walk.Nodes[k]})
	}
}

// nearestPassed returns the place nearest to a point on the streets that are listed; if
// there is none, it is the node of the state.
func (m *Matcher) nearestPassed(p *Point, s *state) (csr.StreetPlace, error) {
	best := s.place
	best.Distance = math.Inf(1)
	for _, street := range m.passed {
		place, err := m.streets.On(street[0], street[1], p.X, p.Y)
		if err != nil {
			return best, err
		}
		if place.Distance < best.Distance {
			best = place
		}
	}
	if len(m.passed) == 0 {
		best.Distance = m.straight(&observation{x: p.X, y: p.Y}, &observation{x: best.X, y: best.Y})
	}
	return best, nil
}
