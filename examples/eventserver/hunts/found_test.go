package hunts

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// east returns a place so many metres east of another.
func east(at Place, metres float64) *Place {
	at.Lon += metres / (world.Extent{LonLat: true}).Metres(0, at.Lat, 1, at.Lat)
	return &at
}

// TestFoundRadius tells from how far away a clue is found, and from how far not.
func TestFoundRadius(t *testing.T) {
	for radius, want := range map[float64]float64{0: 25, 10: 10, 40: 40} {
		w, err := world.New(t.Context(), fixture.Goteborg(t), radius)
		if err != nil {
			t.Fatal(err)
		}
		c := newGoteborg(t)
		if err := c.maps.replace(t.Context(), w); err != nil {
			t.Fatal(err)
		}
		p, hunt := c.join(`{"clues":2,"seed":7}`)
		clue := hunt.Clues[0].Place
		if far := p.event(200, "moved", east(clue, want+1)); far.Hunt.Arrived {
			t.Errorf("within %v metres: arrived at %v", want, want+1)
		}
		p.event(409, "found", nil)
		if near := p.event(200, "moved", east(clue, -want+1)); !near.Hunt.Arrived {
			t.Errorf("within %v metres: not arrived at %v", want, want-1)
		}
		if reply := p.event(200, "found", nil); !reply.Hunt.Clues[0].Found || reply.Hunt.Arrived {
			t.Errorf("within %v metres: %+v", want, reply.Hunt)
		}
	}
}

// TestFoundByGPS stands at clues with an error of 5 metres each way: all are found, also
// where another corner is nearer to what is measured.
func TestFoundByGPS(t *testing.T) {
	c := newGoteborg(t)
	r := rand.New(rand.NewPCG(1, 5))
	elsewhere := 0
	for seed := range 20 {
		p, hunt := c.join(`{"clues":6,"seed":` + string(rune('0'+seed%10)) + `}`)
		for _, clue := range hunt.Clues {
			at := east(clue.Place, 5*r.NormFloat64())
			at.Lat += 5 * r.NormFloat64() / 111195
			if reply := p.event(200, "moved", at); reply.Hunt.Position.Node != clue.Node {
				elsewhere++
			}
			p.event(200, "found", nil)
		}
	}
	if elsewhere < 20 {
		t.Errorf("at only %d of 120 clues was another corner nearer: this tests nothing", elsewhere)
	}
}
