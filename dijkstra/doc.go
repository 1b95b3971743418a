// Package dijkstra finds shortest paths on a [csr.CSRGraph], with no preparation
// and any weights: it is the way to an answer for a hunt whose weights nobody
// has seen before.
//
// A [Solver] answers queries one after another and reuses its memory: [Solver.Distance]
// and [Solver.AppendPath] for one pair of nodes, [Solver.Batch] for many,
// [Solver.Matrix] for each of some sources to each of some targets, and
// [Solver.Tree] for all nodes at once. [Solver.Use] puts a hunt's own weights,
// a [csr.Overlay], in the place of the map's. The function [Batch] is for
// programs that ask once.
//
// # The idea
//
// It is the algorithm of Dijkstra (1959): nodes are settled in the order of
// their distance from where the search starts, and the arcs of a settled node
// offer distances to its neighbours. One loop serves searches from the source
// and from the target, because it charges a node's weight on leaving the node.
// The queue is a 4-ary heap of packed keys. A query for one pair searches from
// the target and stops when the source is settled and so is all that is as near;
// only what was touched is reset before the next.
//
// # Cost
//
// A query that settles k nodes with a arcs costs O(a + k log k): on a map of
// 8,000 nodes some 300 µs for a random pair. Once warm no query allocates; a
// Solver takes 21 bytes a node, and up to 24 more for what not every program
// asks for: see NewSolver.
//
// # Exactness
//
// Distances are exact. One that does not fit in 32 bits is an error, never a
// wrapped number: sums stop at the largest value, which no distance has, and a
// node that is reached only beyond it is told apart from one that is not reached.
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
// [Tree] are those of AppendPath.
//
// # Concurrency and lifetime
//
// A Solver is not safe for concurrent use, but the graph is: make one Solver a
// goroutine. Results go into slices of the caller's; only a Tree looks into its
// Solver's memory, and it reports ErrStale when that has moved on.
package dijkstra
