// Package chain replaces each run of degree-two nodes by one arc, so that a search of a
// street map settles a third of its nodes.
//
// Two nodes in three of a street map are corners: they have two neighbours, so that a
// path can only pass through. [Find] calls the other nodes junctions and the runs of
// corners between them chains. It makes a core graph of the junctions, in which each
// chain is one arc with the cost of the whole chain. A search runs on the core; the
// labels inside a chain are computed from those of its two ends when they are needed.
//
// A dead end is a chain with one end. A chain that returns to its junction has two equal
// ends. Neither makes an arc, since no shortest path between junctions uses it. If a
// whole component is a ring or a line, its smallest node becomes a junction. Nodes that
// touch an arc of weight 0 are junctions as well. So inside a chain every step has a
// positive cost, whatever the node weights, and the rule for ties has no plateaus to
// cross there.
//
// Finding the chains costs O(nodes + arcs), once for each graph. [Chains.Costs] computes
// the cost of a chain under other weights in O(length), and [Chains.SetCosts] those of all chains
// under other node weights in O(nodes).
package chain
