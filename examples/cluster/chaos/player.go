//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
)

// player is a player who notes what they are told.
type player struct {
	crowd *crowd
	r     *rand.Rand

	path, token string
	known       hunts.View // as told last
	line        [][2]float64
	maybe       string  // event after that, of which nobody has said whether it has happened; empty: there is none
	looked      bool    // it had not when the player looked; a server that stands still may do it later
	mayEnd      bool    // nobody has said whether the hunt has ended
	stream      *stream // nil: the player follows none
}

// play plays until ctx is done: an event now and then.
func (p *player) play(ctx context.Context, every time.Duration) {
	next := time.Duration(p.r.Int64N(int64(every)))
	for {
		select {
		case <-time.After(next):
		case <-ctx.Done():
			return
		}
		began := time.Now()
		p.act(ctx)
		next = max(every-time.Since(began), 0)
	}
}

// act has the next event happen. If nobody knows whether the last has, the player looks first.
func (p *player) act(ctx context.Context) {
	if p.maybe != "" && !p.looked && !p.look(ctx) {
		return
	}
	if p.path == "" {
		p.begin(ctx)
		return
	}
	switch dice := p.r.IntN(100); {
	case p.known.Arrived:
		p.tell(ctx, "found", nil)
	case dice < 20 && len(p.line) > 8:
		at := p.line[len(p.line)/2]
		p.tell(ctx, "closed", &hunts.Place{Lon: at[0], Lat: at[1]})
	case dice < 35 && len(p.known.Closed) > 0:
		p.tell(ctx, "reopened", &p.known.Closed[0])
	case dice < 60:
		p.toClue(ctx)
	default:
		p.tell(ctx, "moved", &hunts.Place{Lon: 11.955 + p.r.Float64()*0.03, Lat: 57.698 + p.r.Float64()*0.01})
	}
}

// begin asks for a hunt.
func (p *player) begin(ctx context.Context) {
	var made struct {
		hunts.View
		Token string
	}
	q := map[string]any{"lon": 11.955 + p.r.Float64()*0.03, "lat": 57.7, "clues": 1 + p.r.IntN(6)}
	if p.ask(ctx, "POST", "/hunts", q, &made) == http.StatusCreated {
		p.path, p.token, p.known, p.line, p.mayEnd = "/hunts/"+made.ID, made.Token, made.View, nil, false
	}
}

// toClue moves to the next clue, or ends the hunt if there is none.
func (p *player) toClue(ctx context.Context) {
	for _, clue := range p.known.Clues {
		if !clue.Found {
			p.tell(ctx, "moved", &clue.Place)
			return
		}
	}
	if p.stream == nil { // whose hunt goes on, so that there is something to compare
		p.finish(ctx)
	}
}

// finish ends the hunt.
func (p *player) finish(ctx context.Context) {
	switch status := p.ask(ctx, "DELETE", p.path, nil, nil); {
	case status == http.StatusNoContent:
		p.crowd.ended(p)
		p.path = ""
	case unknown(status):
		p.mayEnd = true
	case status == http.StatusNotFound && p.mayEnd:
		p.path = ""
	}
}

// tell tells of an event, which has to follow the last that is known.
func (p *player) tell(ctx context.Context, kind string, at *hunts.Place) {
	event := map[string]any{"type": kind, "after": p.known.Event}
	if at != nil {
		event["lon"], event["lat"] = at.Lon, at.Lat
	}
	var reply hunts.Event
	switch status := p.ask(ctx, "POST", p.path+"/events", event, &reply); {
	case status == http.StatusOK:
		p.happened(reply, kind)
	case unknown(status):
		p.maybe, p.looked = kind, false
	case status == http.StatusNotFound && p.mayEnd:
		p.path = ""
	case status == http.StatusConflict: // as after a new map: the number is another
		p.look(ctx)
	}
}

// happened compares the answer to an event with what has to be there then.
func (p *player) happened(reply hunts.Event, kind string) {
	was := outline(p.known)
	if is := outline(reply.Hunt); is != was.after(kind) || reply.Event != p.known.Event+1 {
		p.crowd.wrong("%s: %+v at %d after %q, was %+v at %d", p.path, is, reply.Event, kind, was, p.known.Event)
	}
	p.crowd.acknowledged.Add(1)
	if p.known, p.line, p.maybe = reply.Hunt, nil, ""; reply.Path != nil {
		p.line = reply.Path.Line
	}
}

