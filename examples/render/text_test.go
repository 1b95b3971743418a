package main

import (
	"strings"
	"testing"
)

// Every stroke of the font has whole points inside the square of a letter, and more than
// one unless it is a dot.
func TestGlyphs(t *testing.T) {
	for r, g := range glyphs {
		for _, stroke := range strings.Fields(g) {
			points := strings.TrimLeft(stroke, "(@")
			least := map[byte]int{'(': 3, '@': 3}[stroke[0]]
			if len(points)%2 != 0 || len(points)/2 < least || strings.Trim(points, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
				t.Errorf("%c: stroke %q", r, stroke)
			}
			for _, p := range trace(stroke) {
				if p.x < 0 || p.x > 15 || p.y < 0 || p.y > 26 {
					t.Errorf("%c: stroke %q leads to %v", r, stroke, p)
				}
			}
		}
	}
}

// The font has all characters of the texts, no two alike, and a box for the rest.
func TestAlphabet(t *testing.T) {
	seen := map[string]rune{}
	for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖabcdefghijklmnopqrstuvwxyzåäö0123456789.,:;!?'\"()[]+-–/·…%&=<>≤≥×°©µ_#*→" {
		g := glyph(r)
		if other, there := seen[g]; g == unknown || there {
			t.Errorf("%c looks like %c", r, other)
		}
		seen[g] = r
	}
	if glyph('猫') != unknown || glyph(' ') != "" {
		t.Error("a character without a glyph is no box, or a blank is")
	}
}

// Strokes lie between the beginning and the end of a text.
func TestTextWidth(t *testing.T) {
	const text, size = "Göteborg 1,234 m", 20
	most := 0.0
	for _, line := range strokes(text, point{100, 50}, size) {
		for _, p := range line {
			most = max(most, p.x)
			if p.x < 100 || p.y < 50-1.05*size || p.y > 50+0.3*size {
				t.Errorf("a stroke leads to %v", p)
			}
		}
	}
	if width := textWidth(text, size); most > 100+width || most < 100+width-1 {
		t.Errorf("the text is said to be %v wide and ends at %v", width, most-100)
	}
	if textWidth("", size) != 0 {
		t.Error("no text has a width")
	}
}

// A curve begins and ends at the right points.
func TestCurve(t *testing.T) {
	line := trace("(002040")
	if line[0] != (point{0, 0}) || line[len(line)-1] != (point{4, 0}) {
		t.Errorf("the curve is %v", line)
	}
	loop := trace("@060g8g86")
	if loop[0] != loop[len(loop)-1] {
		t.Errorf("the loop is %v", loop)
	}
	if straight := trace("060k86"); len(straight) != 3 {
		t.Errorf("the corner is %v", straight)
	}
}
