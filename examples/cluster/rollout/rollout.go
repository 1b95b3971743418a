// Package rollout has all servers of a cluster use the same version of the map.
//
//	r, err := rollout.Open(ctx, js, rollout.Options{Server: "a", Replicas: 3, Seed: bytes})
//	game, err := hunts.New(r.World(), ...)
//	r.Run(ctx, maps.Use) // a hunts.Reloader
//
// Maps are in an object store, each under the hash of its content. One key says which version is
// wanted, another which is in use. Each server fetches the wanted version, checks and prepares it,
// and says that it is ready. Once all that are alive are, one of them makes it the version in use,
// and all replace their map. A version that a server cannot use is never in use.
package rollout

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Options are the settings of a Rollout.
type Options struct {
	Server   string  // name of this one, that no other has
	Replicas int     // of what is kept, on as many NATS servers
	Seed     []byte  // the map to begin with, if there is none
	Found    float64 // as in world.New
	Bytes    uint64  // that a map may have; 0: world.DefaultBytes
}

// Rollout is the maps of a cluster, as one server sees them. One goroutine uses it.
type Rollout struct {
	options Options
	maps    *library
	members *members

	now      *world.World // in use
	ready    *world.World // the wanted one; nil: it is not prepared
	refused  string       // hash of the wanted one, if it cannot be used
	prepared chan prepared
	busy     bool // a map is being prepared
}

// prepared is a map that was prepared, or why it cannot be.
type prepared struct {
	hash  string
	world *world.World
	err   error
}

const (
	look     = time.Second     // how often a server looks whether there is something to do
	patience = 2 * time.Minute // for a map to be fetched and prepared
)

// Open opens the maps, with the Seed as the first if there is none, and prepares the one in use.
func Open(ctx context.Context, js jetstream.JetStream, o Options) (*Rollout, error) {
	if o.Bytes == 0 {
		o.Bytes = world.DefaultBytes
	}
	r := &Rollout{options: o, prepared: make(chan prepared, 1)}
	var err error
	if r.maps, err = openLibrary(ctx, js, o.Replicas); err != nil {
		return nil, err
	}
	if r.members, err = openMembers(ctx, js, o.Server, o.Replicas); err != nil {
		return nil, err
	}
	hash, err := r.maps.begin(ctx, o.Seed)
	if err == nil {
		r.now, err = r.prepare(ctx, hash)
	}
	return r, err
}

// World returns the version of the map that is in use here.
func (r *Rollout) World() *world.World { return r.now }

// Run keeps the map up to date until ctx is done: use has to replace it.
func (r *Rollout) Run(ctx context.Context, use func(context.Context, *world.World) error) {
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	for {
		if err := r.step(ctx, use); err != nil && ctx.Err() == nil {
			slog.Warn("the maps of the cluster are out of reach", "error", err)
		}
		select {
		case <-ticker.C:
		case p := <-r.prepared:
			r.note(p)
		case <-ctx.Done():
			r.members.leave()
			return
		}
	}
}

// step does what there is to do now, and says how far this server is.
func (r *Rollout) step(ctx context.Context, use func(context.Context, *world.World) error) error {
	v, err := r.maps.read(ctx)
	if err != nil {
		return err
	}
	if err := r.follow(ctx, v, use); err != nil {
		return err
	}
	if err := r.members.say(ctx, r.state()); err != nil || v.wanted == v.current {
		return err
	}
	all, err := r.members.ready(ctx, v.wanted)
	if err != nil || !all {
		return err
	}
	return r.maps.advance(ctx, v)
}

// follow uses the version that all use, and prepares the one that is wanted.
func (r *Rollout) follow(ctx context.Context, v versions, use func(context.Context, *world.World) error) error {
	if r.ready != nil && r.ready.Hash != v.wanted && r.ready.Hash != v.current {
		r.ready = nil
	}
	if r.refused != v.wanted {
		r.refused = ""
	}
	next := v.wanted
	if r.now.Hash != v.current {
		next = v.current
		if r.ready != nil && r.ready.Hash == v.current {
			if err := use(ctx, r.ready); err != nil {
				return err
			}
			r.now, r.ready = r.ready, nil
		}
	}
	if next != r.now.Hash && next != r.refused && !r.busy && (r.ready == nil || r.ready.Hash != next) {
		r.busy = true
		go func() {
			w, err := r.prepare(ctx, next)
			r.prepared <- prepared{next, w, err}
		}()
	}
	return nil
}

// note notes what has come of a preparation.
func (r *Rollout) note(p prepared) {
	r.busy = false
	var bad *BadMapError
	switch {
	case p.err == nil:
		slog.Info("a map is ready", "version", p.hash)
		r.ready = p.world
	case errors.As(p.err, &bad):
		slog.Error("a map is refused, and the one in use stays", "version", p.hash, "error", p.err)
		r.refused = p.hash
	default:
		slog.Warn("a map cannot be fetched yet", "version", p.hash, "error", p.err)
	}
}

// state returns how far this server is.
func (r *Rollout) state() state {
	s := state{Using: r.now.Hash, Ready: r.now.Hash, Refused: r.refused}
	if r.ready != nil {
		s.Ready = r.ready.Hash
	}
	return s
}

// BadMapError is a map that cannot be used.
type BadMapError struct{ error }

// Unwrap returns why.
func (e *BadMapError) Unwrap() error { return e.error }

// prepare fetches a map and makes a World of it.
func (r *Rollout) prepare(ctx context.Context, hash string) (w *world.World, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	b, err := r.maps.fetch(ctx, hash, r.options.Bytes)
	if err != nil {
		return nil, err
	}
	err = world.Guard(func() error {
		g, err := read(b)
		if err == nil && hashOf(g) != hash {
			err = fmt.Errorf("its hash is %s", hashOf(g))
		}
		if err == nil {
			w, err = world.New(ctx, g, r.options.Found)
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		err = &BadMapError{err}
	}
	return w, err
}

// read reads and checks a map.
func read(b []byte) (*csr.CSRGraph, error) {
	g, err := csr.FromBytes(b)
	if err == nil {
		err = g.Verify()
	}
	return g, err
}

// hashOf returns the version of a map, as a World has it.
func hashOf(g *csr.CSRGraph) string { return fmt.Sprintf("%016x", g.Hash()) }
