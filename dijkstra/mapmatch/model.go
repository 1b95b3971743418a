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

// radiusOf returns how far from a point streets are looked for.
func (o *Options) radiusOf(p *Point) float64 {
	return o.Radius * max(o.sigmaOf(p)/o.Sigma, 1)
}

// emission returns the logarithm of the likelihood that a point is measured at a distance
// from the true place: the density of a normal distribution.
func (o *Options) emission(p *Point, distance float64) float64 {
	sigma := o.sigmaOf(p)
	z := distance / sigma
	return -float64(z*z)/2 - math.Log(sigma*math.Sqrt(2*math.Pi))
}

// transition returns the logarithm of the likelihood that a way is longer or shorter than
// the straight line by so much: the density of an exponential distribution.
func (o *Options) transition(detour float64) float64 {
	return -detour/o.Beta - math.Log(o.Beta)
}

// straight returns the distance between two points.
func (m *Matcher) straight(p, q *Point) float64 {
	if m.g.Meta().LonLat {
		return geo.Metres(p.X, p.Y, q.X, q.Y)
	}
	return math.Hypot(p.X-q.X, p.Y-q.Y)
}

// tooFast tells whether nobody gets from one point to the other in the time.
func (m *Matcher) tooFast(p, q *Point, straight float64) bool {
	if p.Time.IsZero() || q.Time.IsZero() {
		return false
	}
	seconds := q.Time.Sub(p.Time).Seconds()
	return seconds > 0 && straight > m.options.Speed*seconds
}

// merges tells whether a point is too close to the last one of the walk to say anything
// new: within two standard deviations of noise, as the paper says.
func (m *Matcher) merges(trace []Point, i int) bool {
	last := m.trellis.lastPoint()
	return last >= 0 && m.straight(&trace[last], &trace[i]) <= 2*m.options.sigmaOf(&trace[i])
}

// Estimate returns what Options.Sigma and Options.Beta were on the trace, by the paper's
// robust estimators: 1.4826 times the median distance of points to their streets, and the
// median difference of the way and the straight line between two points, divided by ln 2.
// Take the median over many traces of a device, or of a sampling interval. ok is false if
// no two points are in one walk.
func (m *Match) Estimate() (sigma, beta float64, ok bool) {
	var distances []float64
	for _, p := range m.Places {
		if p.Status == Matched {
			distances = append(distances, p.Distance)
		}
	}
	if len(m.detours) == 0 {
		return 0, 0, false
	}
	return 1.4826 * median(distances), median(slices.Clone(m.detours)) / math.Ln2, true
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
