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
// on the calling goroutine. This costs some 0.2 µs beside the query, since no other
// goroutine is involved.
//
// [Service.Go] and [Service.GoBatch] return at once, and the answer comes through a
// channel. They hand the request to the goroutine of a worker. To wake a sleeping
// goroutine takes the scheduler longer than most queries. So while requests come fast
// enough, one worker at most spins for the next.
//
// # Load
//
// A request that finds no idle Solver waits in one queue for all, first come, first
// served. The queue is bounded: a request that finds it full fails with [ErrShed] at once.
// A request that would miss its deadline fails with [ErrDeadline] at once. The estimate is
// the mean time that recent questions took, once for the request itself and once for each
// question ahead of it, divided by the number of workers. Equal requests that wait together
// are solved once. They are equal if pair, overlay and its generation, version, budget, and
// path or not are.
//
// A deadline is kept even if questions suddenly take longer. When it has passed, or the
// context is done, a waiting request leaves the queue within a millisecond or little more,
// and a search ends within 0.1 ms. Long searches and busy workers yield every millisecond,
// so this holds on one processor as well. The remaining delay is how late the system runs
// the process.
//
// Back off after a refusal. ErrShed and ErrDeadline mean overload, and asking again at once
// does not help. Wait a random time between half and twice the time to the deadline, and
// double it with each refusal in a row, up to some seconds; or give up, as a server does
// that answers 503 with Retry-After. The Service protects itself from callers who do not
// wait: a refused call first lets other goroutines run. Give each request a deadline;
// without one it is refused only if the queue is full.
//
// # Versions
//
// Each answer names its Version: the content hash of the graph that was searched.
// [Service.Swap] changes to another graph while requests come. Earlier requests are still
// answered on the graph they came for. The last of these answers releases that graph, its
// index and their Solvers, so that a mapped file can be unmapped.
//
// # Faults
//
// A panic fails the request in which it happens, with a [PanicError], and the worker goes
// on with a new Solver. Unreadable memory, as of a mapped file that was cut short, fails
// requests in the same way, until a Swap to a sound map.
//
// # Memory
//
// Requests and answers lie in the caller's memory. Paths lie there too, or each in an
// arena of its own. Once warm nothing is allocated, even for a refusal. The Service owns
// the overlay and the path buffer of a request until the answer arrives, also after
// cancellation: Do returns when nobody uses them any more. One exception: if the request
// waited to share the answer of an equal one, that one may still read the overlay.
//
// [Service.Stats] tells how long requests waited, how long they were solved, and how the
// unanswered ones ended. Each worker has counters of its own, so counting takes no lock
// and no cache line of another processor.
//
// # Concurrency
//
// A Service is safe for concurrent use by all goroutines; a Call belongs to one at a time.
package service
