package route

import (
	"encoding/json"
	"math"
	"strconv"
)

// AppendGeoJSON appends the line as a geometry of GeoJSON (RFC 7946): a LineString, or a
// MultiLineString that is cut at the 180th meridian if it crosses that. Coordinates have 7
// decimals, about a centimetre. It costs O(points), and allocates only to grow dst.
func (l *Line) AppendGeoJSON(dst []byte) []byte {
	cuts := 0
	l.pieces(func(begins bool, _, _ float64) {
		if begins {
			cuts++
		}
	})
	dst, first := append(dst, `{"type":"LineString","coordinates":[`...), true
	if cuts > 1 {
		dst = append(dst[:len(dst)-len(`LineString","coordinates":[`)], `MultiLineString","coordinates":[[`...)
	}
	l.pieces(func(begins bool, x, y float64) {
		switch {
		case begins && !first:
			dst = append(dst, "],["...)
		case !begins:
			dst = append(dst, ',')
		}
		dst, first = appendPosition(dst, x, y), false
	})
	if cuts > 1 {
		dst = append(dst, ']')
	}
	return append(dst, "]}"...)
}

// pieces yields the points of the line between meridians of 180 degrees, with longitudes
// within ±180; begins tells the first of each piece. A line of one point is yielded with
// that point twice, as a LineString has at least two.
func (l *Line) pieces(yield func(begins bool, x, y float64)) {
	c := cutter{yield: yield, plane: l.Plane, turn: math.NaN()}
	if len(l.Points) == 1 {
		c.step(l.Points[0], l.Points[0])
	}
	for i := 1; i < len(l.Points); i++ {
		p, q := l.Points[i-1], l.Points[i]
		west, east := min(p.X, q.X), max(p.X, q.X)
		meridian := 360*math.Floor((east+180)/360) - 180
		if l.Plane || meridian <= west || meridian >= east {
			c.step(p, q)
			continue
		}
		m := Point{X: meridian, Y: p.Y + (q.Y-p.Y)*(meridian-p.X)/(q.X-p.X)}
		c.step(p, m)
		c.step(m, q)
	}
}

// cutter yields steps that do not cross a meridian of 180 degrees.
type cutter struct {
	yield func(begins bool, x, y float64)
	plane bool
	turn  float64 // round the Earth, of the piece at hand; NaN before the first
}

func (c *cutter) step(p, q Point) {
	turn := 0.0
	if !c.plane {
		turn = math.Floor((p.X/2 + q.X/2 + 180) / 360)
	}
	if turn != c.turn {
		c.yield(true, p.X-360*turn, p.Y)
	}
	c.yield(false, q.X-360*turn, q.Y)
	c.turn = turn
}

// decimals are those of coordinates: a centimetre at the equator.
const decimals = 7

// appendPosition appends a pair of coordinates.
func appendPosition(dst []byte, x, y float64) []byte {
	dst = appendNumber(append(dst, '['), x)
	dst = appendNumber(append(dst, ','), y)
	return append(dst, ']')
}

// appendNumber appends a coordinate without needless zeros.
func appendNumber(dst []byte, x float64) []byte {
	scale := math.Pow10(decimals)
	if rounded := math.Round(x*scale) / scale; !math.IsInf(rounded, 0) {
		x = rounded
	}
	if x == 0 {
		x = 0 // and not −0
	}
	return strconv.AppendFloat(dst, x, 'f', -1, 64)
}

// AppendFeature appends a Feature of GeoJSON with a geometry, as AppendGeoJSON writes it,
// and properties, which may be anything that encoding/json makes an object of; nil is
// none. The error is that of json.Marshal; dst is returned as it was.
func AppendFeature(dst, geometry []byte, properties any) ([]byte, error) {
	text, err := json.Marshal(properties)
	if err != nil {
		return dst, err
	}
	dst = append(append(dst, `{"type":"Feature","properties":`...), text...)
	dst = append(append(dst, `,"geometry":`...), geometry...)
	return append(dst, '}'), nil
}
