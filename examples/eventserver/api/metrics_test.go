package api

import (
	"net/http"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/exposition"
	"github.com/veltrix/cairn/examples/eventserver/internal/scrape"
	"github.com/veltrix/cairn/examples/eventserver/journal"
)

// scraped returns what the metrics are.
func (s *target) scraped() scrape.Page {
	s.Helper()
	w := s.askAdmin("GET", "/metrics", "")
	found, err := scrape.Read(w.Body.String())
	if err != nil || w.Header().Get("Content-Type") != exposition.ContentType {
		s.Fatalf("%v, %v, in\n%s", err, w.Header(), w.Body)
	}
	return found
}

// TestMetrics does a few things and looks for all of them.
func TestMetrics(t *testing.T) {
	s := newTarget(t, nil)
	path, token := s.begin()
	for range 3 {
		s.ask("GET", path+"/path", token, "")
	}
	s.ask("GET", path, "wrong", "")
	s.ask("GET", "/nowhere", "", "")
	got := s.scraped().Values
	for series, want := range map[string]float64{
		`eventserver_map_info{name="squares",hash="` + s.game.World().Hash + `"}`: 1,
		`eventserver_hunts`:                                                     1,
		`eventserver_hunts_limit`:                                               8,
		`eventserver_bots`:                                                      0,
		`eventserver_streams`:                                                   0,
		`eventserver_engine_active{engine="labels"}`:                            1,
		`eventserver_engine_active{engine="search"}`:                            0,
		`eventserver_questions_waiting{engine="labels"}`:                        0,
		`eventserver_canary_share`:                                              1,
		`eventserver_canary_checks_total`:                                       4,
		`eventserver_canary_mismatches_total`:                                   0,
		`eventserver_solving_seconds_count{engine="search"}`:                    4,
		`eventserver_questions_total{engine="search",outcome="answered"}`:       4,
		`eventserver_questions_total{engine="labels",outcome="shed"}`:           0,
		`eventserver_requests_total{route="POST /hunts",status="201"}`:          1,
		`eventserver_requests_total{route="GET /hunts/{id}/path",status="200"}`: 3,
		`eventserver_requests_total{route="GET /hunts/{id}",status="404"}`:      1,
		`eventserver_requests_total{route="none",status="404"}`:                 1,
		`eventserver_arenas`:                                                    1,
	} {
		if value, ok := got[series]; !ok || value != want {
			t.Errorf("%s: %v (%v), want %v", series, value, ok, want)
		}
	}
	for _, series := range []string{
		`eventserver_waiting_seconds_count{engine="labels"}`, `eventserver_solving_seconds_sum{engine="labels"}`, `eventserver_arena_reserved_bytes`,
		`eventserver_arena_in_use_bytes`, `go_memstats_heap_alloc_bytes`, `go_goroutines`,
	} {
		if got[series] <= 0 {
			t.Errorf("%s: %v", series, got[series])
		}
	}
}

// TestMetricsOnlyGrow: what is called a counter or a histogram never falls.
func TestMetricsOnlyGrow(t *testing.T) {
	s := newTarget(t, nil)
	s.ask("GET", "/healthz", "", "")
	before := s.scraped()
	path, token := s.begin()
	if w := s.ask("DELETE", path, token, ""); w.Code != http.StatusNoContent {
		t.Fatalf("status %d", w.Code)
	}
	after := s.scraped()
	for series, value := range before.Values {
		if !before.IsGauge(series) && after.Values[series] < value {
			t.Errorf("%s fell from %v to %v", series, value, after.Values[series])
		}
	}
}

// TestJournalMetrics count what is kept.
func TestJournalMetrics(t *testing.T) {
	j, err := journal.Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	s := newTarget(t, func(c *settings) { c.Store, c.journal = j, j })
	path, token := s.begin()
	s.ask("POST", path+"/events", token, `{"type":"moved","lon":12.004,"lat":57.002}`)
	got := s.scraped().Values
	if got["eventserver_journal_hunts"] != 1 || got[`eventserver_journal_commits_total{outcome="lasts"}`] != 2 || got["eventserver_journal_bytes"] <= got["eventserver_journal_live_bytes"] {
		t.Errorf("%v", got)
	}
}
