package hunts

import (
	"errors"
	"math"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// box returns the border of an area round a place, so many metres to each side, in degrees that
// are not those of the equator.
func box(at Place, metres float64) Ring {
	dx, dy := metres/60000, metres/111195
	return Ring{{at.Lon - dx, at.Lat - dy}, {at.Lon + dx, at.Lat - dy}, {at.Lon + dx, at.Lat + dy}, {at.Lon - dx, at.Lat + dy}}
}

// area has an area be closed or opened again, and returns the hunt and the path, and the status.
func (p player) area(change func(*State) error) (event Event, status int) {
	p.Helper()
	status = 200
	err := p.Change(p.Context(), p.h, change, func(v Way) { event = Event{Hunt: p.view(p.h, v, 0), Path: v.describe()} })
	if err != nil {
		status = refusal.Explain(err).Status
	}
	return event, status
}

// enclose closes an area.
func (p player) enclose(ring Ring) (Event, int) {
	p.Helper()
	return p.area(func(s *State) error { return s.CloseArea(ring) })
}

// middleOfPath is a place on the way to the next clue.
func (p player) middleOfPath() Place {
	p.Helper()
	line := p.path().Line
	return Place{Lon: line[len(line)/2][0], Lat: line[len(line)/2][1]}
}

// TestClosedArea closes an area on the way, which then leads round it, and opens it by each of
// its names.
func TestClosedArea(t *testing.T) {
	c := newGoteborg(t)
	p, hunt := c.join(`{"clues":1,"seed":3,"range":20000}`)
	ring := box(p.middleOfPath(), 60)
	for _, open := range []func(*State) error{
		func(s *State) error { return s.ReopenArea(ring) },
		func(s *State) error { return s.Reopen(ring[0][0]+1e-5, ring[0][1]+1e-5) },
	} {
		event, status := p.enclose(ring)
		if status != 200 || len(event.Hunt.Areas) != 1 || event.Hunt.Remaining == nil || *event.Hunt.Remaining <= *hunt.Remaining {
			t.Fatalf("status %d, %+v; %d were left", status, event.Hunt, *hunt.Remaining)
		}
		for _, at := range event.Path.Line {
			if ring.contains(c.World(), at[0], at[1]) {
				t.Errorf("the way leads past %v in the area", at)
			}
		}
		if event, status = p.area(open); status != 200 || len(event.Hunt.Areas) != 0 || *event.Hunt.Remaining != *hunt.Remaining {
			t.Errorf("opened again: status %d, %+v; %d were left", status, event.Hunt, *hunt.Remaining)
		}
	}
}

// TestRefusedAreas changes nothing.
func TestRefusedAreas(t *testing.T) {
	p, hunt := newGoteborg(t).join(`{"clues":2,"seed":3,"range":20000}`)
	at := hunt.Position
	long := make(Ring, maxCorners+1)
	for i := range long {
		long[i] = [2]float64{at.Lon + float64(i)/1e4, at.Lat}
	}
	for name, c := range map[string]struct {
		ring   Ring
		status int
	}{
		"none": {nil, 400}, "a line": {box(at, 50)[:2], 400}, "too many corners": {long, 400}, "one corner": {Ring{{12, 57}, {12, 57}, {12, 57}}, 400},
		"round the pole": {Ring{{0, 89}, {120, 89}, {-120, 89}}, 400}, "nowhere": {Ring{{0, 0}, {1, 91}, {0, 1}}, 400},
		"the player": {box(at, 50), 409}, "a clue": {box(hunt.Clues[1].Place, 20), 409}, "at sea": {Ring{{0, 0}, {1, 0}, {1, 1}}, 409},
	} {
		if _, status := p.enclose(c.ring); status != c.status {
			t.Errorf("%s: status %d, want %d", name, status, c.status)
		}
	}
	if _, status := p.area(func(s *State) error { return s.ReopenArea(box(at, 50)) }); status != 409 {
		t.Errorf("opened what is not closed: %d", status)
	}
	if now := p.show(); len(now.Areas) != 0 || *now.Remaining != *hunt.Remaining {
		t.Errorf("%+v, was %+v", now, hunt)
	}
}

// TestTooManyAreas refuses one more than may be closed.
func TestTooManyAreas(t *testing.T) {
	c := newTarget(t, nil)
	p := c.begin()
	w := c.World()
	for v := csr.Node(0); len(p.show().Areas) < maxAreas && w.Graph.HasNode(v); v++ {
		lon, lat := w.Point(v)
		_, _ = p.enclose(box(Place{Lon: lon, Lat: lat}, 10))
	}
	at := p.show().Areas[0]
	if _, status := p.enclose(at); status != 409 {
		t.Errorf("one too many: status %d", status)
	}
}

// TestStreetsInAreas are closed already: an area takes over those that are closed, and none is
// closed in it.
func TestStreetsInAreas(t *testing.T) {
	p, _ := newGoteborg(t).join(`{"clues":1,"seed":3,"range":20000}`)
	at := p.middleOfPath()
	p.event(200, "closed", &at)
	ring := box(at, 60)
	if event, status := p.enclose(ring); status != 200 || len(event.Hunt.Closed) != 0 {
		t.Errorf("status %d, %+v", status, event.Hunt)
	}
	p.event(409, "closed", &at)
	if reply := p.event(200, "reopened", &at); len(reply.Hunt.Areas) != 0 {
		t.Errorf("%+v", reply.Hunt)
	}
}

// TestWalkIntoArea stands at its border, from where there is a way.
func TestWalkIntoArea(t *testing.T) {
	c := newGoteborg(t)
	p, _ := c.join(`{"clues":1,"seed":3,"range":20000}`)
	at := p.middleOfPath()
	ring := box(at, 60)
	if _, status := p.enclose(ring); status != 200 {
		t.Fatal(status)
	}
	reply := p.event(200, "moved", &at)
	now := reply.Hunt.Position
	if d := c.World().Metres(now.Lon, now.Lat, at.Lon, at.Lat); ring.contains(c.World(), now.Lon, now.Lat) || d > 300 || reply.Path.Distance == nil {
		t.Errorf("at %+v, %v metres from the middle, path %+v", now, d, reply.Path)
	}
	if reply := p.event(200, "reopened", &at); c.World().Metres(reply.Hunt.Position.Lon, reply.Hunt.Position.Lat, at.Lon, at.Lat) > 0.001 {
		t.Errorf("opened again: at %+v, want %+v", reply.Hunt.Position, at)
	}
}

// TestAreaIsKept when the game begins again, and when the map is another; there it is open if the
// player would be inside.
func TestAreaIsKept(t *testing.T) {
	s, g := &memoryStore{values: map[ID][]byte{}}, fixture.Goteborg(t)
	before := newKept(t, s, g)
	p, created := before.beginAt(11.95, 57.70)
	ring := box(p.middleOfPath(), 40)
	if _, err := p.Play(t.Context(), p.h, "closed", func(s *State) error { return s.CloseArea(ring) }); err != nil {
		t.Fatal(err)
	}
	at := p.event(200, "moved", &Place{Lon: ring[0][0] + 1e-4, Lat: ring[0][1] + 1e-4}).Hunt // inside
	before.Game.Close()

	same := newKept(t, s, g)
	expectSame(t, same.find(created).show(), at)
	same.find(created).event(200, "moved", &Place{Lon: 11.95, Lat: 57.70})
	same.Game.Close()

	other := newKept(t, s, half(t, g, 11.975, true))
	q := other.find(created)
	if now := q.show(); len(now.Areas) != 1 || now.Areas[0][2] != ring[2] {
		t.Errorf("on another map: %+v", now)
	}
	q.event(200, "moved", &Place{Lon: ring[0][0] + 1e-4, Lat: ring[0][1] + 1e-4})
	other.Game.Close()
	if now := newKept(t, s, g).find(created).show(); len(now.Areas) != 0 {
		t.Errorf("with the player inside: %+v", now)
	}
}

// TestSavedAreas refuses those that no hunt can have.
func TestSavedAreas(t *testing.T) {
	p := newTarget(t, nil).begin()
	good := p.h.encode(1)
	ring := append([]byte{3}, make([]byte, 3*16)...)
	five := append(good, ring...)
	for range maxAreas {
		five = append(five, ring...)
	}
	for name, b := range map[string][]byte{
		"cut short": append(good, ring[:len(ring)-1]...), "two corners": append(good, append([]byte{2}, make([]byte, 2*16)...)...),
		"none": append(good, 0), "too many": five, "too long": append(good, append([]byte{maxCorners + 1}, make([]byte, (maxCorners+1)*16)...)...),
	} {
		if _, err := decode(b); !errors.Is(err, errForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s, err := decode(append(good, ring...)); err != nil || len(s.areas) != 1 {
		t.Errorf("one: %+v, %v", s, err)
	}
}

// beginAcross has a hunt begin in a town on both sides of the 180th meridian, with the player on
// one and the only clue on the other.
func beginAcross(t *testing.T) player {
	t.Helper()
	c := newTarget(t, nil)
	file := filepath.Join(t.TempDir(), "across.csr")
	fixture.WriteTown(t, file, "across", 180-5.5/1000)
	w, err := openWorld(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.maps.replace(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	p, _ := c.joinAt(179.9947, 57.003, `{"clues":1,"range":4000,"seed":1}`)
	_, status := p.area(func(s *State) (err error) {
		s.stops[0], err = w.NearestCorner(-179.9946, 57.003)
		return err
	})
	if now := p.show(); status != 200 || now.Position.Lon < 179 || now.Clues[0].Lon > -179 {
		t.Fatalf("status %d, %+v", status, now)
	}
	return p
}

// TestAreaAcross closes an area on both sides of the 180th meridian: the way leads round it.
func TestAreaAcross(t *testing.T) {
	p := beginAcross(t)
	w, before := p.World(), p.show()
	ring := Ring{{179.9985, 57.0014}, {-179.9985, 57.0014}, {-179.9985, 57.0041}, {540 - 360.0015, 57.0041}} // the last is written in another way
	event, status := p.enclose(ring)
	if status != 200 || *event.Hunt.Remaining <= *before.Remaining {
		t.Fatalf("status %d, %+v; was %+v", status, event.Hunt, before)
	}
	sides := map[bool]int{}
	for _, at := range event.Path.Line {
		sides[at[0] < 0]++
		if ring.contains(w, at[0], at[1]) || at[0] < -180 || at[0] > 180 {
			t.Errorf("the way leads past %v", at)
		}
	}
	if sides[true] < 3 || sides[false] < 3 {
		t.Errorf("a line of %v", event.Path.Line)
	}
	if inside := p.event(200, "moved", &Place{Lon: 180, Lat: 57.003}).Hunt.Position; ring.contains(w, inside.Lon, inside.Lat) {
		t.Errorf("at %+v in the area", inside)
	}
	if reply := p.event(200, "reopened", &Place{Lon: -180, Lat: 57.003}); len(reply.Hunt.Areas) != 0 || math.Abs(reply.Hunt.Position.Lat-57.003) > 1e-6 {
		t.Errorf("opened again: %+v", reply.Hunt)
	}
}

// TestWaysAcross are in one piece: no step of their lines is longer than a street.
func TestWaysAcross(t *testing.T) {
	p := beginAcross(t)
	others, err := p.Alternatives(t.Context(), p.h)
	near, nearErr := p.Near(t.Context(), p.h)
	if err != nil || nearErr != nil || len(others) == 0 {
		t.Fatalf("%d ways, %v, %v", len(others), err, nearErr)
	}
	for _, w := range append(others, near.Walk) {
		for i := 1; i < len(w.Line); i++ {
			if d := p.World().Metres(w.Line[i-1][0], w.Line[i-1][1], w.Line[i][0], w.Line[i][1]); d > 70 {
				t.Errorf("%v metres from %v to %v", d, w.Line[i-1], w.Line[i])
			}
		}
	}
}
