// Package search is the engine of package dijkstra: searches over the junctions of a
// graph with long chains, or over all nodes of another, under the graph's own weights
// or one user's.
//
// An [Engine] belongs to one Solver. Read it in this order:
//
//   - engine.go begins a search from one or more roots and reads distances off it.
//   - bidirectional.go answers for a pair by two such searches, one from each end.
//   - kernel.go is the one loop that relaxes arcs, and queue.go what it takes nodes from.
//   - chains.go works out the distances of nodes within chains.
//   - weights.go turns an overlay into the weights that are added up.
//   - astar.go and potential.go search with the help of an index; budget.go stops early.
//   - reach.go tells a distance that is too large from one that does not exist.
package search
