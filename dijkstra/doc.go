// Package dijkstra answers shortest-path questions on a [csr.CSRGraph] with any weights
// and no preparation. Use it for weights that nobody has seen before, such as one
// player's closed streets.
//
//	solver := dijkstra.NewSolver(g)             // one per goroutine; the graph is shared
//	meters, err := solver.Distance(from, to)    // or dijkstra.Unreachable
//	path, meters, err := solver.AppendPath(nil, from, to)
//
//	overlay := csr.NewOverlay(g)                // one player's weights
//	err = overlay.SetNode(v, csr.Blocked)
//	solver.Use(overlay)                         // later queries use them
//
// # Questions
//
//	question                               call
//	one pair                               Distance, AppendPath
//	one pair, within a budget or deadline  DistanceLimited, AppendPathLimited
//	pair by pair                           Batch
//	each source to each target             Matrix
//	a route through stops in order         AppendVia
//	the k nearest of some targets          Nearest
//	all nodes within a distance            Within
//	all nodes, from one source or several  Tree
//	all nodes, to one target               GoalTree, kept up to date by Repair
//
// A [Solver] answers one question after another and reuses its memory. [Solver.Use]
// replaces the graph's weights by those of a [csr.Overlay]. [Solver.UseIndex] makes
// queries for pairs some five times faster while no weight is below the graph's own.
// The function [Batch] is for programs that ask once.
//
// # The idea
//
// The algorithm is Dijkstra's (1959): it settles nodes in the order of their distance
// from the start, and the arcs of a settled node offer distances to its neighbours. Four
// things make it fast:
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
//     such a chain are worked out when a query asks for them.
//
// # Cost
//
// A search that settles k nodes with a arcs costs O(a + k), and O(a + k log k)
// for weights in the millions. On a map of 8,000 nodes a random pair takes some 30 to
// 60 µs, and all nodes 80 to 150 µs; the README names the command that measures it.
// Once warm no query allocates, except GoalTree, which returns memory of its own.
// [NewSolver] says how much memory a Solver takes.
//
// Half the time of a search goes into the queue and into branches that no processor
// predicts: how many nodes a bucket has, how many neighbours are new. Most of the rest
// goes into relaxing arcs.
//
// # With an index
//
// An [Index] knows the distances under everyone's weights. Closed streets and
// raised costs only make paths longer, so its distances are lower bounds, and a Solver
// that uses one still gives the answers that it would give without:
//
//   - It follows the index's distances step by step. If the path meets no raised weight,
//     it is the answer, and nothing is searched. A distance alone needs no steps if few
//     nodes are raised: it stands unless one of them lies on a shortest path, which the
//     index tells as well.
//   - Otherwise it runs A* (Hart, Nilsson and Raphael 1968) with the index's exact
//     distances as the potential (Strasser and Zeitz 2021), from the end that is nearer
//     to the raised weight. It settles the nodes around the detour and few others.
//
// If weights are lower than the graph's, if many are higher, or if the detour is long,
// the search is from both ends, as without an index; [Solver.Stats] counts each case.
//
// With 16 of 8,000 nodes closed or raised, seven queries in eight need no search, and
// the others settle 50 to 100 nodes. With the labels of package hublabel a path takes
// 5 µs on a street map and 8 on a grid, 26 and 36 at the 99th percentile; with 64 nodes
// 11 and 14, 43 and 65. A distance alone takes 1 µs where there is no search. Some 60 %
// of a path's time is spent asking the index, mostly waiting for rows that are not in
// the cache.
//
// # Weights for everyone, and one user's own
//
// A node or an arc has the first of these weights that is there:
//
//	what                                           whose        changed by
//	the overlay of Solver.Use, or of a Request     one user's   SetNode, SetArc and their like
//	the graph of the index, if there is one        everyone's   UseIndex or Swap, of another Customize
//	else the graph of NewSolver, NewService, Swap  everyone's   another Solver, or Swap, of another Under
//
// To close a street for everyone, put it into an overlay and customise an index with
// that: Customize of package cch or hublabel. [Solver.UseIndex], [NewService] and
// [Service.Swap] take that index. Users' overlays stay as they are: each is laid on
// the new weights, and may open the street again. Without an index, the graph that
// [csr.CSRGraph.Under] makes of the same overlay does the same. Whether a user's weights
// are higher or lower, which decides how an index helps, is judged against everyone's.
//
// Weights for everyone take 4 bytes a node or an arc, or both, once for all who use them,
// and another 0.4 µs a node and the memory of chains when the first Solver does. To
// change a Solver over costs what [NewSolver] does.
//
// # Exactness
//
// Distances are exact. One that does not fit in 32 bits is an error, never a
// wrapped number: a node that is reached only at such a cost gets no label, and a walk
// over the open arcs tells it from a node that is not reached at all.
//
// # Ties
//
// Of several shortest paths the canonical one is returned. It depends on the graph, the
// weights and the question alone: every Solver, every index and every machine return the
// same path. The rule: from each node, go to the smallest-numbered neighbour from which
// a shortest path goes on, so that the path is the first in lexicographic order of its
// nodes.
//
// Steps of cost 0 need one more sentence, since they could lead in circles. If
// all arcs at a node that lie on shortest paths cost nothing, take the
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
//     questions have taken lately, with [ErrLate]. Requests
//     that ask the same (pair, overlay and its generation, version, budget, path or not)
//     and wait together are solved once.
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
// A Solver is not safe for concurrent use, but the graph and a GoalTree are: make one
// Solver per goroutine, or let a [Service] share a few among all. Results go into slices
// of the caller's. Only a Tree looks into its Solver's memory, and it reports ErrStale
// when the Solver has moved on.
//
// # Reading the source
//
// solver.go answers a pair; search/bidirectional.go and search/kernel.go in the internal
// package search it; internal/canonical picks the path. The other files are a question
// each.
package dijkstra
