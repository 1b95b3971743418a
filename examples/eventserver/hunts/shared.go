package hunts

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/eventlog"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Shared is a Store that other servers use at the same time. A server has copies of the hunts that
// it serves, and the Store remembers of each copy whether another server has written since: then
// the next Write of this one is refused. So no two servers ever have different events happen in
// a hunt, even if one of them was thought dead.
//
// A game writes a hunt when it takes it over, as it is: from then on the server that had it before
// is refused. Hunts that nobody uses are dropped from memory only: the Store has to forget them.
type Shared interface {
	Store // whose waits return ErrTaken, ErrUnsure, or another error if it has not happened
	// Fetch returns the value that a key has now, which is empty if there is none. This server
	// has a copy of it from then on.
	Fetch(key [12]byte) (value []byte, err error)
	// Check returns ErrTaken if another server has written to a key since this one has last
	// fetched or written it, or nil if it had not a moment ago. How long that is is up to the Store.
	Check(key [12]byte) error
	// Release notes that this server has no copy of a key any more.
	Release(key [12]byte)
}

// ErrTaken is the error of a Write or Check that another server has come before.
var ErrTaken error = &refusal.Error{Status: http.StatusServiceUnavailable, Text: "another server has changed the hunt, and it has not happened", Retry: time.Second}

// ErrUnsure is the error of a Write of which nobody can say whether it has happened, or will. The
// next Write of the key returns ErrTaken.
var ErrUnsure error = &refusal.Error{Status: http.StatusGatewayTimeout, Text: "nobody can say now whether it has happened: look at the hunt", Retry: time.Second}

var (
	errUnread    = &refusal.Error{Status: http.StatusServiceUnavailable, Text: "the hunt cannot be read at the moment", Retry: time.Second}
	errElsewhere = &refusal.Error{Status: http.StatusServiceUnavailable, Text: "another server has the hunt now, and it has not happened", Retry: time.Second}
)

// elsewhere is why streams end that go on at another server.
const elsewhere = "elsewhere"

// mostTries is how often a hunt is fetched anew before a request fails: each time another server
// has written to it in between.
const mostTries = 5

// fetching has one goroutine fetch a hunt at a time, or a few of different hunts wait for each other.
type fetching [256]sync.Mutex

func (f *fetching) lock(id ID) (unlock func()) {
	mu := &f[id[0]]
	mu.Lock()
	return mu.Unlock
}

// fetch takes a hunt over that other servers may have, if the token is the hunt's.
func (g *Game) fetch(id ID, token Token) (*Hunt, error) {
	defer g.fetching.lock(id)()
	if h := g.hunts.get(id); h != nil { // it was fetched meanwhile
		return h, nil
	}
	if err := g.hunts.check(Nobody); err != nil {
		return nil, err
	}
	from, err := g.takeOver(id, func(s *saved) bool { return token.opens(s.secret) })
	if err != nil {
		g.shared.Release(id)
		return nil, err
	}
	return g.hunts.restore(id, from, g.World(), time.Now())
}

// takeOver fetches a hunt, if it is wanted, and has the writes of other servers be refused.
func (g *Game) takeOver(id ID, wanted func(*saved) bool) (*saved, error) {
	for range mostTries {
		value, err := g.shared.Fetch(id)
		if err != nil {
			return nil, errUnread
		}
		if len(value) == 0 {
			return nil, ErrNotFound
		}
		from, err := decode(value)
		if err != nil {
			slog.Error("a hunt cannot be read", "hunt", id, "error", err)
			return nil, errUnread
		}
		if !wanted(from) {
			return nil, ErrNotFound
		}
		switch err := g.shared.Write(id, value)(); {
		case err == nil:
			return from, nil
		case !errors.Is(err, ErrTaken):
			return nil, errUnread
		}
	}
	return nil, ErrTaken
}

// contend does something with a hunt, again with what another server has made of it, if one has
// and somebody still waits for it. The lock is held.
func (g *Game) contend(ctx context.Context, h *Hunt, do func() error) error {
	err := do()
	for tries := 0; errors.Is(err, ErrTaken) && tries < mostTries && ctx.Err() == nil; tries++ {
		if err = g.refresh(h); err == nil {
			err = do()
		}
	}
	return err
}

// refresh has a hunt be as other servers have left it. Its readers are shown all of it. The lock
// is held.
func (g *Game) refresh(h *Hunt) error {
	if err := h.playable(); err != nil {
		return err
	}
	from, err := g.takeOver(h.id, func(*saved) bool { return true })
	if errors.Is(err, ErrNotFound) {
		g.drop(h, func() { h.endStreams("ended") })
	}
	if err != nil {
		return err
	}
	h.log.Resume(from.event)
	*h.state.record = record{lon: from.lon, lat: from.lat, found: from.found}
	h.resettle(from)
	return nil
}

// current has a hunt be as it is, or was a moment ago, for all servers. The lock is held.
func (g *Game) current(ctx context.Context, h *Hunt) error {
	if g.shared == nil || h.owner == Nobody || h.state.record == nil {
		return nil
	}
	return g.contend(ctx, h, func() error {
		err := g.shared.Check(h.id)
		if err != nil && !errors.Is(err, ErrTaken) {
			return errUnread
		}
		return err
	})
}

// Follow returns the events of a hunt, to be read. The error is a *refusal.Error if the hunt
// cannot be read now, or ErrNotFound if it has ended at another server.
func (g *Game) Follow(ctx context.Context, h *Hunt) (*eventlog.Log, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return &h.log, g.current(ctx, h)
}

// Release drops the copy of a hunt that another server has taken over, if there is one. Its
// streams end, and go on there.
func (g *Game) Release(id ID) {
	if h := g.hunts.get(id); h != nil {
		h.mu.Lock()
		defer h.mu.Unlock()
		g.release(h)
	}
}

// release is Release under the lock.
func (g *Game) release(h *Hunt) {
	g.drop(h, func() {
		h.moved = true
		h.interrupt(elsewhere)
	})
}

// Recheck drops the copies that another server has taken over unnoticed, if somebody reads
// their events: others are checked when they are used.
func (g *Game) Recheck() {
	if g.shared == nil {
		return
	}
	for _, h := range g.hunts.all() {
		if h.log.Readers() > 0 {
			g.recheck(h)
		}
	}
}

func (g *Game) recheck(h *Hunt) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.owner != Nobody && errors.Is(g.shared.Check(h.id), ErrTaken) {
		g.release(h)
	}
}
