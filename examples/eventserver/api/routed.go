package api

import (
	"net/http"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// routed passes requests on to a mux, and answers those that it has no route for
// like all others that are refused, with JSON: of itself a mux writes plain text.
func routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		said := unsent{}
		answer.ServeHTTP(said, r)
		allow := said.Header().Get("Allow")
		if allow == "" {
			fail(w, r, &refusal.Error{Status: http.StatusNotFound, Text: "there is no such route"})
			return
		}
		w.Header().Set("Allow", allow)
		fail(w, r, &refusal.Error{Status: http.StatusMethodNotAllowed, Text: "this route allows " + allow})
	})
}

// unsent is a response that nobody gets: only its header is kept.
type unsent http.Header

// Header returns what was set.
func (u unsent) Header() http.Header { return http.Header(u) }

// WriteHeader does nothing.
func (u unsent) WriteHeader(int) {}

// Write does nothing.
func (u unsent) Write(b []byte) (int, error) { return len(b), nil }
