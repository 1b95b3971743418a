package main

import (
	"context"
	"errors"
	"log/slog"

	"github.com/veltrix/cairn/examples/eventserver/api"
	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/journal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// server is the parts of the program, put together.
type server struct {
	config
	game *hunts.Game
	kept *journal.Journal // nil: hunts are in memory alone
	maps *hunts.Reloader
	bots *bots.Bots
	api  *api.Server
}

// newServer returns a server that is ready to serve. Close it.
func newServer(ctx context.Context, c config) (*server, error) {
	seen := world.Stat(c.mapFile) // before it is read, so that no change of it is missed
	file := world.NewFile(c.mapFile, c.mapBytes, c.found)
	w, err := file.Load(ctx, nil)
	if err != nil {
		return nil, err
	}
	s := &server{config: c}
	if err := s.openGame(w); err != nil {
		return nil, err
	}
	s.maps, s.bots = hunts.NewReloader(s.game, file), bots.New(s.game)
	s.api = api.New(s.game, s.maps, s.bots, api.Options{Hosts: c.hosts, Rate: c.rate, Proxies: c.proxies, Origins: c.origins, Journal: s.kept})
	if c.mapFile != "" {
		s.maps.Watch(seen)
	}
	return s, nil
}

// openGame makes the game, with the hunts that were kept.
func (s *server) openGame(w *world.World) (err error) {
	o := hunts.Options{Hunts: s.hunts, Each: s.each, Expire: s.expire, Workers: s.workers}
	if s.state != "" {
		if s.kept, err = journal.Open(s.state, &journal.Options{Garbage: s.garbage}); err != nil {
			return err
		}
		o.Store = s.kept
	}
	if s.game, err = hunts.New(w, o); err == nil {
		err = errors.Join(s.game.Engines().Use(s.engine), s.game.Engines().SetShare(s.canary))
	}
	if err != nil {
		s.closeGame()
	}
	return err
}

// close ends everything that the server has begun; nobody may be served any more.
func (s *server) close() {
	s.api.Drain()
	s.bots.Wait()
	s.maps.Close()
	s.closeGame()
}

// closeGame ends the game, if there is one. The hunts that are kept stay in the journal.
func (s *server) closeGame() {
	if s.game != nil {
		s.game.Close()
	}
	if s.kept == nil {
		return
	}
	if err := s.kept.Close(); err != nil {
		slog.Error("the journal cannot be closed", "error", err)
	}
}
