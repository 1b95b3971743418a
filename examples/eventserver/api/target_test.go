package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
	"github.com/veltrix/cairn/examples/eventserver/journal"
	"github.com/veltrix/cairn/examples/eventserver/proxies"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// settings are what a target is made of.
type settings struct {
	hunts.Options
	Rate    float64
	proxies proxies.Trusted
	origins Origins
	journal *journal.Journal // whose metrics are shown
	canary  float64          // share of the hunts
	file    string           // that is written; empty: the map of Göteborg
}

// target is a server that tests do to what strangers might.
type target struct {
	testing.TB
	*Server
	file            string // of the map
	players, admins http.Handler
}

// goteborgWorld is the World that all tests share which change nothing about it. It is made
// here, since in the synctest bubble of one test it would belong to that.
var goteborgWorld, errGoteborg = world.NewFile("", 0, 0).Load(context.Background(), nil)

// adminSecret is the token of a target's administrators.
const adminSecret = "secret"

// newTarget returns a server with a small map and room for 8 hunts, all of them of
// the canary; change can have it otherwise. When the test ends so does the server, and
// then nothing may be left of any hunt.
func newTarget(t testing.TB, change func(c *settings)) *target {
	t.Helper()
	c := settings{Options: hunts.Options{Hunts: 8, Expire: time.Hour, Workers: 1}, canary: 1, file: filepath.Join(t.TempDir(), "map.csr")}
	if change != nil {
		change(&c)
	}
	w, err := goteborgWorld, errGoteborg
	file := world.NewFile(c.file, 0, 0)
	if c.file != "" {
		fixture.WriteSquares(t, c.file, "squares")
		w, err = file.Load(context.Background(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := hunts.New(w, c.Options)
	if err != nil {
		t.Fatal(err)
	}
	_ = g.Engines().SetShare(c.canary) // it is a share
	s := &target{TB: t, file: c.file, Server: New(g, hunts.NewReloader(g, file), bots.New(g), Options{Hosts: "example.com,x", Rate: c.Rate, Proxies: c.proxies, Origins: c.origins, Journal: c.journal})}
	t.Cleanup(s.close)
	if s.players, err = s.Players("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	if s.admins, err = s.Organisers("", adminSecret); err != nil {
		t.Fatal(err)
	}
	return s
}

// close ends the server, and expects that nothing is left.
func (s *target) close() {
	s.Drain()
	s.bots.Wait()
	s.maps.Close()
	s.game.Close()
	if left := s.game.Memory(); left.Active != 0 || s.game.Count() != 0 || s.bots.Count() != 0 {
		s.Errorf("left behind: %d arenas, %d hunts, %d bots", left.Active, s.game.Count(), s.bots.Count())
	}
}

// request returns a request with a token, and a JSON body if it is not empty.
func request(method, path, token, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// ask asks as a player does.
func (s *target) ask(method, path, token, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.players.ServeHTTP(w, request(method, path, token, body))
	return w
}

// begin makes a hunt and returns its address and token.
func (s *target) begin() (path, token string) {
	s.Helper()
	w := s.ask("POST", "/hunts", "", `{"lon":12.005,"lat":57.003,"range":4000,"seed":1}`)
	var hunt createdReply
	if err := json.Unmarshal(w.Body.Bytes(), &hunt); err != nil || w.Code != http.StatusCreated {
		s.Fatalf("status %d, %s", w.Code, w.Body)
	}
	return w.Header().Get("Location"), hunt.Token
}

// expectError expects an error as the API answers it.
func expectError(t testing.TB, w *httptest.ResponseRecorder, status int, field string) {
	t.Helper()
	var body struct{ Error, Field string }
	err := json.Unmarshal(w.Body.Bytes(), &body)
	if err != nil || w.Code != status || body.Error == "" || body.Field != field || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("status %d, %s (%v), want %d for the field %q", w.Code, w.Body, err, status, field)
	}
}
