package main

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// visitor is what the tests do on a page.
type visitor struct {
	*driver
	host string
}

// shown is what window.cairn tells of the hunt.
type shown struct {
	State hunts.View
	Path  *hunts.Path
}

func (p *visitor) hunt() (h shown) {
	p.run(&h, "return window.cairn.hunt()")
	return h
}

func (p *visitor) text(id string) (s string) {
	p.run(&s, "return document.getElementById(arguments[0]).textContent", id)
	return s
}

// says waits for a text on the status line.
func (p *visitor) says(t *testing.T, part string) string {
	t.Helper()
	p.until("the page says "+part, func() bool { return strings.Contains(p.text("status"), part) })
	return p.text("status")
}

// at is where a place is in the window.
func (p *visitor) at(lon, lat float64) (x, y float64) {
	var s struct{ X, Y, Left, Top float64 }
	p.run(&s, `const box = document.getElementById("map").getBoundingClientRect();
		return {...window.cairn.screen(arguments[0], arguments[1]), left: box.left, top: box.top}`, lon, lat)
	return s.X + s.Left, s.Y + s.Top
}

// fill types a number into a field.
func (p *visitor) fill(id, value string) {
	p.run(nil, "document.getElementById(arguments[0]).value = arguments[1]", id, value)
}

// start sends the form, which is folded while a hunt runs.
func (p *visitor) start() {
	p.run(nil, `document.getElementById("options").open = true`)
	p.click("start")
}

// begin starts a hunt that is the same each time.
func (p *visitor) begin(t *testing.T) {
	p.fill("clues-wanted", "4")
	p.fill("seed", "7")
	p.start()
	p.says(t, "New hunt")
	if h := p.hunt(); len(h.State.Clues) != 4 || h.Path == nil || len(h.Path.Line) < 2 {
		t.Fatalf("a new hunt: %+v", h)
	}
	p.steps(t)
	p.shot(*shots, "2-hunt")
}

// steps expects the way in words, each step a button that shows where it begins.
func (p *visitor) steps(t *testing.T) {
	var shown []string
	p.run(&shown, `return [...document.querySelectorAll("#steps button")].map((b) => b.textContent)`)
	h := p.hunt()
	for i, s := range h.Path.Steps {
		if i >= len(shown) || shown[i] != s.Text {
			t.Fatalf("the page shows %q, the steps are %+v", shown, h.Path.Steps)
		}
	}
	p.run(nil, `document.querySelector("#steps li:nth-child(2) button").click()`)
	turn := h.Path.Line[h.Path.Steps[1].Begin]
	if x, y := p.at(turn[0], turn[1]); math.Abs(x-460) > 1 || math.Abs(y-400) > 1 {
		t.Errorf("the second step begins at %v, %v in the window, want the middle of the map", x, y)
	}
	p.click("zoom-fit")
}

// middleOfRoute is a corner of the way that is apart from its ends.
func (p *visitor) middleOfRoute(h shown) (x, y float64) {
	corner := h.Path.Line[len(h.Path.Line)/2]
	return p.at(corner[0], corner[1])
}

// closeAndReopen closes a street on the way: the way changes, and comes back.
func (p *visitor) closeAndReopen(t *testing.T) {
	before := p.hunt()
	p.click("close")
	x, y := p.middleOfRoute(before)
	p.pointer("mouse", 0, x, y)
	said := p.says(t, "Street closed; the way is now")
	after := p.hunt()
	if len(after.State.Closed) != 1 || *after.Path.Distance <= *before.Path.Distance || fmt.Sprint(after.Path.Line) == fmt.Sprint(before.Path.Line) {
		t.Errorf("%q: closed %v, the way was %v and is %v", said, after.State.Closed, *before.Path.Distance, *after.Path.Distance)
	}
	p.shot(*shots, "3-closed")
	shut := after.State.Closed[0]
	x, y = p.at(shut.Lon, shut.Lat)
	p.pointer("mouse", 0, x, y)
	p.says(t, "Street reopened; the way is now")
	if h := p.hunt(); len(h.State.Closed) != 0 || *h.Path.Distance != *before.Path.Distance {
		t.Errorf("reopened: closed %v, the way is %v", h.State.Closed, *h.Path.Distance)
	}
	p.click("walk")
	x, y = p.middleOfRoute(before)
	p.pointer("mouse", 2, x, y)
	p.says(t, "Street closed; the way is now")
	p.run(nil, `document.querySelector("#closed button").click()`)
	p.says(t, "Street reopened")
}

