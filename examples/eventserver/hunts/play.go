package hunts

import (
	"context"
	"errors"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/engines"
)

// Play has an event happen in a hunt, tells the readers of the hunt's Log, and returns the
// Event as JSON, which is not to be changed. kind is its name there. If there is an error,
// which is that of change, of an engine, of the Store, or of a hunt that has ended, nothing
// has happened, and the same may be tried again. change is called again if the map is replaced meanwhile.
func (g *Game) Play(ctx context.Context, h *Hunt, kind string, change func(*State) error) (body []byte, err error) {
	err = g.change(ctx, h, 1, change, func(v Way) { body = g.publish(h, kind, v) })
	return body, err
}

// Change is Play that tells the readers nothing. Instead it calls then with the way that is
// left.
func (g *Game) Change(ctx context.Context, h *Hunt, change func(*State) error, then func(Way)) error {
	return g.change(ctx, h, 0, change, then)
}

// change is Change where then tells the readers of so many events.
func (g *Game) change(ctx context.Context, h *Hunt, events uint64, change func(*State) error, then func(Way)) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return g.contend(ctx, h, func() error { return g.try(ctx, h, events, change, then) })
}

// try is change unless another server has changed the hunt. The lock is held.
func (g *Game) try(ctx context.Context, h *Hunt, events uint64, change func(*State) error, then func(Way)) error {
	return g.retry(ctx, h, func() error {
		before := h.state.remember()
		var v Way
		err := change(&h.state)
		if err == nil {
			v, err = g.way(ctx, h, true)
		}
		if err == nil {
			err = g.save(h, h.log.Number()+events)() // before anybody is told
		}
		if err != nil {
			h.state.restore(before)
			return err
		}
		then(v)
		return nil
	})
}

// Describe returns a hunt as it is now. The error is that of an engine, or of a hunt that
// has ended.
func (g *Game) Describe(ctx context.Context, h *Hunt) (view View, err error) {
	err = g.look(ctx, h, true, func(v Way) { view = g.view(h, v, h.log.Number()) })
	return view, err
}

// Path returns the path to the next clue, or nil if all clues are found. The error is as
// that of Describe.
func (g *Game) Path(ctx context.Context, h *Hunt) (path *Path, err error) {
	err = g.look(ctx, h, false, func(v Way) { path = v.describe() })
	return path, err
}

// look shows the way that is left in a hunt: all of it, or up to the next clue.
func (g *Game) look(ctx context.Context, h *Hunt, all bool, show func(Way)) error {
	return g.read(ctx, h, func() error {
		v, err := g.way(ctx, h, all)
		if err == nil {
			show(v)
		}
		return err
	})
}

// read looks at a hunt as it is for all servers.
func (g *Game) read(ctx context.Context, h *Hunt, do func() error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := g.current(ctx, h); err != nil {
		return err
	}
	return g.retry(ctx, h, do)
}

// retry does something with a hunt, again if the map is replaced meanwhile: a moment
// later, in the World of then. The lock is held.
func (g *Game) retry(ctx context.Context, h *Hunt, do func() error) error {
	for {
		g.update(ctx, h)
		if err := h.playable(); err != nil {
			return err
		}
		if err := do(); !errors.Is(err, engines.ErrMoved) {
			return err
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// update moves a hunt to the World of now, and tells its readers. The lock is held.
func (g *Game) update(ctx context.Context, h *Hunt) {
	w := g.World()
	if h.state.record == nil || h.state.world == w {
		return
	}
	if !h.state.moveTo(w) {
		h.lose()
		h.endStreams("lost")
		g.forget(h)
		return
	}
	if g.shared == nil { // else each server that has other maps than before would write all
		defer func() { g.save(h, h.log.Number()) }() // what does not last will be done again
	}
	if !h.log.Followed() { // as is so for most hunts when the map is replaced
		h.log.Skip()
		return
	}
	v, err := g.way(ctx, h, true)
	if err != nil { // nobody can say what the way is at the moment
		h.log.Skip()
		return
	}
	g.publish(h, "map", v)
}

// publish tells the readers of a hunt what has happened, and returns that. The lock is
// held.
func (g *Game) publish(h *Hunt, kind string, v Way) []byte {
	n := h.log.Number() + 1
	body := Encode(Event{n, g.view(h, v, n), v.describe()})
	h.log.Append(kind, body)
	return body
}
