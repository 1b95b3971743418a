package route

import "math"

// MultiPolygon is an area of a map, in the form of the coordinates of GeoJSON's
// MultiPolygon (RFC 7946): polygons of rings of points x, y. The first ring of a polygon is
// its border, counter-clockwise if y grows upwards; the others are holes, clockwise. The
// last point of each ring is its first again. No two rings meet.
type MultiPolygon [][][][2]float64

// AppendGeoJSON appends the area as a geometry of GeoJSON: a Polygon, or a MultiPolygon if
// it has several, or none. Coordinates have 7 decimals. It costs O(points), and allocates
// only to grow dst.
func (m MultiPolygon) AppendGeoJSON(dst []byte) []byte {
	if len(m) == 1 {
		dst = appendRings(append(dst, `{"type":"Polygon","coordinates":`...), m[0])
		return append(dst, '}')
	}
	dst = append(dst, `{"type":"MultiPolygon","coordinates":[`...)
	for i, rings := range m {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendRings(dst, rings)
	}
	return append(dst, "]}"...)
}

// appendRings appends the coordinates of a polygon.
func appendRings(dst []byte, rings [][][2]float64) []byte {
	for i, ring := range rings {
		dst = append(dst, "[,"[min(i, 1)], '[')
		for j, p := range ring {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = appendPosition(dst, p[0], p[1])
		}
		dst = append(dst, ']')
	}
	return append(dst, ']')
}

// polygons returns the area of a raster, strip by strip between meridians of 180 degrees.
func (r *raster) polygons() (m MultiPolygon) {
	if r.turn == 0 {
		return r.strip(m, 0, r.cols-1, 0)
	}
	for turns := floorDiv(r.first, r.turn); turns*r.turn < r.first+r.cols; turns++ {
		left, right := max(turns*r.turn-r.first, 0), min((turns+1)*r.turn-r.first, r.cols-1)
		if left < right {
			m = r.strip(m, left, right, turns)
		}
	}
	return m
}

// strip appends the polygons between two columns, so many turns round the Earth.
func (r *raster) strip(m MultiPolygon, left, right, turns int) MultiPolygon {
	c := contours{raster: r, left: left, right: right}
	c.trace()
	var outer []ring
	first := len(m)
	for _, border := range c.rings {
		if border.area > 0 {
			outer = append(outer, border)
			m = append(m, [][][2]float64{r.coordinates(border, turns)})
		}
	}
	for _, border := range c.rings {
		if border.area < 0 {
			i := first + around(outer, border)
			m[i] = append(m[i], r.coordinates(border, turns))
		}
	}
	return m
}

// around returns which border a hole belongs to: the smallest around it.
func around(outer []ring, hole ring) (best int) {
	area := math.Inf(1)
	for i, border := range outer {
		if border.area > -hole.area && border.area < area && border.contains(hole.points[0]) {
			best, area = i, border.area
		}
	}
	return best
}

// contains tells whether a ring goes around a point, by the sides to its right.
func (b *ring) contains(p [2]float64) (in bool) {
	last := b.points[len(b.points)-1]
	for _, q := range b.points {
		if (q[1] > p[1]) != (last[1] > p[1]) && p[0] < q[0]+(p[1]-q[1])*(last[0]-q[0])/(last[1]-q[1]) {
			in = !in
		}
		last = q
	}
	return in
}

// coordinates returns a ring on the map, with its first point again at its end.
func (r *raster) coordinates(border ring, turns int) [][2]float64 {
	points := make([][2]float64, 0, len(border.points)+1)
	for _, p := range border.points {
		points = append(points, r.point(p[0], p[1], turns))
	}
	return append(points, points[0])
}

// floorDiv returns a/b, rounded down.
func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}
