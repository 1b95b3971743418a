package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"

	"github.com/veltrix/cairn/csr"
)

// width of a drawing in pixels; its height follows from the map. On a city map the two
// sides of a street are then far enough apart to see on which of them the route runs and
// which is closed.
const width = 2400

// canvas converts the points of a map to pixels.
type canvas struct {
	bytes.Buffer
	g            *csr.CSRGraph
	box          csr.Box // around the map; it may lie across the 180th meridian
	left, top    float64
	scale, slant float64 // pixels a unit; how much narrower a degree of longitude is
	height       float64
	up           float64 // -1 where y grows upward, as latitude does
}

// drawing returns an SVG of the map with one hunt's route, its clues in the order of the
// walk, and its closed streets.
func drawing(g *csr.CSRGraph, x *hunt) []byte {
	c := newCanvas(g)
	fmt.Fprintf(c, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %.0f" font-family="sans-serif">`+"\n", width, c.height)
	fmt.Fprintf(c, `<rect width="100%%" height="100%%" fill="#f7f5f0"/>`+"\n")
	c.streets()
	for _, v := range x.closed {
		c.halo(v)
	}
	c.route(x.path)
	for _, v := range x.closed {
		c.cross(v)
	}
	c.stop(x.start, "S", "#1b7f4b")
	for i, v := range x.clues {
		c.stop(v, fmt.Sprint(i+1), "#5b3fa0")
	}
	fmt.Fprintf(c, `<text x="16" y="%.0f" font-size="24" fill="#444">red: closed. `, c.height-16)
	_ = xml.EscapeText(c, []byte(g.Meta().Attribution)) // a Buffer takes everything
	fmt.Fprintf(c, "</text>\n</svg>\n")
	return c.Bytes()
}

// newCanvas fits the map into the width.
func newCanvas(g *csr.CSRGraph) *canvas {
	c := &canvas{g: g, slant: 1, up: 1}
	c.box, _ = csr.Bounds(g)
	c.left, c.top = c.box.MinX, c.box.MinY
	if g.Meta().LonLat {
		c.slant, c.up, c.top = math.Cos((c.box.MinY+c.box.MaxY)/2*math.Pi/180), -1, c.box.MaxY
	}
	const margin = 30
	extent := max((c.box.MaxX-c.box.MinX)*c.slant, 1e-9)
	c.scale = (width - 2*margin) / extent
	c.height = (c.box.MaxY-c.box.MinY)*c.scale + 3*margin
	c.left -= margin / c.scale / c.slant
	c.top -= c.up * margin / c.scale
	return c
}

func (c *canvas) at(v csr.Node) (x, y float64) {
	px, py, _ := c.g.Point(v)
	if c.g.Meta().LonLat {
		px = c.box.Unwrap(px)
	}
	return (px - c.left) * c.slant * c.scale, (py - c.top) * c.up * c.scale
}

// streets draws every street once, all in one path element.
func (c *canvas) streets() {
	fmt.Fprint(c, `<path fill="none" stroke="#b9b3a6" stroke-width="1.2" d="`)
	for v := range csr.Node(c.g.NumNodes()) {
		x, y := c.at(v)
		for to := range c.g.Arcs(v).All() {
			if _, back := c.g.ArcWeight(to, v); back && to < v {
				continue
			}
			tx, ty := c.at(to)
			fmt.Fprintf(c, "M%.1f %.1fL%.1f %.1f", x, y, tx, ty)
		}
	}
	fmt.Fprint(c, `"/>`+"\n")
}

func (c *canvas) route(path []csr.Node) {
	fmt.Fprintf(c, `<polyline fill="none" stroke="#2a6fdb" stroke-width="%.1f" stroke-linejoin="round" points="`, routeWidth)
	for _, v := range path {
		x, y := c.at(v)
		fmt.Fprintf(c, "%.1f,%.1f ", x, y)
	}
	fmt.Fprint(c, `"/>`+"\n")
}

// Measures of what must not touch where streets lie side by side, in pixels.
const (
	routeWidth = 2.0
	crossArm   = 2.0
)

// halo draws a ring that makes a closed street easy to find; the route runs over it.
func (c *canvas) halo(v csr.Node) {
	x, y := c.at(v)
	fmt.Fprintf(c, `<circle cx="%.1f" cy="%.1f" r="16" fill="#c0262d" fill-opacity="0.15" stroke="#c0262d"/>`+"\n", x, y)
}

// cross marks the closed node itself.
func (c *canvas) cross(v csr.Node) {
	x, y := c.at(v)
	fmt.Fprintf(c, `<path d="M%.1f %.1fl%g %gm0-%gl-%g %g" stroke="#c0262d" stroke-width="1.5"/>`+"\n",
		x-crossArm, y-crossArm, 2*crossArm, 2*crossArm, 2*crossArm, 2*crossArm, 2*crossArm)
}

// stop draws a marker with a label.
func (c *canvas) stop(v csr.Node, label, colour string) {
	x, y := c.at(v)
	fmt.Fprintf(c, `<circle cx="%.1f" cy="%.1f" r="16" fill="%s"/>`, x, y, colour)
	fmt.Fprintf(c, `<text x="%.1f" y="%.1f" font-size="20" fill="#fff" text-anchor="middle">%s</text>`+"\n", x, y+7, label)
}
