package service

import (
	"errors"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/veltrix/cairn/arena"
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// worker answers Calls with a Solver of its own: on a goroutine of its own, or, while
// it is lent to a caller of Do, on the caller's. Its fields are used by whoever
// answers, and under the Service's lock while nobody does.
type worker struct {
	service       *Service
	next          chan *Call // the Call that it is to answer on its own goroutine; room for one
	version       *version   // that solver is of
	solver        *dijkstra.Solver
	overlay       *csr.Overlay // that solver uses
	shard         *arena.Shard // where paths lie that nobody has brought memory for; nil: on the Go heap
	scratch       []csr.Node   // such a path before it has a place
	inline        Call         // what the caller asked that it is lent to
	duplicates    *Call        // that wait for the same answer as the Call at hand; under the lock
	hasDuplicates bool         // there were some when that was looked at last
	limit         limit        // of the search at hand
	clock         int64        // as last read: when the question at hand had its turn
	spent         int64        // ns since it was last told to the Service, and on how many questions
	solved        int64
	watching      bool // it is to look out for work before it sleeps
	counters      counters
}

// run answers until the Service says stop.
func (w *worker) run() {
	defer w.service.running.Done()
	for c := w.await(); c != &w.service.stop; {
		w.answer(c)
		if c = w.service.next(w, true); c == nil {
			c = w.await()
		} else {
			w.clock = now()
			w.pause()
		}
	}
}

// await returns what the Service gives an idle worker to do.
func (w *worker) await() (c *Call) {
	if w.watching {
		c = w.spin()
	}
	if c == nil {
		c = <-w.next
	}
	w.begin(now())
	return c
}

// begin has the worker answer from some time on, until it is to let others run.
func (w *worker) begin(at int64) { w.clock, w.limit.rest = at, at+spell }

// polls is how often a worker looks for work, some 40 µs, before it lets others run:
// each time that it does so often the scheduler's lock is taken from those at work.
const polls = 1 << 14

// spin polls for work, as long as it may: to wake a goroutine that sleeps takes
// longer than most queries.
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
	w.service.standDown(w)
	return nil
}

// adopt changes to a version.
func (w *worker) adopt(v *version) {
	if w.version == v {
		return
	}
	last := len(v.spare) - 1
	w.replace(v, v.spare[last])
	v.spare[last] = nil
	v.spare = v.spare[:last]
}

// replace exchanges the Solver.
func (w *worker) replace(v *version, s *dijkstra.Solver) {
	w.version, w.solver, w.overlay, w.counters.seen = v, s, nil, s.Stats()
}

// useOverlay has the Solver use an overlay. Questions of one hunt in a row do not make it
// look at all patches again.
func (w *worker) useOverlay(o *csr.Overlay) {
	if w.overlay != o {
		w.solver.Use(o)
		w.overlay = o
	}
}

// leave forgets the overlay, and sets back whether memory that cannot be read panics.
func (w *worker) leave(panics bool) {
	w.forget()
	debug.SetPanicOnFault(panics)
}

// forget has the Solver let go of the overlay, and of a whole array that it may be.
func (w *worker) forget() {
	if w.overlay != nil {
		w.useOverlay(nil)
	}
}

// dismiss lets go of all for good.
func (w *worker) dismiss() {
	w.version, w.solver = nil, nil
	if w.shard != nil {
		_ = w.shard.Close()
	}
}

// equip has the worker have a Solver, though the last one be discarded: one without the
// index, if that is what panics. The error is why there can be none, as where the memory
// of the graph cannot be read; then a later question, or another version, may have more
// luck.
func (w *worker) equip() error {
	if w.solver != nil {
		return nil
	}
	s, err := w.version.solver()
	if s == nil {
		return err
	}
	w.replace(w.version, s)
	return nil
}

// discard lets go of a Solver that panicked, and may be in any state.
func (w *worker) discard() { w.solver, w.overlay, w.limit.Context = nil, nil, nil }

