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
	ahead  [3]float64 // direction at a towards b, of length 1
	length float64    // in plane units, or the angle between the ends
}

// set makes it the line between two places.
func (l *line) set(a, b [3]float64) {
	l.a, l.b = a, b
	e := minus(&b, &a)
	squared := dot(&e, &e)
	if l.sphere {
		e = along(&e, &a, squared/2)
		l.length = 2 * math.Asin(min(math.Sqrt(squared)/2, 1))
	} else {
		l.length = math.Sqrt(squared)
	}
	norm := math.Sqrt(dot(&e, &e))
	if norm == 0 || norm < 1e-9*l.length {
		l.ahead, l.length = [3]float64{}, 0
		return
	}
	l.ahead = [3]float64{e[0] / norm, e[1] / norm, e[2] / norm}
}

// nearest returns the fraction of the line at which it is nearest to a place, and the
// square of their straight distance. At an end the fraction is 0 or 1, and the square is
// that of the end's own place.
func (l *line) nearest(p *[3]float64) (fraction, squared float64) {
	d := minus(p, &l.a)
	if s := l.position(dot(&d, &l.ahead), dot(p, &l.a)); s > 0 && s < l.length {
		at := l.at(s / l.length)
		return s / l.length, squaredDistance(p, &at)
	}
	toA, toB := squaredDistance(p, &l.a), squaredDistance(p, &l.b)
	if toB < toA {
		return 1, toB
	}
	return 0, toA
}

// position returns how far along the line the place is that is so far ahead of a. On the
// sphere up is the cosine of the angle to a, and the position an angle.
func (l *line) position(ahead, up float64) float64 {
	if l.sphere {
		return math.Atan2(ahead, up)
	}
	return ahead
}

// at returns the place at a fraction of the line.
func (l *line) at(fraction float64) [3]float64 {
	s := fraction * l.length
	if !l.sphere {
		return along(&l.a, &l.ahead, s)
	}
	sin, cos := math.Sincos(s)
	at := [3]float64{cos * l.a[0], cos * l.a[1], cos * l.a[2]}
	return along(&at, &l.ahead, sin)
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
