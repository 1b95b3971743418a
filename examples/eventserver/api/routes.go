package api

import (
	"net/http"

	"github.com/veltrix/cairn/dijkstra/service"
)

// routes are the routes of the API, as the reference at /docs describes them.
func (s *Server) routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"POST /hunts":             s.unlessDraining(s.create),
		"GET /hunts/{id}":         s.withHunt(s.show),
		"POST /hunts/{id}/events": s.withHunt(s.event),
		"GET /hunts/{id}/path":    s.withHunt(s.showPath),
		"DELETE /hunts/{id}":      s.withHunt(s.remove),
		"GET /hunts/{id}/stream":  s.unlessDraining(s.withHunt(s.stream)),
		"GET /map":                s.showMap,
		"GET /healthz":            s.health,
	}
}

// unlessDraining refuses requests whose work would last longer than the server.
func (s *Server) unlessDraining(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.draining.Load() {
			fail(w, service.ErrClosed) // the engines will be in a moment
			return
		}
		serve(w, r)
	}
}

// health tells load balancers whether to send players here.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if s.leaving.Load() {
		fail(w, service.ErrClosed)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// showMap answers with the drawing of the map.
func (s *Server) showMap(w http.ResponseWriter, r *http.Request) {
	s.pay(r, sentCost(sendDrawing(w, r, &s.game.World().Drawing)))
}
