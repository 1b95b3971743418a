package route

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/geo"
)

// Line is the course of a path on the map. The zero value is an empty line of longitudes
// and latitudes.
//
// Longitudes go on where a line crosses the 180th meridian: 179, 181. So neighbours are
// always close to each other, and a line can be drawn and measured as it is.
type Line struct {
	Points []Point // in the order of the path
	Plane  bool    // they are plane units, not longitudes and latitudes
}

// Point is a point of a Line.
type Point struct {
	X, Y    float64 // longitude and latitude in degrees, or plane units
	Metres  float64 // along the line from its first point; plane units on a plane
	Seconds float64 // likewise; 0 without speeds
}

// Speed says how fast an arc is travelled, in km/h. A plane unit counts as a metre.
type Speed func(arc uint32) float64

// Constant returns the Speed that is the same everywhere, such as 5 for walkers.
func Constant(kmh float64) Speed { return func(uint32) float64 { return kmh } }

// Append appends the course of a path: a point for each node, with its distance along
// the great circles between them. speed may be nil; no point has a time then. If the line
// is not empty, the path is its next leg: distances and times go on, and the first node
// is left out if the line ends at its point. It costs O(log degree) a node, and allocates
// only to grow the line.
//
// The error is csr.ErrNoGraph or csr.ErrNoPoints, one of AppendArcs, or names an arc whose
// speed is not positive; it wraps csr.ErrOtherPoints if the line has plane units and the
// graph has not, or the other way round. With an error the line stays what it was.
func (l *Line) Append(g *csr.CSRGraph, path []csr.Node, speed Speed) error {
	if err := l.check(g); err != nil {
		return err
	}
	return l.append(g, path, nil, speed)
}

// check returns an error if a path of g cannot be the next leg.
func (l *Line) check(g *csr.CSRGraph) error {
	switch {
	case g == nil:
		return csr.ErrNoGraph
	case !g.HasPoints():
		return csr.ErrNoPoints
	case len(l.Points) > 0 && l.Plane == g.Meta().LonLat:
		return fmt.Errorf("route: next leg: %w", csr.ErrOtherPoints)
	}
	return nil
}

// append is Append where the ends of the path may be other places than its first and last node:
// see Path.
func (l *Line) append(g *csr.CSRGraph, path []csr.Node, ends *[2]csr.Position, speed Speed) error {
	line := Line{l.Points, !g.Meta().LonLat}
	for i := range path {
		pace, err := paceInto(g, path, i, speed)
		if err != nil {
			return err
		}
		x, y, _ := g.Point(path[i])
		if ends != nil && i == 0 {
			x, y, _ = g.PointAt(ends[0])
		} else if ends != nil && i == len(path)-1 {
			x, y, _ = g.PointAt(ends[1])
		}
		line.extend(x, y, pace, i == 0)
	}
	*l = line
	return nil
}

// paceInto returns the seconds a metre of the arc into node i of a path.
func paceInto(g *csr.CSRGraph, path []csr.Node, i int, speed Speed) (pace float64, err error) {
	if err := checkNode(g, path, i); err != nil || i == 0 {
		return 0, err
	}
	arc, err := arcOf(g, path[i-1], path[i])
	if err != nil || speed == nil {
		return 0, err
	}
	kmh := speed(arc)
	if !(kmh > 0) || math.IsInf(kmh, 1) {
		return 0, fmt.Errorf("route: speed of arc %d, from node %d to node %d: %v km/h", arc, path[i-1], path[i], kmh)
	}
	return 3.6 / kmh, nil
}

// extend appends a point, unless it begins a leg where the line ends.
func (l *Line) extend(x, y, pace float64, begins bool) {
	p := Point{X: x, Y: y}
	if n := len(l.Points); n > 0 {
		last := l.Points[n-1]
		if !l.Plane {
			p.X = near(x, last.X)
		}
		metres := l.metres(last, p)
		if begins && metres == 0 {
			return
		}
		p.Metres, p.Seconds = last.Metres+metres, last.Seconds+metres*pace
	}
	l.Points = append(l.Points, p)
}

// metres returns how far two points are apart.
func (l *Line) metres(p, q Point) float64 {
	if l.Plane {
		return math.Hypot(q.X-p.X, q.Y-p.Y)
	}
	return geo.Metres(p.X, p.Y, q.X, q.Y)
}

// near returns the longitude that is the same as lon and lies within 180 degrees of
// another.
func near(lon, other float64) float64 { return lon + 360*math.Round((other-lon)/360) }

// Metres returns the length of the line, in plane units on a plane.
func (l *Line) Metres() float64 { return l.last().Metres }

// Seconds returns the time that the line takes, 0 without speeds.
func (l *Line) Seconds() float64 { return l.last().Seconds }

func (l *Line) last() (p Point) {
	if n := len(l.Points); n > 0 {
		p = l.Points[n-1]
	}
	return p
}
