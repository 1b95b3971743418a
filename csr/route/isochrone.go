package route

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
)

// Isochrone returns the area that can be reached at a cost of at most limit. hits are the
// nodes within that limit and their distances, as Solver.Within of package dijkstra
// returns them; g has the weights that they were found with: for those of an overlay, it
// is the graph from CSRGraph.Under. An arc that leads on from a hit belongs to the area as
// far as the rest of the limit goes; its cost, and that of entering its end, are taken to
// be even along it.
//
// The area is what lies within a margin of those nodes and arcs, in metres, or in units of
// a plane. 0 is the 128th part of the longer side of the box around them, but at least 10
// m, and 1 on a plane if that is 0. Blocks between streets that are larger are holes.
//
// It is drawn on a raster with cells of a quarter of the margin, by marching squares
// (Lorensen and Cline 1987, in the plane). So every node and arc within the limit lies
// inside, 0.6 margins from the border or more, and everything farther than 1.4 margins
// from them lies outside. Along straight streets the border is right to a tenth of them.
//
// Longitudes are cut at the 180th meridian, as RFC 7946 asks. The cost is O(hits +
// length of arcs/margin + cells): some ms for thousands of hits. The raster takes 4 bytes
// a cell. The error wraps ErrMargin if the margin is no number from 0 on, is below 1 m, or
// needs more than 1<<24 cells, or if the area comes within it of a pole. It is
// csr.ErrNoGraph or csr.ErrNoPoints if there is nothing to draw, a *csr.NodeError if a hit
// is no node of g, and names a hit beyond the limit.
func Isochrone[H ~struct {
	Node     csr.Node
	Distance uint32
}](g *csr.CSRGraph, hits []H, limit uint32, margin float64) (MultiPolygon, error) {
	switch {
	case g == nil:
		return nil, csr.ErrNoGraph
	case !g.HasPoints():
		return nil, csr.ErrNoPoints
	}
	r := newReach(g)
	for i, h := range hits {
		if err := r.add(i, hit(h), limit); err != nil {
			return nil, err
		}
	}
	if len(hits) == 0 {
		return nil, nil
	}
	return r.area(margin)
}

// hit is a node within the limit.
type hit = struct {
	Node     csr.Node
	Distance uint32
}

// reach is the parts of streets within the limit.
type reach struct {
	g        *csr.CSRGraph
	lonLat   bool
	box      csr.Box // of the map, whose longitudes segments begin at
	segments []segment
	whole    []uint64 // a bit an arc: those that are segments from end to end
}

// segment is a straight part of a street, in degrees or plane units. Its ends may be one.
type segment struct{ x1, y1, x2, y2 float64 }

func newReach(g *csr.CSRGraph) *reach {
	r := &reach{g: g, lonLat: g.Meta().LonLat, whole: make([]uint64, (g.NumArcs()+63)/64)}
	r.box, _ = csr.Bounds(g)
	return r
}

// add adds what is reached from a hit.
func (r *reach) add(i int, h hit, limit uint32) error {
	if !r.g.HasNode(h.Node) {
		return r.g.CheckNode(h.Node, fmt.Sprintf("route: hits[%d]", i))
	}
	if h.Distance > limit {
		return fmt.Errorf("route: hits[%d] is at a distance of %d, beyond the limit of %d", i, h.Distance, limit)
	}
	x, y := r.point(h.Node)
	r.segments = append(r.segments, segment{x, y, x, y})
	for to, w := range r.g.Arcs(h.Node).All() {
		part := share(w, r.g.NodeWeight(to), limit-h.Distance)
		if part == 0 || part == 1 && r.doneBackwards(h.Node, to) {
			continue
		}
		toX, toY, _ := r.g.Point(to)
		if r.lonLat {
			toX = near(toX, x)
		}
		r.segments = append(r.segments, segment{x, y, x + part*(toX-x), y + part*(toY-y)})
	}
	return nil
}

// share returns how much of an arc can be passed for so much.
func share(arc, node, left uint32) float64 {
	switch cost := uint64(arc) + uint64(node); {
	case arc == csr.Blocked || node == csr.Blocked:
		return 0
	case cost <= uint64(left):
		return 1
	default:
		return float64(left) / float64(cost)
	}
}

// doneBackwards tells whether all of an arc is there already as the arc the other way,
// and notes it if not.
func (r *reach) doneBackwards(from, to csr.Node) bool {
	if back, ok := r.g.Arc(to, from); ok && r.whole[back/64]>>(back%64)&1 != 0 {
		return true
	}
	arc, _ := r.g.Arc(from, to)
	r.whole[arc/64] |= 1 << (arc % 64)
	return false
}

// point returns where a node lies, with its longitude in the map's box.
func (r *reach) point(v csr.Node) (x, y float64) {
	x, y, _ = r.g.Point(v)
	if r.lonLat {
		x = r.box.Unwrap(x)
	}
	return x, y
}

// area draws the segments on a raster and returns the polygons around them.
func (r *reach) area(margin float64) (MultiPolygon, error) {
	grid, err := newGrid(extent(r.segments), margin, r.lonLat)
	if err != nil {
		return nil, err
	}
	field := newRaster(grid)
	for _, s := range r.segments {
		field.draw(s)
	}
	return field.polygons(), nil
}

// extent returns the box around segments.
func extent(segments []segment) csr.Box {
	b := csr.Box{MinX: math.Inf(1), MinY: math.Inf(1), MaxX: math.Inf(-1), MaxY: math.Inf(-1)}
	for _, s := range segments {
		b = csr.Box{MinX: min(b.MinX, s.x1, s.x2), MinY: min(b.MinY, s.y1, s.y2), MaxX: max(b.MaxX, s.x1, s.x2), MaxY: max(b.MaxY, s.y1, s.y2)}
	}
	return b
}
