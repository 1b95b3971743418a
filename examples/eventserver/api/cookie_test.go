package api

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// cookied is a hunt whose token is in a cookie.
type cookied struct {
	*target
	path, token string
}

// ask asks with the cookie, and lines of a header.
func (c cookied) ask(method, path, body string, lines ...string) *httptest.ResponseRecorder {
	r := request(method, path, "", body)
	r.AddCookie(&http.Cookie{Name: cookieName, Value: c.token})
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	c.players.ServeHTTP(w, r)
	return w
}

// TestCookie counts for reading, and for nothing that changes a hunt.
func TestCookie(t *testing.T) {
	s := newTarget(t, func(c *settings) { c.origins = Origins{"https://app.example.com"} })
	path, token := s.begin()
	c := cookied{s, path, token}
	for _, x := range []struct {
		method, path, body string
		header             string
		status             int
	}{
		{"GET", path, "", "", 200}, {"HEAD", path, "", "", 200}, {"GET", path + "/path", "", "", 200},
		{"GET", path, "", "Sec-Fetch-Site: same-origin", 200},
		{"GET", path, "", "Sec-Fetch-Site: none", 200},
		{"GET", path, "", "Sec-Fetch-Site: same-site", 404},
		{"GET", path, "", "Sec-Fetch-Site: cross-site", 404},
		{"GET", path, "", "Origin: https://evil.example", 404},
		{"GET", path, "", "Origin: https://app.example.com", 200}, // as the list says
		{"POST", path + "/events", `{"type":"found"}`, "", 404},
		{"POST", path + "/events", `{"type":"found"}`, "Origin: https://app.example.com", 404},
		{"DELETE", path, "", "Sec-Fetch-Site: same-origin", 404},
	} {
		var lines []string
		if x.header != "" {
			lines = append(lines, x.header)
		}
		if w := c.ask(x.method, x.path, x.body, lines...); w.Code != x.status {
			t.Errorf("%s %s, %s: status %d, want %d", x.method, x.path, x.header, w.Code, x.status)
		}
	}
	c.token = "x"
	if w := c.ask("GET", path, ""); w.Code != 404 {
		t.Errorf("another token: status %d", w.Code)
	}
}

// TestCookieIsGiven with a hunt, for its address alone, and taken with it. No answer to a request
// without the header has one.
func TestCookieIsGiven(t *testing.T) {
	s := newTarget(t, nil)
	w := s.ask("POST", "/hunts", "", `{"lon":12.005,"lat":57.003,"range":4000,"seed":1}`)
	path := w.Header().Get("Location")
	given := w.Result().Cookies()
	if len(given) != 1 || given[0].Path != path || !given[0].HttpOnly || given[0].Secure || given[0].SameSite != http.SameSiteStrictMode {
		t.Fatalf("%v", given)
	}
	token := given[0].Value
	if again := s.ask("GET", path, token, "").Result().Cookies(); len(again) != 1 || again[0].Value != token {
		t.Errorf("%v", again)
	}
	if w := (cookied{s, path, token}).ask("GET", path, ""); len(w.Result().Cookies()) != 0 {
		t.Errorf("%v", w.Result().Cookies())
	}
	if taken := s.ask("DELETE", path, token, "").Result().Cookies(); len(taken) != 1 || taken[0].MaxAge != -1 || taken[0].Value != "" || taken[0].Path != path {
		t.Errorf("%v", taken)
	}
}

// TestCookieIsSecure where the client has used TLS, to the server or to a trusted proxy.
func TestCookieIsSecure(t *testing.T) {
	s := newTarget(t, func(c *settings) { _ = c.proxies.Set("10.0.0.1") }) // it is a network
	for name, c := range map[string]struct {
		from, proto string
		tls         *tls.ConnectionState
		want        bool
	}{
		"plain":     {"192.0.2.1:1", "", nil, false},
		"liar":      {"192.0.2.1:1", "https", nil, false},
		"tls":       {"192.0.2.1:1", "", &tls.ConnectionState{}, true},
		"proxy":     {"10.0.0.1:1", "http", nil, false},
		"tls proxy": {"10.0.0.1:1", "https", nil, true},
	} {
		r := request("POST", "/hunts", "", `{"lon":12.005,"lat":57.003,"range":4000,"seed":1}`)
		r.RemoteAddr, r.TLS = c.from, c.tls
		r.Header.Set("X-Forwarded-For", "192.0.2.7")
		r.Header.Set("X-Forwarded-Proto", c.proto)
		w := httptest.NewRecorder()
		s.players.ServeHTTP(w, r)
		if given := w.Result().Cookies(); len(given) != 1 || given[0].Secure != c.want {
			t.Errorf("%s: %v", name, given)
		}
	}
}
