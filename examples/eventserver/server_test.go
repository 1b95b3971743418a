package main

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// newGoteborg returns a target with the map of Göteborg and room for many hunts, none of
// the canary.
func newGoteborg(t testing.TB, change func(c *config)) *target {
	t.Helper()
	return newTarget(t, func(c *config) {
		c.mapFile, c.hunts, c.canary, c.workers = "", 1000, 0, 2
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

// event tells of an event, that has to have a status.
func (p player) event(status int, kind string, at *nodeReply) (reply eventReply) {
	p.Helper()
	body := fmt.Sprintf(`{"type":%q}`, kind)
	if at != nil {
		body = fmt.Sprintf(`{"type":%q,"lon":%v,"lat":%v}`, kind, at.Lon, at.Lat)
	}
	p.expect(status, &reply, "POST", p.path+"/events", p.token, body)
	return reply
}

// show returns the hunt.
func (p player) show() (hunt huntReply) {
	p.Helper()
	p.expect(200, &hunt, "GET", p.path, p.token, "")
	return hunt
}

// goteborg returns the map that the server has of itself.
func goteborg(t testing.TB) *csr.CSRGraph {
	t.Helper()
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	return g
}