// answer answers a Call, and those that wait for the same answer or along with it.
// Memory that cannot be read is a panic meanwhile, on whichever goroutine this is, and
// not the end of the process.
func (w *worker) answer(c *Call) {
	defer w.leave(debug.SetPanicOnFault(true))
	if c.rest != nil {
		w.batch(c)
		return
	}
	for c != nil {
		var next *Call // which is not answered along with c
		if known := w.solve(c); w.hasDuplicates {
			next = w.service.takeDuplicates(w, known)
			if known { // before c is given back, who may then write to the path
				next = w.shareAll(next, c)
			}
		}
		w.counters.finish(c)
		c = next
	}
}

// batch answers a Call and the rest.
func (w *worker) batch(c *Call) {
	w.solve(c)
	for i := range c.rest {
		r := &c.rest[i]
		r.arrival = c.arrival
		w.pause()
		w.solve(r)
		r.arrival = arrival{}
	}
	w.counters.finish(c)
}

// pause lets others run between two questions, now and then.
func (w *worker) pause() {
	if w.limit.pause(w.clock) {
		w.clock = now()
	}
}

// solve answers one question, and tells whether there is an answer that others can
// share.
func (w *worker) solve(c *Call) bool {
	begin := w.clock
	a, err := w.ask(c)
	if a.Version != 0 {
		w.clock = now()
		took := w.clock - begin
		a.Solved = time.Duration(took)
		w.spent, w.solved = w.spent+took, w.solved+1
		w.counters.solving.Record(a.Solved)
		w.counters.observe(w.solver.Stats())
	}
	w.counters.conclude(c, a, err, begin)
	if _, panicked := err.(*PanicError); panicked {
		w.discard()
	}
	return err == nil
}

// shareAll gives duplicates the answer of another.
func (w *worker) shareAll(duplicates, other *Call) (none *Call) {
	for duplicates != nil {
		c := duplicates
		duplicates = c.duplicate
		w.share(c, other)
	}
	return nil
}

// share gives a Call the answer of another that asked the same.
func (w *worker) share(c, other *Call) {
	a, err := w.repeat(c, other)
	if err == nil {
		w.counters.coalesced.Add(1)
	}
	w.counters.conclude(c, a, err, w.clock)
	w.counters.finish(c)
}

// repeat is ask where the answer is known.
func (w *worker) repeat(c, other *Call) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer caught(&err)
	if err := c.refuse(&a, w.clock); err != nil {
		return a, err
	}
	a.Version, a.Solved = other.Version, other.Solved
	return a, w.storePath(c, &a, other.Result, other.Answer.Path[len(other.Dst):])
}

// ask asks the Solver. A panic is an error.
func (w *worker) ask(c *Call) (a Answer, err error) {
	a = unanswered(&c.Request)
	defer caught(&err)
	if err := c.refuse(&a, w.clock); err != nil {
		return a, err
	}
	if err := w.equip(); err != nil {
		return a, err
	}
	a.Version = w.version.hash
	w.useOverlay(c.Overlay)
	ctx := w.limit.of(c)
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
	w.limit.Context = nil // so that the worker does not keep it
	if a.Outcome == dijkstra.Cancelled {
		err = a.Cause
	}
	return a, err
}

// pooled tells whether the path of a Call is to lie in an arena.
func (w *worker) pooled(c *Call) bool { return w.shard != nil && c.Dst == nil }

// storePath makes a result that of a Call, and puts the path where that wants it.
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
	if err != nil { // of a block that was just made for it
		return errors.Join(err, block.Release())
	}
	copy(nodes, path)
	a.Result, a.Path, a.Arena = r, nodes, block
	return nil
}

// caught makes a panic an error.
func caught(err *error) {
	if v := recover(); v != nil {
		*err = &PanicError{Value: v, Stack: debug.Stack()}
	}
}
