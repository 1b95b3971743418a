// Package hunts is the rules of a treasure hunt, and all the hunts that are played: players
// walk from clue to clue, find streets closed, and are told the shortest way. It knows
// nothing of HTTP; package api serves it.
//
//	game, err := hunts.New(w, hunts.Options{Hunts: 1000, Expire: time.Hour, Workers: 2})
//	defer game.Close()
//	created, err := game.Create(ctx, hunts.NewRequest(11.97, 57.70), owner)
//	hunt, err := game.Find(created.Hunt.ID().String(), created.Token.String())
//	event, err := game.Play(ctx, hunt, "moved", func(s *hunts.State) error { return s.Move(11.968, 57.702) })
//	path, err := game.Path(ctx, hunt)
package hunts

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/examples/eventserver/engines"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Options are the settings of a Game.
type Options struct {
	Hunts   int           // at one time
	Each    int           // of one owner at one time; 0: as many as in all
	Expire  time.Duration // how long a hunt lasts without a request
	Workers int           // questions that each engine solves at one time
	Store   Store         // keeps hunts beyond the process; nil: nothing does
}

// Game is all hunts on a map, with the engines that find their paths. It is safe for
// concurrent use.
type Game struct {
	options Options
	world   atomic.Pointer[world.World]
	engines *engines.Engines
	pool    *arena.Pool
	hunts   *registry
	shared  Shared // the Store, if other servers use it as well
	fetching
	stop    context.CancelFunc
	running sync.WaitGroup // of what stop ends
}

// New returns a game on a World, with the hunts of the Store: one whose nodes are of another
// map moves to this. Hunts that nobody uses end by themselves. Close it.
func New(w *world.World, o Options) (g *Game, err error) {
	if o.Store == nil {
		o.Store = noStore{}
	}
	g = &Game{options: o, pool: arena.NewPool(nil)}
	g.shared, _ = o.Store.(Shared)
	g.world.Store(w)
	if g.hunts, err = newRegistry(o, g.pool); err != nil {
		return nil, err
	}
	if g.engines, err = engines.New(w, o.Workers, g.pool); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	g.stop = cancel
	if err := g.load(); err != nil {
		g.Close()
		return nil, err
	}
	g.running.Go(func() { g.sweep(ctx) })
	return g, nil
}

// Close ends everything that the game has begun, and all hunts, which stay in the Store;
// nobody may use it any more.
func (g *Game) Close() {
	g.stop()
	g.running.Wait()
	g.engines.Close()
	for _, h := range g.hunts.all() {
		g.drop(h, func() { h.interrupt(restarting) })
	}
	if err := g.pool.Close(); err != nil {
		slog.Error("a hunt has left memory behind", "error", err)
	}
}

// World returns the version of the map that hunts are made on now.
func (g *Game) World() *world.World { return g.world.Load() }

// Engines returns the engines that find paths.
func (g *Game) Engines() *engines.Engines { return g.engines }

// Count returns how many hunts there are.
func (g *Game) Count() int { return g.hunts.count() }

// Limit returns how many hunts there may be.
func (g *Game) Limit() int { return g.options.Hunts }

// Memory returns what the arenas of hunts and paths take.
func (g *Game) Memory() arena.Stats { return g.pool.Stats() }

// sweep ends the hunts that nobody has used for long.
func (g *Game) sweep(ctx context.Context) {
	look := time.NewTicker(max(g.options.Expire/steps, time.Millisecond))
	defer look.Stop()
	for {
		select {
		case now := <-look.C:
			g.endIdle(now)
		case <-ctx.Done():
			return
		}
	}
}

// together is how many hunts are ended at one time, for which the Store needs about as long as
// for one.
const together = 1000

// endIdle ends the hunts that nobody has used for long by now. One that the Store does not take
// is tried again.
func (g *Game) endIdle(now time.Time) {
	var group sync.WaitGroup
	for some := range slices.Chunk(g.hunts.idle(now), together) {
		for _, h := range some {
			group.Go(func() { g.expire(h) })
		}
		group.Wait()
	}
}

// expire ends a hunt that nobody has used for long. A Store that is shared does so by itself, as
// nobody may have used the copy of this server alone.
func (g *Game) expire(h *Hunt) {
	if g.shared == nil {
		_ = g.End(h, "expired")
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	g.drop(h, func() { h.endStreams("expired") })
}

// End ends a hunt, and tells its readers why. The error is ErrNotFound if it is not there, or
// a *refusal.Error if the Store does not take it, and the hunt goes on.
func (g *Game) End(h *Hunt, why string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !g.hunts.has(h) {
		return h.gone()
	}
	if err := g.contend(context.Background(), h, func() error { return g.forget(h)() }); err != nil {
		return err
	}
	g.drop(h, func() { h.endStreams(why) })
	return nil
}

// drop takes a hunt from memory, and does something before. The lock is held, or nobody else
// has the hunt.
func (g *Game) drop(h *Hunt, tell func()) {
	if g.shared != nil && h.owner != Nobody && g.hunts.has(h) {
		g.shared.Release(h.id)
	}
	if g.hunts.remove(h) {
		tell()
		h.free()
	}
}

// EndAll ends all hunts that there are, and tells their readers why.
func (g *Game) EndAll(why string) {
	for _, h := range g.hunts.all() {
		_ = g.End(h, why) // what the Store does not take goes on
	}
}

// restarting is why streams end that can go on when the process begins again.
const restarting = "restarting"

// EndStreams tells the readers of all hunts that the server is restarting. The hunts go on, but
// nothing that happens in them is told any more.
func (g *Game) EndStreams() {
	for _, h := range g.hunts.all() {
		h.mu.Lock()
		h.interrupt(restarting)
		h.mu.Unlock()
	}
}
