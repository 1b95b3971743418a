package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// client asks a server, in memory.
type client struct {
	t *testing.T
	s *server
	h http.Handler
}

// newClient starts a server with the usual flags, but for what change changes. When the
// test ends, so does the server, and then all memory has been given back.
func newClient(t *testing.T, change func(c *config)) *client {
	t.Helper()
	c := config{hunts: 1000, expire: time.Hour, engine: "labels", workers: 2}
	if change != nil {
		change(&c)
	}
	s, err := newServer(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.close()
		if left := s.pool.Stats(); left.Active != 0 || left.InUse != 0 || s.hunts.count() != 0 || s.bots.count() != 0 {
			t.Errorf("left behind: %+v, %d hunts, %d bots", left, s.hunts.count(), s.bots.count())
		}
	})
	h, err := s.handler()
	if err != nil {
		t.Fatal(err)
	}
	return &client{t, s, h}
}

// ask makes a request and returns the response.
func (c *client) ask(method, path, token, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	c.h.ServeHTTP(w, r)
	return w
}

// expect makes a request and reads the reply to one that has to have a status.
func (c *client) expect(status int, into any, method, path, token, body string) {
	c.t.Helper()
	w := c.ask(method, path, token, body)
	if w.Code != status {
		c.t.Fatalf("%s %s %s: status %d, %s; want %d", method, path, body, w.Code, w.Body, status)
	}
	if into != nil {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, w.Body)
		}
	}
}

// player is the player of a hunt.
type player struct {
	*client
	path  string
	token string
}

// begin creates a hunt at the opera of Göteborg.
func (c *client) begin(fields string) (player, createdReply) {
	c.t.Helper()
	var hunt createdReply
	c.expect(201, &hunt, "POST", "/hunts", "", `{"lon":11.9634,"lat":57.7107`+fields+`}`)
	return player{c, "/hunts/" + hunt.ID, hunt.Token}, hunt
}

// event tells of an event, that has to have a status.
func (p player) event(status int, kind string, at *nodeReply) (reply eventReply) {
	p.t.Helper()
	body := fmt.Sprintf(`{"type":%q}`, kind)
	if at != nil {
		body = fmt.Sprintf(`{"type":%q,"lon":%v,"lat":%v}`, kind, at.Lon, at.Lat)
	}
	p.expect(status, &reply, "POST", p.path+"/events", p.token, body)
	return reply
}

// show returns the hunt.
func (p player) show() (hunt huntReply) {
	p.t.Helper()
	p.expect(200, &hunt, "GET", p.path, p.token, "")
	return hunt
}

// goteborg returns the map that the server has of itself.
func goteborg(t *testing.T) *csr.CSRGraph {
	t.Helper()
	g, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	return g
}
