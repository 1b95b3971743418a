package main

import (
	"context"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/examples/eventserver/limits"
	"github.com/veltrix/cairn/examples/eventserver/page"
)

// config is what the flags say.
type config struct {
	addr, admin  string
	hosts        string // beside loopback, that requests may name, with commas between
	mapFile      string
	mapBytes     int64         // that it may have; 0: defaultMapBytes
	hunts, each  int           // at one time, in all and of one client; 0: as many as in all
	found        float64       // metres or plane units; 0: as the map suggests
	drain        time.Duration // from when load balancers are told until nobody is served any more
	expire       time.Duration
	canary, rate float64
	engine       string
	workers      int
}

// server is the event server: a world, the hunts in it, and what answers for them. It
// is safe for concurrent use.
type server struct {
	config
	file     *mapFile
	world    atomic.Pointer[world]
	engines  *engines
	pool     *arena.Pool
	hunts    *hunts
	bots     bots
	requests requests
	streams  atomic.Int64 // that are open
	limiter  *limits.Limiter
	leaving  atomic.Bool // load balancers are to send players elsewhere
	draining atomic.Bool // and nothing begins any more
	swapping sync.Mutex  // one replacement of the map at a time
	stop     context.CancelFunc
	running  sync.WaitGroup // of what stop ends
}

// newServer returns a server that is ready to serve. Close it.
func newServer(ctx context.Context, c config) (*server, error) {
	seen := stat(c.mapFile) // before it is read, so that no change of it is missed
	w, err := newMapFile(c).load(ctx, nil)
	if err != nil {
		return nil, err
	}
	return newServerOn(w, seen, c)
}

// newServerOn is newServer with the world that it begins with, and the file of that as
// it was seen before it was read.
func newServerOn(w *world, seen os.FileInfo, c config) (s *server, err error) {
	s = &server{config: c, file: newMapFile(c), pool: arena.NewPool(nil), limiter: limits.NewLimiter(c.rate, int(c.rate))}
	s.world.Store(w)
	if s.hunts, err = newHunts(c.hunts, c.each, c.expire, s.pool); err != nil {
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

// handler returns what serves players.
func (s *server) handler() (http.Handler, error) {
	mux := http.NewServeMux()
	for pattern, serve := range s.routes() {
		mux.HandleFunc(pattern, serve)
	}
	if err := page.Serve(mux, page.Players); err != nil {
		return nil, err
	}
	return s.requests.counted(hosted(s.allowedHosts(s.addr), limited(s.limiter, routed(mux)))), nil
}
