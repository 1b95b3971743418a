package hunts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// TestHunt plays a hunt from its beginning to its end.
func TestHunt(t *testing.T) {
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":3,"seed":7}`)
	if len(hunt.Clues) != 3 || hunt.Event != 0 || hunt.Map != c.World().Hash || hunt.Remaining == nil || time.Until(hunt.Expires) < 50*time.Minute {
		t.Fatalf("a new hunt: %+v", hunt)
	}
	left := *hunt.Remaining
	for i := range hunt.Clues {
		clue := hunt.Clues[i].Place
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
	if path := p.path(); path != nil || *p.show().Remaining != 0 {
		t.Errorf("all are found: path %+v, %d left", path, *p.show().Remaining)
	}
	if p.End(p.h, "ended") != nil || p.gone() != 404 {
		t.Error("the hunt is still there")
	}
}

// TestPath compares a path from a corner with that of a Solver, and follows it on the map.
func TestPath(t *testing.T) {
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":1}`)
	g := fixture.Goteborg(t)
	lon, lat, _ := g.Point(hunt.Position.Node)
	path := p.event(200, "moved", &Place{Lon: lon, Lat: lat}).Path
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
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":1,"seed":3}`)
	open := *hunt.Remaining
	last := open
	for n := range maxClosed {
		path := p.path()
		if path.Distance == nil {
			break // shut in
		}
		middle := path.Line[len(path.Line)/2]
		reply := p.event(200, "closed", &Place{Lon: middle[0], Lat: middle[1]})
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
	c := newGoteborg(t)
	p, hunt := c.join(`{"seed":1}`)
	for _, place := range append([]Clue{{Place: hunt.Position}}, hunt.Clues...) {
		if _, status := p.try("closed", &place.Place); status != 200 && status != 409 {
			t.Errorf("closed at %v: %d", place, status)
		}
		if slices.Contains(p.show().Closed, place.Place) { // but beside these
			t.Errorf("%v is closed", place)
		}
	}
	g := fixture.Goteborg(t)
	closed := len(p.show().Closed)
	for v := csr.Node(0); closed < maxClosed; v += 50 {
		lon, lat, _ := g.Point(v)
		if _, status := p.try("closed", &Place{Lon: lon, Lat: lat}); status == 200 {
			closed++
		}
	}
	lon, lat, _ := g.Point(25)
	_, err := p.Play(t.Context(), p.h, "closed", func(s *State) error { return s.Close(lon, lat) })
	if err == nil || !strings.Contains(err.Error(), "64") {
		t.Errorf("one too many: %v", err)
	}
}

// TestFoundCluesStayOpen closes streets where clues are that were found: beside them.
func TestFoundCluesStayOpen(t *testing.T) {
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":2,"seed":1}`)
	first := hunt.Clues[0].Place
	p.event(200, "moved", &first)
	p.event(200, "found", nil)
	p.event(200, "moved", &hunt.Clues[1].Place)
	if _, status := p.try("closed", &first); status != 200 && status != 409 {
		t.Errorf("closed at a clue: %d", status)
	}
	if closed := p.show().Closed; slices.Contains(closed, first) {
		t.Errorf("the clue is closed: %v", closed)
	}
}

// TestMiddle closes streets where nothing but the street is closed.
func TestMiddle(t *testing.T) {
	w, err := goteborgWorld, errGoteborg
	if err != nil {
		t.Fatal(err)
	}
	inMiddle := 0
	for v := csr.Node(0); v < 8000; v += 16 {
		s := &State{world: w, record: &record{at: csr.AtNode(v)}}
		lon, lat := w.Point(v)
		u := s.middle(v, lon, lat)
		x, y := w.Point(u)
		if d := w.Metres(lon, lat, x, y); d > w.Near {
			t.Fatalf("at node %d, where the player is: node %d, %v metres away", v, u, d)
		}
		if w.Graph.Degree(u) == 2 {
			inMiddle++
		}
	}
	if inMiddle < 350 {
		t.Errorf("only %d of 500 are in the middle of a street", inMiddle)
	}
}

// TestSeeds makes the same hunt from the same seed and another from another.
func TestSeeds(t *testing.T) {
	c := newGoteborg(t)
	nodes := func(fields string) (list []csr.Node) {
		_, hunt := c.join("{" + fields + "}")
		for _, clue := range hunt.Clues {
			list = append(list, clue.Node)
		}
		return list
	}
	if a, b := nodes(`"seed":1`), nodes(`"seed":1`); !slices.Equal(a, b) {
		t.Errorf("one seed: %v and %v", a, b)
	}
	if a, b := nodes(`"seed":1`), nodes(`"seed":2`); slices.Equal(a, b) {
		t.Errorf("two seeds: %v", a)
	}
	if a, b := nodes(``), nodes(``); slices.Equal(a, b) {
		t.Errorf("no seed: %v", a)
	}
}

// TestExpiry ends the hunts that nobody has used for long.
func TestExpiry(t *testing.T) {
	c := newGoteborg(t)
	old, _ := c.join("{}")
	used, _ := c.join("{}")
	later := time.Now().Add(2 * time.Hour)
	used.h.touch(later)
	c.endIdle(later)
	if status := old.gone(); status != 404 {
		t.Errorf("the hunt that nobody used: status %d", status)
	}
	if got := used.show().Expires; got.Before(later) && time.Until(got) < 50*time.Minute {
		t.Errorf("expires at %v", got)
	}
}
