package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/service"
	"github.com/veltrix/cairn/examples/eventserver/refusal"
)

// engine is one of the two ways in which paths are found.
type engine int32

const (
	labels engine = iota // Solvers that an index of hub labels aims
	search               // Solvers alone
)

// engineNames are the engines as operators call them.
var engineNames = [...]string{"labels", "search"}

// String returns the engine's name.
func (e engine) String() string { return engineNames[e] }

// patience is how long a question may wait for its answer.
const patience = 2 * time.Second

// engines are two Services that answer the same questions. One is in use. The other
// answers the share of hunts that is the canary: the same hunts each time, whose
// answers are compared with those of the engine in use. It is safe for concurrent use.
type engines struct {
	services            [len(engineNames)]*service.Service
	active              atomic.Int32
	share               atomic.Uint64 // of the canary: the bits of a float64
	checked, mismatches atomic.Uint64
}

// newEngines starts both engines on a world, with so many workers each.
func newEngines(w *world, workers int, pool *arena.Pool) (*engines, error) {
	e := &engines{}
	for i := range e.services {
		s, err := service.New(w.graph, w.helper(engine(i)), &service.Options{Workers: workers, Pool: pool})
		if err != nil {
			e.close()
			return nil, err
		}
		e.services[i] = s
	}
	return e, nil
}

// helper returns the index that an engine has.
func (w *world) helper(e engine) dijkstra.Index {
	if e == labels {
		return w.index
	}
	return nil
}

// close answers what is under way and ends both engines.
func (e *engines) close() {
	for _, s := range e.services {
		if s != nil {
			_ = s.Close() // always nil
		}
	}
}

// swap has both engines answer on another world, one after the other, or both on the one
// that they had.
func (e *engines) swap(from, to *world) error {
	err := e.answerOn(to)
	if err != nil {
		err = errors.Join(err, e.answerOn(from))
	}
	return err
}

func (e *engines) answerOn(w *world) error {
	for i, s := range e.services {
		if err := fenced(func() error { return s.Swap(w.graph, w.helper(engine(i))) }); err != nil {
			return err
		}
	}
	return nil
}

// current returns the engine in use.
func (e *engines) current() engine { return engine(e.active.Load()) }

// use makes the engine of a name the one in use.
func (e *engines) use(name string) error {
	i := slices.Index(engineNames[:], name)
	if i < 0 {
		return refusal.BadRequest("engine", fmt.Sprintf("there are %q", engineNames))
	}
	e.active.Store(int32(i))
	return nil
}

// setShare makes a share of the hunts, from 0 to 1, the canary.
func (e *engines) setShare(share float64) error {
	if !(share >= 0 && share <= 1) {
		return refusal.BadRequest("share", "a number from 0 to 1 is wanted")
	}
	e.share.Store(math.Float64bits(share))
	return nil
}

// canary returns the share of hunts that is the canary.
func (e *engines) canary() float64 { return math.Float64frombits(e.share.Load()) }

// chosen tells whether a hunt is of the canary: one is until the share falls below
// what its name stands for, so that a hunt does not change sides at each request.
// Names are random, so they need no hash.
func (e *engines) chosen(id huntID) bool {
	return float64(binary.BigEndian.Uint64(id[:]))/(1<<64) < e.canary()
}

// errMoved: the map was replaced while a question was under way.
var errMoved = errors.New("the map was replaced meanwhile")

// ask has questions answered together by the engine in use, all on the graph of a
// version, or the error is errMoved; the path of the first, which the caller has to
// Release, by the other engine if the hunt is of the canary.
func (e *engines) ask(ctx context.Context, id huntID, version uint64, calls []service.Call) (by engine, err error) {
	by = e.current()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = e.services[by].DoBatch(ctx, calls)
	for i := 0; i < len(calls) && err == nil; i++ {
		err = answered(&calls[i], version)
	}
	if err != nil {
		_ = calls[0].Arena.Release() // if there is one
		return by, err
	}
	if e.chosen(id) {
		by = e.compare(ctx, by, &calls[0])
	}
	return by, nil
}

// answered returns why a question has no answer on the graph of a version, if so.
func answered(c *service.Call, version uint64) error {
	if errors.Is(c.Err, csr.ErrWrongGraph) || c.Version != 0 && c.Version != version { // 0: no graph was asked
		return errMoved
	}
	return c.Err
}

// compare asks the other engine as well. If both say the same, the call has the answer
// of the other from then on. To fail where the engine in use answers is to disagree.
func (e *engines) compare(ctx context.Context, by engine, c *service.Call) engine {
	other := 1 - by
	a, err := e.services[other].Do(ctx, c.Request)
	if a.Version != 0 && a.Version != c.Version || err != nil && excused(ctx, err) { // 0: no graph was asked
		_ = a.Arena.Release() // if there is one
		return by
	}
	e.checked.Add(1)
	if err != nil || a.Distance != c.Distance || !slices.Equal(a.Path, c.Path) {
		e.mismatches.Add(1)
		logMismatch(by, c, &a, err)
		_ = a.Arena.Release()
		return by
	}
	_ = c.Arena.Release()
	c.Answer = a
	return other
}

// excused tells whether an engine that has failed could not be asked at the moment,
// which says nothing of its answers.
func excused(ctx context.Context, err error) bool {
	for _, reason := range []error{service.ErrShed, service.ErrDeadline, service.ErrClosed, csr.ErrWrongGraph} {
		if errors.Is(err, reason) {
			return true
		}
	}
	return ctx.Err() != nil
}

// logMismatch logs what it takes to ask both engines again.
func logMismatch(by engine, c *service.Call, other *service.Answer, err error) {
	var changes []csr.Patch
	if c.Overlay != nil {
		changes, _ = c.Overlay.Changes()
	}
	slog.Error("engines disagree", "map", fmt.Sprintf("%016x", c.Version), "from", c.From, "to", c.To, "changes", changes,
		by.String(), c.Distance, by.String()+"_path", c.Path, (1 - by).String(), other.Distance, (1-by).String()+"_path", other.Path, "error", err)
}
