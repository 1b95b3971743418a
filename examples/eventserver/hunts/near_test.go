package hunts

import (
	"testing"

	"github.com/veltrix/cairn/csr"
)

// moat returns the border of an area that goes round a place and leaves it out.
func moat(at Place, inner, outer float64) Ring {
	in, out := box(at, inner), box(at, outer)
	ring := append(Ring{}, out...)
	ring = append(ring, out[0])
	for i := range in { // the other way round
		ring = append(ring, in[(len(in)-i)%len(in)])
	}
	return append(ring, in[0])
}

// TestNear shuts a clue in: there is no way, but one up to the closed area.
func TestNear(t *testing.T) {
	p, hunt := newGoteborg(t).join(`{"clues":1,"seed":3,"range":20000}`)
	clue := hunt.Clues[0].Place
	if near, err := p.Near(t.Context(), p.h); err != nil || near.Away != 0 || near.Place != clue || uint64(*near.Distance) != *hunt.Remaining {
		t.Errorf("nothing is closed: %+v, %v; want %d", near, err, *hunt.Remaining)
	}
	event, status := p.enclose(moat(clue, 5, 60))
	if status != 200 || event.Path.Distance != nil || len(event.Path.Line) != 0 || event.Hunt.Remaining != nil {
		t.Fatalf("status %d, %+v, path %+v", status, event.Hunt, event.Path)
	}
	near, err := p.Near(t.Context(), p.h)
	if err != nil || near.Away < 30 || near.Away > 200 || near.Distance == nil || near.Line[len(near.Line)-1] != [2]float64{near.Place.Lon, near.Place.Lat} {
		t.Fatalf("%+v, %v", near, err)
	}
	reply := p.event(200, "moved", &near.Place)
	if again, err := p.Near(t.Context(), p.h); err != nil || *again.Distance != 0 || again.Place != near.Place || reply.Path.Distance != nil {
		t.Errorf("from there: %+v, %v", again, err)
	}
}

// TestNearShutIn shuts the player in: they are as near as they can get.
func TestNearShutIn(t *testing.T) {
	p, _ := newGoteborg(t).join(`{"clues":1,"seed":3,"range":20000}`)
	err := p.Change(t.Context(), p.h, func(s *State) error {
		s.places[0], s.places[1], s.shut = s.at.From, s.at.To, 2
		s.overlay = csr.NewOverlay(s.world.Graph)
		return s.overlay.SetNodes([]csr.Node{min(s.at.From, s.at.To), max(s.at.From, s.at.To)}, csr.Blocked)
	}, func(Way) {})
	if err != nil {
		t.Fatal(err)
	}
	now := p.show()
	near, err := p.Near(t.Context(), p.h)
	if err != nil || now.Remaining != nil || *near.Distance != 0 || near.Place != now.Position || near.Away < 100 || len(near.Steps) == 0 {
		t.Errorf("%+v, %v; the player is at %+v", near, err, now.Position)
	}
}
