// Package bots is players that the server walks itself, to be seen at work: their hunts are
// hunts like all others, and belong to nobody.
//
//	b := bots.New(game)
//	all, err := b.Start(1000)
//	...
//	b.Halt()
//	b.Wait()
package bots

import (
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Most is how many bots there can be at one time.
const Most = 5000

const (
	life  = time.Minute // then they end
	step  = time.Second // from one event of a bot to the next
	turns = 50          // in a step: each time it is the turn of so many parts of a crowd
	walk  = 8           // nodes at most that a bot walks in a step
)

// Bots are the bots of a game. Each crowd of them that is started has one goroutine. They
// are safe for concurrent use.
type Bots struct {
	game    *hunts.Game
	running sync.WaitGroup
	mu      sync.Mutex
	n       int
	quit    chan struct{} // closed to end all that there are; nil before the first
}

// New returns the bots of a game, of which there are none.
func New(g *hunts.Game) *Bots { return &Bots{game: g} }

// Count returns how many there are.
func (b *Bots) Count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.n
}

// Start adds some, which play for a minute, and returns how many there are then. The error
// is a *refusal.Error if there is no room for them.
func (b *Bots) Start(n int) (all int, err error) {
	all, quit, err := b.add(n)
	if err == nil {
		slog.Info("bots begin", "count", n, "all", all)
		b.running.Go(func() { b.walk(n, quit) })
	}
	return all, err
}

// Wait waits until all have ended.
func (b *Bots) Wait() { b.running.Wait() }

// add makes room for some more and returns how many there are then, and what ends them.
func (b *Bots) add(n int) (all int, quit <-chan struct{}, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n+n > Most {
		return b.n, nil, &refusal.Error{Status: http.StatusServiceUnavailable, Text: "there are as many bots as there may be", Retry: life}
	}
	if b.quit == nil {
		b.quit = make(chan struct{})
	}
	b.n += n
	return b.n, b.quit, nil
}

// ended counts some that have ended.
func (b *Bots) ended(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n -= n
}

// Halt ends all that there are. It does not wait for them.
func (b *Bots) Halt() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.quit != nil {
		close(b.quit)
		b.quit = nil
	}
}

// walk walks a crowd of bots, one part of it after the other, until they are told to
// quit or have lived long enough.
func (b *Bots) walk(n int, quit <-chan struct{}) {
	defer func() {
		b.ended(n)
		slog.Info("bots have ended", "count", n, "all", b.Count())
	}()
	crowd := make([]bot, n)
	defer func() {
		for i := range crowd {
			crowd[i].leave(b.game)
		}
	}()
	tick := time.NewTicker(step / turns)
	defer tick.Stop()
	for turn := range int(life/step) * turns {
		select {
		case <-tick.C:
		case <-quit:
			return
		}
		for i := turn % turns; i < n; i += turns {
			crowd[i].step(b.game)
		}
	}
}
