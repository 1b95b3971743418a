package csr

import (
	"fmt"
	"math"
	"runtime"
)

// Area is a part of a map: what lies inside a polygon or a circle. Use it to close or
// raise a part of a map in an overlay, such as one that an organiser has drawn:
//
//	area, err := csr.NewPolygon(g, rings)
//	err = overlay.SetArcs(area.AppendArcs(nil), csr.Blocked)      // or ScaleArcs, to make it slower
//
// AppendArcs has every street that touches the area, also one that only crosses it between
// two corners outside. To close the corners inside is not enough for those. Who stands on a closed
// street can neither leave nor be reached: NearStreets.Overlay finds the nearest open one.
//
// The border belongs to the area. On a map of longitudes and latitudes an area may lie
// across the 180th meridian.
//
// An Area is immutable and safe for concurrent use, and keeps its graph alive.
type Area struct {
	g     *CSRGraph
	box   Box // that holds the area; of longitudes MinX is from -180 up to 180
	shape shape
}

// shape is a polygon or a circle.
type shape interface {
	// contains tells whether a point of the box lies in the shape.
	contains(x, y float64) bool
	// meets tells whether a line with both ends outside the shape has a point in it.
	meets(s flatLine) bool
}

// flatLine is a straight line between two points, the short way round the Earth.
type flatLine struct{ x1, y1, x2, y2 float64 }

// AreaError reports input that makes no area.
type AreaError struct {
	Place  string // the argument that is wrong, such as "rings[0][3]" or "radius"
	Reason string // such as "is not a point of the map"
}

// Error says what is wrong, and why.
func (e *AreaError) Error() string { return fmt.Sprintf("csr: area: %s %s", e.Place, e.Reason) }

// Contains tells whether a point lies in the area; NaN does not. It costs O(1) for a
// circle, and for a polygon O(edges at the height of y).
func (a *Area) Contains(x, y float64) bool {
	if a.g.meta.LonLat && math.Abs(x) > 180 {
		x = math.Remainder(x, 360)
	}
	return a.contains(x, y)
}

// contains is Contains of a longitude within ±180, or of any number on a plane.
func (a *Area) contains(x, y float64) bool {
	if !(y >= a.box.MinY && y <= a.box.MaxY) {
		return false
	}
	if x >= a.box.MinX && x <= a.box.MaxX && a.shape.contains(x, y) {
		return true
	}
	return a.g.meta.LonLat && (x+360 <= a.box.MaxX && a.shape.contains(x+360, y) ||
		x-360 >= a.box.MinX && a.shape.contains(x-360, y))
}

// AppendNodes appends the nodes in the area to dst, in ascending order. It looks at all
// nodes of the graph: some 3 ns for each outside, and 20 to 40 ns for each inside. It
// allocates only to grow dst.
func (a *Area) AppendNodes(dst []Node) []Node {
	defer runtime.KeepAlive(a)
	for v := range a.g.NumNodes() {
		if a.contains(a.g.points[2*v], a.g.points[2*v+1]) {
			dst = append(dst, Node(v))
		}
	}
	return dst
}

// AppendArcs appends the numbers of the arcs that have a point in the area to dst, in
// ascending order: those that lie in it, that lead in or out, that cross it and that
// touch it. An arc is the straight line between its ends; on a map of longitudes and
// latitudes the short way round the Earth. AppendArcs looks at all arcs of the graph, 5
// to 30 ns for each, and allocates only to grow dst.
func (a *Area) AppendArcs(dst []uint32) []uint32 {
	defer runtime.KeepAlive(a)
	for v := range Node(a.g.NumNodes()) {
		x, y := a.g.points[2*int(v)], a.g.points[2*int(v)+1]
		lo, hi := a.g.arrays.Out.Row(v)
		inside := lo < hi && a.contains(x, y)
		for arc := lo; arc < hi; arc++ {
			if inside || a.reaches(x, y, a.g.arrays.Out.Target(arc)) {
				dst = append(dst, uint32(arc))
			}
		}
	}
	return dst
}

// reaches tells whether the way from a point outside to a node has a point in the area.
func (a *Area) reaches(x, y float64, to Node) bool {
	s := flatLine{x, y, a.g.points[2*int(to)], a.g.points[2*int(to)+1]}
	if min(s.y1, s.y2) > a.box.MaxY || max(s.y1, s.y2) < a.box.MinY {
		return false
	}
	if a.contains(s.x2, s.y2) {
		return true
	}
	if !a.g.meta.LonLat {
		return a.meets(s, 0)
	}
	if s.x2-s.x1 > 180 {
		s.x2 -= 360
	} else if s.x1-s.x2 > 180 {
		s.x2 += 360
	}
	return a.meets(s, 0) || a.meets(s, 360) || a.meets(s, -360)
}

// meets tells whether a line that is moved to the east meets the area.
func (a *Area) meets(s flatLine, east float64) bool {
	s.x1, s.x2 = s.x1+east, s.x2+east
	return min(s.x1, s.x2) <= a.box.MaxX && max(s.x1, s.x2) >= a.box.MinX && a.shape.meets(s)
}

// toFrame returns by how many degrees to move what begins at a longitude, so that it
// begins from -180 up to 180.
func toFrame(lon float64) float64 { return -360 * math.Floor((lon+180)/360) }

// checkArea returns an error if a graph can have no areas.
func checkArea(g *CSRGraph) error {
	if g == nil {
		return ErrNoGraph
	}
	if !g.HasPoints() {
		return ErrNoPoints
	}
	return nil
}

// isPoint tells whether x, y can be a point of an area.
func isPoint(x, y float64, lonLat bool) bool {
	return checkPoint(lonLat, x, y) == nil && max(math.Abs(x), math.Abs(y)) <= maxCoordinate
}
