package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
)

// config is what the flags say.
type config struct {
	addr, admin  string
	mapFile      string
	hunts        int
	expire       time.Duration
	canary, rate float64
	engine       string
	workers      int
}

// server is the event server: a world, the hunts in it, and what answers for them. It
// is safe for concurrent use.
type server struct {
	config
	world    atomic.Pointer[world]
	engines  *engines
	pool     *arena.Pool
	hunts    *hunts
	bots     bots
	requests requests
	streams  atomic.Int64 // that are open
	limiter  *limiter
	draining atomic.Bool
	swapping sync.Mutex // one replacement of the map at a time
	stop     context.CancelFunc
	running  sync.WaitGroup // of what stop ends
}

// newServer returns a server that is ready to serve. Close it.
func newServer(c config) (*server, error) {
	seen := stat(c.mapFile) // before it is read, so that no change of it is missed
	w, err := openWorld(c.mapFile)
	if err != nil {
		return nil, err
	}
	return newServerOn(w, seen, c)
}

// newServerOn is newServer with the world that it begins with, and the file of that as
// it was seen before it was read.
func newServerOn(w *world, seen os.FileInfo, c config) (s *server, err error) {
	s = &server{config: c, pool: arena.NewPool(nil), limiter: newLimiter(c.rate, int(c.rate))}
	s.world.Store(w)
	if s.hunts, err = newHunts(c.hunts, c.expire, s.pool); err != nil {
		return nil, err
	}
	if s.engines, err = newEngines(w, c.workers, s.pool); err != nil {
		return nil, err
	}
	if err := s.configure(); err != nil {
		s.engines.close()
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	s.running.Go(func() { s.sweep(ctx) })
	if c.mapFile != "" {
		s.running.Go(func() { watchFile(ctx, c.mapFile, seen, time.Second, func() { s.reloaded(ctx) }) })
	}
	return s, nil
}

// configure sets what can also be changed later.
func (s *server) configure() error {
	if err := s.engines.use(s.engine); err != nil {
		return err
	}
	return s.engines.setShare(s.config.canary)
}

// drain has load balancers send players elsewhere, and ends what would go on for ever:
// streams, which learn that their hunts end, and bots. Nothing of the kind begins any
// more; other requests are served as before.
func (s *server) drain() {
	s.draining.Store(true)
	s.bots.halt()
	for _, h := range s.hunts.all() {
		h.mu.Lock()
		h.farewell("ended")
		h.mu.Unlock()
	}
}

// close ends everything that the server has begun; nobody may be served any more.
func (s *server) close() {
	s.drain()
	s.stop()
	s.running.Wait()
	s.bots.running.Wait()
	s.engines.close()
	for _, h := range s.hunts.all() {
		s.end(h, "ended")
	}
	if err := s.pool.Close(); err != nil {
		slog.Error("a hunt has left memory behind", "error", err)
	}
}

// sweep ends the hunts that nobody has used for long.
func (s *server) sweep(ctx context.Context) {
	look := time.NewTicker(max(s.expire/spokes, time.Millisecond))
	defer look.Stop()
	for {
		select {
		case now := <-look.C:
			s.endIdle(now)
		case <-ctx.Done():
			return
		}
	}
}

// endIdle ends the hunts that nobody has used for long by now.
func (s *server) endIdle(now time.Time) {
	for _, h := range s.hunts.over(now) {
		s.end(h, "expired")
	}
}

// end ends a hunt, tells who follows it why, and tells whether it was there.
func (s *server) end(h *hunt, why string) bool {
	if !s.hunts.remove(h) {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.farewell(why)
	h.free()
	return true
}

// reload replaces the map by that which the file has now, and returns its version. What
// takes time happens before anybody notices; hunts move on when they are next used, or
// before reload returns. If the file cannot be used everything stays as it is.
func (s *server) reload(ctx context.Context) (hash string, err error) {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	g, err := openMap(s.mapFile)
	if err != nil {
		return "", err
	}
	if now := s.world.Load(); now.graph.Hash() == g.Hash() {
		return now.hash, nil
	}
	w, err := newWorld(g)
	if err != nil {
		return "", err
	}
	if err := s.engines.swap(w); err != nil {
		return "", err
	}
	s.world.Store(w)
	for _, h := range s.hunts.all() {
		h.mu.Lock()
		s.follow(ctx, h)
		h.mu.Unlock()
	}
	return w.hash, nil
}

// reloaded is reload for callers who only want it tried.
func (s *server) reloaded(ctx context.Context) {
	hash, err := s.reload(ctx)
	if err != nil {
		slog.Error("the map cannot be replaced", "file", s.mapFile, "error", err)
		return
	}
	slog.Info("the map is", "file", s.mapFile, "version", hash, "hunts", s.hunts.count())
}

// handler returns what serves players.
func (s *server) handler() (http.Handler, error) {
	mux := http.NewServeMux()
	for pattern, serve := range s.routes() {
		mux.HandleFunc(pattern, serve)
	}
	if err := servePage(mux); err != nil {
		return nil, err
	}
	return s.requests.counted(limited(s.limiter, routed(mux))), nil
}
