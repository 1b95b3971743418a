package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
)

// svgCanvas writes elements. Coordinates have one decimal, and those of lines are
// relative to the point before, which keeps maps of streets small.
type svgCanvas struct{ bytes.Buffer }

func newSVG(width, height int, paper color.RGBA) *svgCanvas {
	c := &svgCanvas{}
	fmt.Fprintf(c, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" stroke-linecap="round" stroke-linejoin="round">`+"\n",
		width, height)
	fmt.Fprintf(c, `<rect width="%d" height="%d" fill="%s"/>`+"\n", width, height, hex(paper))
	return c
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (c *svgCanvas) lines(p pen, lines ...[]point) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(c, `<path fill="none" stroke="%s" stroke-width="%s" d="`, hex(p.ink), decimal(p.width, 2))
	for _, line := range lines {
		c.path(line)
	}
	fmt.Fprint(c, `"/>`+"\n")
}

func (c *svgCanvas) area(ink color.RGBA, corners ...point) {
	fmt.Fprintf(c, `<path fill="%s" d="`, hex(ink))
	c.path(corners)
	fmt.Fprint(c, `z"/>`+"\n")
}

// path writes the commands for a line through points. Numbers are in tenths, rounded
// before differences are taken, so that errors do not add up.
func (c *svgCanvas) path(line []point) {
	x, y := tenths(line[0].x), tenths(line[0].y)
	c.pair('M', x, y)
	command := byte('l')
	for _, p := range line[1:] {
		toX, toY := tenths(p.x), tenths(p.y)
		if toX == x && toY == y {
			continue
		}
		c.pair(command, toX-x, toY-y)
		x, y, command = toX, toY, ' '
	}
	if command == 'l' { // a dot: a line without length has a tip all the same
		c.WriteString("h0")
	}
}

// pair writes a command and two numbers. A minus sign separates numbers by itself.
func (c *svgCanvas) pair(command byte, x, y int) {
	if command != ' ' || x >= 0 {
		c.WriteByte(command)
	}
	c.WriteString(decimal(float64(x)/10, 1))
	if y >= 0 {
		c.WriteByte(' ')
	}
	c.WriteString(decimal(float64(y)/10, 1))
}

func tenths(x float64) int { return int(math.Round(x * 10)) }

// decimal formats a number with so many decimals, without trailing zeros.
func decimal(x float64, decimals int) string {
	shift := math.Pow10(decimals)
	return strconv.FormatFloat(math.Round(x*shift)/shift, 'f', -1, 64)
}

func (c *svgCanvas) text(at point, l lettering, s string) {
	anchor, weight := "", ""
	switch l.anchor {
	case 0.5:
		anchor = ` text-anchor="middle"`
	case 1:
		anchor = ` text-anchor="end"`
	}
	if l.bold {
		weight = ` font-weight="600"`
	}
	fmt.Fprintf(c, `<text x="%s" y="%s" font-size="%s" fill="%s"%s%s>`, decimal(at.x, 1), decimal(at.y, 1), decimal(l.size, 1), hex(l.ink), anchor, weight)
	_ = xml.EscapeText(c, []byte(s)) // a Buffer takes everything
	fmt.Fprint(c, "</text>\n")
}

func (c *svgCanvas) encode(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%s</svg>\n", c.Bytes())
	return err
}
