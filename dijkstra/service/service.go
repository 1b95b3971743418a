package service

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// Service answers requests of any number of goroutines, with a few workers that have
// a Solver each. It bounds the cost of a flood of requests: how many are solved at one
// time, how many wait, and how long those with a deadline wait. It can change to another
// graph without a pause. See Do, DoBatch, Go and GoBatch; the package documentation
// describes their common rules.
//
// A Service is safe for concurrent use; a Call belongs to one goroutine at a time.
type Service struct {
	workers  []*worker
	running  sync.WaitGroup
	capacity int
	spin     int64 // ns; 0: never
	stop     Call  // sent to a worker to end it

	shed, late atomic.Uint64 // questions that were refused at once

	sweeping sync.Mutex  // held by sweep; locked before mu
	alarm    *time.Timer // calls sweep

	mu        sync.Mutex // guards the fields below, and the idle workers
	version   *version   // for new requests; once closed, one without a graph
	queue     waitlist   // empty unless all workers are busy
	idle      []*worker  // workers that sleep, or are about to
	spinner   *worker    // the idle worker that polls for work, or nil
	spare     *Call      // for requests that wait: a list linked through next
	closed    bool
	alarmAt   int64 // when the alarm goes off; never: it is off
	meanSolve int64 // moving average of the ns that a question takes
	arrivals
}

// New returns a Service that answers on g, guided by an index of it; x may be nil. If the
// index is for other weights than the graph's, those weights hold: see
// [dijkstra.Solver.UseIndex]. New starts the workers, which run until Close. It takes some
// ms, and for each worker the memory of a Solver, with that of overlays and the index, and
// 40 kB. The error is that of UseIndex or of a query; it is ErrNoGraph if g is nil, and
// wraps ErrOptions if an option is out of range.
func New(g *csr.CSRGraph, x dijkstra.Index, opts *Options) (*Service, error) {
	o, err := opts.normalized()
	if err != nil {
		return nil, err
	}
	v, err := newVersion(g, x, o.Workers)
	if err != nil {
		return nil, err
	}
	s := &Service{capacity: o.Queue, spin: int64(o.Spin), queue: newWaitlist(o.Queue), alarmAt: never}
	s.alarm = time.AfterFunc(never, s.sweep)
	s.start(o.Workers, v, o.Pool)
	return s, nil
}

// start makes the workers, all idle.
func (s *Service) start(workers int, v *version, pool *arena.Pool) {
	s.version = v
	for range workers {
		w := &worker{service: s, next: make(chan *Call, 1)}
		w.switchTo(v)
		if pool != nil {
			w.shard = pool.NewShard()
		}
		s.workers, s.idle = append(s.workers, w), append(s.idle, w)
	}
	s.running.Add(workers)
	for _, w := range s.workers {
		go w.run()
	}
}

// Graph returns the graph that new requests are answered on, with the weights of the index
// if these differ. It returns nil once the Service was closed. The returned pointer keeps
// the graph alive.
func (s *Service) Graph() *csr.CSRGraph {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version.graph
}

// Swap answers later requests on another graph, guided by an index of it; x may be nil.
// Requests that are in flight or wait are answered on the graph they came for. With the
// last of these the Service releases that graph, its index and their Solvers, so that a
// mapped file can be unmapped. Requests do not wait for Swap: the slow part, some ms a
// worker, runs before the change, on the caller's goroutine.
//
// A later request with an overlay of the old graph fails with csr.ErrWrongGraph, unless
// the two graphs have one origin, as when only an index for other weights replaced the
// old one: then the overlay applies to the new weights. The errors are those of New, and
// ErrClosed; after an error nothing has changed.
func (s *Service) Swap(g *csr.CSRGraph, x dijkstra.Index) error {
	v, err := newVersion(g, x, len(s.workers))
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	s.version = v
	for _, w := range s.idle {
		w.switchTo(v)
	}
	if s.spinner != nil {
		s.spinner.switchTo(v)
	}
	return nil
}

// Close refuses all later requests. It returns when the earlier ones are answered and the
// goroutines of the workers have ended. It releases graph and index, and gives shards back
// to the pool; Stats still works. A second Close waits as well. It always returns nil.
func (s *Service) Close() error {
	s.mu.Lock()
	s.closed, s.version, s.spare = true, &version{hash: s.version.hash}, nil
	for w := s.takeIdle(true); w != nil; w = s.takeIdle(true) {
		w.shutDown()
		w.next <- &s.stop
	}
	s.mu.Unlock()
	s.running.Wait()
	s.sweeping.Lock() // until the last sweep has answered the Calls that it removed
	defer s.sweeping.Unlock()
	s.alarm.Stop()
	return nil
}
