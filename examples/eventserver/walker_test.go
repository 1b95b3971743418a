package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// walker is a player who notes what the server has told them, and compares it with what the
// server says after it has begun again.
type walker struct {
	t      *testing.T
	server *process
	client *http.Client
	r      *rand.Rand

	path, token string
	known       hunts.View // as the server has told
	line        [][2]float64
	trying      string   // what was asked for and not answered
	over        []string // hunts that the server has ended
	tokens      []string // of those
	told        int      // changes that the server has told
	refused     int      // that it could not keep
	unnamed     int      // hunts that were asked for, and the answer did not come
}

// newWalkers returns some who have no hunt yet.
func newWalkers(t *testing.T, n int, seed uint64) []*walker {
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: n}}
	walkers := make([]*walker, n)
	for i := range walkers {
		walkers[i] = &walker{t: t, client: client, r: rand.New(rand.NewPCG(seed, uint64(i)))}
	}
	return walkers
}

// ask asks the server. The error is that of a server that is not there any more.
func (w *walker) ask(method, path, token string, body, into any) (status int, err error) {
	var content bytes.Buffer
	if body != nil {
		content.Write(hunts.Encode(body))
	}
	r, err := http.NewRequest(method, w.server.players+path, &content)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := w.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if into != nil && response.StatusCode < 300 {
		err = json.NewDecoder(response.Body).Decode(into) // it breaks off if the server is killed meanwhile
	}
	return response.StatusCode, err
}

// walk plays until the server is not there any more.
func (w *walker) walk() {
	for w.act() == nil && !w.t.Failed() {
	}
}

// act asks for one change.
func (w *walker) act() error {
	if w.path == "" {
		return w.begin()
	}
	switch dice := w.r.IntN(100); {
	case dice < 4:
		return w.end()
	case w.known.Arrived:
		return w.tell("found", nil)
	case dice < 30 && len(w.line) > 8:
		at := w.line[len(w.line)/2]
		return w.tell("closed", &hunts.Place{Lon: at[0], Lat: at[1]})
	case dice < 45 && len(w.known.Closed) > 0:
		return w.tell("reopened", &w.known.Closed[0])
	case dice < 65:
		return w.toClue()
	}
	return w.tell("moved", &hunts.Place{Lon: 11.955 + w.r.Float64()*0.03, Lat: 57.698 + w.r.Float64()*0.01})
}

// begin asks for a hunt.
func (w *walker) begin() error {
	var made struct {
		hunts.View
		Token string
	}
	w.trying = "create"
	status, err := w.ask("POST", "/hunts", "", map[string]any{"lon": 11.955 + w.r.Float64()*0.03, "lat": 57.7, "clues": 1 + w.r.IntN(6)}, &made)
	if w.answered(status, err, 201) {
		w.path, w.token, w.known, w.line = "/hunts/"+made.ID, made.Token, made.View, nil
	}
	return err
}

// end ends the hunt.
func (w *walker) end() error {
	w.trying = "delete"
	status, err := w.ask("DELETE", w.path, w.token, nil, nil)
	if w.answered(status, err, 204) {
		w.forget()
	}
	return err
}

// forget notes that the hunt has ended.
func (w *walker) forget() {
	w.over, w.tokens = append(w.over, w.path), append(w.tokens, w.token)
	w.path = ""
}

// toClue moves to the next clue.
func (w *walker) toClue() error {
	for _, clue := range w.known.Clues {
		if !clue.Found {
			return w.tell("moved", &clue.Place)
		}
	}
	return w.end()
}

// tell tells of an event.
func (w *walker) tell(kind string, at *hunts.Place) error {
	event := map[string]any{"type": kind}
	if at != nil {
		event["lon"], event["lat"] = at.Lon, at.Lat
	}
	var reply hunts.Event
	w.trying = kind
	status, err := w.ask("POST", w.path+"/events", w.token, event, &reply)
	if w.answered(status, err, 200) {
		if w.known = reply.Hunt; reply.Path != nil {
			w.line = reply.Path.Line
		}
	}
	return err
}

// answered notes whether a change has happened, of which the server says so by a status.
func (w *walker) answered(status int, err error, done int) bool {
	if err != nil {
		return false
	}
	w.trying = ""
	switch status {
	case done:
		w.told++
		return true
	case http.StatusServiceUnavailable:
		w.refused++
	case http.StatusConflict:
	default:
		w.t.Errorf("status %d", status)
	}
	return false
}

// check compares what the server says with what it has told, or with that and the change that
// was asked for when it was killed.
func (w *walker) check() {
	trying := w.trying
	w.trying = ""
	for i, path := range w.over {
		if status, err := w.ask("GET", path, w.tokens[i], nil, nil); err != nil || status != 404 {
			w.t.Errorf("a hunt that has ended: status %d, %v", status, err)
		}
	}
	w.over, w.tokens = nil, nil
	if w.path == "" {
		if trying == "create" {
			w.unnamed++
		}
		return
	}
	var now hunts.View
	status, err := w.ask("GET", w.path, w.token, nil, &now)
	switch {
	case status == 404 && trying == "delete":
		w.path = ""
	case err != nil || status != 200:
		w.t.Errorf("%s: status %d, %v; it was at event %d, asked for %q", w.path, status, err, w.known.Event, trying)
	default:
		w.compare(now, trying)
		w.known, w.line = now, nil
	}
}

// compare compares a hunt with what was told of it.
func (w *walker) compare(now hunts.View, trying string) {
	want := w.known
	want.Expires = now.Expires
	if now.Event == want.Event+1 && trying != "" {
		if was, is := outline(want), outline(now); is != after(was, trying) {
			w.t.Errorf("%s: %v after %q at %v", w.path, is, trying, was)
		}
		return
	}
	if !reflect.DeepEqual(now, want) {
		w.t.Errorf("%s: %+v\nwas %+v, asked for %q", w.path, now, want, trying)
	}
}

// counts is how much there is of a hunt.
type counts struct{ clues, found, closed int }

func outline(v hunts.View) counts {
	c := counts{clues: len(v.Clues), closed: len(v.Closed)}
	c.found = len(slices.DeleteFunc(slices.Clone(v.Clues), func(clue hunts.Clue) bool { return !clue.Found }))
	return c
}

// after returns how much there is after an event.
func after(c counts, kind string) counts {
	switch kind {
	case "found":
		c.found++
	case "closed":
		c.closed++
	case "reopened":
		c.closed--
	}
	return c
}
