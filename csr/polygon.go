package csr

import (
	"fmt"
	"math"
	"slices"
)

// NewPolygon returns the area of g inside a polygon: one or more rings of points, in
// any order and direction. A point lies inside if it is on a ring, or if a line from it
// to the outside crosses the rings an odd number of times. So a ring within a ring is a
// hole, rings side by side are several areas, and a ring may touch or cross itself, as
// one that was drawn with a finger does.
//
// The last point of a ring may repeat the first, and points that follow each other may be
// equal. The sides of a ring are straight on a plane with x to the right and y up; where
// these are longitude and latitude, a side is the short way round the Earth, so one from
// 179 to -179 is two degrees long. The type of rings is that of the coordinates of a
// GeoJSON polygon:
//
//	var shape struct{ Coordinates [][][2]float64 }
//	err := json.Unmarshal(geometry, &shape)
//	area, err := csr.NewPolygon(g, shape.Coordinates)
//
// It costs O(points of the rings), and takes at most 300 bytes for each. The error is an
// *AreaError if there is no ring, if a point is none of the map, if a ring has fewer
// than three different points or leads round a pole, or if the rings are wider than the
// Earth; ErrNoPoints if g has none, and ErrNoGraph if it is nil.
func NewPolygon(g *CSRGraph, rings [][][2]float64) (*Area, error) {
	if err := checkArea(g); err != nil {
		return nil, err
	}
	if len(rings) == 0 {
		return nil, &AreaError{"rings", "are none"}
	}
	d := drawing{lonLat: g.meta.LonLat, box: noBox}
	for i, ring := range rings {
		if err := d.add(ring, i); err != nil {
			return nil, err
		}
	}
	if d.lonLat && d.box.MaxX-d.box.MinX > 360 {
		return nil, &AreaError{"rings", "are wider than the Earth"}
	}
	if d.lonLat {
		d.move(toFrame(d.box.MinX))
	}
	return &Area{g: g, box: d.box, shape: newPolygon(d.sides, d.box)}, nil
}

// drawing is the rings of a polygon that were read so far, with longitudes in one piece:
// no side of a ring goes round the Earth the long way.
type drawing struct {
	lonLat bool
	box    Box
	sides  []flatLine
}

// add reads a ring; those after the first are put where they are nearest to what is there.
func (d *drawing) add(ring [][2]float64, number int) error {
	points := make([][2]float64, 0, len(ring))
	for i, p := range ring {
		if !isPoint(p[0], p[1], d.lonLat) {
			return &AreaError{fmt.Sprintf("rings[%d][%d]", number, i), "is not a point of the map"}
		}
		if d.lonLat && i > 0 {
			p[0] = nearLongitude(p[0], points[len(points)-1][0])
		}
		if i == 0 || p != points[len(points)-1] {
			points = append(points, p)
		}
	}
	if len(points) > 1 && points[0] == points[len(points)-1] {
		points = points[:len(points)-1]
	}
	if reason := d.wrong(points); reason != "" {
		return &AreaError{fmt.Sprintf("rings[%d]", number), reason}
	}
	d.join(points)
	return nil
}

// wrong returns why points make no ring, or nothing.
func (d *drawing) wrong(points [][2]float64) string {
	if !hasThree(points) {
		return "has fewer than three different points"
	}
	if first := points[0][0]; d.lonLat && nearLongitude(first, points[len(points)-1][0]) != first {
		return "leads round a pole"
	}
	return ""
}

// join adds the sides of a ring.
func (d *drawing) join(points [][2]float64) {
	box := noBox
	for _, p := range points {
		box = box.with(p[0], p[1])
	}
	east := 0.0
	if d.lonLat && len(d.sides) > 0 {
		east = 360 * math.Round((d.box.MinX+d.box.MaxX-box.MinX-box.MaxX)/720)
	}
	from := points[len(points)-1]
	for _, to := range points {
		d.sides = append(d.sides, upward(from, to, east))
		from = to
	}
	d.box = d.box.with(box.MinX+east, box.MinY).with(box.MaxX+east, box.MaxY)
}

// move moves the drawing to the east.
func (d *drawing) move(east float64) {
	d.box.MinX, d.box.MaxX = d.box.MinX+east, d.box.MaxX+east
	for i := range d.sides {
		d.sides[i].x1, d.sides[i].x2 = d.sides[i].x1+east, d.sides[i].x2+east
	}
}

// nearLongitude returns the form of a longitude that is nearest to another, and the
// longitude itself if that is within half the Earth.
func nearLongitude(lon, other float64) float64 {
	if math.Abs(lon-other) <= 180 {
		return lon
	}
	return lon + 360*math.Round((other-lon)/360)
}

