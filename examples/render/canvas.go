package main

import (
	"image/color"
	"io"
	"math"
	"path/filepath"
	"strings"
)

// point is a place in a picture, in pixels from the top left.
type point struct{ x, y float64 }

func (p point) plus(dx, dy float64) point { return point{p.x + dx, p.y + dy} }

// pen draws lines with a round tip, so that ends and corners are round.
type pen struct {
	width float64
	ink   color.RGBA
}

// lettering is the look of a text. The anchor is the share of the text to the left of its
// point: 0 begins there, 0.5 is centred, 1 ends there.
type lettering struct {
	size, anchor float64
	bold         bool
	ink          color.RGBA
}

// canvas is the surface of a picture. All inks are opaque; later ones cover earlier ones.
type canvas interface {
	// lines draws each line through its points; a line of one point is a dot.
	lines(p pen, lines ...[]point)
	// area fills a polygon.
	area(ink color.RGBA, corners ...point)
	// text writes one line on the base line that its point lies on.
	text(at point, l lettering, s string)
	// encode writes the picture as a file.
	encode(w io.Writer) error
}

// newCanvas returns the canvas for a file name: pixels if it ends in .png, otherwise SVG.
func newCanvas(name string, width, height int, paper color.RGBA) canvas {
	if extension(name) == ".png" {
		return newPNG(width, height, paper)
	}
	return newSVG(width, height, paper)
}

func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// box fills a rectangle.
func box(c canvas, ink color.RGBA, left, top, right, bottom float64) {
	c.area(ink, point{left, top}, point{right, top}, point{right, bottom}, point{left, bottom})
}

// dashes cuts a line into pieces of a length with gaps between them. It begins with a
// piece, and the last may be shorter.
func dashes(line []point, length, gap float64) (pieces [][]point) {
	if len(line) == 0 {
		return nil
	}
	piece, left := []point{line[0]}, length // left of this piece, or of this gap if there is none
	for i, to := range line[1:] {
		from := line[i]
		for {
			d := math.Hypot(to.x-from.x, to.y-from.y)
			if d < left {
				left -= d
				break
			}
			from = point{from.x + (to.x-from.x)*left/d, from.y + (to.y-from.y)*left/d}
			if piece != nil {
				pieces, piece, left = append(pieces, append(piece, from)), nil, gap
			} else {
				piece, left = []point{from}, length
			}
		}
		if piece != nil {
			piece = append(piece, to)
		}
	}
	if len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}
