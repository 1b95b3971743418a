package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// newGoteborg returns a target with the map of Göteborg and room for many hunts, none of
// the canary.
func newGoteborg(t testing.TB, change func(c *settings)) *target {
	t.Helper()
	return newTarget(t, func(c *settings) {
		c.file, c.Hunts, c.canary, c.Workers = "", 1000, 0, 2
		if change != nil {
			change(c)
		}
	})
}

// expect makes a request and reads the reply to one that has to have a status.
func (c *target) expect(status int, into any, method, path, token, body string) {
	c.Helper()
	c.expectOf(c.ask, status, into, method, path, token, body)
}

// expectAdmin is expect of what organisers may ask.
func (c *target) expectAdmin(status int, into any, method, path, body string) {
	c.Helper()
	c.expectOf(c.asAdmin, status, into, method, path, "", body)
}

func (c *target) expectOf(ask asking, status int, into any, method, path, token, body string) {
	c.Helper()
	w := ask(method, path, token, body)
	if w.Code != status {
		c.Fatalf("%s %s %s: status %d, %s; want %d", method, path, body, w.Code, w.Body, status)
	}
	if into != nil {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			c.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
		}
	}
}

// player is the player of a hunt.
type player struct {
	*target
	path  string
	token string
}

// join creates a hunt at the opera of Göteborg.
func (c *target) join(fields string) (player, createdReply) {
	c.Helper()
	var hunt createdReply
	c.expect(201, &hunt, "POST", "/hunts", "", `{"lon":11.9634,"lat":57.7107`+fields+`}`)
	return player{c, "/hunts/" + hunt.ID, hunt.Token}, hunt
}

// show returns the hunt.
func (p player) show() (hunt hunts.View) {
	p.Helper()
	p.expect(200, &hunt, "GET", p.path, p.token, "")
	return hunt
}

// TestDrain tells load balancers and ends bots, but serves on.
func TestDrain(t *testing.T) {
	c := newGoteborg(t, nil)
	p, _ := c.join("")
	c.expectAdmin(202, nil, "POST", "/bots", `{"count":3}`)
	healthy := func(path string) {
		if w := c.ask("GET", path, "", ""); w.Code != 200 || w.Body.String() != "ok\n" {
			t.Errorf("%s: %d, %q", path, w.Code, w.Body)
		}
	}
	healthy("/healthz")
	healthy("/readyz")
	c.Drain()
	healthy("/healthz")
	for route, body := range map[string]string{
		"GET /readyz": "", "POST /hunts": `{"lon":11.9634,"lat":57.7107}`, "GET " + p.path + "/stream": "",
	} {
		method, path, _ := strings.Cut(route, " ")
		w := c.ask(method, path, p.token, body)
		if expectError(t, w, http.StatusServiceUnavailable, ""); w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: no Retry-After", route)
		}
	}
	expectError(t, c.askAdmin("POST", "/bots", `{"count":3}`), http.StatusServiceUnavailable, "")
	c.bots.Wait()
	c.expect(200, nil, "GET", p.path, p.token, "")
	c.expect(204, nil, "DELETE", p.path, p.token, "")
}
