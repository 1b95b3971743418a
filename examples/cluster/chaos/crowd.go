//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// crowd is all players, and how their requests went.
type crowd struct {
	config
	url     string
	client  *http.Client // for requests
	streams *http.Client
	players []*player

	playing, following       sync.WaitGroup
	stopPlaying, stopStreams context.CancelFunc

	acknowledged atomic.Int64 // events
	late         atomic.Int64 // of which a player has learned later that they have happened
	resumed      atomic.Int64 // streams that went on after they had ended
	told         atomic.Int64 // events that streams have told
	rolling      atomic.Bool  // the map is being replaced

	mu       sync.Mutex
	requests []request
	over     []over
	wrongs   []string
}

// request is how a request went.
type request struct {
	at     time.Time
	took   time.Duration
	status int // 0: there was no answer
}

// over is a hunt that its player has ended.
type over struct{ path, token string }

func newCrowd(c config, address string) *crowd {
	transport := func(idle int) *http.Transport {
		return &http.Transport{MaxIdleConnsPerHost: idle, DisableCompression: true}
	}
	s := &crowd{config: c, url: "http://" + address}
	s.client = &http.Client{Timeout: 20 * time.Second, Transport: transport(1000)}
	s.streams = &http.Client{Transport: transport(0)}
	for i := range c.players {
		s.players = append(s.players, &player{crowd: s, r: rand.New(rand.NewPCG(uint64(i), 24))})
	}
	return s
}

// atOnce is how many requests are made at the same time where all are made as fast as they can.
const atOnce = 64

// each does something with all of a list, with several at a time.
func each[T any](list []T, do func(T)) {
	var group sync.WaitGroup
	turn := make(chan struct{}, atOnce)
	for _, v := range list {
		turn <- struct{}{}
		group.Go(func() {
			do(v)
			<-turn
		})
	}
	group.Wait()
}

// begin gives each player a hunt, and has them play.
func (s *crowd) begin(ctx context.Context) {
	each(s.players, func(p *player) {
		for p.path == "" && ctx.Err() == nil {
			p.begin(ctx)
		}
	})
	playing, stopPlaying := context.WithCancel(ctx)
	following, stopStreams := context.WithCancel(ctx)
	s.stopPlaying, s.stopStreams = stopPlaying, stopStreams
	every := time.Duration(float64(s.config.players) / s.rate * float64(time.Second))
	for i, p := range s.players {
		if i%max(s.config.streams, 1) == 0 {
			p.stream = &stream{crowd: s, path: p.path, token: p.token}
			p.stream.last.Store(p.known.Event)
			s.following.Go(func() { p.stream.follow(following) })
		}
		s.playing.Go(func() { p.play(playing, every) })
	}
}

// end has all players stop, and compares each hunt with what its player was told, and each stream
// with that.
func (s *crowd) end(ctx context.Context) {
	s.stopPlaying()
	s.playing.Wait()
	each(s.players, func(p *player) { p.compareLast(ctx) })
	s.expectOver(ctx)
	s.stopStreams()
	s.following.Wait()
}

// expectOver expects the hunts not to be there that have ended.
func (s *crowd) expectOver(ctx context.Context) {
	each(s.over, func(h over) {
		p := &player{crowd: s, token: h.token}
		if status := p.ask(ctx, "GET", h.path, nil, nil); status != http.StatusNotFound {
			s.wrong("%s: status %d of a hunt that has ended", h.path, status)
		}
	})
}

// note notes how a request went.
func (s *crowd) note(began time.Time, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, request{began, time.Since(began), status})
}

// ended notes that a hunt has ended.
func (s *crowd) ended(p *player) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = append(s.over, over{p.path, p.token})
}

// wrong notes something that must not be.
func (s *crowd) wrong(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wrongs = append(s.wrongs, fmt.Sprintf(format, args...)); len(s.wrongs) <= 10 {
		fmt.Println("WRONG:", s.wrongs[len(s.wrongs)-1])
	}
}

// verdict returns what is wrong in all.
func (s *crowd) verdict() error {
	if n := len(s.wrongs); n > 0 {
		return fmt.Errorf("%d things are wrong", n)
	}
	if s.acknowledged.Load() == 0 || s.told.Load() == 0 {
		return errors.New("nothing has happened")
	}
	return nil
}
