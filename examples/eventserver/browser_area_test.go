package main

import (
	"math"
	"testing"
)

// round draws a circle in the window, in one go.
func (p *visitor) round(kind string, x, y, radius float64) {
	var moves []dict
	for i := 1; i <= 90; i++ {
		angle := 2 * math.Pi * float64(i) / 90
		moves = append(moves, dict{"type": "pointerMove", "duration": 0, "x": int(x + radius*math.Cos(angle)), "y": int(y + radius*math.Sin(angle))})
	}
	p.pointer(kind, 0, x+radius, y, moves...)
}

// areas closes areas on the way, drawn with the mouse and corner by corner, and opens them by a
// click and by the button in the panel.
func (p *visitor) areas(t *testing.T) {
	before := p.hunt()
	x, y := p.middleOfRoute(before)
	p.click("area")
	p.round("mouse", x, y, 35)
	p.closesArea(t, before)
	if h := p.hunt(); len(h.State.Areas[0]) > 64 || len(h.State.Areas[0]) < 50 {
		t.Errorf("drawn in one go: %+v", h.State.Areas)
	}
	p.shot(*shots, "3-area")
	p.click("close")
	p.pointer("mouse", 0, x, y)
	p.says(t, "Area reopened; the way is now")
	p.click("area")
	for _, corner := range [][2]float64{{-30, -30}, {30, -30}, {30, 30}, {-30, 30}, {-30, -30}} {
		p.pointer("mouse", 0, x+corner[0], y+corner[1])
	}
	p.closesArea(t, before)
	if h := p.hunt(); len(h.State.Areas[0]) != 4 {
		t.Errorf("corner by corner: %+v", h.State.Areas)
	}
	p.run(nil, `document.querySelector("#closed button").click()`)
	p.says(t, "Area reopened")
	p.pointer("mouse", 0, x, y)
	p.says(t, "Go on round the area")
	p.click("walk")
	if h := p.hunt(); len(h.State.Areas) != 0 || *h.Path.Distance != *before.Path.Distance {
		t.Errorf("open: %+v, the way is %v", h.State.Areas, *h.Path.Distance)
	}
}

// closesArea waits for an area to be closed, which makes the way longer or leaves none.
func (p *visitor) closesArea(t *testing.T, before shown) {
	t.Helper()
	p.until("the area is closed", func() bool { return len(p.hunt().State.Areas) == 1 })
	if is, was := p.hunt().Path.Distance, *before.Path.Distance; is != nil && *is <= was {
		t.Errorf("the way was %v and is %v", was, *is)
	}
}

// fingerArea draws one with a finger.
func (p *visitor) fingerArea(t *testing.T) {
	x, y := p.middleOfRoute(p.hunt())
	p.click("area")
	p.round("touch", x, y, 10)
	p.until("a finger closes an area", func() bool { return len(p.hunt().State.Areas) == 1 })
	p.shot(*shots, "11-phone-area")
	p.click("walk")
}

// areaAcross draws one on both sides of the 180th meridian, between corners of the town.
func (p *visitor) areaAcross(t *testing.T) {
	x, y := p.at(180, 57.0025)
	p.click("area")
	p.round("mouse", x, y, 12)
	p.until("the area is closed", func() bool { return len(p.hunt().State.Areas) == 1 })
	sides := map[bool]bool{}
	for _, corner := range p.hunt().State.Areas[0] {
		sides[corner[0] < 0] = true
		if cx, cy := p.at(corner[0], corner[1]); math.Hypot(cx-x, cy-y) > 15 {
			t.Errorf("a corner is drawn at %v, %v, and was meant near %v, %v", cx, cy, x, y)
		}
	}
	if len(sides) != 2 {
		t.Errorf("%+v", p.hunt().State.Areas)
	}
	p.shot(*shots, "14-across-area")
	p.click("close")
	p.pointer("mouse", 0, x, y)
	p.until("the area is open", func() bool { return len(p.hunt().State.Areas) == 0 })
}
