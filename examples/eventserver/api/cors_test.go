package api

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// askForPage asks as a browser does for a page of an origin.
func (s *target) askForPage(origin, method, path, wants string) *httptest.ResponseRecorder {
	r := request(method, path, "", "")
	r.Header.Set("Origin", origin)
	if wants != "" {
		r.Header.Set("Access-Control-Request-Method", wants)
	}
	w := httptest.NewRecorder()
	s.players.ServeHTTP(w, r)
	return w
}

// TestOrigins tells browsers that pages of the list may see answers, also those that refuse, and
// no others.
func TestOrigins(t *testing.T) {
	const app = "https://app.example.com"
	s := newTarget(t, func(c *settings) { c.origins = Origins{app, "http://localhost:3000"} })
	for _, c := range []struct {
		origin, method, path, wants string
		status                      int
		allowed                     bool
	}{
		{app, "OPTIONS", "/hunts", "POST", 204, true},
		{app, "OPTIONS", "/hunts/x/events", "POST", 204, true},
		{"http://localhost:3000", "OPTIONS", "/hunts", "POST", 204, true},
		{app, "OPTIONS", "/hunts", "", 405, true}, // no question of a browser
		{app, "GET", "/hunts/x", "", 404, true},
		{"https://evil.example", "OPTIONS", "/hunts", "POST", 405, false},
		{"https://evil.example", "GET", "/map", "", 200, false},
		{"https://app.example.com.evil.example", "GET", "/map", "", 200, false},
		{"http://app.example.com", "GET", "/map", "", 200, false},
		{"null", "GET", "/map", "", 200, false},
		{"", "GET", "/map", "", 200, false},
	} {
		w := s.askForPage(c.origin, c.method, c.path, c.wants)
		want := ""
		if c.allowed {
			want = c.origin
		}
		if got := w.Header().Get("Access-Control-Allow-Origin"); w.Code != c.status || got != want || w.Header().Get("Vary") == "" {
			t.Errorf("%s %s of %s: status %d, allowed %q, %v", c.method, c.path, c.origin, w.Code, got, w.Header())
		}
	}
}

// TestNoOrigins: without a list nothing is said.
func TestNoOrigins(t *testing.T) {
	s := newTarget(t, nil)
	w := s.askForPage("https://app.example.com", "OPTIONS", "/hunts", "POST")
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Access-Control-Allow-Origin") != "" || w.Header().Get("Vary") != "" {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
}

func TestSetOrigins(t *testing.T) {
	var o Origins
	for _, good := range []string{"https://a.example", "http://localhost:3000", "https://[::1]:8443"} {
		if err := o.Set(good); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "*", "null", "a.example", "https://a.example/", "https://A.example", "ftp://a.example", "https://u@a.example", "https://a.example?x", "https://", "//a.example"} {
		if err := o.Set(bad); err == nil {
			t.Errorf("%q is an origin", bad)
		}
	}
	if o.String() != "https://a.example,http://localhost:3000,https://[::1]:8443" {
		t.Error(o.String())
	}
}
