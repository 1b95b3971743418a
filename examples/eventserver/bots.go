package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

const (
	maxBots  = 5000        // at one time
	botLife  = time.Minute // then they end
	botStep  = time.Second // from one event of a bot to the next
	botTurns = 50          // in a step: each time it is the turn of so many parts of a crowd
	botWalk  = 8           // nodes at most that a bot walks in a step
)

// bots are players that the server walks itself, to be seen at work: their hunts are
// hunts like all others. Each crowd of them has one goroutine.
type bots struct {
	running sync.WaitGroup
	mu      sync.Mutex
	n       int
	quit    chan struct{} // closed to end all that there are; nil before the first
}

// count returns how many there are.
func (b *bots) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.n
}

// add makes room for some more and returns how many there are then, and what ends them.
func (b *bots) add(n int) (all int, quit <-chan struct{}, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n+n > maxBots {
		return b.n, nil, &refusal.Error{Status: http.StatusServiceUnavailable, Text: "there are as many bots as there may be", Retry: botLife}
	}
	if b.quit == nil {
		b.quit = make(chan struct{})
	}
	b.n += n
	return b.n, b.quit, nil
}

// gone counts some that have ended.
func (b *bots) gone(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n -= n
}

// halt ends all that there are.
func (b *bots) halt() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.quit != nil {
		close(b.quit)
		b.quit = nil
	}
}

// startBots adds bots.
func (s *server) startBots(w http.ResponseWriter, r *http.Request) {
	q := struct {
		Count int `json:"count"`
	}{Count: 1000}
	err := decode(w, r, &q)
	if err == nil && (q.Count < 1 || q.Count > maxBots) {
		err = refusal.BadRequest("count", fmt.Sprintf("there are 1 to %d", maxBots))
	}
	var all int
	var quit <-chan struct{}
	if err == nil {
		all, quit, err = s.bots.add(q.Count)
	}
	if err != nil {
		fail(w, err)
		return
	}
	slog.Info("bots begin", "count", q.Count, "all", all)
	s.bots.running.Go(func() { s.walk(q.Count, quit) })
	respond(w, http.StatusAccepted, encode(map[string]int{"bots": all}))
}

// stopBots ends all bots.
func (s *server) stopBots(w http.ResponseWriter, r *http.Request) {
	slog.Info("bots are stopped", "all", s.bots.count())
	s.bots.halt()
	w.WriteHeader(http.StatusNoContent)
}

// walk walks a crowd of bots, one part of it after the other, until they are told to
// quit or have lived long enough.
func (s *server) walk(n int, quit <-chan struct{}) {
	defer func() {
		s.bots.gone(n)
		slog.Info("bots have ended", "count", n, "all", s.bots.count())
	}()
	crowd := make([]bot, n)
	defer func() {
		for i := range crowd {
			crowd[i].leave(s)
		}
	}()
	tick := time.NewTicker(botStep / botTurns)
	defer tick.Stop()
	for turn := range int(botLife/botStep) * botTurns {
		select {
		case <-tick.C:
		case <-quit:
			return
		}
		for i := turn % botTurns; i < n; i += botTurns {
			crowd[i].step(s)
		}
	}
}

// bot is one of them: its hunt, and where it goes next.
type bot struct {
	h     *hunt // nil before the first and between two
	world *world
	next  csr.Node // in that world
	ahead csr.Node // in the middle of the way that it is on, to be closed some day
}

// step does what a player may do next. What cannot be done now is left for next time.
func (b *bot) step(s *server) {
	ctx := context.Background()
	if b.h == nil {
		b.begin(ctx, s)
		return
	}
	over := false
	err := s.play(ctx, b.h, b.act, func(v way) { over = b.look(v) }) // nobody else has the token, to follow the hunt
	if over || err != nil && !passing(err) {
		b.leave(s)
	}
}

// passing tells whether what has failed may be possible at the next step.
func passing(err error) bool {
	status := refusal.Explain(err).Status
	return status == http.StatusServiceUnavailable || status == http.StatusConflict
}

// begin begins a hunt at a place that is drawn.
func (b *bot) begin(ctx context.Context, s *server) {
	w := s.world.Load()
	b.world, b.next = w, csr.Node(rand.IntN(w.graph.NumNodes()))
	lon, lat := w.point(b.next)
	q := newHuntRequest()
	q.Lon, q.Lat = &lon, &lat
	b.h, _, _ = s.newHunt(ctx, &q, itself) // where there is no room for clues, it is somewhere else next time
}

// act finds the clue where the bot is, walks on, or now and then closes the street.
func (b *bot) act() error {
	h := b.h
	if h.world != b.world { // the map was replaced
		return nil
	}
	if clue, ok := h.next(); ok && clue == h.at {
		return h.find(nil)
	}
	if rand.IntN(16) == 0 {
		lon, lat := h.world.point(b.ahead)
		return h.close(&move{Lon: &lon, Lat: &lat})
	}
	h.stand(b.next)
	return nil
}

// look decides where to go, and tells whether there is nowhere.
func (b *bot) look(v way) (over bool) {
	path := v.path()
	if len(path) == 0 {
		return true
	}
	b.world, b.next, b.ahead = b.h.world, path[min(1+rand.IntN(botWalk), len(path)-1)], path[len(path)/2]
	return false
}

// leave ends the hunt.
func (b *bot) leave(s *server) {
	if b.h != nil {
		s.end(b.h, "ended")
		b.h = nil
	}
}