// keyboard reaches the map by Tab and walks and closes without a pointer.
func (p *visitor) keyboard(t *testing.T) {
	p.do("POST", "/refresh", dict{}, nil)
	p.until("the hunt goes on after a reload", func() bool { return p.text("distance") != "–" })
	p.press(tab)
	var focus string
	if p.run(&focus, "return document.activeElement.id"); focus != "map" {
		t.Fatalf("the first Tab reaches %q", focus)
	}
	from := p.hunt().State.Position
	p.press("+", arrowLeft, arrowUp, "w", enter)
	p.says(t, "You are ")
	if h := p.hunt(); h.State.Position.Node == from.Node {
		t.Error("Enter did not walk")
	}
	p.press(arrowDown, arrowRight, arrowRight, "c", enter)
	p.says(t, "Street closed")
	p.shot(*shots, "4-keyboard")
	p.press(enter)
	p.says(t, "Street reopened")
	p.press("-", "w", "0")
}

// refusals shows what the server says no to.
func (p *visitor) refusals(t *testing.T) {
	p.run(nil, `document.getElementById("clues-wanted").max = "99"`)
	p.fill("clues-wanted", "13")
	p.start()
	p.until("the form says what is wrong", func() bool { return strings.HasPrefix(p.text("form-error"), "Clues: ") })
	p.shot(*shots, "5-refused")
	p.fill("clues-wanted", "4")
}

// walkToTheEnd walks by a click on the map and by the button, until all is found.
func (p *visitor) walkToTheEnd(t *testing.T) {
	h := p.hunt()
	x, y := p.at(h.State.Clues[0].Lon, h.State.Clues[0].Lat)
	p.pointer("mouse", 0, x, y)
	p.says(t, "Clue 1 found")
	p.click("walk-on")
	p.says(t, "Clue 2 found")
	p.shot(*shots, "6-two-found")
	p.click("walk-on")
	p.says(t, "Clue 3 found")
	p.click("walk-on")
	p.says(t, "All 4 clues found")
	if h := p.hunt(); h.Path != nil || !h.State.Clues[3].Found {
		t.Errorf("all found: %+v", h)
	}
	p.shot(*shots, "7-all-found")
}

// bots has the server walk hunts of its own, and looks at its numbers.
func (p *visitor) bots(t *testing.T) {
	p.click("bots")
	p.until("1,000 bots walk", func() bool { return p.text("stat-bots") == "1,000" })
	p.until("paths are counted", func() bool { return strings.Trim(p.text("stat-rate"), "–0") != "" })
	var bars int
	p.until("the histogram is drawn", func() bool {
		p.run(&bars, `return document.querySelectorAll("#histogram rect").length`)
		return bars > 3
	})
	p.shot(*shots, "8-bots")
	p.click("bots")
	p.until("no bots", func() bool { return p.text("stat-bots") == "0" })
}

// looks takes pictures of a hunt under way, light and dark.
func (p *visitor) looks(t *testing.T) {
	p.fill("seed", "11")
	p.fill("clues-wanted", "8")
	p.start()
	p.says(t, "New hunt")
	p.click("walk-on")
	p.says(t, "Clue 1 found")
	x, y := p.middleOfRoute(p.hunt())
	p.pointer("mouse", 2, x, y)
	p.says(t, "Street closed")
	for _, scheme := range []string{"light", "dark"} {
		p.screen(1280, 800, false, scheme)
		p.shot(*shots, "9-desktop-"+scheme)
	}
}

