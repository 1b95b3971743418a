// Package dijkstra answers shortest-path questions on a [csr.CSRGraph] with any weights
// and no preparation. Use it when weights differ per user or change often, such as
// one player's closed streets.
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
//	question                               call                                 exact    alone  cch   labels
//	one pair                               Distance                             yes      24     2.5   0.035
//	                                       AppendPath                           yes      26     6     0.5
//	one pair, within a budget or deadline  DistanceLimited, AppendPathLimited   yes      24     as above
//	as near to a node as one can get       AppendPathNear, the node closed      yes      200    200   10 to 100
//	pair by pair                           Batch, a pair                        yes      24     2.5   0.015
//	each source to each target             Matrix, a pair                       yes      8      0.06  0.01
//	many players to one node and back      BothWays, 64 players                 yes      150    180   9
//	a route through stops in order         AppendRoute, a leg                   yes      25     6     0.5
//	the k nearest of some targets          Nearest, 3 of 64                     yes      12     30    2.5
//	all nodes within a distance            Within                               yes      35     7     7
//	all nodes on ways within a distance    Between                              yes             50    40
//	all nodes, from one source or several  Tree; of an index AppendDistances    yes      65     50    35
//	all nodes, to one target               GoalTree, and Repair; of an index    yes      220    50    35
//	                                       AppendDistancesTo
//	all nodes, to the nearest of several   GoalTree; TargetOf says to which     yes      220
//	between places on streets              Distance of a PositionSolver         yes      90     7     0.8
//	stops in the best order                trip.Planner, 15 stops               yes      3,000
//	                                       200 stops                            no       21,000, and a bound
//	ways that differ                       alternative.Finder: three ways       each is  360    110   110
//	the k shortest                         KShortest, ten                       yes      220    130   130
//	random nodes at a distance             places.Picker, five nodes            yes      200    80    55
//	a walk of some length and back         roundtrip.Finder, 5 km               length   3,000
//	a trace of GPS points                  mapmatch.Matcher, a point            likeliest 41    35    14
//
// The costs are µs on a street map of 8,000 nodes: of a [Solver] alone, and with an index under the
// weights that it was made for. That is a call of the index itself, of the same name, but for these, which
// are of a Solver that uses it: pairs within limits, AppendPathNear and BothWays. The other packages take
// either. No figure: an index is of no use, or it was not measured. A PositionSolver has
// AppendPath, Matrix and Nearest too. Each way that differs is as the documentation of its package
// promises, but there may be others; a walk back has the length that it says, but one with less walked
// twice may exist. The benchmarks of the packages measure all of this; see below.
//
// A [Solver] answers one question after another and reuses its memory. [Solver.Use]
// replaces the graph's weights by those of a [csr.Overlay]. [Solver.UseIndex] makes
// queries for pairs some six times faster, also under an overlay that changes a few weights.
// The function [Batch] needs no Solver and is for one-off calls.
//
// # The idea
//
// The algorithm is Dijkstra's (1959): it settles nodes, which means that their distances
// are final, in the order of distance from the start, and the arcs of a settled node
// offer distances to its neighbours. Four things make it fast:
//
//   - A query for a pair searches from both ends (Dantzig 1963, Nicholson 1966)
//     and stops when no path can be shorter than the best that joins them. On a
//     street map or a grid it settles a third of the nodes, on a random graph one
//     in seventy.
//   - The queue has levels of buckets (Denardo and Fox 1979). Buckets are a quarter
//     to a half of a typical step wide, and nodes of one bucket are processed in any
//     order; a node is rarely processed twice. So a search costs the same whether
//     weights go to a hundred or to a billion.
//   - An arc is relaxed without a branch that depends on the data.
//   - Runs of nodes with two neighbours, two nodes in three of a street map, are
//     stored as one arc between junctions, once for each graph. Labels within
//     such a chain are worked out when a query asks for them.
//
// # Cost
//
// A search that settles k nodes with a arcs costs O(a + k) for weights of any size. On
// a street map or a grid of 8,000 nodes a random pair takes some 25 to 50 µs, and all nodes
// 70 to 140 µs; on a random graph of as many nodes 11 µs and 340 µs. The README names the
// command that measures it.
// Once warm no query allocates, except GoalTree, which returns memory of its own.
// [NewSolver] says how much memory a Solver takes.
//
// Half the time of a search goes into relaxing arcs. Most of the rest goes into the queue
// and into branches that no processor predicts, such as how many neighbours are new.
//
// # With an index
//
// An [Index] knows the distances under everyone's weights. A Solver that uses one still gives
// the answers that it would give without, to the last node of a path. How it comes to them
// depends on the overlay, and [Solver.Stats] counts each way:
//
//	overlay                                 a pair is answered                      a path takes, of a plain search
//	none                                    by the index                            1/30
//	16 weights raised or closed             by the index, or by A*: one in eight    1/10 to 1/20
//	16 weights, half of them lowered        the same: one in six                    1/3 to 1/15
//	64; 256; 810 raised or closed           by A* as a rule                         1/4 to 1/8; 1/2; 2/3
//	every node another weight               by costs worked out for it; street map  1/2 to 1/3, of 20
//	more than 40 lowered                    the same                                2/3, of 10; 1/5 later
//	either, with KeptCosts                  by costs worked out once                1/5 to 1/15
//	either, another for each question       from both ends, as without an index     1
//	either, on a grid                       the same                                1
//	a quarter raised, on a grid             the same                                1
//
// The figures are of a street map and a grid of 8,000 nodes with the labels of package
// hublabel; BenchmarkPersonal measures them.
//
//   - The index's path is the answer if it meets no changed weight: everything else has only
//     become longer. A distance alone needs no path if few nodes are raised: it stands unless
//     one of them lies on a shortest path, which the index's distances tell as well.
//   - Otherwise A* (Hart, Nilsson and Raphael 1968) searches from the end that is nearer to a
//     change, with the index's exact distances as the potential (Strasser and Zeitz 2021).
//     It ends where it comes back to the index's path, behind all changes: so it settles the
//     nodes around the detour and few others, some 25 to 50 where 16 nodes are changed.
//   - Lowered nodes and arcs are passages. The index's distances between the source, the
//     passages near enough to matter, and the target make a small graph; Dijkstra's algorithm
//     finds in it how far each passage is from the source. If none is of use, the rest is as
//     above. Otherwise the passages are further roots of the potential.
//   - Where an overlay changes much, the costs of the index's shortcuts are worked out under it
//     (Dibbelt, Strasser and Wagner 2016), if the index is a [Customizer] and has few shortcuts,
//     as it has for a street map. That takes 0.1 ms for 8,000 nodes, 0.15 if arcs are patched; a
//     path then takes 6 to 8 µs, and no search. It is done at once for an array, for patches
//     that change more than one weight in 16, and where more than 40 are lowered, as long as
//     overlays are asked about six times or more; otherwise when searches under the overlay have
//     taken about as long. A change of the overlay begins this anew. A host that comes back to
//     the same overlays keeps their costs, 138 kB each: see [KeptCosts]. On a grid of 8,000 nodes
//     it would take milliseconds, so all is searched for there.
//
// Potentials are worked out for 16 nodes at a time, those that lie together in the hierarchy
// of the index, by as many additions in a vector. Half of the time of an A* search goes
// into them, and most of the rest into memory that is not in the cache.
//
// Queries from one node to many (Matrix, Nearest, Within, Tree) search without the index
// under any overlay: one search costs less than as many queries. A [Solver.GoalTree] does so
// too. Made without the overlay, by the index, it can be brought under it by
// [Solver.Repair].
//
// # Weights for everyone, and one user's own
//
// A node or an arc has the first of these weights that is there:
//
//	weight of                                   whose        changed by
//	the overlay of Solver.Use, or of a Request  one user's   SetNode, SetArc and their like
//	the graph of the index, if there is one     everyone's   UseIndex or Swap, of another Customize
//	otherwise the graph itself                  everyone's   a new Solver, or Swap, on the graph that Under returns
//
// To close a street for everyone, close it in an overlay and customise an index with that
// overlay: see Customize of packages cch and hublabel. [Solver.UseIndex] takes the new
// index, and so do New and Service.Swap of package service. Users' overlays stay as they
// are: each is laid on the new weights, and may open the street again. Without an index,
// use the graph that [csr.CSRGraph.Under] makes of the overlay. A user's weight counts as
// raised or lowered by comparison with everyone's.
//
// Weights for everyone take 4 bytes a node or an arc, or both, once for all who use them,
// and another 0.4 µs a node and the memory of chains when the first Solver
// does. [Solver.UseIndex] with other weights costs as much as [NewSolver].
//
// # Exactness
//
// Distances are exact. One that does not fit in 32 bits is an error, never a
// wrapped number. Too far and unreachable are told apart, by a walk over the open arcs.
//
// # Ties
//
// Of several shortest paths the canonical one is returned. It depends on the graph, the
// weights and the question alone: every Solver, every index and every machine return the
// same path. The rule: from each node, go to the smallest-numbered neighbour from which
// a shortest path goes on, so that the path is the first in lexicographic order of its
// nodes.
//
// Steps of cost 0 could lead in circles, so they need more. At each node look at the arcs
// that lie on shortest paths to the target:
//
//  1. If some of them have a positive cost, take of these the one to the smallest-numbered
//     neighbour.
//  2. If all cost 0, follow as few of them as lead to the target or to a node where 1
//     applies. Of several such ways take the first in lexicographic order.
//
// Here two paths from 0 to 9 cost 7. The one through 4 is taken, since 4 is fewer steps of
// cost 0 away than 2, and at both 1 applies:
//
//	0 --0-- 1 --0-- 2 --7-- 9
//	0 --0-- 4 ----------7-- 9
//
// Beginnings and ends of canonical paths are canonical too, so the paths of a
// [Tree] and of a [GoalTree] are those of AppendPath.
//
// # Places on streets
//
// A csr.Position is a node, or a place part of the way along a street; a csr.StreetLocator
// finds the one nearest to a point. A [PositionSolver] answers between positions, as if each
// were a node. Questions that only nodes can be asked of begin at [csr.CSRGraph.NearestEnd]. It asks a Solver or an index about the nodes next to them, so that everything
// above holds: overlays, exactness, no allocation.
//
// It asks one to four distances: two where both ends of one street are open, four where those
// of both are. With labels that takes some 0.5 µs, half of it to find the arcs and add up.
//
// # Concurrency and lifetime
//
// A Solver is not safe for concurrent use, but the graph and a GoalTree are: make one
// Solver per goroutine, or share a few among all by a Service of package service. Results
// go into the caller's slices. Only a Tree views its Solver's memory; it reports ErrStale
// after the Solver's next query.
//
// # Benchmarks
//
//	go test -run '^$' -bench . ./dijkstra/... -latency.save=/tmp/old.json
//	go test -run '^$' -bench . ./dijkstra/... -latency.against=/tmp/old.json
//
// The first command saves the measurements of all packages in one file. The second
// compares with them. For each benchmark it prints whether it became faster or slower; by
// how many percent the same queries changed, with the 95 % confidence interval and the
// probability that this is chance; and how the mean changed. Distance of
// hublabel and GoalTreeNext are timed 64 queries at a time, since one takes little longer
// than reading the clock: their ns/op is of 64. Beside the usual ns/op, B/op and allocs/op a
// line has:
//
//	mean-ns  ±95-%               mean of a query, and half its 95 % confidence interval in percent; of
//	                             Batch64 and Matrix a query is the whole call, of ServiceBatch one in 64
//	p50-ns  p99-ns  p999-ns      quantiles of a query's time
//	cold-ns                      mean of a query after other data have filled the caches, with some 25 ns
//	                             for reading the clock
//	wait-p50-ns  solve-p50-ns    time that a question was in a Service's queue, and with its Solver; other
//	                             quantiles alike
//	refused  refused/op          questions that a Service did not take
//	overdue-p999-ns              time that answers came after their deadline; overdue-max-ns alike
//	settled/op                   nodes that a query's searches settled
//	index-B                      bytes of the index
//	reserved/used                in package arena: bytes it has for each that is in use
//	ns/line  ns/pair  ns/row     in other packages: a line of a file, a pair and a row of labels
//
// # Reading the source
//
// solver.go answers a pair; search/bidirectional.go and search/kernel.go in the internal
// package search it; internal/canonical picks the path. The other files are a question
// each.
package dijkstra
