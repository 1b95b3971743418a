package main

import (
	"net/http"
)

// routed serves what a ServeMux has a route for, and answers everything else as the
// API answers errors, and not in plain text as a ServeMux does.
func routed(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		said := refusal{header: http.Header{}}
		refuse.ServeHTTP(&said, r)
		if said.status == http.StatusMethodNotAllowed {
			w.Header()["Allow"] = said.header["Allow"]
			fail(w, &requestError{status: said.status, text: "this address has other methods"})
			return
		}
		fail(w, &requestError{status: http.StatusNotFound, text: "there is no such address; /docs has them all"})
	})
}

// refusal is a response of which only the header counts.
type refusal struct {
	header http.Header
	status int
}

// Header, WriteHeader and Write are those of http.ResponseWriter.
func (r *refusal) Header() http.Header         { return r.header }
func (r *refusal) WriteHeader(status int)      { r.status = status }
func (r *refusal) Write(b []byte) (int, error) { return len(b), nil }
