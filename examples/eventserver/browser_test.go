package main

import (
	"cmp"
	"flag"
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
	p.ways(t)
	p.closeAndReopen(t)
	p.areas(t)
	p.shutIn(t)
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
	p.areaAcross(t)
	p.quiet(t)
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
	state           string // folder of the journal; empty: memory alone
	players, admins string // addresses; any at first
	stop            func()
}

// start serves until stop, or the test ends.
func (b *browsed) start() {
	s, err := newServer(b.t.Context(), config{mapFile: b.mapFile, state: b.state, hunts: 10000, expire: time.Hour, canary: 0.5, rate: 200, engine: engines.Labels.String(), workers: 2})
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
