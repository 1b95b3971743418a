package mapmatch

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
)

// observe lists the states of a point: of each street near it one for each direction that
// is open, and of each node that is the nearest place of a street one.
func (m *Matcher) observe(trace []Point, i int) (err error) {
	p, o := &trace[i], &m.options
	want := csr.NearStreets{K: o.Candidates, Radius: o.radiusOf(p), Overlay: m.overlay}
	if m.places, err = m.streets.AppendNear(m.places[:0], p.X, p.Y, want); err != nil {
		return &PointError{i, err}
	}
	m.trellis.begin(i)
	for _, place := range m.places {
		emission := o.emission(p, place.Distance)
		if v, ok := place.Position.Node(); ok {
			place.Position = csr.AtNode(v)
			m.addNode(place, v, emission)
		} else {
			m.addStreet(place, emission)
		}
	}
	return nil
}

// addNode adds the state of a node, unless it is there, from another street.
func (m *Matcher) addNode(place csr.StreetPlace, v csr.Node, emission float64) {
	t := &m.trellis
	if slices.ContainsFunc(t.states[t.next.first:], func(s state) bool { return s.enter == v && s.leave == v }) {
		return
	}
	t.add(state{enter: v, leave: v, place: place, emission: emission})
}

// addStreet adds the states of a place on a street.
func (m *Matcher) addStreet(place csr.StreetPlace, emission float64) {
	p := place.Position
	ahead, ok := m.heading(place, p, emission)
	if ok {
		m.trellis.add(ahead)
	}
	back, both := m.heading(place, csr.Position{From: p.To, To: p.From, Fraction: 1 - p.Fraction}, emission)
	if both {
		m.trellis.add(back)
	}
	if ok && both {
		m.trellis.twins()
	}
}

// heading returns the state of who walks along a street from From to To, and whether that
// is open.
func (m *Matcher) heading(place csr.StreetPlace, p csr.Position, emission float64) (s state, open bool) {
	arc, enter := m.weights(p.From, p.To)
	if arc == csr.Blocked {
		return s, false
	}
	length := m.options.Unit * float64(arc)
	place.Position = p
	s = state{enter: p.From, leave: p.To, place: place, emission: emission}
	s.in = p.Fraction * length
	s.out = length - s.in + m.options.Unit*float64(enter)
	if enter == csr.Blocked {
		s.out = math.Inf(1)
	}
	return s, true
}

// weights returns the weight of an arc, Blocked if there is none, and of the node that it
// leads to.
func (m *Matcher) weights(from, to csr.Node) (arc, enter uint32) {
	if m.overlay == nil {
		arc, ok := m.g.ArcWeight(from, to)
		if !ok {
			arc = csr.Blocked
		}
		return arc, m.g.NodeWeight(to)
	}
	arc, ok := m.overlay.ArcWeight(from, to)
	if !ok {
		arc = csr.Blocked
	}
	return arc, m.overlay.NodeWeight(to)
}
