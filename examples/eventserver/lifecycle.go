package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"time"
)

// grace is how long requests that are under way may take when the server goes down.
const grace = 10 * time.Second

// serve serves until ctx is done, and then what is under way.
func (s *server) serve(ctx context.Context, stdout io.Writer) error {
	servers, err := s.listen(stdout)
	if err != nil {
		return err
	}
	w := s.game.World()
	slog.Info("serving", "map", w.Drawing.Name, "version", w.Hash, "nodes", w.Graph.NumNodes(), "engine", s.game.Engines().Current(), "hunts", s.config.hunts, "rate", s.rate, "state", cmp.Or(s.state, "memory alone"))
	err = s.keepServing(ctx, servers.failed)
	s.api.Drain()
	err = errors.Join(err, servers.shutdown())
	slog.Info("the server has ended", "hunts", s.game.Count())
	return err
}

// keepServing reads the map again at each hangup, until ctx is done, which is time to
// leave, or a listener has failed.
func (s *server) keepServing(ctx context.Context, failed <-chan error) error {
	hangup := make(chan os.Signal, 1)
	notifyHangup(hangup)
	defer signal.Stop(hangup)
	for {
		select {
		case <-hangup:
			s.maps.Try(ctx)
		case err := <-failed:
			return err
		case <-ctx.Done():
			return s.leave(failed)
		}
	}
}

// leave has load balancers send players elsewhere, and gives them time to notice: until
// then all is served as before.
func (s *server) leave(failed <-chan error) error {
	s.api.Leave()
	slog.Info("going down", "drain", s.config.drain, "hunts", s.game.Count())
	select {
	case err := <-failed:
		return err
	case <-time.After(s.config.drain):
		return nil
	}
}
