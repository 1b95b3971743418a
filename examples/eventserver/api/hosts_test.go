package api

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestHosts(t *testing.T) {
	s := &Server{options: Options{Hosts: "hunt.example.org, B.example,192.0.2.7,"}}
	h := s.allowedHosts("192.0.2.9:8080")
	for host, want := range map[string]bool{
		"localhost": true, "localhost:8080": true, "LocalHost.": true, "127.0.0.1": true, "127.0.0.1:80": true, "127.9.9.9": true, "[::1]:8080": true, "[::1]": true,
		"[::ffff:127.0.0.1]:1": true, "hunt.example.org": true, "HUNT.example.org.:443": true, "b.example:1": true, "192.0.2.7:80": true, "192.0.2.9": true,
		"": false, ":80": false, "evil.example": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false, "a.hunt.example.org": false,
		"192.0.2.8": false, "[2001:db8::1]": false, "0.0.0.0": false, "[::]": false, "localhost:80:80": false, "x@localhost": false,
	} {
		if got := h.allows(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}

// TestHostsOfWildcards: an address to listen on that is any names none.
func TestHostsOfWildcards(t *testing.T) {
	for _, addr := range []string{":8080", "0.0.0.0:8080", "[::]:8080"} {
		if h := (&Server{}).allowedHosts(addr); h.allows("") || h.allows("evil.example") {
			t.Errorf("%s: %v", addr, h)
		}
	}
}

// TestRebinding asks for all routes by another site's name, as a browser does that was told
// that this server's address is that site's.
func TestRebinding(t *testing.T) {
	s := newTarget(t, nil)
	path, token := s.begin()
	for _, c := range []struct {
		h      http.Handler
		method string
		path   string
		token  string
		status int
	}{
		{s.players, "GET", "/", "", 421}, {s.players, "GET", "/map", "", 421}, {s.players, "GET", path, token, 421}, {s.players, "POST", "/hunts", "", 421},
		{s.players, "GET", "/nowhere", "", 421}, {s.players, "GET", "/healthz", "", 200}, {s.players, "GET", "/readyz", "", 200},
		{s.admins, "GET", "/", adminSecret, 421}, {s.admins, "GET", "/stats", adminSecret, 421}, {s.admins, "POST", "/reload", adminSecret, 421},
	} {
		r := request(c.method, c.path, c.token, `{"lon":12.005,"lat":57.003}`)
		r.Host = "evil.example:8080"
		w := httptest.NewRecorder()
		if c.h.ServeHTTP(w, r); w.Code != c.status {
			t.Errorf("%s %s: status %d, %s", c.method, c.path, w.Code, w.Body)
		}
	}
}
