package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"
)

// mustEncode returns the file of a canvas.
func mustEncode(t *testing.T, c canvas) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// wellFormed reads XML to its end.
func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	var err error
	for err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) {
		t.Errorf("not XML: %v", err)
	}
	for _, bad := range []string{"NaN", "Inf", "e+", "e-0"} {
		if bytes.Contains(svg, []byte(bad)) {
			t.Errorf("%s in the drawing", bad)
		}
	}
}

var red, white = rgb(0xff0000), rgb(0xffffff)

// Pixels after drawing lines, areas and a text.
func TestPNG(t *testing.T) {
	c := newPNG(60, 40, white)
	c.lines(pen{4, red}, []point{{10, 10}, {30, 10}, {30, 30}}, []point{{50, 20}})
	box(c, rgb(0x0000ff), 0, 35, 60, 40)
	picture, err := png.Decode(bytes.NewReader(mustEncode(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[[2]int]color.RGBA{
		{10, 10}: red, {20, 9}: red, {30, 10}: red, {29, 29}: red, {50, 20}: red,
		{20, 14}: white, {20, 20}: white, {50, 24}: white, {5, 10}: white, {40, 37}: rgb(0x0000ff),
	} {
		if got := picture.At(at[0], at[1]); got != color.Color(want) {
			t.Errorf("pixel %v is %v, want %v", at, got, want)
		}
	}
}

// A text begins at, is centred on, or ends at a point.
func TestTextIsAnchored(t *testing.T) {
	for _, anchor := range []float64{0, 0.5, 1} {
		c := newPNG(200, 40, white)
		c.text(point{100, 30}, lettering{size: 20, anchor: anchor, bold: true, ink: red}, "HmnH")
		left, right := 200, 0
		for x := range 200 {
			for y := range 40 {
				if c.picture.RGBAAt(x, y) != white {
					left, right = min(left, x), max(right, x)
				}
			}
		}
		width := textWidth("HmnH", 20)
		if from := 100 - anchor*width; math.Abs(float64(left)-from) > 3 || math.Abs(float64(right)-from-width) > 3 {
			t.Errorf("anchor %v: the text covers %d to %d", anchor, left, right)
		}
	}
}

// The elements equal those written by hand.
func TestSVG(t *testing.T) {
	c := newSVG(60, 40, white)
	c.lines(pen{1.25, red}, []point{{1, 2}, {3.04, 2.06}, {3.04, 2.06}, {0.5, 1}}, []point{{-7, 0}})
	c.lines(pen{1, red})
	box(c, red, 0, 0, 2, 1)
	c.text(point{5, 6}, lettering{size: 12, anchor: 0.5, bold: true, ink: red}, `a<b & "c"`)
	svg := mustEncode(t, c)
	wellFormed(t, svg)
	for _, want := range []string{
		`viewBox="0 0 60 40"`, `<rect width="60" height="40" fill="#ffffff"/>`,
		`<path fill="none" stroke="#ff0000" stroke-width="1.25" d="M1 2l2 0.1-2.5-1.1M-7 0h0"/>`,
		`<path fill="#ff0000" d="M0 0l2 0 0 1-2 0z"/>`,
		`<text x="5" y="6" font-size="12" fill="#ff0000" text-anchor="middle" font-weight="600">a&lt;b &amp; &#34;c&#34;</text>`,
	} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
	if n := strings.Count(string(svg), "<path"); n != 2 {
		t.Errorf("%d paths, want 2: no lines make none", n)
	}
}

// Lines with corners are cut into pieces and gaps of the right lengths.
func TestDashes(t *testing.T) {
	line := []point{{0, 0}, {7, 0}, {7, 6}}
	pieces := dashes(line, 4, 2)
	want := [][]point{{{0, 0}, {4, 0}}, {{6, 0}, {7, 0}, {7, 3}}, {{7, 5}, {7, 6}}}
	if len(pieces) != len(want) {
		t.Fatalf("pieces %v, want %v", pieces, want)
	}
	for i, piece := range pieces {
		for j, p := range piece {
			if len(piece) != len(want[i]) || math.Hypot(p.x-want[i][j].x, p.y-want[i][j].y) > 1e-9 {
				t.Errorf("piece %v, want %v", piece, want[i])
			}
		}
	}
	for _, short := range [][]point{nil, {{1, 1}}, {{1, 1}, {1, 1}}} {
		if pieces := dashes(short, 4, 2); len(pieces) > 1 {
			t.Errorf("%v in pieces: %v", short, pieces)
		}
	}
}
