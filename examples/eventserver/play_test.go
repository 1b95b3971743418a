package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// TestHunt plays a hunt from its beginning to its end.
func TestHunt(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":3,"seed":7`)
	if len(hunt.Clues) != 3 || hunt.Event != 0 || hunt.Map != c.world.Load().hash || hunt.Remaining == nil || time.Until(hunt.Expires) < 50*time.Minute {
		t.Fatalf("a new hunt: %+v", hunt)
	}
	left := *hunt.Remaining
	for i := range hunt.Clues {
		clue := hunt.Clues[i].nodeReply
		if reply := p.event(409, "found", nil); reply.Event != 0 {
			t.Errorf("found from afar: %+v", reply)
		}
		reply := p.event(200, "moved", &clue)
		if reply.Event != uint64(2*i+1) || reply.Hunt.Position != clue || *reply.Path.Distance != 0 || len(reply.Path.Line) != 1 || *reply.Hunt.Remaining >= left {
			t.Errorf("moved to clue %d: %+v, path %+v", i, reply.Hunt, reply.Path)
		}
		left = *reply.Hunt.Remaining
		reply = p.event(200, "found", nil)
		if reply.Event != uint64(2*i+2) || !reply.Hunt.Clues[i].Found || *reply.Hunt.Remaining != left || (reply.Path == nil) != (i == 2) {
			t.Errorf("found clue %d: %+v, path %+v", i, reply.Hunt, reply.Path)
		}
	}
	p.event(409, "found", nil)
	var path *pathReply
	p.expect(200, &path, "GET", p.path+"/path", p.token, "")
	if path != nil || *p.show().Remaining != 0 {
		t.Errorf("all are found: path %+v, %d left", path, *p.show().Remaining)
	}
	p.expect(204, nil, "DELETE", p.path, p.token, "")
	p.expect(404, nil, "GET", p.path, p.token, "")
}

// TestPath compares a path with that of a Solver, and follows it on the map.
func TestPath(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":1`)
	var path pathReply
	p.expect(200, &path, "GET", p.path+"/path", p.token, "")
	g := goteborg(t)
	nodes, d, err := dijkstra.NewSolver(g).AppendPath(nil, hunt.Position.Node, hunt.Clues[0].Node)
	if err != nil || *path.Distance != d || len(path.Line) != len(nodes) || path.From != nodes[0] || path.To != nodes[len(nodes)-1] || path.Engine != "labels" {
		t.Fatalf("%+v; want %d, %v, %v", path, d, nodes, err)
	}
	for i, v := range nodes {
		if lon, lat, _ := g.Point(v); path.Line[i] != [2]float64{lon, lat} {
			t.Errorf("point %d is %v, want %v, %v", i, path.Line[i], lon, lat)
		}
	}
}

// TestStreets closes streets on the way, which then leads round, up to as many as may
// be, and opens them again.
func TestStreets(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":1,"seed":3`)
	open := *hunt.Remaining
	last := open
	for n := range maxClosed {
		var path pathReply
		p.expect(200, &path, "GET", p.path+"/path", p.token, "")
		if path.Distance == nil {
			break // shut in
		}
		middle := path.Line[len(path.Line)/2]
		reply := p.event(200, "closed", &nodeReply{Lon: middle[0], Lat: middle[1]})
		if len(reply.Hunt.Closed) != n+1 {
			t.Fatalf("%d streets closed, want %d", len(reply.Hunt.Closed), n+1)
		}
		if reply.Hunt.Remaining != nil && *reply.Hunt.Remaining < last {
			t.Fatalf("closing a street has made the way shorter: %d, was %d", *reply.Hunt.Remaining, last)
		}
		if reply.Hunt.Remaining != nil {
			last = *reply.Hunt.Remaining
		}
	}
	if last == open {
		t.Error("closed streets have not changed the way")
	}
	closed := p.show().Closed
	p.event(409, "closed", &closed[0])
	for _, street := range closed {
		p.event(200, "reopened", &street)
	}
	p.event(409, "reopened", &closed[0])
	if now := p.show(); len(now.Closed) != 0 || *now.Remaining != open {
		t.Errorf("all streets open: %d left, %d closed; want %d", *now.Remaining, len(now.Closed), open)
	}
}

