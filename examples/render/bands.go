package main

import (
	"image/color"
	"math"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// measure is the printed unit of a map.
type measure struct {
	per  float64 // units of weight in one of those that are printed
	name string  // of those
}

// measureOf returns the measure for a map's unit. Lengths become metres; other units
// stay.
func measureOf(g *csr.CSRGraph) measure {
	switch unit := g.Meta().Unit; unit {
	case "mm":
		return measure{1000, "m"}
	case "cm":
		return measure{100, "m"}
	case "dm":
		return measure{10, "m"}
	case "km":
		return measure{0.001, "m"}
	case "":
		return measure{1, "units"}
	default:
		return measure{1, unit}
	}
}

func (m measure) text(weight float64) string { return number(math.Round(weight/m.per)) + " " + m.name }

// bands are the distances of all nodes from one, in steps of a width.
type bands struct {
	from     csr.Node
	distance []uint32
	width    float64 // in units of weight
	count    int
	open     bool // the last band has no end
	inks     []color.RGBA
	measure  measure
}

// maxBands is the number of bands that the eye can distinguish.
const maxBands = 10

// newBands computes the distances under the weights that the Solver uses. A width of 0
// means a round one that makes a handful of bands.
func newBands(s *dijkstra.Solver, from csr.Node, width float64, t theme) (*bands, error) {
	tree, err := s.Tree(from)
	if err != nil {
		return nil, err
	}
	b := &bands{from: from, measure: measureOf(s.Graph())}
	if b.distance, err = tree.AppendDistances(nil); err != nil {
		return nil, err
	}
	farthest := 0.0
	for _, d := range b.distance {
		if d != dijkstra.Unreachable {
			farthest = max(farthest, float64(d))
		}
	}
	if b.width = width * b.measure.per; width == 0 {
		b.width = roundBelow(max(farthest/4, 1)/b.measure.per) * b.measure.per
	}
	needed := int(min(farthest/b.width, maxBands)) + 1
	b.count = min(needed, maxBands)
	b.open = needed > maxBands
	b.inks = t.bandInks(b.count)
	return b, nil
}

// of returns the band of a street, that of its farther end, or -1 if it is unreachable.
func (b *bands) of(s street) int {
	d := max(b.distance[s.u], b.distance[s.v])
	if d == dijkstra.Unreachable {
		return -1
	}
	return int(min(float64(d)/b.width, float64(b.count-1)))
}

// legend draws a swatch for each band, with its limits below, so that it ends at a point.
// With little room, only some limits are written.
func (b *bands) legend(c canvas, t theme, end point) {
	const high, most, beside = 10, 44, 330 // pixels; beside is the width of scale bar and heading
	wide := min(most, max(end.x-beside, 60)/float64(b.count))
	left := end.x - wide*float64(b.count)
	for i, ink := range b.inks {
		x := left + wide*float64(i)
		box(c, ink, x, end.y-high, x+wide-1, end.y)
	}
	l := lettering{size: 12, anchor: 0.5, ink: t.ink}
	every := int(math.Ceil((textWidth(b.limit(b.count-1), l.size) + 10) / wide))
	for i := b.count; i >= 0; i -= every {
		c.text(point{left + wide*float64(i), end.y + 17}, l, b.limit(i))
	}
	l.anchor = 1
	c.text(point{left - 20, end.y}, l, "distance, "+b.measure.name)
}

// limit formats the distance at which a band begins.
func (b *bands) limit(i int) string {
	if b.open && i == b.count {
		return "more"
	}
	return number(b.width * float64(i) / b.measure.per)
}
