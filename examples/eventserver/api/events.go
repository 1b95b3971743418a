package api

import (
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// move is an event that a client tells of.
type move struct {
	Type string   `json:"type"`
	Lon  *float64 `json:"lon"`
	Lat  *float64 `json:"lat"`
}

// moves are the kinds of events that clients tell of, and what each does to a hunt.
// They are checked before.
var moves = map[string]func(m *move, s *hunts.State) error{
	"moved":    func(m *move, s *hunts.State) error { return s.Move(*m.Lon, *m.Lat) },
	"found":    func(m *move, s *hunts.State) error { return s.Find() },
	"closed":   func(m *move, s *hunts.State) error { return s.Close(*m.Lon, *m.Lat) },
	"reopened": func(m *move, s *hunts.State) error { return s.Reopen(*m.Lon, *m.Lat) },
}

// check returns what is wrong with an event, whatever the hunt.
func (m *move) check() error {
	if _, ok := moves[m.Type]; !ok {
		return refusal.BadRequest("type", `there are "moved", "found", "closed" and "reopened"`)
	}
	switch {
	case m.Type != "found":
		return located(m.Lon, m.Lat)
	case m.Lon != nil:
		return refusal.BadRequest("lon", "a clue is found where the player is")
	case m.Lat != nil:
		return refusal.BadRequest("lat", "a clue is found where the player is")
	}
	return nil
}

// event has happen what a player tells of.
func (s *Server) event(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	var m move
	err := decode(w, r, &m)
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return err
	}
	s.payWay(r, h)
	body, err := s.game.Play(r.Context(), h, m.Type, func(s *hunts.State) error { return moves[m.Type](&m, s) })
	if err == nil {
		respond(w, http.StatusOK, body)
	}
	return err
}
