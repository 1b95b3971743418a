package hunts

import (
	"encoding/json"
	"log/slog"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Place is a place on a street.
type Place struct {
	Node   csr.Node `json:"node"`   // the corner there, or the nearer one of the street; of the version of the map that is named beside it
	Lon    float64  `json:"lon"`    // or x
	Lat    float64  `json:"lat"`    // or y
	Street string   `json:"street"` // its name; empty if the map has none
}

func placeOf(w *world.World, p csr.Position) Place {
	lon, lat, _ := w.Graph.PointAt(p)
	return Place{w.Graph.NearestEnd(p), lon, lat, w.StreetAt(p)}
}

// Clue is a clue as clients see it.
type Clue struct {
	Place
	Found bool `json:"found"` // by the player
}

// View is a hunt as clients see it.
type View struct {
	ID        string    `json:"id"`        // its name
	Map       string    `json:"map"`       // version that the nodes are of
	Position  Place     `json:"position"`  // of the player
	Clues     []Clue    `json:"clues"`     // in the order in which they are to be found
	Arrived   bool      `json:"arrived"`   // the next clue can be found from where the player is
	Closed    []Place   `json:"closed"`    // streets
	Areas     []Ring    `json:"areas"`     // that are closed, too
	Remaining *uint64   `json:"remaining"` // length of the way that is left; null: closed streets leave none
	Expires   time.Time `json:"expires"`   // if nobody uses it
	Event     uint64    `json:"event"`     // number of the last
}

// Event is an event, and the hunt after it.
type Event struct {
	Event uint64 `json:"event"` // its number
	Hunt  View   `json:"hunt"`  // as it is then
	Path  *Path  `json:"path"`  // null: all clues are found
}

// view describes a hunt after an event. The lock is held.
func (g *Game) view(h *Hunt, v Way, event uint64) View {
	s := &h.state
	r := View{
		ID: h.id.String(), Map: s.world.Hash, Position: placeOf(s.world, s.at), Closed: []Place{}, Areas: append([]Ring{}, s.areas...), Event: event, Arrived: s.Arrived(),
		Expires: time.Unix(0, h.used.Load()).Add(g.options.Expire).UTC().Truncate(time.Second),
	}
	for i, clue := range s.clues() {
		r.Clues = append(r.Clues, Clue{placeOf(s.world, csr.AtNode(clue)), i < int(s.found)})
	}
	for _, v := range s.closed() {
		r.Closed = append(r.Closed, placeOf(s.world, csr.AtNode(v)))
	}
	if left, ok := v.length(); ok {
		r.Remaining = &left
	}
	return r
}

// Encode returns a reply as JSON. It logs a reply that cannot be written, and returns
// nothing.
func Encode(reply any) []byte {
	body, err := json.Marshal(reply)
	if err != nil { // of numbers and texts alone, which the map has checked
		slog.Error("a reply cannot be written", "error", err)
	}
	return body
}
