package main

import (
	"context"
	"log/slog"
)

// reload replaces the map by that which the file has now, and returns its version. What
// takes time happens before anybody notices; hunts move on when they are next used, or
// before reload returns. If the file cannot be used everything stays as it is.
func (s *server) reload(ctx context.Context) (hash string, err error) {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	ctx, cancel := context.WithTimeout(ctx, mapPatience)
	defer cancel()
	now := s.world.Load()
	w, err := s.file.load(ctx, now)
	if err != nil {
		return "", err
	}
	if w == now {
		slog.Info("the map is the same as before", "file", s.mapFile, "version", w.hash)
		return w.hash, nil
	}
	return w.hash, s.adopt(ctx, w)
}

// adopt has the server go on in another world. Who calls it is the only one.
func (s *server) adopt(ctx context.Context, w *world) error {
	now := s.world.Load()
	if err := s.engines.swap(now, w); err != nil {
		return err
	}
	s.world.Store(w)
	slog.Info("the map was replaced", "file", s.mapFile, "version", w.hash, "before", now.hash, "nodes", w.graph.NumNodes(), "hunts", s.hunts.count())
	s.followAll(ctx)
	return nil
}

// followAll moves all hunts to the world of now.
func (s *server) followAll(ctx context.Context) {
	for _, h := range s.hunts.all() {
		err := fenced(func() error {
			h.mu.Lock()
			defer h.mu.Unlock()
			s.follow(ctx, h)
			return nil
		})
		if err != nil {
			s.end(h, "lost")
		}
	}
}

// reloaded is reload for callers who only want it tried.
func (s *server) reloaded(ctx context.Context) {
	if _, err := s.reload(ctx); err != nil {
		slog.Error("the map cannot be replaced and stays", "file", s.mapFile, "version", s.world.Load().hash, "error", err)
	}
}
