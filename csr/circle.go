package csr

import (
	"math"

	"github.com/veltrix/cairn/internal/geo"
)

// NewCircle returns the area of g that lies within a radius of a point: in metres along
// the great circle if the graph's points are longitude and latitude, else in plane
// units. The error is an *AreaError if x, y is no
// point of the map, or if the radius is negative, infinite or not a number; ErrNoPoints
// if g has none, and ErrNoGraph if it is nil.
func NewCircle(g *CSRGraph, x, y, radius float64) (*Area, error) {
	if err := checkArea(g); err != nil {
		return nil, err
	}
	if !isPoint(x, y, g.meta.LonLat) {
		return nil, &AreaError{"x, y", "is not a point of the map"}
	}
	if !(radius >= 0 && radius <= maxCoordinate) {
		return nil, &AreaError{"radius", "is not a length"}
	}
	if !g.meta.LonLat {
		return &Area{g: g, box: Box{x - radius, y - radius, x + radius, y + radius}, shape: &disc{x, y, radius}}, nil
	}
	box := sphereBox(x, y, radius)
	east := toFrame(box.MinX)
	box.MinX, box.MaxX = box.MinX+east, box.MaxX+east
	return &Area{g: g, box: box, shape: newSphereCap(x+east, y, radius, box)}, nil
}

// disc is a circle on a plane.
type disc struct{ x, y, radius float64 }

func (d *disc) contains(x, y float64) bool { return math.Hypot(x-d.x, y-d.y) <= d.radius }

func (d *disc) meets(s flatLine) bool {
	x, y := s.nearest(d.x, d.y, 1)
	return d.contains(x, y)
}

// nearest returns the point of a line that is nearest to another point, if a unit of x
// is as long as wide units of y.
func (s *flatLine) nearest(x, y, wide float64) (float64, float64) {
	dx, dy := s.x2-s.x1, s.y2-s.y1
	across, right := float64(wide*dx), float64(wide*(x-s.x1))
	t := (float64(right*across) + float64((y-s.y1)*dy)) / (float64(across*across) + float64(dy*dy))
	if t = min(t, 1); !(t > 0) { // also where both ends are one point
		t = 0
	}
	return s.x1 + float64(t*dx), s.y1 + float64(t*dy)
}

// sphereBox returns the box of a circle on the Earth. It has all longitudes if the
// circle holds a pole, and is a little too large, so that rounding loses nothing.
func sphereBox(lon, lat, radius float64) Box {
	const degree = math.Pi / 180
	angle := min(radius/geo.EarthRadius, math.Pi)*(1+1e-9) + 1e-12
	box := Box{-180, lat - angle/degree, 180, lat + angle/degree}
	if box.MinY > -90 && box.MaxY < 90 {
		wide := math.Asin(min(math.Sin(angle)/math.Cos(lat*degree), 1)) / degree * (1 + 1e-9)
		box.MinX, box.MaxX = lon-wide, lon+wide
	}
	return box
}

// sphereCap is a circle on the Earth.
type sphereCap struct {
	lon, lat float64    // of its centre
	centre   [3]float64 // the same on the unit sphere
	squared  float64    // of the straight distance between centre and border there
	cosine   float64    // of the latitude of the centre
	cosines  float64    // the same times that of the latitude of the box that is nearest to the equator
}

// newSphereCap returns a circle with its box, which holds its centre.
func newSphereCap(lon, lat, radius float64, box Box) *sphereCap {
	const degree = math.Pi / 180
	c := &sphereCap{lon: lon, lat: lat, centre: geo.Sphere(lon, lat), cosine: math.Cos(lat * degree)}
	c.cosines = c.cosine * math.Cos(max(box.MinY, -box.MaxY, 0)*degree)
	chord := geo.Chord(radius)
	c.squared = chord * chord * (1 + 1e-12) // a distance is rounded, too
	return c
}

// contains needs no sines for most points in the circle. By the haversine formula the
// squared straight distance is 4 sin²(Δlat/2) + 4 cos(lat) cos(lat') sin²(Δlon/2), and a
// sine is at most its angle.
func (c *sphereCap) contains(lon, lat float64) bool {
	const degree = math.Pi / 180
	x, y := (lon-c.lon)*degree, (lat-c.lat)*degree
	if float64(y*y)+float64(c.cosines*float64(x*x)) < c.squared {
		return true
	}
	at := geo.Sphere(lon, lat)
	return squaredDistance(&at, &c.centre) <= c.squared
}

// meets looks at the point that is nearest on a plane that is true to scale at the
// centre. Over the length of a street the difference is less than a millimetre.
func (c *sphereCap) meets(s flatLine) bool { return c.contains(s.nearest(c.lon, c.lat, c.cosine)) }
