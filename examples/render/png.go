package main

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
)

// pngCanvas draws pixels.
type pngCanvas struct {
	picture *image.RGBA
	raster  *raster
}

func newPNG(width, height int, paper color.RGBA) *pngCanvas {
	c := &pngCanvas{image.NewRGBA(image.Rect(0, 0, width, height)), newRaster(width, height)}
	box(c, paper, 0, 0, float64(width), float64(height))
	return c
}

func (c *pngCanvas) lines(p pen, lines ...[]point) {
	for _, line := range lines {
		for i := range max(1, len(line)-1) {
			c.straight(line[i], line[min(i+1, len(line)-1)], p.width)
		}
	}
	c.ink(p.ink)
}

// straight adds a straight line to the mask, in pieces, so that the cost grows with its
// length and not with its bounding box.
func (c *pngCanvas) straight(from, to point, width float64) {
	const longest = 64
	pieces := max(1, math.Ceil(math.Hypot(to.x-from.x, to.y-from.y)/longest))
	at := from
	for i := 1.0; i <= pieces; i++ {
		next := from.plus(i/pieces*(to.x-from.x), i/pieces*(to.y-from.y))
		c.raster.add(capsule(at, next, width))
		at = next
	}
}

func (c *pngCanvas) area(ink color.RGBA, corners ...point) {
	c.raster.add(corners)
	c.ink(ink)
}

func (c *pngCanvas) text(at point, l lettering, s string) {
	p := pen{l.size * 0.085, l.ink}
	if l.bold {
		p.width = l.size * 0.125
	}
	c.lines(p, strokes(s, at.plus(-l.anchor*textWidth(s, l.size), 0), l.size)...)
}

// ink blends an ink into the picture through the mask, and clears the mask.
func (c *pngCanvas) ink(ink color.RGBA) {
	r := c.raster
	for y := r.dirty.Min.Y; y < r.dirty.Max.Y; y++ {
		for x := r.dirty.Min.X; x < r.dirty.Max.X; x++ {
			if cover := int(r.mask[y*r.width+x]); cover > 0 {
				pixel := c.picture.Pix[c.picture.PixOffset(x, y):][:4]
				for i, v := range [4]uint8{ink.R, ink.G, ink.B, ink.A} {
					pixel[i] = uint8((int(pixel[i])*(255-cover) + int(v)*cover + 127) / 255)
				}
			}
		}
	}
	r.clear()
}

func (c *pngCanvas) encode(w io.Writer) error {
	return png.Encode(w, c.picture)
}
