package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// TestRefusedHunts names what is wrong with a request for a hunt.
func TestRefusedHunts(t *testing.T) {
	c := newGoteborg(t, nil)
	for body, want := range map[string]struct {
		status int
		field  string
	}{
		`{"lat":57.7}`:                            {400, "lon"},
		`{"lon":11.97}`:                           {400, "lat"},
		`{"lon":11.97,"lat":57.7,"clues":0}`:      {400, "clues"},
		`{"lon":11.97,"lat":57.7,"clues":13}`:     {400, "clues"},
		`{"lon":11.97,"lat":57.7,"clues":"five"}`: {400, "clues"},
		`{"lon":11.97,"lat":57.7,"range":-1}`:     {400, "range"},
		`{"lon":11.97,"lat":57.7,"range":1}`:      {422, "range"},
		`{"lon":11.97,"lat":57.7,"token":"x"}`:    {400, "token"},
		`{"lon":18.07,"lat":59.33}`:               {400, "lon"}, // Stockholm
		`{"lon":1e300,"lat":57.7}`:                {400, "lon"},
	} {
		var reply struct{ Error, Field string }
		c.expect(want.status, &reply, "POST", "/hunts", "", body)
		if reply.Field != want.field || reply.Error == "" {
			t.Errorf("%s: %+v, want %s", body, reply, want.field)
		}
	}
}

// TestTokens opens a hunt to its token alone.
func TestTokens(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join("")
	other, _ := c.join("")
	unknown := c.ask("GET", "/hunts/"+hunts.ID{}.String(), p.token, "").Body.String()
	for _, token := range []string{"", "x", other.token, p.token[1:], p.token + "A", strings.ToLower(p.token) + "=", hunts.Token{}.String()} {
		for _, route := range []string{"GET ", "DELETE ", "GET /path", "GET /stream", "POST /events"} {
			method, rest, _ := strings.Cut(route, " ")
			w := c.ask(method, p.path+rest, token, `{"type":"found"}`)
			if w.Code != http.StatusNotFound || w.Body.String() != unknown {
				t.Errorf("%s with token %q: %d, %s", route, token, w.Code, w.Body)
			}
		}
	}
	p.show() // it is all there
}

// TestBounds refuses a hunt more than there may be, until one has ended.
func TestBounds(t *testing.T) {
	c := newGoteborg(t, func(c *settings) { c.Hunts = 2 })
	p, _ := c.join("")
	c.join("")
	w := c.ask("POST", "/hunts", "", `{"lon":11.9634,"lat":57.7107}`)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("a hunt too many: %d, %v", w.Code, w.Header())
	}
	p.expect(204, nil, "DELETE", p.path, p.token, "")
	p.expect(404, nil, "GET", p.path, p.token, "")
	c.join("")
}

// TestPlacesBlame has the API name the coordinate.
func TestPlacesBlame(t *testing.T) {
	s := newTarget(t, nil)
	for body, want := range map[string]string{`{"lon":12,"lat":-91}`: "lat", `{"lon":12,"lat":58}`: "lat", `{"lon":1000,"lat":57}`: "lon", `{"lon":13,"lat":57}`: "lon"} {
		w := s.ask("POST", "/hunts", "", body)
		expectError(t, w, 400, want)
		var said struct{ Error string }
		if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || said.Error[:3] == "csr" {
			t.Errorf("%s: %q, %v", body, said.Error, err)
		}
	}
	path, token := s.begin()
	for _, field := range []string{"lon", "lat"} {
		expectError(t, s.ask("POST", path+"/events", token, `{"type":"found","`+field+`":12}`), 400, field)
	}
}

// TestAfter has an event happen once, however often it is told.
func TestAfter(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join("")
	const told = `{"type":"moved","lon":11.97,"lat":57.7,"after":0}`
	p.expect(200, nil, "POST", p.path+"/events", p.token, told)
	p.expect(409, nil, "POST", p.path+"/events", p.token, told)
	p.expect(400, nil, "POST", p.path+"/events", p.token, `{"type":"found","after":-1}`)
}
