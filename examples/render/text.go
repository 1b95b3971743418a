package main

import (
	"strconv"
	"strings"
)

// Measures of the font, in units of its glyphs.
const (
	perEm    = 20.0 // the size of a font
	baseLine = 6
	between  = 4.0 // from one letter to the next
	blank    = 3.0 // the width of one
)

// strokes returns the lines of a text that begins at a point.
func strokes(s string, at point, size float64) (lines [][]point) {
	unit := size / perEm
	for _, r := range s {
		for _, stroke := range strings.Fields(glyph(r)) {
			line := trace(stroke)
			for i, p := range line {
				line[i] = point{at.x + p.x*unit, at.y - (p.y-baseLine)*unit}
			}
			lines = append(lines, line)
		}
		at.x += (glyphWidth(r) + between) * unit
	}
	return lines
}

// textWidth returns the width of a text. In an SVG, which uses the reader's font, it is
// an estimate.
func textWidth(s string, size float64) (width float64) {
	for _, r := range s {
		width += (glyphWidth(r) + between) * size / perEm
	}
	return max(0, width-between*size/perEm)
}

func glyph(r rune) string {
	if g, ok := glyphs[r]; ok {
		return g
	}
	return unknown
}

func glyphWidth(r rune) float64 {
	if r == ' ' {
		return blank
	}
	width := 0.0
	for _, stroke := range strings.Fields(glyph(r)) {
		for _, p := range stations(strings.TrimLeft(stroke, "(@")) {
			width = max(width, p.x)
		}
	}
	return width
}

// stations returns the points of a stroke.
func stations(s string) (points []point) {
	for ; len(s) > 1; s = s[2:] {
		points = append(points, point{digit(s[:1]), digit(s[1:2])})
	}
	return points
}

func digit(s string) float64 {
	n, _ := strconv.ParseUint(s, 36, 8) // a test checks all glyphs
	return float64(n)
}

// trace returns the line of a stroke, curves as short straight pieces.
func trace(stroke string) []point {
	if s, ok := strings.CutPrefix(stroke, "("); ok {
		return curve(stations(s))
	}
	s, ok := strings.CutPrefix(stroke, "@")
	p := stations(s)
	if !ok {
		return p
	}
	start := middle(p[len(p)-1], p[0])
	return curve(append(append([]point{start}, p...), start))
}

// curve returns a quadratic B-spline: it begins at the first point, ends at the last, and
// touches the lines between the others halfway.
func curve(p []point) (line []point) {
	const pieces = 6
	from := p[0]
	line = append(line, from)
	for i := 1; i < len(p)-1; i++ {
		to := p[i+1]
		if i < len(p)-2 {
			to = middle(p[i], p[i+1])
		}
		for j := 1; j <= pieces; j++ {
			t := float64(j) / pieces
			a, b, c := (1-t)*(1-t), 2*t*(1-t), t*t
			line = append(line, point{a*from.x + b*p[i].x + c*to.x, a*from.y + b*p[i].y + c*to.y})
		}
		from = to
	}
	return line
}

func middle(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2} }
