package api

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// askAdmin asks as an administrator does.
func (s *target) askAdmin(method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.admins.ServeHTTP(w, request(method, path, adminSecret, body))
	return w
}

// asking is how requests are made: as somebody.
type asking = func(method, path, token, body string) *httptest.ResponseRecorder

// asAdmin is askAdmin in the place of ask.
func (s *target) asAdmin(method, path, _, body string) *httptest.ResponseRecorder {
	return s.askAdmin(method, path, body)
}

// TestAdminWantsItsToken at every route, also at those that are not there.
func TestAdminWantsItsToken(t *testing.T) {
	s := newTarget(t, nil)
	_, players := s.begin()
	for pattern := range s.adminRoutes() {
		method, path, _ := strings.Cut(pattern, " ")
		for _, header := range []string{"", "Bearer", "Bearer ", "Bearer wrong", "Bearer " + players, "Bearer " + adminSecret + " ", "Basic " + adminSecret, adminSecret} {
			for _, path := range []string{path, "/nowhere"} {
				r := request(method, path, "", "")
				r.Header.Set("Authorization", header)
				w := httptest.NewRecorder()
				s.admins.ServeHTTP(w, r)
				if expectError(t, w, http.StatusUnauthorized, ""); !slices.Equal(w.Header().Values("WWW-Authenticate"), []string{"Bearer", `Basic realm="organiser", charset="UTF-8"`}) {
					t.Errorf("%s %s with %q: %v", method, path, header, w.Header())
				}
			}
		}
	}
}

// TestAdminWithoutToken serves nobody.
func TestAdminWithoutToken(t *testing.T) {
	h := authorized("", http.HandlerFunc(nothing))
	for _, token := range []string{"", "x"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("GET", "/", token, ""))
		expectError(t, w, http.StatusUnauthorized, "")
	}
}

func TestAdminIsNotForPlayers(t *testing.T) {
	s := newTarget(t, nil)
	for pattern := range s.adminRoutes() {
		method, path, _ := strings.Cut(pattern, " ")
		expectError(t, s.ask(method, path, adminSecret, ""), http.StatusNotFound, "")
	}
}

