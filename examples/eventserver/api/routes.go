package api

import (
	"net/http"

	"github.com/veltrix/cairn/dijkstra/service"
)

// routes are the routes of the API, as the reference at /docs describes them.
func (s *Server) routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"POST /hunts":                  s.unlessDraining(s.create),
		"GET /hunts/{id}":              s.withHunt(s.show),
		"POST /hunts/{id}/events":      s.withHunt(s.event),
		"GET /hunts/{id}/path":         s.withHunt(s.showPath),
		"GET /hunts/{id}/alternatives": s.withHunt(s.showAlternatives),
		"GET /hunts/{id}/near":         s.withHunt(s.showNear),
		"DELETE /hunts/{id}":           s.withHunt(s.remove),
		"GET /hunts/{id}/stream":       s.unlessDraining(s.withHunt(s.stream)),
		"GET /map":                     s.showMap,
		"GET /healthz":                 s.alive,
		"GET /readyz":                  s.ready,
	}
}

// unlessDraining refuses requests whose work would last longer than the server.
func (s *Server) unlessDraining(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.draining.Load() {
			fail(w, r, service.ErrClosed) // the engines will be in a moment
			return
		}
		serve(w, r)
	}
}

// ready tells load balancers whether to send players here: the map is loaded, and the server is
// not going down. It listens only once the map and the hunts are there.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.leaving.Load() {
		fail(w, r, service.ErrClosed)
		return
	}
	s.alive(w, r)
}

// alive tells that the server runs.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// showMap answers with the drawing of the map.
func (s *Server) showMap(w http.ResponseWriter, r *http.Request) {
	s.pay(r, sentCost(sendDrawing(w, r, &s.game.World().Drawing)))
}
