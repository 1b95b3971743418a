package api

import (
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// withHunt calls serve with the hunt that the address names, if the request brings its token.
func (s *Server) withHunt(serve func(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h, err := s.game.Find(r.PathValue("id"), s.tokenOf(r))
		if err == nil {
			err = serve(w, r, h)
		}
		if err != nil {
			fail(w, r, err)
		}
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

// newHuntRequest returns the defaults of a request.
func newHuntRequest() huntRequest {
	q := hunts.NewRequest(0, 0)
	return huntRequest{Clues: q.Clues, Range: q.Range, Seed: q.Seed}
}

// located returns which half of a place is missing.
func located(lon, lat *float64) error {
	switch {
	case lon == nil:
		return refusal.BadRequest("lon", "it is missing")
	case lat == nil:
		return refusal.BadRequest("lat", "it is missing")
	}
	return nil
}

// createdReply is a new hunt: only its player gets to see the token, and only now.
type createdReply struct {
	hunts.View
	Token string `json:"token"`
}

// create makes a hunt.
func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	q := newHuntRequest()
	err := decode(w, r, &q)
	if err == nil {
		err = located(q.Lon, q.Lat)
	}
	if err == nil {
		err = s.begin(w, r, &q)
	}
	if err != nil {
		fail(w, r, err)
	}
}

// begin makes a hunt, which the client pays for, and answers with it.
func (s *Server) begin(w http.ResponseWriter, r *http.Request, q *huntRequest) error {
	request := hunts.Request{Lon: *q.Lon, Lat: *q.Lat, Clues: q.Clues, Range: q.Range, Seed: q.Seed}
	c, err := s.game.Create(r.Context(), request, limits.Household(limits.Client(r)))
	if c.Planned {
		s.pay(r, planCost(s.game.World().Graph.NumNodes(), c.Reached, q.Clues))
	}
	if err != nil {
		return err
	}
	view, err := s.game.Describe(r.Context(), c.Hunt)
	if err != nil {
		_ = s.game.End(c.Hunt, "ended") // nobody has its token
		return err
	}
	w.Header().Set("Location", "/hunts/"+view.ID)
	setCookie(w, r, view.ID, c.Token.String())
	respond(w, http.StatusCreated, hunts.Encode(createdReply{view, c.Token.String()}))
	return nil
}

// show answers with a hunt.
func (s *Server) show(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	s.payWay(r, h)
	view, err := s.game.Describe(r.Context(), h)
	if err != nil {
		return err
	}
	if token := bearer(r); token != "" { // of a browser that has begun again
		setCookie(w, r, view.ID, token)
	}
	respond(w, http.StatusOK, hunts.Encode(view))
	return nil
}

// showPath answers with the path to the next clue.
func (s *Server) showPath(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	path, err := s.game.Path(r.Context(), h)
	if err == nil {
		respond(w, http.StatusOK, hunts.Encode(path))
	}
	return err
}

// showAlternatives answers with other ways to the next clue.
func (s *Server) showAlternatives(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	s.pay(r, searchesCost(s.game.World().Graph.NumNodes()))
	others, err := s.game.Alternatives(r.Context(), h)
	if err == nil {
		respond(w, http.StatusOK, hunts.Encode(append([]hunts.Walk{}, others...)))
	}
	return err
}

// showNear answers with the walk as near to the next clue as one can get.
func (s *Server) showNear(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	s.pay(r, searchesCost(s.game.World().Graph.NumNodes()))
	near, err := s.game.Near(r.Context(), h)
	if err == nil {
		respond(w, http.StatusOK, hunts.Encode(near))
	}
	return err
}

// remove ends a hunt.
func (s *Server) remove(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	if err := s.game.End(h, "ended"); err != nil {
		return err
	}
	clearCookie(w, r, h)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// stream sends the events of a hunt as they happen.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, h *hunts.Hunt) error {
	s.payWay(r, h)
	log, err := s.game.Follow(r.Context(), h)
	if err != nil {
		return err
	}
	s.streams.Add(1)
	defer s.streams.Add(-1)
	serveStream(w, r, log, func() []byte {
		view, err := s.game.Describe(r.Context(), h)
		if err != nil {
			return nil // the stream goes on, or ends with what has ended the hunt
		}
		return hunts.Encode(view)
	})
	return nil
}
