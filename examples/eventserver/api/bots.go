package api

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// startBots adds bots.
func (s *Server) startBots(w http.ResponseWriter, r *http.Request) {
	q := struct {
		Count int `json:"count"`
	}{Count: 1000}
	err := decode(w, r, &q)
	if err == nil && (q.Count < 1 || q.Count > bots.Most) {
		err = refusal.BadRequest("count", fmt.Sprintf("there are 1 to %d", bots.Most))
	}
	var all int
	if err == nil {
		all, err = s.bots.Start(q.Count)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	respond(w, http.StatusAccepted, hunts.Encode(map[string]int{"bots": all}))
}

// stopBots ends all bots.
func (s *Server) stopBots(w http.ResponseWriter, r *http.Request) {
	slog.Info("bots are stopped", "all", s.bots.Count())
	s.bots.Halt()
	w.WriteHeader(http.StatusNoContent)
}
