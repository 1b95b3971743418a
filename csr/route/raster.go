package route

import "math"

// raster holds how far each place of a grid is from the nearest street: exactly if that is
// less than a margin and two cells.
type raster struct {
	grid
	metres []float32 // row by row
}

func newRaster(g grid) *raster {
	r := &raster{grid: g, metres: make([]float32, g.cols*g.rows)}
	for i := range r.metres {
		r.metres[i] = math.MaxFloat32
	}
	return r
}

// longest is how many margins a segment is long at most when it is drawn: the places
// around a longer one would be a box much larger than it.
const longest = 4

// draw takes in a segment. On the Earth a degree of longitude is as wide around it as in
// its middle.
func (r *raster) draw(s segment) {
	unitX, unitY := 1.0, 1.0
	if r.turn > 0 {
		unitX, unitY = metresPerDegree*cosine((s.y1+s.y2)/2), metresPerDegree
	}
	parts := math.Ceil(math.Hypot((s.x2-s.x1)*unitX, (s.y2-s.y1)*unitY) / (longest * r.margin))
	if parts <= 1 {
		r.drawShort(s, unitX, unitY)
		return
	}
	dx, dy := (s.x2-s.x1)/parts, (s.y2-s.y1)/parts
	for i := range int(parts) {
		x, y := s.x1+dx*float64(i), s.y1+dy*float64(i)
		if r.turn > 0 {
			unitX = metresPerDegree * cosine(y+dy/2)
		}
		r.drawShort(segment{x, y, x + dx, y + dy}, unitX, unitY)
	}
}

// drawShort draws a segment, given the metres in a unit of x and of y; on a grid that
// goes round the Earth also a turn farther east and west.
func (r *raster) drawShort(s segment, unitX, unitY float64) {
	unitX, unitY = unitX*r.dx, unitY*r.dy
	s = segment{r.column(s.x1), (s.y1 - r.y) / r.dy, r.column(s.x2), (s.y2 - r.y) / r.dy}
	r.stamp(s, unitX, unitY)
	if r.round() {
		turn := float64(r.turn)
		r.stamp(segment{s.x1 - turn, s.y1, s.x2 - turn, s.y2}, unitX, unitY)
		r.stamp(segment{s.x1 + turn, s.y1, s.x2 + turn, s.y2}, unitX, unitY)
	}
}

// stamp lowers the distances of the places around a segment, which is given in columns and
// rows, of so many metres each.
func (r *raster) stamp(s segment, unitX, unitY float64) {
	left, right := places(s.x1, s.x2, r.around/unitX, r.cols)
	bottom, top := places(s.y1, s.y2, r.around/unitY, r.rows)
	dx, dy := (s.x2-s.x1)*unitX, (s.y2-s.y1)*unitY
	squared := dx*dx + dy*dy
	for j := bottom; j <= top; j++ {
		row := r.metres[j*r.cols:][:r.cols]
		py := (float64(j) - s.y1) * unitY
		for i := left; i <= right; i++ {
			px := (float64(i) - s.x1) * unitX
			t := 0.0
			if squared > 0 {
				t = min(max((px*dx+py*dy)/squared, 0), 1)
			}
			ex, ey := px-t*dx, py-t*dy
			row[i] = min(row[i], float32(math.Sqrt(ex*ex+ey*ey)))
		}
	}
}

// places returns the first and last of n places that lie within a reach of an interval;
// the last is before the first if there are none.
func places(a, b, reach float64, n int) (first, last int) {
	from, to := math.Ceil(min(a, b)-reach), math.Floor(max(a, b)+reach)
	if to < 0 || from > float64(n-1) {
		return 0, -1
	}
	return int(max(from, 0)), int(min(to, float64(n-1)))
}