// phone plays with a finger: a tap walks, a long press closes.
func (p *visitor) phone(t *testing.T) {
	p.screen(360, 740, true, "light")
	p.do("POST", "/refresh", dict{}, nil)
	p.until("the hunt goes on after a reload", func() bool { return p.text("distance") != "–" })
	for _, scheme := range []string{"light", "dark"} {
		p.screen(360, 740, true, scheme)
		p.shot(*shots, "10-phone-"+scheme)
	}
	p.run(nil, `document.querySelector("#closed button").click()`)
	p.says(t, "Street reopened")
	p.click("sheet")
	p.click("zoom-fit")
	p.shot(*shots, "11-phone-map")
	x, y := p.middleOfRoute(p.hunt())
	p.pointer("touch", 0, x, y, dict{"type": "pause", "duration": 800})
	p.until("a long press closes", func() bool { return len(p.hunt().State.Closed) == 1 })
	at := p.hunt().State.Position.Node
	p.pointer("touch", 0, x-60, y+60)
	p.until("a tap walks", func() bool { return p.hunt().State.Position.Node != at })
	p.fingerArea(t)
	p.click("sheet")
	var over struct{ Width, Widest float64 }
	p.run(&over, `return {width: innerWidth, widest: Math.max(document.documentElement.scrollWidth,
		...[...document.querySelectorAll("body *")].filter((e) => !e.closest("svg")).map((e) => e.getBoundingClientRect().right))}`)
	if over.Width != 360 || math.Round(over.Widest) > 360 {
		t.Errorf("the page is %v wide, and something reaches to %v", over.Width, over.Widest)
	}
	p.click("end")
	p.says(t, "ended")
}

// answers has the page's next request to a path that ends so answered with a status.
func (p *visitor) answers(path string, status int) {
	p.run(nil, `const real = window.fetch;
		window.fetch = (url, options) => {
			if (!String(url).endsWith(arguments[0])) return real(url, options);
			window.fetch = real;
			return Promise.resolve(new Response("{}", {status: arguments[1], headers: {"Retry-After": "1"}}));
		}`, path, status)
}

// busy has the server refuse a request for a second: the page says so and asks again.
func (p *visitor) busy(t *testing.T) {
	p.start()
	p.says(t, "New hunt")
	p.answers("/events", 429)
	p.click("walk-on")
	p.says(t, "Too many requests; trying again in 1 s.")
	p.says(t, "Clue 1 found")
}

// gone has the server forget the hunt: the page says so and offers a new one.
func (p *visitor) gone(t *testing.T) {
	p.answers("/events", 410)
	p.click("walk-on")
	p.says(t, "This hunt has expired.")
	var hidden bool
	if p.run(&hidden, `return document.getElementById("hunt").hidden`); !hidden {
		t.Error("the page still shows the hunt")
	}
}

// down has the server go down and come back, with a hunt on the page and without: each time
// the page says so by itself.
func (p *visitor) down(t *testing.T, server *browsed) {
	p.start()
	p.says(t, "New hunt")
	server.stop()
	p.says(t, "The server is restarting.")
	p.shot(*shots, "12-restarting")
	server.start()
	p.says(t, "The server knows no such hunt any more.")
	server.stop()
	p.says(t, "The server cannot be reached. Trying again.")
	server.state = t.TempDir()
	server.start()
	p.says(t, "The server is back.")
	p.start()
	p.says(t, "New hunt")
	server.stop()
	p.says(t, "The server is restarting.")
	server.start()
	p.says(t, "The server is back.")
	p.click("walk-on") // the hunt is there again
	p.says(t, "Clue 1 found")
	p.eventSource(t)
}

// eventSource follows a hunt as browsers do by themselves, with the cookie alone.
func (p *visitor) eventSource(t *testing.T) {
	p.run(nil, `window.heard = "";
		fetch("/hunts", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({lon: 11.9634, lat: 57.7107})}).then((made) => {
			const source = new EventSource(made.headers.get("Location") + "/stream");
			source.addEventListener("reset", (e) => { window.heard = JSON.parse(e.data).id + " " + document.cookie; source.close(); });
		});`)
	var heard string
	p.until("an EventSource follows the hunt", func() bool {
		p.run(&heard, "return window.heard")
		return heard != ""
	})
	if strings.TrimSpace(heard) == heard {
		t.Errorf("scripts see the cookie: %s", heard)
	}
}
