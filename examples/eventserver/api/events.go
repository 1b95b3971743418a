package api

import (
	"fmt"
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// eventRequest tells of an event.
type eventRequest struct {
	Type string   `json:"type"`
	Lon  *float64 `json:"lon"`
	Lat  *float64 `json:"lat"`
	Area border   `json:"area"`

	After *uint64 `json:"after"` // number of the event that it has to follow; nil: any
}

// eventKinds are the kinds of events that clients tell of, and what each does to a hunt. A
// request is checked before.
var eventKinds = map[string]func(s *hunts.State, q *eventRequest) error{
	"moved":    func(s *hunts.State, q *eventRequest) error { return s.Move(*q.Lon, *q.Lat) },
	"found":    func(s *hunts.State, _ *eventRequest) error { return s.Find() },
	"closed":   closeStreets,
	"reopened": reopenStreets,
}

func closeStreets(s *hunts.State, q *eventRequest) error {
	if q.Area != nil {
		return s.CloseArea(hunts.Ring(q.Area))
	}
	return s.Close(*q.Lon, *q.Lat)
}

func reopenStreets(s *hunts.State, q *eventRequest) error {
	if q.Area != nil {
		return s.ReopenArea(hunts.Ring(q.Area))
	}
	return s.Reopen(*q.Lon, *q.Lat)
}

// check returns what is wrong with an event, whatever the hunt.
func (q *eventRequest) check() error {
	if _, ok := eventKinds[q.Type]; !ok {
		return refusal.BadRequest("type", `there are "moved", "found", "closed" and "reopened"`)
	}
	switch {
	case q.Area != nil && (q.Type == "found" || q.Type == "moved"):
		return refusal.BadRequest("area", "only streets are closed and reopened in an area")
	case q.Type == "found":
		return q.without("a clue is found where the player is")
	case q.Area != nil:
		return q.without("an area has its own")
	}
	return located(q.Lon, q.Lat)
}

// without returns why an event has no place beside what else it says.
func (q *eventRequest) without(why string) error {
	switch {
	case q.Lon != nil:
		return refusal.BadRequest("lon", why)
	case q.Lat != nil:
		return refusal.BadRequest("lat", why)
	}
	return nil
}

// follow returns why an event comes too late, or nil: a client that does not know whether a request
// has arrived can make it again, and it happens once.
func (q *eventRequest) follow(h *hunts.Hunt) error {
	if n := h.Event(); q.After != nil && *q.After != n {
		return refusal.Conflict(fmt.Sprintf("the last event is %d, and not %d", n, *q.After))
	}
	return nil
}

// event has the event happen that a player tells of, and answers with the hunt after it.
func (s *Server) event(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	var q eventRequest
	err := decode(w, r, &q)
	if err == nil {
		err = q.check()
	}
	if err != nil {
		return err
	}
	s.payWay(r, h)
	body, err := s.game.Play(r.Context(), h, q.Type, func(state *hunts.State) error {
		if err := q.follow(h); err != nil {
			return err
		}
		err := eventKinds[q.Type](state, &q)
		if q.Type == "closed" || q.Type == "reopened" {
			s.pay(r, areasCost(state))
		}
		return err
	})
	if err == nil {
		respond(w, http.StatusOK, body)
	}
	return err
}
