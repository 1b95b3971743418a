// Package dijkstra finds shortest paths on a [csr.CSRGraph], with no preparation
// and any weights: it is the way to an answer for a hunt whose weights nobody
// has seen before.
//
// A [Solver] answers queries one after another and reuses its memory. For a pair
// of nodes there are [Solver.Distance] and [Solver.AppendPath], and the same with
// limits, [Solver.DistanceLimited] and [Solver.AppendPathLimited]; for many pairs
// [Solver.Batch], and [Solver.Matrix] for each of some sources to each of some
// targets; for a way through several stops [Solver.AppendVia]. [Solver.Nearest]
// finds the nearest of some targets, [Solver.Within] all nodes within a distance,
// and [Solver.Tree] the distances of all nodes from one source or the nearest of
// several. [Solver.GoalTree] makes the way to one target from everywhere into a value
// that all hunters share, and [Solver.Repair] has it follow changed weights.
// [Solver.Use] puts a hunt's own weights, a [csr.Overlay], in the place of the
// map's; with [Solver.UseIndex] a hunt whose weights are only higher is answered
// some five times as fast. The function [Batch] is for programs that ask once. A
// [Service] answers many goroutines that ask at once, and says no in time.
//
// # The idea
//
// It is the algorithm of Dijkstra (1959): nodes are settled in the order of
// their distance from where the search starts, and the arcs of a settled node
// offer distances to its neighbours. What makes it fast is that little is done,
// and that little of it is hard to predict for a processor:
//
//   - A query for a pair searches from both ends (Dantzig 1963, Nicholson 1966)
//     and stops when no path can be shorter than the best that joins them. On a
//     street map or a grid it settles a third of the nodes, on a random graph one
//     in seventy.
//   - The queue is Dial's (1969): a bucket a key, lists through one array, and a
//     bitmap to find the next. Weights of the whole 32-bit range are exact as
//     well: keys that are too far ahead wait in a 4-ary heap.
//   - An arc is relaxed without a branch that depends on the data. Where all arcs
//     weigh the same, as beside node weights, a node is queued once: its first
//     label is its last.
//   - Runs of nodes with two neighbours, two nodes in three of a street map, are
//     stored as one arc between junctions, once for each graph. Labels within
//     such a chain are worked out when somebody asks for them.
//
// # Cost
//
// A search that settles k nodes with a arcs costs O(a + k), and O(a + k log k)
// for weights in the millions. On a map of 8,000 nodes that is some 30 to 60 µs
// for a random pair and 80 to 150 µs for all nodes; the README has a table, and
// the command that prints it. Once warm no query allocates, but for GoalTree, which
// returns memory of its own; what a Solver takes stands at [NewSolver].
//
// Half the time of a search goes into the queue and into branches that cannot be
// predicted (how many nodes a bucket has, how many neighbours are new), and most of
// the rest into relaxing arcs.
//
// # With an index
//
// An [Index] knows the distances under the map's own weights. Closed streets and
// raised costs only make ways longer, so what it says is never too much, and a
// Solver that has one still gives the answers that it would give without:
//
//   - It follows the index's distances step by step. If the path meets nothing that
//     is raised it is the answer, and nothing is searched. A distance alone needs no
//     steps where few nodes are raised: it stands unless one of them lies on a
//     shortest path, which the index tells as well.
//   - Otherwise it searches from the end that is nearer to where the path met
//     something, and settles nodes in the order of what a path through them costs at
//     least, by the index (A*, Hart, Nilsson and Raphael 1968; with exact distances
//     Strasser and Zeitz 2021). What lies around the way round is settled and
//     little else.
//
// Where weights are lower than the map's, where many are higher, or where the way
// round is long, the search is from both ends, as without an index; [Solver.Ways]
// counts all of these. With 16 of 8,000 nodes closed or raised, seven queries in
// eight take no search, and the others settle some 50 to 100 nodes. By the labels of
// package hublabel that is 5 µs for a path on a street map and 8 on a grid, 26 and 36
// at the 99th percentile; with 64 nodes 11 and 14, 43 and 65. A distance alone takes
// 1 µs where there is no search. Some 60 % of a path's time goes into asking the
// index, half of that for the walk, and what those wait for are rows that are not in
// the cache; the tail is ways round that are long.
//
// # Exactness
//
// Distances are exact. One that does not fit in 32 bits is an error, never a
// wrapped number: a node that is reached only at such a cost gets no label, and
// is told apart from one that is not reached by a walk that looks at arcs alone,
// where sums can be so large at all.
//
// # Ties
//
// Where several paths are shortest, the canonical one is returned, which depends
// on the graph, the weights and the question alone: the same Solver, another
// one, any index and any machine give the same path. The rule: from each node,
// go to the smallest-numbered neighbour from which a shortest path goes on, so
// that the path is the first in lexicographic order of its nodes.
//
// Steps of cost 0 need one more sentence, since they could lead in circles. If
// the arcs at a node that lie on shortest paths all cost nothing, take the
// fewest such arcs that lead to the target, or to a node where an arc of positive
// cost lies on a shortest path; and of several such ways the first in
// lexicographic order. Where one node has arcs of both kinds, those of positive
// cost are preferred.
//
// Beginnings and ends of canonical paths are canonical too, so the paths of a
// [Tree] and of a [GoalTree] are those of AppendPath.
//
// # Service
//
// A [Service] stands between the goroutines of a server and a few Solvers, one for
// each processor, say.
//
//   - [Service.Do] and [Service.DoBatch] wait for the answer, and where a Solver is idle
//     use it on the goroutine that asks: no hand-over, no switch to another goroutine,
//     some 0.2 µs beside the query. [Service.Go] and [Service.GoBatch] return at once,
//     and the answer comes through a channel. They hand over to the goroutine of a
//     worker, which takes the scheduler longer than most queries take if it sleeps; so,
//     while requests come fast enough for that to be worth it, one worker at most
//     looks out for the next.
//   - What finds no idle Solver waits in one queue for all, first come, first served. The
//     queue is bounded: a request for which there is no room fails with [ErrShed] at
//     once, and one whose deadline would pass, by how many are ahead and how long
//     questions have taken lately, with [ErrLate]. Requests that ask the same (pair, overlay and its generation, version,
//     budget, path or not) and wait together are solved once.
//   - Each answer names its Version, the content hash of the graph it is true of.
//     [Service.Swap] changes to another graph while requests come: those that came
//     before are answered on the graph they came for. The graph, its index and their
//     Solvers are let go of with the last of these, which is when a file that was mapped
//     is unmapped.
//   - A deadline is kept though questions take longer than they did lately. When it has
//     passed, or the context is done, a request that waits leaves the queue, within a ms
//     or little more, and one that is being searched ends, within 0.1 ms. Long searches
//     and workers with much to do let others run every ms, so that this holds on one
//     processor as well. What remains is how late the system runs the process.
//   - A panic fails the request in which it happens, with a [PanicError], and the worker
//     goes on with a new Solver. So does memory that cannot be read, as that of a mapped
//     file that was cut short: a Swap to a sound map ends it.
//   - Requests and answers lie in the caller's memory, and paths too, or in an arena for
//     each: once warm nothing is allocated, also where a request is refused.
//
// Who was refused is to back off. [ErrShed] and [ErrLate] say that there is more to do
// than can be done, and to ask again at once makes it no less: wait for about as long as
// the deadline is away, a random time between half and twice that, double it with each
// refusal in a row up to some seconds, or give up, as a server does that answers 503 with
// Retry-After. The Service protects itself from those who do not: a call that is refused
// first lets other goroutines run. Without a deadline a request is only ever shed, so give
// each one.
//
// From when a request is submitted until it is answered its overlay and the memory for
// its path belong to the Service; then it has forgotten them. That holds for one that
// was cancelled as well: Do returns when nobody looks at them any more, but for an overlay
// of which another request is under way, whose answer this one was to share.
//
// [Service.Stats] tells how long requests waited and were solved, apart, and how those
// that were not answered ended. Each worker counts for itself, so that to count takes no
// lock and no cache line of another processor's.
//
// # Concurrency and lifetime
//
// A Solver is not safe for concurrent use, but the graph, a GoalTree and a Service are:
// make one Solver a goroutine. Results go into slices of the caller's; only a Tree looks
// into its Solver's memory, and it reports ErrStale when that has moved on.
package dijkstra
