package hunts

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/veltrix/cairn/examples/eventserver/world"
)

const (
	patience = 2 * time.Minute  // for a map to be read and prepared before the one in use stays; large ones take some seconds
	grace    = 10 * time.Second // for a file to answer when nobody wants it any more
)

// Reloader replaces the map of a game by that of a file. It is safe for concurrent use.
type Reloader struct {
	game     *Game
	file     *world.File
	swapping sync.Mutex // one replacement at a time
	stop     context.CancelFunc
	running  sync.WaitGroup // of what stop ends
}

// NewReloader returns a Reloader that waits to be asked. Close it.
func NewReloader(g *Game, f *world.File) *Reloader {
	return &Reloader{game: g, file: f, stop: func() {}}
}

// Watch reloads the map whenever the file has changed, until Close. seen is what
// world.Stat said of the file before it was read. Watch returns at once, and is called once.
func (r *Reloader) Watch(seen os.FileInfo) {
	ctx, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	r.running.Go(func() { world.Watch(ctx, r.file.Name(), seen, time.Second, func() { r.Try(ctx) }) })
}

// Close ends the watching. It gives up after 10 seconds if the file does not answer.
func (r *Reloader) Close() {
	r.stop()
	if !waited(&r.running, grace) {
		slog.Warn("the map file does not answer; the server ends all the same", "file", r.file.Name())
	}
}

// Reload replaces the map by the one that the file has now, and returns its version. The
// game goes on while the map is prepared; then each hunt moves to it, when it is next used
// or before Reload returns. If the file cannot be used everything stays as it is, and the
// error says why.
func (r *Reloader) Reload(ctx context.Context) (hash string, err error) {
	r.swapping.Lock()
	defer r.swapping.Unlock()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	now := r.game.World()
	w, err := r.file.Load(ctx, now)
	if err != nil {
		return "", err
	}
	if w == now {
		slog.Info("the map is the same as before", "file", r.file.Name(), "version", w.Hash)
		return w.Hash, nil
	}
	return w.Hash, r.replace(ctx, w)
}

// Use replaces the map by one that was prepared elsewhere, as Reload does.
func (r *Reloader) Use(ctx context.Context, w *world.World) error {
	r.swapping.Lock()
	defer r.swapping.Unlock()
	return r.replace(ctx, w)
}

// Try is Reload that logs its error.
func (r *Reloader) Try(ctx context.Context) {
	if _, err := r.Reload(ctx); err != nil {
		slog.Error("the map cannot be replaced and stays", "file", r.file.Name(), "version", r.game.World().Hash, "error", err)
	}
}

// replace has the game go on in another World. Only one goroutine may call it at a time.
func (r *Reloader) replace(ctx context.Context, w *world.World) error {
	g, now := r.game, r.game.World()
	if err := g.engines.Swap(now, w); err != nil {
		return err
	}
	g.world.Store(w)
	slog.Info("the map was replaced", "file", r.file.Name(), "version", w.Hash, "before", now.Hash, "nodes", w.Graph.NumNodes(), "hunts", g.Count())
	g.updateAll(ctx)
	return nil
}

// updateAll moves all hunts to the World of now.
func (g *Game) updateAll(ctx context.Context) {
	for _, h := range g.hunts.all() {
		err := world.Guard(func() error {
			h.mu.Lock()
			defer h.mu.Unlock()
			g.update(ctx, h)
			return nil
		})
		if err != nil {
			_ = g.End(h, "lost") // what the Store does not take stays
		}
	}
}

// waited waits for a group, but no longer than some time, and tells whether it is done.
func waited(group *sync.WaitGroup, most time.Duration) bool {
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	timeout := time.NewTimer(most)
	defer timeout.Stop()
	select {
	case <-done:
		return true
	case <-timeout.C:
		return false
	}
}
