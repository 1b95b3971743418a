package main

import (
	"fmt"
	"image/color"
	"math"

	"github.com/veltrix/cairn/csr"
)

// draw draws everything, the most important last.
func (s *scene) draw(c canvas) {
	s.drawStreets(c)
	for _, v := range s.closed {
		s.drawClosed(c, v)
	}
	s.drawNames(c)
	s.drawRoute(c)
	s.drawPlaces(c)
	s.drawTexts(c)
}

// spacing returns the approximate distance between streets in pixels. Line widths depend
// on it, so that a large map does not become a blot.
func (s *scene) spacing() float64 {
	wide, tall := s.frame.size()
	long, short := max(wide, tall), min(wide, tall)
	area := long * max(short, long/10) * s.frame.scale * s.frame.scale // a single street takes room as well
	return min(max(math.Sqrt(area/float64(max(len(s.streets), 1))), 3), 20)
}

// drawStreets draws class by class, and in each class band by band, the farthest first.
func (s *scene) drawStreets(c canvas) {
	if s.bands != nil || openGround(s.g) {
		s.drawGround(c)
	}
	thick := s.spacing() / 11
	for class := range classes {
		for _, group := range s.byBand(func(x street) bool { return x.class == class }) {
			ink := mix(s.theme.street[0], s.theme.street[1], float64(class)/(classes-1))
			if group.band >= 0 {
				ink = s.bands.inks[group.band]
			}
			c.lines(pen{classWidth[class] * thick, ink}, group.lines...)
		}
	}
}

// drawGround colours the ground around streets in a tint of their band.
func (s *scene) drawGround(c canvas) {
	for _, group := range s.byBand(func(street) bool { return true }) {
		ink := s.theme.street[0]
		if group.band >= 0 {
			ink = s.bands.inks[group.band]
		}
		c.lines(pen{1.6 * s.spacing(), mix(s.theme.paper, ink, s.theme.shade)}, group.lines...)
	}
}

// group is the lines of one band; -1 is none.
type group struct {
	band  int
	lines [][]point
}

// byBand returns the wanted streets as lines, in groups from the farthest band to the
// nearest.
func (s *scene) byBand(wanted func(street) bool) (groups []group) {
	bands := 0
	if s.bands != nil {
		bands = s.bands.count
	}
	streets := make([][]street, bands+1) // the first are of no band, which is -1; then those of the farthest
	for _, x := range s.streets {
		if !wanted(x) {
			continue
		}
		at := 0
		if s.bands != nil && s.bands.of(x) >= 0 {
			at = bands - s.bands.of(x)
		}
		streets[at] = append(streets[at], x)
	}
	for at, of := range streets {
		g := group{band: bands - at}
		if at == 0 {
			g.band = -1
		}
		for _, line := range polylines(of) {
			g.lines = append(g.lines, s.frame.line(line))
		}
		groups = append(groups, g)
	}
	return groups
}

func (s *scene) drawRoute(c canvas) {
	if len(s.route) > 0 {
		line := s.frame.line(s.route)
		c.lines(pen{8, s.theme.casing}, line)
		c.lines(pen{4.5, s.theme.route}, line)
	}
}

// drawClosed draws the streets that a closed node closes, up to the next junctions, as
// dashes, and a cross on the node.
func (s *scene) drawClosed(c canvas, v csr.Node) {
	for first := range s.g.Arcs(v).All() {
		line := s.frame.line(s.toJunction(v, first))
		c.lines(pen{5, s.theme.paper}, line)
		c.lines(pen{2, s.theme.ink}, dashes(line, 3, 5)...)
	}
	at := s.frame.at(v)
	c.lines(pen{17, s.theme.ink}, []point{at})
	c.lines(pen{14, s.theme.paper}, []point{at})
	const arm = 3
	c.lines(pen{2.4, s.theme.ink}, []point{at.plus(-arm, -arm), at.plus(arm, arm)}, []point{at.plus(-arm, arm), at.plus(arm, -arm)})
}

// toJunction returns the nodes from one, by way of a neighbour, to the next junction or
// dead end. It also ends at a node of a one-way street: beyond it the way could lead round
// for ever.
func (s *scene) toJunction(from, at csr.Node) []csr.Node {
	line := []csr.Node{from, at}
	for s.g.Degree(at) == 2 && at != line[0] {
		next, back := s.g.Arcs(at).Target(0), s.g.Arcs(at).Target(1)
		if next == from {
			next, back = back, next
		}
		if back != from {
			break
		}
		from, at = at, next
		line = append(line, at)
	}
	return line
}

// drawPlaces marks the stops of the route by letters, and the start of the bands.
func (s *scene) drawPlaces(c canvas) {
	if s.bands != nil {
		at := s.frame.at(s.bands.from)
		for i, ink := range []color.RGBA{s.theme.casing, s.theme.ink, s.theme.casing, s.theme.ink} {
			c.lines(pen{20 - 4.5*float64(i), ink}, []point{at})
		}
	}
	for i, v := range s.stops {
		at := s.frame.at(v)
		c.lines(pen{25, s.theme.casing}, []point{at})
		c.lines(pen{21, s.theme.route}, []point{at})
		c.text(at.plus(0, 4.6), lettering{size: 13, anchor: 0.5, bold: true, ink: s.theme.casing}, stopName(i))
	}
}

// stopName returns A for the first stop, and numbers after the last letter.
func stopName(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprint(i + 1)
}

// drawTexts writes the texts around the map.
func (s *scene) drawTexts(c canvas) {
	drawTitle(c, s.theme, s.frame.width, s.title, s.summary())
	bottom := float64(s.frame.height)
	s.frame.bar(c, s.theme, point{margin, bottom - 54})
	if s.bands != nil {
		s.bands.legend(c, s.theme, point{float64(s.frame.width) - margin - 14, bottom - 54})
	}
	right := point{float64(s.frame.width) - margin, bottom - 14}
	fitted(c, right, lettering{size: 11, anchor: 1, ink: s.theme.faint}, s.g.Meta().Attribution, s.frame.width)
}

// drawTitle writes two lines at the top of a picture.
func drawTitle(c canvas, t theme, width int, title, summary string) {
	fitted(c, point{margin, 38}, lettering{size: 22, bold: true, ink: t.ink}, title, width)
	fitted(c, point{margin, 60}, lettering{size: 14, ink: t.faint}, summary, width)
}

// fitted writes a line, in smaller letters if it would not fit between the margins.
func fitted(c canvas, at point, l lettering, text string, width int) {
	l.size *= min(1, (float64(width)-2*margin)/max(textWidth(text, l.size), 1))
	c.text(at, l, text)
}