// look asks how the hunt is, and compares. It tells whether there was an answer.
func (p *player) look(ctx context.Context) bool {
	var now hunts.View
	switch status := p.ask(ctx, "GET", p.path, nil, &now); {
	case status == http.StatusNotFound && p.mayEnd:
		p.path, p.maybe = "", ""
	case status == http.StatusOK:
		p.compare(now)
		p.known, p.line, p.looked = now, nil, true
	case status == http.StatusNotFound || status == http.StatusGone:
		p.crowd.wrong("%s: status %d; it was at event %d, maybe %q", p.path, status, p.known.Event, p.maybe)
		p.path, p.maybe = "", ""
	default:
		return false
	}
	return true
}

// compareLast is look in the end, when all have to answer, and the stream has to have told all.
func (p *player) compareLast(ctx context.Context) {
	for tries := 0; p.path != "" && !p.look(ctx); tries++ {
		if tries == 100 {
			p.crowd.wrong("%s: nobody answers", p.path)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	if p.path != "" && p.stream != nil && !p.stream.reaches(p.known.Event) {
		p.crowd.wrong("%s: the stream was at event %d, and the hunt is at %d", p.path, p.stream.last.Load(), p.known.Event)
	}
}

// mostMoves is how many events a new map can make: a hunt can move back where a server still has
// the old one.
const mostMoves = 4

// compare compares a hunt with what is known of it: that, or that and the event of which nobody
// has said whether it has happened. A new map moves it, which is an event as well.
func (p *player) compare(now hunts.View) {
	was, is := outline(p.known), outline(now)
	moves := uint64(0)
	if now.Map != p.known.Map || p.crowd.rolling.Load() {
		moves = mostMoves
	}
	same := is == was && now.Position.Lon == p.known.Position.Lon && now.Position.Lat == p.known.Position.Lat
	switch {
	case same && p.known.Event <= now.Event && now.Event <= p.known.Event+moves:
	case p.maybe != "" && is == was.after(p.maybe) && p.known.Event < now.Event && now.Event <= p.known.Event+1+moves:
		p.maybe = ""
		p.crowd.late.Add(1)
	default:
		p.crowd.wrong("%s: %+v at %d on %s, was %+v at %d on %s, maybe %q", p.path, is, now.Event, now.Map, was, p.known.Event, p.known.Map, p.maybe)
	}
}

// counts is how much there is of a hunt.
type counts struct{ clues, found, closed int }

func outline(v hunts.View) counts {
	c := counts{clues: len(v.Clues), closed: len(v.Closed)}
	for _, clue := range v.Clues {
		if clue.Found {
			c.found++
		}
	}
	return c
}

// after returns how much there is after an event.
func (c counts) after(kind string) counts {
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

// unknown tells whether a status leaves open whether a change has happened: 0 is that of a request
// without an answer.
func unknown(status int) bool {
	return status == 0 || status >= 500 && status != http.StatusServiceUnavailable
}

// ask asks, notes how that went, and returns the status, which is 0 without an answer.
func (p *player) ask(ctx context.Context, method, path string, body, into any) (status int) {
	began := time.Now()
	defer func() {
		if ctx.Err() == nil {
			p.crowd.note(began, status)
		}
	}()
	content, err := json.Marshal(body)
	if err != nil {
		panic(err) // it is made above
	}
	r, err := http.NewRequestWithContext(ctx, method, p.crowd.url+path, bytes.NewReader(content))
	if err != nil {
		panic(fmt.Sprint("a request cannot be made: ", err))
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+p.token)
	response, err := p.crowd.client.Do(r)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	if response.Header.Get("Cairn-Server") == "" { // HAProxy has answered in the place of a server
		return 0
	}
	b, err := io.ReadAll(response.Body)
	if err == nil && into != nil && response.StatusCode < 300 {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		return 0
	}
	return response.StatusCode
}
