// Package engines answers questions for paths in two ways, of which one is in use and the
// other is compared with it: with an index of hub labels, and by searching alone.
//
//	e, err := engines.New(w, 2, pool) // a World of package world
//	defer e.Close()
//	calls := []service.Call{{Request: service.Request{From: 17, To: 4000, WantPath: true}}}
//	by, err := e.Ask(ctx, key, w.Graph.Hash(), calls) // Labels or Search
package engines

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
	"github.com/veltrix/cairn/examples/eventserver/world"
)

// Engine is one of the two ways in which paths are found.
type Engine int32

// The engines.
const (
	Labels Engine = iota // Solvers that an index of hub labels guides
	Search               // Solvers alone
)

// Names are the engines as operators call them.
var Names = [...]string{"labels", "search"}

// String returns the engine's name.
func (e Engine) String() string { return Names[e] }

// patience is how long a question may wait for its answer.
const patience = 2 * time.Second

// Engines are two Services that answer the same questions. One is in use. The other
// answers the share of hunts that is the canary: the same hunts each time, whose answers
// are compared with those of the engine in use. They are safe for concurrent use.
type Engines struct {
	services            [len(Names)]*service.Service
	active              atomic.Int32
	share               atomic.Uint64 // of the canary: the bits of a float64
	checked, mismatches atomic.Uint64
}

// New starts both engines on a World, with so many workers each. Their paths lie in arenas
// of the pool. Labels is in use, and no hunt is of the canary. Close them.
func New(w *world.World, workers int, pool *arena.Pool) (*Engines, error) {
	e := &Engines{}
	for i := range e.services {
		s, err := service.New(w.Graph, indexOf(w, Engine(i)), &service.Options{Workers: workers, Pool: pool})
		if err != nil {
			e.Close()
			return nil, err
		}
		e.services[i] = s
	}
	return e, nil
}

// indexOf returns the index that an engine has on a World.
func indexOf(w *world.World, e Engine) dijkstra.Index {
	if e == Labels {
		return w.Index
	}
	return nil
}

// Close answers what is under way and ends both engines.
func (e *Engines) Close() {
	for _, s := range e.services {
		if s != nil {
			_ = s.Close() // always nil
		}
	}
}

// Swap has both engines answer on another World, one after the other, or both on the one
// that they had, and the error says why.
func (e *Engines) Swap(from, to *world.World) error {
	err := e.answerOn(to)
	if err != nil {
		err = errors.Join(err, e.answerOn(from))
	}
	return err
}

func (e *Engines) answerOn(w *world.World) error {
	for i, s := range e.services {
		if err := world.Guard(func() error { return s.Swap(w.Graph, indexOf(w, Engine(i))) }); err != nil {
			return err
		}
	}
	return nil
}

// Current returns the engine in use.
func (e *Engines) Current() Engine { return Engine(e.active.Load()) }

// Use makes the engine of a name the one in use. The error is a *refusal.Error if there is
// none of the name.
func (e *Engines) Use(name string) error {
	i := slices.Index(Names[:], name)
	if i < 0 {
		return refusal.BadRequest("engine", fmt.Sprintf("there are %q", Names))
	}
	e.active.Store(int32(i))
	return nil
}

// SetShare makes a share of the hunts, from 0 to 1, the canary. The error is a
// *refusal.Error if it is no such share.
func (e *Engines) SetShare(share float64) error {
	if !(share >= 0 && share <= 1) {
		return refusal.BadRequest("share", "a number from 0 to 1 is wanted")
	}
	e.share.Store(math.Float64bits(share))
	return nil
}

// Canary returns the share of hunts that is the canary.
func (e *Engines) Canary() float64 { return math.Float64frombits(e.share.Load()) }

// chosen tells whether a hunt is of the canary: one is until the share falls below
// what its key stands for, so that a hunt does not change sides at each request.
func (e *Engines) chosen(key uint64) bool {
	return float64(key)/(1<<64) < e.Canary()
}

// Compared returns how many answers of both engines were compared, and how many of them
// were not the same.
func (e *Engines) Compared() (checked, mismatches uint64) {
	return e.checked.Load(), e.mismatches.Load()
}

// Services yields both engines and the Service of each, for its statistics.
func (e *Engines) Services() iter.Seq2[Engine, *service.Service] {
	return func(yield func(Engine, *service.Service) bool) {
		for i, s := range e.services {
			if !yield(Engine(i), s) {
				return
			}
		}
	}
}
