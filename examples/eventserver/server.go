package main

import (
	"context"
	"errors"

	"github.com/veltrix/cairn/examples/eventserver/api"
	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// server is the parts of the program, put together.
type server struct {
	config
	game *hunts.Game
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
	game, err := hunts.New(w, hunts.Options{Hunts: c.hunts, Each: c.each, Expire: c.expire, Workers: c.workers})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(game.Engines().Use(c.engine), game.Engines().SetShare(c.canary)); err != nil {
		game.Close()
		return nil, err
	}
	s := &server{config: c, game: game, maps: hunts.NewReloader(game, file), bots: bots.New(game)}
	s.api = api.New(s.game, s.maps, s.bots, api.Options{Hosts: c.hosts, Rate: c.rate})
	if c.mapFile != "" {
		s.maps.Watch(seen)
	}
	return s, nil
}

// close ends everything that the server has begun; nobody may be served any more.
func (s *server) close() {
	s.api.Drain()
	s.bots.Wait()
	s.maps.Close()
	s.game.Close()
}
