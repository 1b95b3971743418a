package main

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

var (
	browser = flag.String("browser", "", "`program` of chromedriver, to test the page in a browser")
	shots   = flag.String("shots", "", "`folder` for pictures of the page")
)

// The code points that the protocol has for keys.
const (
	tab        = "\ue004"
	enter      = "\ue007"
	arrowLeft  = "\ue012"
	arrowUp    = "\ue013"
	arrowRight = "\ue014"
	arrowDown  = "\ue015"
)

// TestBrowser plays a hunt in a browser, on a desktop and on a phone.
func TestBrowser(t *testing.T) {
	if *browser == "" {
		t.Log("to run it: go test ./examples/eventserver -run TestBrowser -browser /usr/bin/chromedriver -shots FOLDER")
		return
	}
	if *shots != "" {
		if err := os.MkdirAll(*shots, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	server := &browsed{t: t}
	server.start()
	p := &visitor{driver: startDriver(t, *browser), host: server.players}
	p.screen(1280, 800, false, "light")
	p.do("POST", "/url", dict{"url": "http://" + p.host + "/"}, nil)
	p.until("the map is there", func() bool { return p.text("attribution") != "" })
	p.shot(*shots, "1-empty")
	p.begin(t)
	p.closeAndReopen(t)
	p.keyboard(t)
	p.refusals(t)
	p.walkToTheEnd(t)
	p.looks(t)
	p.phone(t)
	p.busy(t)
	p.gone(t)
	p.quiet(t)
	p.down(t, server)
}

// TestBrowserOrganiser looks at the organiser's page, whose address holds the token.
func TestBrowserOrganiser(t *testing.T) {
	if *browser == "" {
		t.Log("to run it: see TestBrowser")
		return
	}
	server := &browsed{t: t}
	server.start()
	p := &visitor{driver: startDriver(t, *browser), host: server.admins}
	p.screen(1280, 800, false, "light")
	p.do("POST", "/url", dict{"url": "http://organiser:" + adminSecret + "@" + p.host + "/"}, nil)
	p.bots(t)
	p.screen(360, 740, true, "dark")
	p.shot(*shots, "13-organiser-phone")
	p.quiet(t)
	server.stop()
	p.says(t, "The server cannot be reached.")
	server.start()
	p.says(t, "The server is back.")
}

// TestBrowserAcross plays in a town that lies across the 180th meridian: all of it is drawn in
// one piece, and what is clicked on is where it was meant.
func TestBrowserAcross(t *testing.T) {
	if *browser == "" {
		t.Log("to run it: see TestBrowser")
		return
	}
	server := &browsed{t: t, mapFile: filepath.Join(t.TempDir(), "map.csr")}
	fixture.WriteTown(t, server.mapFile, "across", 180-5.5/1000)
	server.start()
	p := &visitor{driver: startDriver(t, *browser), host: server.players}
	p.screen(1280, 800, false, "light")
	p.do("POST", "/url", dict{"url": "http://" + p.host + "/"}, nil)
	p.until("the map is there", func() bool { return p.text("place") == "across" })
	p.fill("range", "5000")
	p.fill("seed", "7")
	p.start()
	p.says(t, "New hunt")
	p.shot(*shots, "14-across")
	h := p.hunt()
	sides := map[bool]bool{}
	for _, clue := range h.State.Clues {
		sides[clue.Lon < 0] = true
		if x, y := p.at(clue.Lon, clue.Lat); x < 0 || x > 900 || y < 0 || y > 800 {
			t.Errorf("clue at %v, %v is drawn at %v, %v", clue.Lon, clue.Lat, x, y)
		}
	}
	if len(sides) != 2 {
		t.Errorf("clues on one side alone: %+v", h.State.Clues)
	}
	for i := range h.State.Clues {
		p.click("walk-on")
		p.says(t, [...]string{"Clue 1 found", "Clue 2 found", "Clue 3 found", "Clue 4 found", "All 5 clues found"}[i])
	}
	for _, lon := range []float64{179.9975, -179.9975} {
		x, y := p.at(lon, 57.002)
		p.pointer("mouse", 0, x, y)
		p.until("the player is there", func() bool { return math.Abs(p.hunt().State.Position.Lon-lon) < 0.0006 })
	}
	p.quiet(t)
}

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
	p.shot(*shots, "2-hunt")
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
	p.says(t, "You are here")
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
	server.start()
	p.says(t, "The server is back.")
	p.start()
	p.says(t, "New hunt")
}

// quiet expects nothing on the console and no request to anybody else.
func (p *visitor) quiet(t *testing.T) {
	for _, e := range p.log("browser") {
		// That the server refused what it had to is reported by the browser, not by the page.
		if !strings.Contains(e.Message, "the server responded with a status of 400") {
			t.Errorf("the console: %s: %s", e.Level, e.Message)
		}
	}
	requests := 0
	for _, e := range p.log("performance") {
		host, asked := requestHost(t, e.Message)
		if !asked {
			continue
		}
		if requests++; host != p.host {
			t.Errorf("a request to %q", host)
		}
	}
	if requests < 8 {
		t.Errorf("the log has %d requests", requests)
	}
}

// requestHost is whom a request of the performance log is for.
func requestHost(t *testing.T, message string) (host string, asked bool) {
	var event struct {
		Message struct {
			Method string
			Params struct{ Request struct{ URL string } }
		}
	}
	decodeJSON(t, message, &event)
	if event.Message.Method != "Network.requestWillBeSent" {
		return "", false
	}
	u, err := url.Parse(event.Message.Params.Request.URL)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host, u.Scheme != "data"
}

// browsed is a server that a browser uses, at the same addresses each time it starts.
type browsed struct {
	t               *testing.T
	mapFile         string
	players, admins string // addresses; any at first
	stop            func()
}

// start serves until stop, or the test ends.
func (b *browsed) start() {
	s, err := newServer(b.t.Context(), config{mapFile: b.mapFile, hunts: 10000, expire: time.Hour, canary: 0.5, rate: 200, engine: engines.Labels.String(), workers: 2})
	if err != nil {
		b.t.Fatal(err)
	}
	players, err := s.api.Players("")
	if err != nil {
		b.t.Fatal(err)
	}
	admins, err := s.api.Organisers("", adminSecret)
	if err != nil {
		b.t.Fatal(err)
	}
	one, two := b.listen(&b.players, players), b.listen(&b.admins, admins)
	b.stop = sync.OnceFunc(func() {
		s.api.Drain()                // ends the page's stream
		time.Sleep(time.Second / 10) // in which it is told
		for _, server := range []*httptest.Server{one, two} {
			server.Listener.Close()
			server.CloseClientConnections()
			server.Close()
		}
		s.close()
	})
	b.t.Cleanup(b.stop)
}

// listen serves at an address, or at any, which is the address from then on.
func (b *browsed) listen(addr *string, h http.Handler) *httptest.Server {
	listener, err := net.Listen("tcp", cmp.Or(*addr, "127.0.0.1:0"))
	if err != nil {
		b.t.Fatal(err)
	}
	*addr = listener.Addr().String()
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: h}}
	server.Start()
	return server
}
