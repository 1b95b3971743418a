package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"

	"github.com/veltrix/cairn/examples/cluster/broker"
	"github.com/veltrix/cairn/examples/cluster/rollout"
	"github.com/veltrix/cairn/examples/cluster/store"
	"github.com/veltrix/cairn/examples/eventserver/api"
	"github.com/veltrix/cairn/examples/eventserver/bots"
	"github.com/veltrix/cairn/examples/eventserver/hunts"
	"github.com/veltrix/cairn/examples/eventserver/world"
	"github.com/veltrix/cairn/testdata"
)

// server is the parts of the program, put together.
type server struct {
	config
	temporary string // folder of NATS, which ends with the server; empty: there is none
	broker    *broker.Broker
	store     *store.Store
	rollout   *rollout.Rollout
	game      *hunts.Game
	maps      *hunts.Reloader
	bots      *bots.Bots
	api       *api.Server
	shared    atomic.Bool // all parts are there
	leaving   atomic.Bool
	stop      context.CancelFunc
	running   sync.WaitGroup // of what stop ends
}

// newServer returns a server that is ready to serve. Close it.
func newServer(ctx context.Context, c config) (*server, error) {
	s := &server{config: c, stop: func() {}}
	err := s.connect()
	if err == nil {
		err = s.share(ctx)
	}
	if err == nil {
		err = s.openGame(s.rollout.World())
	}
	if err != nil {
		s.close()
		return nil, err
	}
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	s.running.Go(func() { s.rollout.Run(ctx, s.maps.Use) })
	return s, nil
}

// connect connects to NATS.
func (s *server) connect() (err error) {
	o := s.nats
	if o.URLs == "" && o.Dir == "" {
		if s.temporary, err = os.MkdirTemp("", "cairn"); err != nil {
			return err
		}
		o.Dir = s.temporary
	}
	s.broker, err = broker.Open(o, s.doubt)
	return err
}

// doubt finds out what other servers have done while this one did not hear of them.
func (s *server) doubt() {
	if s.shared.Load() {
		s.store.Doubt()
		s.game.Recheck()
	}
}

// share opens what servers have in common: the hunts and the map.
func (s *server) share(ctx context.Context) (err error) {
	s.store, err = store.Open(ctx, s.broker.Conn, store.Options{
		Buckets: s.buckets, Replicas: s.replicas, Expire: s.expire, Fresh: s.fresh, Taken: s.taken,
	})
	if err != nil {
		return err
	}
	seed := testdata.GoteborgStreets()
	if s.mapFile != "" {
		if seed, err = os.ReadFile(s.mapFile); err != nil {
			return err
		}
	}
	s.rollout, err = rollout.Open(ctx, s.broker.JetStream, rollout.Options{Server: s.name, Replicas: s.replicas, Seed: seed})
	return err
}

// taken drops the copy of a hunt that another server has taken over.
func (s *server) taken(key store.Key) {
	if s.shared.Load() {
		s.game.Release(key)
	}
}

// openGame makes the game, and what serves it.
func (s *server) openGame(w *world.World) (err error) {
	s.game, err = hunts.New(w, hunts.Options{Hunts: s.hunts, Each: s.each, Expire: s.expire, Workers: s.workers, Store: s.store})
	if err != nil {
		return err
	}
	s.maps, s.bots = hunts.NewReloader(s.game, world.NewFile(s.mapFile, 0, 0)), bots.New(s.game)
	s.api = api.New(s.game, s.maps, s.bots, api.Options{Hosts: s.hosts, Rate: s.rate, Proxies: s.proxies, Origins: s.origins})
	s.shared.Store(true)
	return nil
}

// close ends everything that the server has begun; nobody may be served any more.
func (s *server) close() {
	s.stop()
	s.running.Wait()
	s.shared.Store(false)
	if s.game != nil {
		s.api.Drain()
		s.bots.Wait()
		s.maps.Close()
		s.game.Close()
	}
	if s.store != nil {
		s.store.Close()
	}
	if s.broker != nil {
		s.broker.Close()
	}
	if s.temporary != "" {
		_ = os.RemoveAll(s.temporary) // nobody needs it any more
	}
}

// publish has all servers use a map.
func publish(ctx context.Context, c config, stdout io.Writer) error {
	b, err := os.ReadFile(c.publish)
	if err != nil {
		return err
	}
	nats, err := broker.Open(c.nats, nil)
	if err != nil {
		return err
	}
	defer nats.Close()
	hash, err := rollout.Publish(ctx, nats.JetStream, c.replicas, b)
	if err != nil {
		return fmt.Errorf("%s: %w", c.publish, err)
	}
	fmt.Fprintln(stdout, hash)
	return nil
}
