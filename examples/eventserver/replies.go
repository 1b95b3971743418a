package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// nodeReply is a node and where it is.
type nodeReply struct {
	Node csr.Node `json:"node"`
	Lon  float64  `json:"lon"`
	Lat  float64  `json:"lat"`
}

func (w *world) reply(v csr.Node) nodeReply {
	lon, lat := w.point(v)
	return nodeReply{v, lon, lat}
}

// clueReply is a clue as clients see it.
type clueReply struct {
	nodeReply
	Found bool `json:"found"`
}

// huntReply is a hunt as clients see it.
type huntReply struct {
	ID        string      `json:"id"`
	Map       string      `json:"map"`
	Position  nodeReply   `json:"position"`
	Clues     []clueReply `json:"clues"`
	Arrived   bool        `json:"arrived"` // the next clue can be found from where the player is
	Closed    []nodeReply `json:"closed"`
	Remaining *uint64     `json:"remaining"` // null: closed streets leave no way
	Expires   time.Time   `json:"expires"`
	Event     uint64      `json:"event"`
}

// createdReply is a new hunt: only its player gets to see the token, and only now.
type createdReply struct {
	huntReply
	Token string `json:"token"`
}

// pathReply is a path as clients see it.
type pathReply struct {
	From     csr.Node     `json:"from"`
	To       csr.Node     `json:"to"`
	Distance *uint32      `json:"distance"` // null: closed streets leave no way
	Line     [][2]float64 `json:"line"`
	Engine   string       `json:"engine"`
	Map      string       `json:"map"`
	Waited   float64      `json:"waited_us"`
	Solved   float64      `json:"solved_us"`
}

// eventReply is an event and what has become of the hunt.
type eventReply struct {
	Event uint64     `json:"event"`
	Hunt  huntReply  `json:"hunt"`
	Path  *pathReply `json:"path"` // null: all clues are found
}

// reply describes a hunt after an event. The lock is held.
func (s *server) reply(h *hunt, v way, event uint64) huntReply {
	r := huntReply{
		ID: h.id.String(), Map: h.world.hash, Position: h.world.reply(h.at), Closed: []nodeReply{}, Event: event, Arrived: h.arrived(),
		Expires: time.Unix(0, h.used.Load()).Add(s.expire).UTC().Truncate(time.Second),
	}
	for i, clue := range h.clues() {
		r.Clues = append(r.Clues, clueReply{h.world.reply(clue), i < int(h.found)})
	}
	for _, v := range h.closed() {
		r.Closed = append(r.Closed, h.world.reply(v))
	}
	if left, ok := v.length(); ok {
		r.Remaining = &left
	}
	return r
}

// reply describes the path to the next clue, or is nil if there is none.
func (v way) reply(w *world) *pathReply {
	if len(v.calls) == 0 {
		return nil
	}
	c := &v.calls[0]
	r := &pathReply{
		From: c.From, To: c.To, Line: make([][2]float64, len(c.Path)), Engine: v.by.String(), Map: w.hash,
		Waited: micros(c.Waited), Solved: micros(c.Solved),
	}
	if c.Outcome == dijkstra.Found {
		r.Distance = &c.Distance
	}
	for i, v := range c.Path {
		r.Line[i][0], r.Line[i][1] = w.point(v)
	}
	return r
}

// micros returns a time in microseconds.
func micros(d time.Duration) float64 { return float64(d) / 1e3 }

// encode returns a reply as JSON.
func encode(reply any) []byte {
	body, err := json.Marshal(reply)
	if err != nil { // of numbers and texts alone, which the map has checked
		slog.Error("a reply cannot be written", "error", err)
	}
	return body
}

// respond answers with JSON.
func respond(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // a client that is gone does not matter here
}
