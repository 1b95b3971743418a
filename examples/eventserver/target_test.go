package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
)

// target is a server that tests do to what strangers might.
type target struct {
	testing.TB
	*server
	players, admins http.Handler
}

// goteborgWorld is the world that all tests share which change nothing about it. TestMain
// makes it, since in the bubble of one test it would belong to that.
var goteborgWorld = sync.OnceValues(func() (*world, error) { return openWorld("") })

// openWorld is the world of a file as a server begins with it.
func openWorld(name string) (*world, error) {
	return newMapFile(config{mapFile: name}).load(context.Background(), nil)
}

// adminSecret is the token of a target's administrators.
const adminSecret = "secret"

// newTarget returns a server with a small map and room for 8 hunts, all of them of
// the canary; change can have it otherwise. When the test ends so does the server, and
// then nothing may be left of any hunt.
func newTarget(t testing.TB, change func(c *config)) *target {
	t.Helper()
	c := config{mapFile: filepath.Join(t.TempDir(), "map.csr"), hunts: 8, expire: time.Hour, canary: 1, engine: "labels", workers: 1, hosts: "example.com,x"}
	if change != nil {
		change(&c)
	}
	w, err := goteborgWorld()
	if c.mapFile != "" {
		writeSquares(t, c.mapFile, "squares")
		w, err = openWorld(c.mapFile) // which nobody else writes to at the moment
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := newServerOn(w, stat(c.mapFile), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.close()
		if left := s.pool.Stats(); left.Active != 0 || s.hunts.count() != 0 || seated(t, s.hunts.wheel) != 0 || s.bots.count() != 0 {
			t.Errorf("left behind: %d arenas, %d hunts, %d in the wheel, %d bots", left.Active, s.hunts.count(), seated(t, s.hunts.wheel), s.bots.count())
		}
	})
	players, err := s.handler()
	if err != nil {
		t.Fatal(err)
	}
	admins, err := s.adminHandler(adminSecret)
	if err != nil {
		t.Fatal(err)
	}
	return &target{t, s, players, admins}
}

// writeSquares writes the map of a town of 12 by 12 crossings, some 60 metres apart.
func writeSquares(t testing.TB, file, name string) {
	t.Helper()
	writeTown(t, file, name, 12)
}

// writeTown is writeSquares for a town that begins at a longitude.
func writeTown(t testing.TB, file, name string, west float64) {
	t.Helper()
	const side = 12
	b := csr.NewBuilder(side * side)
	b.SetMeta(csr.Meta{Name: name, Unit: "dm", LonLat: true})
	for v := range csr.Node(side * side) {
		x, y := v%side, v/side
		b.SetPoint(v, wrapped(west+float64(x)/1000), 57+float64(y)/2000)
		if x > 0 {
			b.AddEdge(v-1, v, 600+v)
		}
		if y > 0 {
			b.AddEdge(v-side, v, 560+v)
		}
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	if err := csr.WriteFile(file, g); err != nil {
		t.Fatal(err)
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
