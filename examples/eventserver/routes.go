package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"time"

	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// routes are the routes of the API, as the reference at /docs describes them.
func (s *server) routes() map[string]http.HandlerFunc {
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

// unlessDraining refuses what would go on for longer than the server does.
func (s *server) unlessDraining(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.draining.Load() {
			fail(w, service.ErrClosed) // the engines will be in a moment
			return
		}
		serve(w, r)
	}
}

// health tells load balancers whether to send players here.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	if s.leaving.Load() {
		fail(w, service.ErrClosed)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// showMap answers with what the page draws.
func (s *server) showMap(w http.ResponseWriter, r *http.Request) {
	s.pay(limits.Client(r), sentCost(s.world.Load().drawing.answer(w, r)))
}

// withHunt serves who has the token of a hunt.
func (s *server) withHunt(serve func(w http.ResponseWriter, r *http.Request, h *hunt) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h, err := s.hunts.find(r.PathValue("id"), bearer(r))
		if err == nil {
			h.touch(time.Now())
			err = serve(w, r, h)
		}
		if err != nil {
			fail(w, err)
		}
	}
}

// create makes a hunt.
func (s *server) create(w http.ResponseWriter, r *http.Request) {
	q := newHuntRequest()
	err := decode(w, r, &q)
	if err == nil {
		err = q.check()
	}
	if err == nil {
		err = s.begin(w, r, &q)
	}
	if err != nil {
		fail(w, err)
	}
}

// huntRequest asks for a hunt.
type huntRequest struct {
	Lon   *float64 `json:"lon"`
	Lat   *float64 `json:"lat"`
	Clues int      `json:"clues"`
	Range uint32   `json:"range"` // in the map's unit
	Seed  uint64   `json:"seed"`
}

// newHuntRequest returns what is asked for where a client does not say.
func newHuntRequest() huntRequest { return huntRequest{Clues: 5, Range: 15000, Seed: rand.Uint64()} }

// check returns what is wrong with the numbers.
func (q *huntRequest) check() error {
	if err := located(q.Lon, q.Lat); err != nil {
		return err
	}
	if q.Clues < 1 || q.Clues > maxClues {
		return refusal.BadRequest("clues", fmt.Sprintf("there are 1 to %d", maxClues))
	}
	return nil
}

// begin makes a hunt and answers with it.
func (s *server) begin(w http.ResponseWriter, r *http.Request, q *huntRequest) error {
	h, token, err := s.newHunt(r.Context(), q, limits.Client(r))
	if err != nil {
		return err
	}
	body, err := s.describe(r.Context(), h, func(hunt huntReply) any { return createdReply{hunt, token.String()} })
	if err != nil {
		s.end(h, "ended") // nobody has its token
		return err
	}
	w.Header().Set("Location", "/hunts/"+h.id.String())
	respond(w, http.StatusCreated, body)
	return nil
}

// show answers with a hunt.
func (s *server) show(w http.ResponseWriter, r *http.Request, h *hunt) error {
	s.payWay(r, h)
	body, err := s.describe(r.Context(), h, func(hunt huntReply) any { return hunt })
	if err == nil {
		respond(w, http.StatusOK, body)
	}
	return err
}

// event has happen what a player tells of.
func (s *server) event(w http.ResponseWriter, r *http.Request, h *hunt) error {
	var m move
	err := decode(w, r, &m)
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return err
	}
	s.payWay(r, h)
	var body []byte
	err = s.play(r.Context(), h, func() error { return moves[m.Type](h, &m) }, func(v way) { body = s.tell(h, m.Type, v) })
	if err == nil {
		respond(w, http.StatusOK, body)
	}
	return err
}

// remove ends a hunt.
func (s *server) remove(w http.ResponseWriter, r *http.Request, h *hunt) error {
	if !s.end(h, "ended") {
		return notFound()
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// showPath answers with the path to the next clue.
func (s *server) showPath(w http.ResponseWriter, r *http.Request, h *hunt) error {
	body, err := s.look(r.Context(), h, false, func(v way) any { return v.reply(h.world) })
	if err == nil {
		respond(w, http.StatusOK, body)
	}
	return err
}

// stream sends the events of a hunt as they happen.
func (s *server) stream(w http.ResponseWriter, r *http.Request, h *hunt) error {
	s.payWay(r, h)
	s.streams.Add(1)
	defer s.streams.Add(-1)
	serveStream(w, r, &h.log, func() []byte {
		body, err := s.describe(r.Context(), h, func(hunt huntReply) any { return hunt })
		if err != nil {
			return nil // the stream goes on, or ends with what has ended the hunt
		}
		return body
	})
	return nil
}

// describe returns a reply that a hunt as it is now is made into.
func (s *server) describe(ctx context.Context, h *hunt, as func(huntReply) any) ([]byte, error) {
	return s.look(ctx, h, true, func(v way) any { return as(s.reply(h, v, h.log.Number())) })
}

// look returns the reply that the way which is left in a hunt is made into: all of
// it, or up to the next clue.
func (s *server) look(ctx context.Context, h *hunt, all bool, as func(v way) any) (body []byte, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	err = s.retry(ctx, h, func() error {
		v, err := s.ahead(ctx, h, all)
		if err == nil {
			defer v.release()
			body = encode(as(v))
		}
		return err
	})
	return body, err
}

// newHunt makes the hunt that a client asks for, who pays for what that costs.
func (s *server) newHunt(ctx context.Context, q *huntRequest, client netip.Addr) (*hunt, huntToken, error) {
	if err := s.hunts.room(client); err != nil {
		return nil, huntToken{}, err
	}
	w := s.world.Load()
	lon, lat := w.place(*q.Lon, *q.Lat)
	start, err := w.nearest(lon, lat)
	if err != nil {
		return nil, huntToken{}, err
	}
	plan, reached, err := w.plan(ctx, start, q.Clues, q.Range, q.Seed)
	s.pay(client, planCost(reached, q.Clues))
	if err != nil {
		return nil, huntToken{}, err
	}
	plan.lon, plan.lat = lon, lat
	return s.hunts.add(w, plan, client, time.Now())
}