// TestTooManyStreets refuses one more than may be closed, and what a hunt needs.
func TestTooManyStreets(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"seed":1`)
	for _, place := range append([]clueReply{{nodeReply: hunt.Position}}, hunt.Clues...) {
		body := encode(move{"closed", &place.Lon, &place.Lat})
		if w := p.ask("POST", p.path+"/events", p.token, string(body)); w.Code != 200 && w.Code != 409 {
			t.Errorf("closed at %v: %d, %s", place, w.Code, w.Body)
		}
		if slices.Contains(p.show().Closed, place.nodeReply) { // but beside these
			t.Errorf("%v is closed", place)
		}
	}
	g := goteborg(t)
	closed := len(p.show().Closed)
	for v := csr.Node(0); closed < maxClosed; v += 50 {
		lon, lat, _ := g.Point(v)
		w := p.ask("POST", p.path+"/events", p.token, string(encode(move{"closed", &lon, &lat})))
		if w.Code == 200 {
			closed++
		}
	}
	lon, lat, _ := g.Point(25)
	if w := p.ask("POST", p.path+"/events", p.token, string(encode(move{"closed", &lon, &lat}))); w.Code != 409 || !strings.Contains(w.Body.String(), "64") {
		t.Errorf("one too many: %d, %s", w.Code, w.Body)
	}
}

// TestFoundCluesStayOpen closes streets where clues are that were found: beside them.
func TestFoundCluesStayOpen(t *testing.T) {
	c := newGoteborg(t, nil)
	p, hunt := c.join(`,"clues":2,"seed":1`)
	first := hunt.Clues[0].nodeReply
	p.event(200, "moved", &first)
	p.event(200, "found", nil)
	p.event(200, "moved", &hunt.Clues[1].nodeReply)
	if w := p.ask("POST", p.path+"/events", p.token, string(encode(move{"closed", &first.Lon, &first.Lat}))); w.Code != 200 && w.Code != 409 {
		t.Errorf("closed at a clue: %d, %s", w.Code, w.Body)
	}
	if closed := p.show().Closed; slices.Contains(closed, first) {
		t.Errorf("the clue is closed: %v", closed)
	}
}

// TestMiddle closes streets where nothing but the street is closed.
func TestMiddle(t *testing.T) {
	w, err := goteborgWorld()
	if err != nil {
		t.Fatal(err)
	}
	inMiddle := 0
	for v := csr.Node(0); v < 8000; v += 16 {
		h := &hunt{world: w, record: &record{at: v}}
		lon, lat := w.point(v)
		u := h.middle(v, lon, lat)
		x, y := w.point(u)
		if d := w.metres(lon, lat, x, y); d > w.near {
			t.Fatalf("at node %d, where the player is: node %d, %v metres away", v, u, d)
		}
		if w.graph.Degree(u) == 2 {
			inMiddle++
		}
	}
	if inMiddle < 350 {
		t.Errorf("only %d of 500 are in the middle of a street", inMiddle)
	}
}

// TestSeeds makes the same hunt from the same seed and another from another.
func TestSeeds(t *testing.T) {
	c := newGoteborg(t, nil)
	nodes := func(fields string) (list []csr.Node) {
		_, hunt := c.join(fields)
		for _, clue := range hunt.Clues {
			list = append(list, clue.Node)
		}
		return list
	}
	if a, b := nodes(`,"seed":1`), nodes(`,"seed":1`); !slices.Equal(a, b) {
		t.Errorf("one seed: %v and %v", a, b)
	}
	if a, b := nodes(`,"seed":1`), nodes(`,"seed":2`); slices.Equal(a, b) {
		t.Errorf("two seeds: %v", a)
	}
	if a, b := nodes(``), nodes(``); slices.Equal(a, b) {
		t.Errorf("no seed: %v", a)
	}
}

// TestRefusedHunts names what is wrong with a request for a hunt.
func TestRefusedHunts(t *testing.T) {
	c := newGoteborg(t, nil)
	for body, want := range map[string]struct {
		status int
		field  string
	}{
		`{"lat":57.7}`:                            {400, "lon"},
		`{"lon":11.97}`:                           {400, "lat"},
		`{"lon":11.97,"lat":57.7,"clues":0}`:      {400, "clues"},
		`{"lon":11.97,"lat":57.7,"clues":13}`:     {400, "clues"},
		`{"lon":11.97,"lat":57.7,"clues":"five"}`: {400, "clues"},
		`{"lon":11.97,"lat":57.7,"range":-1}`:     {400, "range"},
		`{"lon":11.97,"lat":57.7,"range":1}`:      {422, "range"},
		`{"lon":11.97,"lat":57.7,"token":"x"}`:    {400, "token"},
		`{"lon":18.07,"lat":59.33}`:               {400, "lon"}, // Stockholm
		`{"lon":1e300,"lat":57.7}`:                {400, "lon"},
	} {
		var reply struct{ Error, Field string }
		c.expect(want.status, &reply, "POST", "/hunts", "", body)
		if reply.Field != want.field || reply.Error == "" {
			t.Errorf("%s: %+v, want %s", body, reply, want.field)
		}
	}
}

// TestTokens opens a hunt to its token alone.
func TestTokens(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join("")
	other, _ := c.join("")
	unknown := c.ask("GET", "/hunts/"+huntID{}.String(), p.token, "").Body.String()
	for _, token := range []string{"", "x", other.token, p.token[1:], p.token + "A", strings.ToLower(p.token) + "=", huntToken{}.String()} {
		for _, route := range []string{"GET ", "DELETE ", "GET /path", "GET /stream", "POST /events"} {
			method, rest, _ := strings.Cut(route, " ")
			w := c.ask(method, p.path+rest, token, `{"type":"found"}`)
			if w.Code != http.StatusNotFound || w.Body.String() != unknown {
				t.Errorf("%s with token %q: %d, %s", route, token, w.Code, w.Body)
			}
		}
	}
	p.show() // it is all there
}

// TestBounds refuses a hunt more than there may be, until one has ended.
func TestBounds(t *testing.T) {
	c := newGoteborg(t, func(c *config) { c.hunts = 2 })
	p, _ := c.join("")
	c.join("")
	w := c.ask("POST", "/hunts", "", `{"lon":11.9634,"lat":57.7107}`)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("a hunt too many: %d, %v", w.Code, w.Header())
	}
	p.expect(204, nil, "DELETE", p.path, p.token, "")
	c.join("")
}

// TestExpiry ends the hunts that nobody has used for long.
func TestExpiry(t *testing.T) {
	c := newGoteborg(t, nil)
	old, _ := c.join("")
	used, _ := c.join("")
	later := time.Now().Add(2 * time.Hour)
	h, err := c.hunts.find(strings.TrimPrefix(used.path, "/hunts/"), used.token)
	if err != nil {
		t.Fatal(err)
	}
	h.touch(later)
	c.endIdle(later)
	old.expect(404, nil, "GET", old.path, old.token, "")
	if got := used.show().Expires; got.Before(later) && time.Until(got) < 50*time.Minute {
		t.Errorf("expires at %v", got)
	}
}
