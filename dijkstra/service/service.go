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
// a Solver each. It bounds what a flood of requests costs: how many are solved at one
// time, how many wait, and for how long those do that have a deadline; and it can
// change to another graph without a pause. See Do, DoBatch, Go and GoBatch, and for
// all that they have in common the section on the Service in the package documentation.
//
// A Service is safe for concurrent use; a Call belongs to one goroutine at a time.
type Service struct {
	workers  []*worker
	running  sync.WaitGroup
	capacity int
	spin     int64 // ns; 0: not at all
	stop     Call  // tells a worker to end

	shed, late atomic.Uint64 // questions that were refused when they came

	sweeping sync.Mutex  // held by sweep; taken before mu
	alarm    *time.Timer // calls sweep

	mu      sync.Mutex // guards what follows, and the idle workers
	version *version   // that requests are answered on from now on; nil once closed
	hash    uint64     // of its graph
	queue   waitlist   // empty unless all workers are at work
	idle    []*worker  // that sleep, or are about to
	spinner *worker    // that is idle and polls for work, or nil
	spare   *Call      // for requests that wait: a list through next
	closed  bool
	due     int64 // when the alarm goes off; never: it is off
	pace    int64 // ns that a question has taken lately
	arrivals
}

// New returns a Service that answers on a graph, with the help of an index of
// it, or without if that is nil. The weights are those of the index, if it is one for
// others than the graph's: see [Solver.UseIndex]. It starts the workers, which last until Close. It
// takes the memory of as many Solvers, with that of overlays and the index, and 40 kB
// beside each, and some ms. The error is that of UseIndex, or of a query; it is
// ErrNoGraph if g is nil, and wraps ErrOptions if an option is out of its range.
func New(g *csr.CSRGraph, x dijkstra.Index, opts *Options) (*Service, error) {
	o, err := opts.settled()
	if err != nil {
		return nil, err
	}
	v, err := newVersion(g, x, o.Workers)
	if err != nil {
		return nil, err
	}
	s := &Service{capacity: o.Queue, spin: int64(o.Spin), queue: newWaitlist(o.Queue), due: never}
	s.alarm = time.AfterFunc(never, s.sweep)
	s.start(o.Workers, v, o.Pool)
	return s, nil
}

// start makes the workers, all of them idle.
func (s *Service) start(workers int, v *version, pool *arena.Pool) {
	s.version, s.hash = v, v.hash
	for range workers {
		w := &worker{service: s, next: make(chan *Call, 1)}
		w.adopt(v)
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

// Graph returns the graph that requests are answered on now, with the weights of the
// index if these are others, nil once the Service was closed. What it returns keeps the graph alive.
func (s *Service) Graph() *csr.CSRGraph {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.version == nil {
		return nil
	}
	return s.version.graph
}

// Swap has the requests that follow answered on another graph, with the help of an
// index of it, or without if that is nil. Those that are under way or wait are
// answered on the graph they came for; when the last of them is, the Service lets go
// of that graph, its index and their Solvers, and a mapped file can go. Requests do
// not wait for it: what takes time, some ms a worker, happens before the change, on
// the goroutine of the caller. A request that comes later with an overlay of the graph
// before fails with csr.ErrWrongGraph, but where the two graphs have one origin, as
// where only an index for other weights took the place of the one before: then it is
// laid on the new weights. The errors are those of New, and
// ErrClosed; then everything stays as it is.
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
	s.version, s.hash = v, v.hash
	for _, w := range s.idle {
		w.adopt(v)
	}
	if s.spinner != nil {
		s.spinner.adopt(v)
	}
	return nil
}

// Close refuses all requests from now on, and returns when those that came before are
// answered, and the goroutines of the workers have ended. It lets go of graph and
// index, and gives shards back to the pool; Stats still answers. Closing again waits as
// well. It always returns nil.
func (s *Service) Close() error {
	s.mu.Lock()
	s.closed, s.version, s.spare = true, nil, nil
	for w := s.reserve(true); w != nil; w = s.reserve(true) {
		w.dismiss()
		w.next <- &s.stop
	}
	s.mu.Unlock()
	s.running.Wait()
	s.sweeping.Lock() // until the last sweep has answered those it took out
	defer s.sweeping.Unlock()
	s.alarm.Stop()
	return nil
}
