// Package graphtest provides what tests compare the product's answers with: oracles,
// certificates, graph generators, and answers that other projects published.
//
// It imports nothing of the module, so that no mistake can be shared. Its algorithms are
// the simplest that are right, on a plain list of arcs, so that a reader can see that
// they are. Costs are 64-bit and never overflow; [Inf] means no path.
//
// A path costs the weights of its arcs plus the weight of every node it enters. Loops,
// parallel arcs and weights of 0 are legal. A weight of [Blocked] closes an arc or a
// node; a path may start from a closed node but not enter it.
package graphtest
