//go:build unix

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/cluster/deploy"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// server is an event server that answers as a test wants, and the player who asks it.
func server(t *testing.T, answer http.HandlerFunc) *player {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cairn-Server", "test")
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	c := newCrowd(config{players: 1, rate: 1}, strings.TrimPrefix(s.URL, "http://"))
	p := c.players[0]
	p.path, p.known = "/hunts/x", view(3, 1)
	return p
}

// view is a hunt of two clues after an event.
func view(event uint64, found int) hunts.View {
	return hunts.View{Map: "m", Event: event, Clues: []hunts.Clue{{Found: found > 0}, {Found: found > 1}}}
}

// TestAnswers takes those for right that follow from what is known, and no others.
func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		maybe string
		now   hunts.View
		wrong int
	}{
		"the same":                  {"", view(3, 1), 0},
		"lost":                      {"", view(2, 1), 1},
		"lost, though maybe more":   {"found", view(2, 0), 1},
		"not happened":              {"found", view(3, 1), 0},
		"happened":                  {"found", view(4, 2), 0},
		"happened unasked":          {"", view(4, 2), 1},
		"happened twice":            {"moved", view(5, 1), 1},
		"another event":             {"moved", view(4, 2), 1},
		"counted, but not numbered": {"found", view(3, 2), 1},
	} {
		p := server(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(hunts.Encode(c.now)) })
		p.maybe = c.maybe
		if !p.look(t.Context()) || len(p.crowd.wrongs) != c.wrong {
			t.Errorf("%s: %q", name, p.crowd.wrongs)
		}
	}
}

// TestMoved moves hunts to a new map, which makes events.
func TestMoved(t *testing.T) {
	for moves, wrong := range map[uint64]int{1: 0, mostMoves: 0, mostMoves + 1: 1} {
		now := view(3+moves, 1)
		now.Map = "new"
		p := server(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(hunts.Encode(now)) })
		if !p.look(t.Context()) || len(p.crowd.wrongs) != wrong {
			t.Errorf("%d moves: %q", moves, p.crowd.wrongs)
		}
	}
}

// TestEvents compares the answer to an event with the hunt before.
func TestEvents(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		now    hunts.View
		wrong  int
		maybe  string
	}{
		"done":        {200, view(4, 2), 0, ""},
		"twice":       {200, view(5, 2), 1, ""},
		"not counted": {200, view(4, 1), 1, ""},
		"refused":     {503, view(3, 1), 0, ""},
		"unknown":     {504, view(3, 1), 0, "found"},
	} {
		p := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(c.status)
			_, _ = w.Write(hunts.Encode(hunts.Event{Event: c.now.Event, Hunt: c.now}))
		})
		if p.tell(t.Context(), "found", nil); len(p.crowd.wrongs) != c.wrong || p.maybe != c.maybe {
			t.Errorf("%s: %q, maybe %q", name, p.crowd.wrongs, p.maybe)
		}
	}
}

// TestGone misses a hunt, unless it may have ended.
func TestGone(t *testing.T) {
	for mayEnd, wrong := range map[bool]int{true: 0, false: 1} {
		p := server(t, http.NotFound)
		p.mayEnd = mayEnd
		if !p.look(t.Context()) || len(p.crowd.wrongs) != wrong || p.path != "" {
			t.Errorf("%v: %q", mayEnd, p.crowd.wrongs)
		}
	}
}

// TestStream tells of each event once, in order, but for gaps that the server says.
func TestStream(t *testing.T) {
	for text, wrong := range map[string]int{
		"id: 4\nevent: moved\n\nid: 5\nevent: found\n\nid: 5\nevent: elsewhere\n\n": 0,
		"id: 5\nevent: moved\n\n":                         1,
		"id: 9\nevent: reset\n\nid: 10\nevent: moved\n\n": 0,
		"id: 2\nevent: reset\n\n":                         1,
		"id: 4\nevent: moved\n\nid: 4\nevent: moved\n\n":  1,
	} {
		p := server(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) })
		s := &stream{crowd: p.crowd, path: p.path}
		s.last.Store(3)
		if s.read(t.Context()); len(p.crowd.wrongs) != wrong {
			t.Errorf("%q: %q", text, p.crowd.wrongs)
		}
	}
}

// TestReport counts requests by the fault that was the last.
func TestReport(t *testing.T) {
	c := newCrowd(config{}, "")
	at := time.Now()
	for i, status := range []int{200, 409, 503, 504, 0, 200} {
		c.requests = append(c.requests, request{at.Add(time.Duration(i) * time.Second), time.Second / 2, status})
	}
	p := c.during(fault{"f", at.Add(time.Second), at.Add(5 * time.Second)})
	if p.all != 4 || p.refused != 1 || p.unanswered != 2 || p.last != 3500*time.Millisecond {
		t.Errorf("%+v", p)
	}
	var out bytes.Buffer
	if report(&out, c, []fault{{"f", at, at}}); !strings.Contains(out.String(), "things are wrong") {
		t.Error(out.String())
	}
	if c.verdict() == nil {
		t.Error("nothing has happened, and that is fine")
	}
}

// TestFiles lays out a fleet whose files are there.
func TestFiles(t *testing.T) {
	f := &fleet{dir: t.TempDir()}
	if err := f.writeFiles(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(deploy.Nginx, "hash $hunt consistent") || len(f.maps) != 2 {
		t.Errorf("%q", f.maps)
	}
}
