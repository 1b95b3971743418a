// Package service answers the shortest-path questions of many goroutines with a few
// Solvers, rejects load that it cannot serve, and changes maps while it runs. Use it in a
// server; a program that asks from a few goroutines of its own needs only a
// dijkstra.Solver for each.
//
//	s, err := service.New(g, index, nil) // index may be nil
//	answer, err := s.Do(ctx, service.Request{From: a, To: b, Overlay: o, WantPath: true,
//		Deadline: time.Now().Add(50 * time.Millisecond)})
//	switch {
//	case errors.Is(err, service.ErrShed), errors.Is(err, service.ErrDeadline):
//		// back off, see below
//	case err == nil && answer.Outcome == dijkstra.Found:
//		use(answer.Path, answer.Distance)
//	}
//
// # Calls
//
// [Service.Do] and [Service.DoBatch] wait for the answer. If a Solver is idle, they use it
// on the calling goroutine: no hand-over, no switch to another goroutine, some 0.2 µs
// beside the query.
//
// [Service.Go] and [Service.GoBatch] return at once, and the answer comes through a
// channel. They hand the request to the goroutine of a worker. Waking one that sleeps
// takes the scheduler longer than most queries; so, while requests come fast enough, one
// worker at most spins for the next.
//
// # Load
//
// A request that finds no idle Solver waits in one queue for all, first come, first
// served. The queue is bounded: a request that finds no room fails with [ErrShed] at once.
// One whose deadline would pass, judged by how many are ahead and how long questions have
// taken lately, fails with [ErrDeadline] at once. Requests that ask the same (pair,
// overlay and its generation, version, budget, path or not) and wait together are solved
// once.
//
// A deadline is kept even if questions take longer than they did lately. When it has
// passed, or the context is done, a request that waits leaves the queue within a
// millisecond or little more, and one that is being searched ends within 0.1 ms. Long
// searches and busy workers yield every millisecond, so this holds on one processor as
// well. What remains is how late the system runs the process.
//
// Back off after a refusal. ErrShed and ErrDeadline say that there is more to do than can
// be done, and asking again at once does not help: wait for about as long as the deadline
// is away, a random time between half and twice that, double it with each refusal in a row
// up to some seconds, or give up, as a server does that answers 503 with Retry-After. The
// Service protects itself from callers who do not: a call that is refused first lets
// other goroutines run. Without a deadline a request is only ever shed, so give each one.
//
// # Versions
//
// Each answer names its Version, the content hash of the graph it is true of.
// [Service.Swap] changes to another graph while requests come: those that came before are
// answered on the graph they came for. The graph, its index and their Solvers are released
// with the last of these, which is when a mapped file is unmapped.
//
// # Faults
//
// A panic fails the request in which it happens, with a [PanicError], and the worker goes
// on with a new Solver. So does memory that cannot be read, as that of a mapped file that
// was cut short: a Swap to a sound map ends it.
//
// # Memory
//
// Requests and answers lie in the caller's memory, and paths too, or in an arena for each:
// once warm nothing is allocated, also where a request is refused. The Service owns overlay
// and path buffer of a request until the answer arrives, also after cancellation: Do
// returns when nobody reads them any more, except an overlay of which an equal request is
// under way, whose answer this one was to share.
//
// [Service.Stats] tells how long requests waited and were solved, apart, and how those
// that were not answered ended. Each worker counts for itself, so that counting takes no
// lock and no cache line of another processor's.
//
// # Concurrency
//
// A Service is safe for concurrent use by all goroutines; a Call belongs to one at a time.
package service
