package hunts

import (
	"encoding/json"
	"log/slog"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Place is a node and where it is.
type Place struct {
	Node csr.Node `json:"node"` // of the version of the map that is named beside it
	Lon  float64  `json:"lon"`  // or x
	Lat  float64  `json:"lat"`  // or y
}

func placeOf(w *world.World, v csr.Node) Place {
	lon, lat := w.Point(v)
	return Place{v, lon, lat}
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
	Remaining *uint64   `json:"remaining"` // length of the way that is left; null: closed streets leave none
	Expires   time.Time `json:"expires"`   // if nobody uses it
	Event     uint64    `json:"event"`     // number of the last
}

// Path is a path as clients see it.
type Path struct {
	From     csr.Node     `json:"from"`      // where the player is
	To       csr.Node     `json:"to"`        // the next clue
	Distance *uint32      `json:"distance"`  // null: closed streets leave no way
	Line     [][2]float64 `json:"line"`      // lon and lat of each node on the way
	Engine   string       `json:"engine"`    // that has answered
	Map      string       `json:"map"`       // version that the nodes are of
	Waited   float64      `json:"waited_us"` // until it was the question's turn
	Solved   float64      `json:"solved_us"` // from then until it was answered
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
		ID: h.id.String(), Map: s.world.Hash, Position: placeOf(s.world, s.at), Closed: []Place{}, Event: event, Arrived: s.Arrived(),
		Expires: time.Unix(0, h.used.Load()).Add(g.options.Expire).UTC().Truncate(time.Second),
	}
	for i, clue := range s.clues() {
		r.Clues = append(r.Clues, Clue{placeOf(s.world, clue), i < int(s.found)})
	}
	for _, v := range s.closed() {
		r.Closed = append(r.Closed, placeOf(s.world, v))
	}
	if left, ok := v.length(); ok {
		r.Remaining = &left
	}
	return r
}

// describe returns the path to the next clue, or nil if there is none.
func (v Way) describe() *Path {
	if len(v.calls) == 0 {
		return nil
	}
	c := &v.calls[0]
	r := &Path{
		From: c.From, To: c.To, Line: make([][2]float64, len(c.Path)), Engine: v.by.String(), Map: v.world.Hash,
		Waited: micros(c.Waited), Solved: micros(c.Solved),
	}
	if c.Outcome == dijkstra.Found {
		r.Distance = &c.Distance
	}
	for i, u := range c.Path {
		r.Line[i][0], r.Line[i][1] = v.world.Point(u)
	}
	return r
}

// micros returns a time in microseconds.
func micros(d time.Duration) float64 { return float64(d) / 1e3 }

// Encode returns a reply as JSON. It logs a reply that cannot be written, and returns
// nothing.
func Encode(reply any) []byte {
	body, err := json.Marshal(reply)
	if err != nil { // of numbers and texts alone, which the map has checked
		slog.Error("a reply cannot be written", "error", err)
	}
	return body
}
