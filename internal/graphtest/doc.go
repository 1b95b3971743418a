// Package graphtest is what the product's answers are held against: oracles,
// certificates, generators of graphs, and answers that other projects published.
//
// It imports nothing of the module, so that no mistake can be shared. Its
// algorithms are the most naive that are right, on a plain list of arcs: the
// point is that a reader can see that they are. Costs are 64-bit and never
// overflow; [Inf] stands for no path.
//
// A path costs the weights of its arcs plus the weight of every node it enters.
// Loops, parallel arcs and weights of 0 are legal; a weight of [Blocked] closes
// an arc or a node, which a path may then start from but not enter.
package graphtest
