package main

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
)

// Measures of a picture of a map, in pixels.
const (
	margin = 24.0
	header = 76.0
	footer = 92.0
	low    = 160.0 // the map, at least
)

// frame converts the points of a map to those of a picture: north up, and lengths alike
// in all directions. Longitude and latitude become a plane by the local equirectangular
// projection, with degrees of longitude as wide as in the middle of the map: right to a
// thousandth for a city. Planes are drawn with y downward, as in game maps.
type frame struct {
	g             *csr.CSRGraph
	width, height int     // of the picture
	box           csr.Box // around all points; it may lie across the 180th meridian
	first         float64 // the longitude that others are counted from
	squeeze, up   float64 // of a unit of x and of y, beside a unit of the plane
	left, top     float64 // of the map, in plane units, as are the next two
	right, bottom float64
	scale         float64 // pixels a plane unit
	dx, dy        float64 // where the map begins in the picture
	metres        float64 // a plane unit; 0 if nobody knows
}

// metresPerDegree is the length of a degree of latitude, on a sphere of the Earth's mean
// radius.
const metresPerDegree = 6371008.8 * math.Pi / 180

// newFrame fits a map into a picture of some width. The height follows, but is at most
// one and a half times the width.
func newFrame(g *csr.CSRGraph, width int) *frame {
	f := &frame{g: g, width: width, squeeze: 1, up: 1}
	f.box, _ = csr.Bounds(g)
	if g.Meta().LonLat {
		f.squeeze, f.up, f.metres = math.Cos((f.box.MinY+f.box.MaxY)/2*math.Pi/180), -1, metresPerDegree
		x, _, _ := g.Point(0)
		f.first = f.box.Unwrap(x)
	}
	f.left, f.top, f.right, f.bottom = f.extent()
	mapWide, mapTall := f.size()
	wide, most := float64(width)-2*margin, 1.5*float64(width)
	f.scale = min(wide/max(mapWide, 1e-9), most/max(mapTall, 1e-9))
	tall := max(mapTall*f.scale, low)
	f.dx = margin + (wide-mapWide*f.scale)/2
	f.dy = header + (tall-mapTall*f.scale)/2
	f.height = int(math.Ceil(header + tall + footer))
	return f
}

// size returns the width and height of the map, in plane units.
func (f *frame) size() (wide, tall float64) { return f.right - f.left, f.bottom - f.top }

// extent returns the box around all points, in plane units.
func (f *frame) extent() (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for v := range csr.Node(f.g.NumNodes()) {
		x, y := f.plane(v)
		left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
	}
	return left, top, right, bottom
}

// plane returns the position of a node in plane units.
func (f *frame) plane(v csr.Node) (x, y float64) {
	x, y, _ = f.g.Point(v)
	if f.metres > 0 {
		x = f.box.Unwrap(x) - f.first
	}
	return x * f.squeeze, y * f.up
}

// at returns the position of a node in the picture.
func (f *frame) at(v csr.Node) point {
	x, y := f.plane(v)
	return point{f.dx + (x-f.left)*f.scale, f.dy + (y-f.top)*f.scale}
}

func (f *frame) line(nodes []csr.Node) []point {
	line := make([]point, len(nodes))
	for i, v := range nodes {
		line[i] = f.at(v)
	}
	return line
}

// bar draws a scale bar of a round length, with its left end at a point.
func (f *frame) bar(c canvas, t theme, at point) {
	const longest = 150
	unit, metres := "units", f.metres
	if metres == 0 {
		metres = 1
	} else {
		unit = "m"
	}
	length := roundBelow(longest / f.scale * metres)
	end := at.plus(length/metres*f.scale, 0)
	c.lines(pen{1.5, t.ink}, []point{at.plus(0, -5), at, end, end.plus(0, -5)})
	label := number(length) + " " + unit
	if unit == "m" && length >= 1000 {
		label = number(length/1000) + " km"
	}
	c.text(at.plus((end.x-at.x)/2, 17), lettering{size: 12, anchor: 0.5, ink: t.ink}, label)
}

// roundBelow returns the largest of 1, 2 and 5 times a power of ten that is not above x.
func roundBelow(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, digit := range []float64{10, 5, 2} {
		if digit*power <= x {
			return digit * power
		}
	}
	return power
}

// number formats a number with commas between thousands, and few decimals.
func number(x float64) string {
	if x < 999.5 {
		return fmt.Sprintf("%.3g", x)
	}
	whole := uint64(math.Round(x))
	s := fmt.Sprintf("%03d", whole%1000)
	for whole /= 1000; whole >= 1000; whole /= 1000 {
		s = fmt.Sprintf("%03d,%s", whole%1000, s)
	}
	return fmt.Sprintf("%d,%s", whole, s)
}
