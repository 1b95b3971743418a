package hunts

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// Store keeps hunts so that they outlast the process. Package journal has one in a file. It
// has to be safe for concurrent use.
type Store interface {
	// Load calls add for each value that is there, before the first Write. An error of add
	// ends it and is returned.
	Load(add func(key [12]byte, value []byte) error) error
	// Write gives a key a value, or none if value is empty, and returns at once. wait returns
	// nil when that lasts. Else the key has the value that it had before. Writes of one key
	// happen in the order of the calls.
	Write(key [12]byte, value []byte) (wait func() error)
}

// noStore is the Store of a game that has none: all is well, and nothing lasts.
type noStore struct{}

// Load calls nothing.
func (noStore) Load(func([12]byte, []byte) error) error { return nil }

// Write does nothing.
func (noStore) Write([12]byte, []byte) (wait func() error) { return lasts }

func lasts() error { return nil }

// save has a hunt last as it is, with the number of its last event. wait returns nil when it
// does, and a *refusal.Error if it cannot. Hunts of Nobody do not last: no client could go on
// with them. The lock is held.
func (g *Game) save(h *Hunt, event uint64) (wait func() error) {
	if h.owner == Nobody {
		return lasts
	}
	return g.write(h, h.encode(event))
}

// forget has a hunt not be there any more when the process begins again; wait is as of save.
func (g *Game) forget(h *Hunt) (wait func() error) {
	if h.owner == Nobody {
		return lasts
	}
	return g.write(h, nil)
}

// write is Store.Write for a hunt, with errors that clients may be told.
func (g *Game) write(h *Hunt, value []byte) (wait func() error) {
	written := g.options.Store.Write(h.id, value)
	return func() error {
		err := written()
		if err != nil && !errors.Is(err, ErrTaken) && !errors.Is(err, ErrUnsure) {
			return errNotKept
		}
		return err
	}
}

// errNotKept is the error of what the Store does not take. The Store logs why.
var errNotKept = &refusal.Error{Status: http.StatusServiceUnavailable, Text: "it cannot be kept at the moment, and has not happened", Retry: time.Second}

// load has the hunts of the Store go on where they were, on the map of now. They are in use as
// of now: nobody could use them while there was no server.
func (g *Game) load() error {
	var changed []*Hunt
	lost, now := 0, time.Now()
	err := g.options.Store.Load(func(id [12]byte, value []byte) error {
		s, err := decode(value)
		if err != nil {
			return err
		}
		h, err := g.hunts.restore(id, s, g.World(), now)
		if s.version != g.World().Graph.Hash() {
			changed = append(changed, h)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, h := range changed { // only now may the Store be written to
		if h.lost {
			lost++
			g.forget(h)
		} else {
			g.save(h, h.log.Number())
		}
	}
	if g.Count() > 0 {
		slog.Info("hunts go on", "hunts", g.Count(), "moved", len(changed)-lost, "lost", lost)
	}
	return nil
}