func TestBearer(t *testing.T) {
	for header, want := range map[string]string{
		"Bearer x": "x", "bearer x": "x", "BEARER x y": "x y", "": "", "x": "", "Bearer": "", "Bearerx": "", "Basic x": "", " Bearer x": "",
	} {
		r := request("GET", "/", "", "")
		r.Header.Set("Authorization", header)
		if got := bearer(r); got != want {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
}

// TestPasswords takes the token as name or password, as it comes with an address.
func TestPasswords(t *testing.T) {
	s := newTarget(t, nil)
	for _, c := range []struct {
		user, password string
		status         int
	}{
		{adminSecret, "", 200}, {"", adminSecret, 200}, {"organiser", adminSecret, 200}, {adminSecret, "x", 200},
		{"", "", 401}, {"organiser", "", 401}, {"organiser", "wrong", 401}, {"wrong", "", 401},
	} {
		r := request("GET", "/engine", "", "")
		r.SetBasicAuth(c.user, c.password)
		w := httptest.NewRecorder()
		if s.admins.ServeHTTP(w, r); w.Code != c.status {
			t.Errorf("%q, %q: status %d", c.user, c.password, w.Code)
		}
	}
}

// TestProfileByAddress reads a profile as go tool pprof does: with a client of package
// http, by an address that holds the token.
func TestProfileByAddress(t *testing.T) {
	s := newTarget(t, nil)
	server := httptest.NewServer(s.admins)
	defer server.Close()
	for user, status := range map[string]int{adminSecret + "@": 200, "organiser:" + adminSecret + "@": 200, "wrong@": 401, "": 401} {
		r, err := http.Get(strings.Replace(server.URL, "://", "://"+user, 1) + "/debug/pprof/heap")
		if err != nil {
			t.Fatal(err)
		}
		magic := make([]byte, 2)
		_, _ = io.ReadFull(r.Body, magic)
		if r.Body.Close(); r.StatusCode != status || string(magic) == "\x1f\x8b" != (status == 200) {
			t.Errorf("%s: status %d, %q", user, r.StatusCode, magic)
		}
	}
}

// TestOtherSites: a browser that knows the password brings it whoever's page asks, and
// says whose it was.
func TestOtherSites(t *testing.T) {
	s := newTarget(t, nil)
	for _, c := range []struct {
		header, value string
		status        int
	}{
		{"Sec-Fetch-Site", "cross-site", 403}, {"Sec-Fetch-Site", "same-site", 403}, {"Sec-Fetch-Site", "same-origin", 200}, {"Sec-Fetch-Site", "none", 200},
		{"Origin", "http://evil.example", 403}, {"Origin", "null", 403}, {"Origin", "http://example.com:81", 403}, {"Origin", "%", 403},
		{"Origin", "http://example.com", 200}, {"X", "y", 200},
	} {
		r := request("POST", "/reload", adminSecret, "")
		r.Header.Set(c.header, c.value)
		w := httptest.NewRecorder()
		if s.admins.ServeHTTP(w, r); w.Code != c.status {
			t.Errorf("%s: %s: status %d", c.header, c.value, w.Code)
		}
	}
}

// TestAdminPage shows organisers a page of their own.
func TestAdminPage(t *testing.T) {
	s := newTarget(t, nil)
	if w := s.askAdmin("GET", "/", ""); w.Code != 200 || !strings.Contains(w.Body.String(), "organiser.js") {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
	if w := s.ask("GET", "/", adminSecret, ""); strings.Contains(w.Body.String(), "organiser.js") {
		t.Errorf("players get %s", w.Body)
	}
}

// TestSettings changes the engine and the canary, and looks whether players notice.
func TestSettings(t *testing.T) {
	s := newTarget(t, func(c *settings) { c.canary = 0 })
	path, token := s.begin()
	engine := func() string {
		var reply hunts.Path
		if err := json.Unmarshal(s.ask("GET", path+"/path", token, "").Body.Bytes(), &reply); err != nil {
			t.Error(err)
		}
		return reply.Engine
	}
	for _, c := range []struct{ path, body, engine string }{
		{"/engine", `{"engine":"labels"}`, "labels"},
		{"/engine", `{"engine":"search"}`, "search"},
		{"/canary", `{"share":1}`, "labels"}, // answers where it agrees
		{"/engine", `{"engine":"labels"}`, "search"},
		{"/canary", `{"share":0}`, "labels"},
		{"/canary", `{"share":0.25}`, ""}, // depends on the hunt
	} {
		w := s.askAdmin("PUT", c.path, c.body)
		shown := s.askAdmin("GET", c.path, "")
		if w.Code != http.StatusOK || strings.TrimSpace(w.Body.String()) != c.body || shown.Body.String() != w.Body.String() {
			t.Errorf("%s %s: status %d, %s; then %s", c.path, c.body, w.Code, w.Body, shown.Body)
		}
		if got := engine(); c.engine != "" && got != c.engine {
			t.Errorf("%s %s: answered by %s, want %s", c.path, c.body, got, c.engine)
		}
	}
}

// TestSettingsRefuse leaves everything as it is.
func TestSettingsRefuse(t *testing.T) {
	s := newTarget(t, nil)
	for _, c := range []struct{ path, body, field string }{
		{"/engine", `{"engine":"steam"}`, "engine"}, {"/engine", `{}`, "engine"}, {"/engine", `{"engine":1}`, "engine"}, {"/engine", `{"name":"labels"}`, "name"},
		{"/canary", `{"share":1.1}`, "share"}, {"/canary", `{"share":-0.1}`, "share"}, {"/canary", `{}`, "share"}, {"/canary", `{"share":"all"}`, "share"},
	} {
		expectError(t, s.askAdmin("PUT", c.path, c.body), http.StatusBadRequest, c.field)
	}
	expectError(t, s.askAdmin("POST", "/engine", `{}`), http.StatusMethodNotAllowed, "")
	if s.game.Engines().Current() != engines.Labels || s.game.Engines().Canary() != 1 {
		t.Errorf("%v, %v", s.game.Engines().Current(), s.game.Engines().Canary())
	}
}

// TestReload replaces the map, and keeps it where the file cannot be used; the log tells.
func TestReload(t *testing.T) {
	var log bytes.Buffer
	fixture.LogTo(t, slog.NewTextHandler(&log, nil))
	s := newTarget(t, nil)
	reload := func() (status int, body string) {
		w := s.askAdmin("POST", "/reload", "")
		return w.Code, w.Body.String()
	}
	first := s.game.World().Hash
	if status, body := reload(); status != http.StatusOK || body != `{"map":"`+first+`"}`+"\n" {
		t.Errorf("the same again: status %d, %s", status, body)
	}
	fixture.WriteSquares(t, s.file, "another") // by renaming, as it should be
	status, body := reload()
	second := s.game.World().Hash
	if status != http.StatusOK || second == first || body != `{"map":"`+second+`"}`+"\n" {
		t.Errorf("another: status %d, %s", status, body)
	}
	if err := os.WriteFile(s.file, []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, body := reload(); status != http.StatusInternalServerError || !strings.Contains(body, `{"error":"`) || s.game.World().Hash != second {
		t.Errorf("junk: status %d, %s", status, body)
	}
	s.maps.Try(t.Context())
	for _, part := range []string{`msg="the map is the same as before"`, `msg="the map was replaced"`, "before=" + first, `level=ERROR msg="the map cannot be replaced and stays"`} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("no %s in the log:\n%s", part, log.String())
		}
	}
}

// TestProfiles looks whether the profiles and variables are there.
func TestProfiles(t *testing.T) {
	s := newTarget(t, nil)
	for path, want := range map[string]string{
		"/debug/pprof/": "goroutine", "/debug/pprof/goroutine?debug=1": "goroutine profile: total", "/debug/pprof/heap?debug=1": "heap profile",
		"/debug/pprof/cmdline": "test", "/debug/pprof/symbol": "num_symbols", "/debug/vars": `"memstats"`,
	} {
		if w := s.askAdmin("GET", path, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: status %d, no %q", path, w.Code, want)
		}
	}
}
