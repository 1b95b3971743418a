package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestRouted(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hunts/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.PathValue("id"))) })
	mux.HandleFunc("DELETE /hunts/{id}", nothing)
	for _, c := range []struct {
		method, path string
		status       int
		allow, body  string // body is its beginning
	}{
		{"GET", "/hunts/7", 200, "", "7"},
		{"POST", "/hunts/7", 405, "DELETE, GET, HEAD", `{"error":"this route allows DELETE, GET, HEAD"}`},
		{"GET", "/hunts", 404, "", `{"error":"there is no such route"}`},
		{"GET", "/hunts/7/", 404, "", `{"error":"there is no such route"}`},
		{"GET", "/hunts/../admin", 404, "", `{"error":"there is no such route"}`},
		{"GET", "//nowhere", 404, "", `{"error":"there is no such route"}`},
		{"OPTIONS", "*", 404, "", `{"error":"there is no such route"}`},
	} {
		w := httptest.NewRecorder()
		routed(mux).ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		if w.Code != c.status || w.Header().Get("Allow") != c.allow || !strings.HasPrefix(w.Body.String(), c.body) {
			t.Errorf("%s %s: status %d, %v, %q", c.method, c.path, w.Code, w.Header(), w.Body)
		}
	}
}
