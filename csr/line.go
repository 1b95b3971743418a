package csr

import (
	"math"

	"github.com/veltrix/cairn/internal/geo"
)

// line is a street as it lies on the map: the straight line between its ends, or on the
// unit sphere the shorter arc of the great circle through them. Two ends that are one
// place, or lie opposite each other on the Earth, are two points without a line.
//
// On the plane, the direction from the one end a to the other b is e = b - a. On the sphere
// the tangent at a towards b is e + a·|e|²/2, since e·a = -|e|²/2; its length is the sine of
// the angle between a and b.
type line struct {
	sphere bool
	a, b   [3]float64
	ahead  [3]float64 // direction at a towards b, of length 1; none: there is no line
	sin    float64    // of the angle between the ends; on the plane their distance
	cos    float64    // likewise; on the plane 0
}

// lineOf returns the line between two places.
func lineOf(sphere bool, a, b [3]float64) line {
	l := line{sphere: sphere, a: a, b: b}
	e := minus(&b, &a)
	squared := dot(&e, &e)
	if sphere {
		e = along(&e, &a, squared/2)
		l.cos = 1 - squared/2
	}
	sin := math.Sqrt(dot(&e, &e))
	if sin == 0 || sin < 1e-9*math.Sqrt(squared) {
		return l
	}
	l.sin, l.ahead = sin, [3]float64{e[0] / sin, e[1] / sin, e[2] / sin}
	return l
}

// squaredDistance returns the square of the straight distance between p and the place of
// the line that is nearest to it. At an end it is that of the end's own place, to the last
// bit.
func (l *line) squaredDistance(p *[3]float64) float64 {
	if s, up := l.measure(p); l.covers(s, up) {
		at := l.foot(s, up)
		return squaredDistance(p, &at)
	}
	return min(squaredDistance(p, &l.a), squaredDistance(p, &l.b))
}

// measure returns how far p lies ahead of a, and on the sphere how far up, which is the
// cosine of the angle between p and a.
func (l *line) measure(p *[3]float64) (s, up float64) {
	d := minus(p, &l.a)
	s = dot(&d, &l.ahead)
	if l.sphere {
		up = dot(p, &l.a)
	}
	return s, up
}

// covers tells whether a place with such measures lies beside the line, between its ends.
func (l *line) covers(s, up float64) bool {
	if l.sphere {
		return s > 0 && l.sin*up > l.cos*s
	}
	return s > 0 && s < l.sin
}

// foot returns the place of the line beside a place with such measures.
func (l *line) foot(s, up float64) [3]float64 {
	if !l.sphere {
		return along(&l.a, &l.ahead, s)
	}
	return l.turned(up, s, math.Hypot(s, up))
}

// turned returns the place on the great circle at an angle from a whose cosine and sine are
// cos/norm and sin/norm.
func (l *line) turned(cos, sin, norm float64) [3]float64 {
	var none [3]float64
	at := along(&none, &l.a, cos/norm)
	return along(&at, &l.ahead, sin/norm)
}

// fraction returns at which fraction of the line the place nearest to p is: 0 or 1 at an
// end.
func (l *line) fraction(p *[3]float64) float64 {
	s, up := l.measure(p)
	switch {
	case !l.covers(s, up):
		if squaredDistance(p, &l.b) < squaredDistance(p, &l.a) {
			return 1
		}
		return 0
	case l.sphere:
		return math.Atan2(s, up) / math.Atan2(l.sin, l.cos)
	}
	return s / l.sin
}

// at returns the place at a fraction of the line.
func (l *line) at(fraction float64) [3]float64 {
	if !l.sphere {
		return along(&l.a, &l.ahead, fraction*l.sin)
	}
	sin, cos := math.Sincos(fraction * math.Atan2(l.sin, l.cos))
	return l.turned(cos, sin, 1)
}

func minus(p, q *[3]float64) [3]float64 {
	return [3]float64{p[0] - q[0], p[1] - q[1], p[2] - q[2]}
}

// along returns p + s·q. Like dot, it rounds each product: see squaredDistance.
func along(p, q *[3]float64, s float64) [3]float64 {
	return [3]float64{p[0] + float64(s*q[0]), p[1] + float64(s*q[1]), p[2] + float64(s*q[2])}
}

func dot(p, q *[3]float64) float64 {
	return float64(p[0]*q[0]) + float64(p[1]*q[1]) + float64(p[2]*q[2])
}

// spaceOf returns the place of a node in the space of Locators.
func (g *CSRGraph) spaceOf(v Node) [3]float64 {
	return space(g.meta.LonLat, g.points[2*int(v)], g.points[2*int(v)+1])
}

// space returns where a point lies on the unit sphere, or on the plane.
func space(lonLat bool, x, y float64) [3]float64 {
	if lonLat {
		return geo.Sphere(x, y)
	}
	return [3]float64{x, y, 0}
}

// pointOf is the inverse of space.
func (g *CSRGraph) pointOf(p [3]float64) (x, y float64) {
	if g.meta.LonLat {
		return geo.LonLat(p)
	}
	return p[0], p[1]
}
