package mapmatch

import (
	"math"
	"slices"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// observation is one point of a trace, or several that lie so close together that noise
// says more about their order than the walk.
type observation struct {
	x, y       float64   // mean of the points, by how accurate they are
	sigma      float64   // standard deviation of noise
	time       time.Time // of the first point
	first, end int       // indices of the points: from first up to end
	weight     float64   // sum of 1/sigma² of the points
}

// merging is how many standard deviations from the mean of those before it a point is
// merged with them.
const merging = 3

// merge makes observations of the points of a trace.
func (m *Matcher) merge(trace []Point) error {
	m.observed = m.observed[:0]
	for i := range trace {
		p := &trace[i]
		if err := m.checkPoint(p); err != nil {
			return &PointError{i, err}
		}
		o := observation{x: p.X, y: p.Y, sigma: m.options.sigmaOf(p), time: p.Time, first: i, end: i + 1}
		o.weight = 1 / (o.sigma * o.sigma)
		if m.lonLat {
			o.x = geo.WrapLongitude(p.X)
		}
		if last := len(m.observed) - 1; last >= 0 && m.straight(&m.observed[last], &o) <= merging*o.sigma {
			m.observed[last].add(&o, m.lonLat)
		} else {
			m.observed = append(m.observed, o)
		}
	}
	return nil
}

// checkPoint returns an error if a point is none of the map, or its accuracy no length.
func (m *Matcher) checkPoint(p *Point) error {
	if !(p.Accuracy >= 0) || math.IsInf(p.Accuracy, 1) {
		return ErrAccuracy
	}
	return m.g.CheckPoint(p.X, p.Y)
}

// add merges the next point. Many points are no more accurate together than one is, since
// noise that satellites cause changes slowly.
func (o *observation) add(p *observation, lonLat bool) {
	o.weight += p.weight
	part := p.weight / o.weight
	dx := p.x - o.x
	if lonLat {
		dx = math.Remainder(dx, 360)
	}
	o.x, o.y = o.x+float64(part*dx), o.y+float64(part*(p.y-o.y))
	o.end = p.end
	o.sigma = math.Sqrt(float64(o.end-o.first) / o.weight)
}

// observe lists the states of an observation: of each street near it one for each
// direction that is open, and of each node that is the nearest place of a street one.
func (m *Matcher) observe(i int) (err error) {
	o := &m.observed[i]
	radius := m.options.Radius * max(o.sigma/m.options.Sigma, 1)
	want := csr.NearStreets{K: m.options.Candidates, Radius: radius, Overlay: m.overlay}
	if m.places, err = m.streets.AppendNear(m.places[:0], o.x, o.y, want); err != nil {
		return err
	}
	m.trellis.begin(i)
	for _, place := range m.places {
		emission := emission(o.sigma, place.Distance)
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
	arc, ok := m.overlay.ArcWeightOn(m.g, from, to)
	if !ok {
		arc = csr.Blocked
	}
	return arc, m.overlay.NodeWeightOn(m.g, to)
}
