package service

import (
	"runtime"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// worker answers Calls with a Solver of its own. It runs on its own goroutine, or inline
// on that of a caller of Do or DoBatch. Its fields belong to the goroutine that answers;
// while none does, the lock of the Service guards them.
type worker struct {
	service       *Service
	next          chan *Call // the next Call for its own goroutine; room for one
	version       *version   // of solver
	solver        *dijkstra.Solver
	overlay       *csr.Overlay // in use by solver
	shard         *arena.Shard // memory for paths of requests without Dst; nil: the Go heap
	scratch       []csr.Node   // such a path before its memory is taken
	inline        Call         // the question of a caller that uses the worker inline
	duplicates    *Call        // waiting for the answer of the current Call; under the lock
	hasDuplicates bool         // whether there were any when last seen under the lock
	limit         limit        // of the current search
	clock         int64        // as last read: when the turn of the current question came
	solveTime     int64        // ns spent on solved questions since observeSolves
	solved        int64
	spinning      bool // the worker polls for work before it sleeps
	counters      counters
}

// run answers Calls until the Service sends stop.
func (w *worker) run() {
	defer w.service.running.Done()
	for c := w.await(); c != &w.service.stop; {
		w.answer(c)
		if c = w.service.next(w, true); c == nil {
			c = w.await()
		} else {
			w.clock = now()
			w.yield()
		}
	}
}

// await waits for the next Call of an idle worker.
func (w *worker) await() (c *Call) {
	if w.spinning {
		c = w.spin()
	}
	if c == nil {
		c = <-w.next
	}
	w.begin(now())
	return c
}

// begin starts a series of answers at some time, the first yield of which is due
// yieldInterval later.
func (w *worker) begin(at int64) { w.clock, w.limit.yieldAt = at, at+yieldInterval }

// polls is how often a worker polls, in some 40 µs, before it lets others run. To yield
// more often would keep the scheduler's lock from the busy workers.
const polls = 1 << 14

// spin polls for work for as long as Options.Spin allows: to wake a sleeping goroutine
// takes longer than most queries.
func (w *worker) spin() *Call {
	for end := now() + w.service.spin; now() < end; runtime.Gosched() {
		for range polls {
			select {
			case c := <-w.next:
				return c
			default:
			}
		}
	}
	w.service.stopSpinning(w)
	return nil
}

// switchTo changes the worker to a version, with one of the Solvers made for it.
func (w *worker) switchTo(v *version) {
	if w.version == v {
		return
	}
	last := len(v.spare) - 1
	w.setSolver(v, v.spare[last])
	v.spare[last] = nil
	v.spare = v.spare[:last]
}

// setSolver exchanges the Solver.
func (w *worker) setSolver(v *version, s *dijkstra.Solver) {
	w.version, w.solver, w.overlay, w.counters.lastQueries = v, s, nil, s.Stats()
}

// useOverlay makes the Solver use an overlay. It calls Use only if the overlay changes,
// since after Use the next query looks at all patches again.
func (w *worker) useOverlay(o *csr.Overlay) {
	if w.overlay != o {
		w.solver.Use(o)
		w.overlay = o
	}
}

// releaseOverlay makes the Solver release the overlay, which may hold an array of weights
// of all nodes.
func (w *worker) releaseOverlay() {
	if w.overlay != nil {
		w.useOverlay(nil)
	}
}

// shutDown releases everything for good.
func (w *worker) shutDown() {
	w.version, w.solver = nil, nil
	if w.shard != nil {
		_ = w.shard.Close()
	}
}

// ensureSolver makes a Solver if the last one was dropped: without the index, if the
// index panics. The error says why there is none, as when the memory of the graph cannot
// be read; a later question, or another version, may succeed.
func (w *worker) ensureSolver() error {
	if w.solver != nil {
		return nil
	}
	s, err := w.version.solver()
	if s == nil {
		return err
	}
	w.setSolver(w.version, s)
	return nil
}

// dropSolver drops a Solver that panicked and may be in any state.
func (w *worker) dropSolver() { w.solver, w.overlay, w.limit.Context = nil, nil, nil }

// yield lets other goroutines run between two questions, once in yieldInterval.
func (w *worker) yield() {
	if w.limit.yield(w.clock) {
		w.clock = now()
	}
}