// hasThree tells whether there are three different points.
func hasThree(points [][2]float64) bool {
	second := slices.IndexFunc(points, func(p [2]float64) bool { return p != points[0] })
	return second > 0 && slices.ContainsFunc(points, func(p [2]float64) bool { return p != points[0] && p != points[second] })
}

// upward returns the line between two points, moved to the east. The lower end comes
// first, or the left one if both are at one height, so that a side is computed with in one
// way whatever its direction.
func upward(p, q [2]float64, east float64) flatLine {
	if p[1] > q[1] || p[1] == q[1] && p[0] > q[0] {
		p, q = q, p
	}
	return flatLine{p[0] + east, p[1], q[0] + east, q[1]}
}

// polygon is the sides of rings, sorted into rows of equal height, so that a point needs
// to be compared with those at its own height alone.
type polygon struct {
	minY, maxY float64    // of the box
	perY       float64    // rows in a unit of y; 0 if there is one row
	starts     []int      // of each row in sides, and the end of the last
	sides      []flatLine // of one row after another; a side is in each row that it reaches
}

// maxCopies is how many rows a side may lie in on average. A polygon whose sides are all
// as high as itself has fewer rows, so that memory stays in proportion to its points.
const maxCopies = 8

// newPolygon sorts sides into as many rows as there are sides, or fewer.
func newPolygon(sides []flatLine, box Box) *polygon {
	p := &polygon{minY: box.MinY, maxY: box.MaxY}
	for rows := len(sides); ; rows = (rows + 1) / 2 {
		p.perY = float64(rows) / (box.MaxY - box.MinY)
		if rows == 1 || math.IsInf(p.perY, 0) || math.IsNaN(p.perY) {
			rows, p.perY = 1, 0
		}
		p.starts = make([]int, rows+1)
		if p.count(sides) <= maxCopies*len(sides) || rows == 1 {
			break
		}
	}
	p.fill(sides)
	return p
}

// row returns the row of a height within the box.
func (p *polygon) row(y float64) int {
	return min(int((y-p.minY)*p.perY), len(p.starts)-2)
}

// count counts the sides of each row, and returns the sum.
func (p *polygon) count(sides []flatLine) (sum int) {
	for i := range sides {
		first, last := p.row(sides[i].y1), p.row(sides[i].y2)
		for row := first; row <= last; row++ {
			p.starts[row+1]++
		}
		sum += last - first + 1
	}
	return sum
}

// fill puts the sides into rows that were counted.
func (p *polygon) fill(sides []flatLine) {
	for row := range p.starts[1:] {
		p.starts[row+1] += p.starts[row]
	}
	p.sides = make([]flatLine, p.starts[len(p.starts)-1])
	next := slices.Clone(p.starts)
	for _, s := range sides {
		for row := p.row(s.y1); row <= p.row(s.y2); row++ {
			p.sides[next[row]] = s
			next[row]++
		}
	}
}

func (p *polygon) contains(x, y float64) bool {
	row, inside := p.row(y), false
	sides := p.sides[p.starts[row]:p.starts[row+1]]
	for i := range sides {
		s := &sides[i]
		if y < s.y1 || y > s.y2 {
			continue
		}
		side := s.side(x, y)
		if side == 0 && x >= min(s.x1, s.x2) && x <= max(s.x1, s.x2) {
			return true
		}
		if side > 0 && y < s.y2 { // it lies to the left, below the upper end
			inside = !inside
		}
	}
	return inside
}

func (p *polygon) meets(s flatLine) bool {
	first, last := p.row(max(min(s.y1, s.y2), p.minY)), p.row(min(max(s.y1, s.y2), p.maxY))
	sides := p.sides[p.starts[first]:p.starts[last+1]]
	for i := range sides {
		if sides[i].crosses(&s) {
			return true
		}
	}
	return false
}

// side returns on which side of the line through s a point lies: above 0 to the left,
// below 0 to the right, seen along s, and 0 on it. Products are rounded one by one: see
// squaredDistance.
func (s *flatLine) side(x, y float64) float64 {
	return float64((s.x2-s.x1)*(y-s.y1)) - float64((s.y2-s.y1)*(x-s.x1))
}

// crosses tells whether two lines have a point in common.
func (s *flatLine) crosses(t *flatLine) bool {
	if max(s.x1, s.x2) < min(t.x1, t.x2) || max(t.x1, t.x2) < min(s.x1, s.x2) ||
		max(s.y1, s.y2) < min(t.y1, t.y2) || max(t.y1, t.y2) < min(s.y1, s.y2) {
		return false
	}
	return s.parts(t.x1, t.y1, t.x2, t.y2) && t.parts(s.x1, s.y1, s.x2, s.y2)
}

// parts tells whether two points are not on the same side of the line through s.
func (s *flatLine) parts(x1, y1, x2, y2 float64) bool {
	p, q := s.side(x1, y1), s.side(x2, y2)
	return !(p > 0 && q > 0 || p < 0 && q < 0)
}
