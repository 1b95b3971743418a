package service

import (
	"errors"
	"runtime/debug"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// endAnswer releases the overlay and restores the setting of debug.SetPanicOnFault.
func (w *worker) endAnswer(panics bool) {
	w.releaseOverlay()
	debug.SetPanicOnFault(panics)
}

// answer answers a Call, its duplicates and the rest of its batch. Unreadable memory is a
// panic meanwhile, on any goroutine, and does not end the process.
func (w *worker) answer(c *Call) {
	defer w.endAnswer(debug.SetPanicOnFault(true))
	if c.rest != nil {
		w.batch(c)
		return
	}
	for c != nil {
		var next *Call // a duplicate that cannot share the answer
		if known := w.solve(c); w.hasDuplicates {
			next = w.service.takeDuplicates(w, known)
			if known { // before c is given back: its owner may then write to the path
				next = w.shareAll(next, c)
			}
		}
		w.counters.finish(c)
		c = next
	}
}

// batch answers a Call and the rest of its batch.
func (w *worker) batch(c *Call) {
	w.solve(c)
	for i := range c.rest {
		r := &c.rest[i]
		r.arrival = c.arrival
		w.yield()
		w.solve(r)
		r.arrival = arrival{}
	}
	w.counters.finish(c)
}

// solve answers one question. It tells whether duplicates can share the answer.
func (w *worker) solve(c *Call) bool {
	begin := w.clock
	a, err := w.ask(c)
	if a.Version != 0 {
		w.clock = now()
		took := w.clock - begin
		a.Solved = time.Duration(took)
		w.solveTime, w.solved = w.solveTime+took, w.solved+1
		w.counters.solving.Record(a.Solved)
		w.counters.countQueries(w.solver.Stats())
	}
	w.counters.conclude(c, a, err, begin)
	if _, panicked := err.(*PanicError); panicked {
		w.dropSolver()
	}
	return err == nil
}

// shareAll answers duplicates with the answer of other.
func (w *worker) shareAll(duplicates, other *Call) (none *Call) {
	for duplicates != nil {
		c := duplicates
		duplicates = c.duplicate
		w.share(c, other)
	}
	return nil
}

// share answers a Call with the answer of another that asked the same.
func (w *worker) share(c, other *Call) {
	a, err := w.copyAnswer(c, other)
	if err == nil {
		w.counters.coalesced.Add(1)
	}
	w.counters.conclude(c, a, err, w.clock)
	w.counters.finish(c)
}

// copyAnswer is ask for a question whose answer is known.
func (w *worker) copyAnswer(c, other *Call) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer recovered(&err)
	if err := c.refuse(&a, w.clock); err != nil {
		return a, err
	}
	a.Version, a.Solved = other.Version, other.Solved
	return a, w.storePath(c, &a, other.Result, other.Answer.Path[len(other.Dst):])
}

// ask asks the Solver. A panic becomes an error.
func (w *worker) ask(c *Call) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer recovered(&err)
	if err := c.refuse(&a, w.clock); err != nil {
		return a, err
	}
	if err := w.ensureSolver(); err != nil {
		return a, err
	}
	a.Version = w.version.hash
	w.useOverlay(c.Overlay)
	ctx := w.limit.start(c)
	switch {
	case !c.WantPath:
		a.Result, err = w.solver.DistanceLimited(ctx, c.From, c.To, c.budget())
	case w.pooled(c):
		var r dijkstra.Result
		if w.scratch, r, err = w.solver.AppendPathLimited(ctx, w.scratch[:0], c.From, c.To, c.budget()); err == nil {
			err = w.storePath(c, &a, r, w.scratch)
		}
	default:
		a.Path, a.Result, err = w.solver.AppendPathLimited(ctx, c.Dst, c.From, c.To, c.budget())
	}
	w.limit.Context = nil // the worker must not keep it
	if a.Outcome == dijkstra.Cancelled {
		err = a.Cause
	}
	return a, err
}

// pooled tells whether the path of a Call goes into an arena.
func (w *worker) pooled(c *Call) bool { return w.shard != nil && c.Dst == nil }

// storePath stores a result in a, and the path in the memory that the Call asks for.
func (w *worker) storePath(c *Call, a *Answer, r dijkstra.Result, path []csr.Node) error {
	if !w.pooled(c) || len(path) == 0 {
		a.Result, a.Path = r, append(c.Dst, path...)
		return nil
	}
	block, err := w.shard.Take(4 * len(path))
	if err != nil {
		return err
	}
	nodes, err := arena.MakeDirty[csr.Node](block, len(path))
	if err != nil { // cannot be: the block was made for this
		return errors.Join(err, block.Release())
	}
	copy(nodes, path)
	a.Result, a.Path, a.Arena = r, nodes, block
	return nil
}

// recovered turns a panic of the function that defers it into an error.
func recovered(err *error) {
	if v := recover(); v != nil {
		*err = &PanicError{Value: v, Stack: debug.Stack()}
	}
}
