package mapmatch

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// The model of Newson and Krumm (2009): how likely measurements are, given the walk.

// sigmaOf returns the standard deviation of a point's distance to its street. The
// distance from the true place is distributed as Rayleigh says, where 68 % lie within
// 1.51 standard deviations.
func (o *Options) sigmaOf(p *Point) float64 {
	if p.Accuracy == 0 {
		return o.Sigma
	}
	return max(p.Accuracy/1.51, o.Sigma/2)
}

// emission returns the logarithm of the likelihood that a point is measured at a distance
// from the true place: the density of a normal distribution.
func emission(sigma, distance float64) float64 {
	z := distance / sigma
	return -float64(z*z)/2 - math.Log(sigma*math.Sqrt(2*math.Pi))
}

// transition returns the logarithm of the likelihood that a way is longer or shorter than
// the straight line by so much: the density of an exponential distribution.
func (m *Matcher) transition(detour float64) float64 { return -detour/m.options.Beta - m.logBeta }

// straight returns the distance between two observations.
func (m *Matcher) straight(p, q *observation) float64 {
	if m.lonLat {
		return geo.Metres(p.x, p.y, q.x, q.y)
	}
	return math.Hypot(p.x-q.x, p.y-q.y)
}

// tooFast tells whether nobody gets from one observation to the other in the time. Clocks tell
// seconds, and sometimes go back: so there is at least one.
func (m *Matcher) tooFast(p, q *observation, straight float64) bool {
	if p.time.IsZero() || q.time.IsZero() {
		return false
	}
	seconds := max(q.time.Sub(p.time).Seconds(), 1)
	return straight > m.options.Speed*seconds
}

// Estimate returns what Options.Sigma and Options.Beta were on the trace, by the paper's
// robust estimators: 1.4826 times the median distance of points, merged ones together, to
// their streets, and the median difference of the way and the straight line between two,
// divided by ln 2. Take the median over many traces of a device, or of a sampling interval.
// ok is false if no two points are in one walk.
func (m *Match) Estimate() (sigma, beta float64, ok bool) {
	if len(m.detours) == 0 {
		return 0, 0, false
	}
	return 1.4826 * median(slices.Clone(m.distances)), median(slices.Clone(m.detours)) / math.Ln2, true
}

// median returns the middle one of some numbers, which it sorts.
func median(x []float64) float64 {
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// unitOf returns the length of all arcs that are open, by their weight.
func unitOf(g *csr.CSRGraph) float64 {
	var length, weight float64
	lonLat := g.Meta().LonLat
	for v := range csr.Node(g.NumNodes()) {
		x, y, _ := g.Point(v)
		for to, w := range g.Arcs(v).All() {
			if w == csr.Blocked || g.NodeWeight(to) == csr.Blocked {
				continue
			}
			p, q, _ := g.Point(to)
			if lonLat {
				length += geo.Metres(x, y, p, q)
			} else {
				length += math.Hypot(p-x, q-y)
			}
			weight += float64(w) + float64(g.NodeWeight(to))
		}
	}
	return length / weight
}
