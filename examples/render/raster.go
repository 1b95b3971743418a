package main

import (
	"image"
	"math"
)

// raster converts polygons to coverage: the share of each pixel that lies inside, from 0
// to 1, exact except for rounding.
//
// The technique is signed-area accumulation, as in font rasterisers (Raph Levien's
// font-rs and, before it, libart and FreeType's smooth rasteriser). Each edge of a
// polygon adds, to the pixels it passes, the area between itself and the right side of
// the pixel, with the sign of its direction. The sum from the left up to a pixel is then
// its coverage. It takes time for the pixels of the outline and one addition for each of
// the rest of the bounding box, and no sorting.
//
// Polygons of one mask are combined by the larger coverage, so that a line made of
// segments has no seam or bulge where they meet.
type raster struct {
	width, height int
	mask          []uint8         // the coverage so far, in 255ths, row by row
	dirty         image.Rectangle // the part of the mask that may not be 0
	area          []float64       // of the polygon under way, with two columns to spare
	columns       int             // in a row of area
}

func newRaster(width, height int) *raster {
	return &raster{width: width, height: height, mask: make([]uint8, width*height)}
}

// add adds a polygon to the mask. Its corners may lie outside.
func (r *raster) add(corners []point) {
	corners = r.clip(corners)
	bounds := boundsOf(corners)
	if bounds.Empty() {
		return
	}
	r.columns = bounds.Dx() + 2
	r.area = append(r.area[:0], make([]float64, r.columns*bounds.Dy())...)
	from := corners[len(corners)-1]
	for _, to := range corners {
		r.edge(from.plus(float64(-bounds.Min.X), float64(-bounds.Min.Y)), to.plus(float64(-bounds.Min.X), float64(-bounds.Min.Y)))
		from = to
	}
	r.merge(bounds)
}

// edge adds the areas of one edge.
func (r *raster) edge(a, b point) {
	if a.y == b.y {
		return
	}
	sign := 1.0
	if a.y > b.y {
		a, b, sign = b, a, -1
	}
	slope := (b.x - a.x) / (b.y - a.y)
	for y := int(a.y); float64(y) < b.y; y++ {
		top, bottom := max(a.y, float64(y)), min(b.y, float64(y+1))
		r.row(y, a.x+(top-a.y)*slope, a.x+(bottom-a.y)*slope, sign*(bottom-top))
	}
}

// row adds the areas of the part of an edge in one row of pixels: from x0 to x1, over a
// share of the row's height.
func (r *raster) row(y int, x0, x1, height float64) {
	x0, x1 = min(x0, x1), max(x0, x1)
	area := r.area[y*r.columns : (y+1)*r.columns]
	for x := int(x0); ; x++ {
		left, right := max(x0, float64(x)), min(x1, float64(x+1))
		share := height
		if x1 > x0 {
			share *= (right - left) / (x1 - x0)
		}
		outside := (left+right)/2 - float64(x) // of the pixel, on the left of the edge
		area[x] += share * (1 - outside)
		area[x+1] += share * outside
		if float64(x+1) >= x1 {
			return
		}
	}
}

// merge sums up the areas and merges them into the mask.
func (r *raster) merge(bounds image.Rectangle) {
	for y := range bounds.Dy() {
		mask := r.mask[(bounds.Min.Y+y)*r.width+bounds.Min.X:][:bounds.Dx()]
		sum := 0.0
		for x, a := range r.area[y*r.columns:][:len(mask)] {
			sum += a
			mask[x] = max(mask[x], uint8(min(math.Abs(sum), 1)*255+0.5))
		}
	}
	r.dirty = r.dirty.Union(bounds)
}

// clear empties the mask.
func (r *raster) clear() {
	for y := r.dirty.Min.Y; y < r.dirty.Max.Y; y++ {
		clear(r.mask[y*r.width:][r.dirty.Min.X:r.dirty.Max.X])
	}
	r.dirty = image.Rectangle{}
}

// clip returns the part of a polygon inside the mask, by cutting at each of its four
// sides in turn (Sutherland and Hodgman 1974).
func (r *raster) clip(corners []point) []point {
	if b := boundsOf(corners); b.In(image.Rect(0, 0, r.width, r.height)) {
		return corners
	}
	for _, inside := range []func(point) float64{
		func(p point) float64 { return p.x },
		func(p point) float64 { return p.y },
		func(p point) float64 { return float64(r.width) - p.x },
		func(p point) float64 { return float64(r.height) - p.y },
	} {
		corners = cut(corners, inside)
	}
	for i, p := range corners { // a cut may miss its side by a rounding
		corners[i] = point{min(max(p.x, 0), float64(r.width)), min(max(p.y, 0), float64(r.height))}
	}
	return corners
}

// cut returns the part of a polygon where a linear function is not negative.
func cut(corners []point, inside func(point) float64) (kept []point) {
	for i, to := range corners {
		from := corners[(i+len(corners)-1)%len(corners)]
		a, b := inside(from), inside(to)
		if a < 0 != (b < 0) {
			t := a / (a - b)
			kept = append(kept, point{from.x + t*(to.x-from.x), from.y + t*(to.y-from.y)})
		}
		if b >= 0 {
			kept = append(kept, to)
		}
	}
	return kept
}

// boundsOf returns the pixels that a polygon touches, limited far outside of any picture,
// where int would overflow.
func boundsOf(corners []point) image.Rectangle {
	const far = 1 << 30
	if len(corners) == 0 {
		return image.Rectangle{}
	}
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range corners {
		left, right, top, bottom = min(left, p.x), max(right, p.x), min(top, p.y), max(bottom, p.y)
	}
	whole := func(x float64) int { return int(min(max(x, -far), far)) }
	return image.Rect(whole(math.Floor(left)), whole(math.Floor(top)), whole(math.Ceil(right)), whole(math.Ceil(bottom)))
}

// capsule returns the polygon of a straight line with a round pen: two sides and two half
// circles, with enough corners to differ from a circle by at most 1/20 pixel. A line of
// no length is a disc.
func capsule(from, to point, width float64) []point {
	radius := width / 2
	steps := max(3, int(math.Ceil(math.Pi/2/math.Acos(1-min(0.05/radius, 0.5)))))
	forward := math.Atan2(to.y-from.y, to.x-from.x)
	corners := make([]point, 0, 2*steps+2)
	for end, centre := range []point{to, from} {
		for i := range steps + 1 {
			angle := forward + math.Pi*(float64(end)-0.5+float64(i)/float64(steps))
			corners = append(corners, centre.plus(radius*math.Cos(angle), radius*math.Sin(angle)))
		}
	}
	return corners
}
