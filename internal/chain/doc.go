// Package chain stores each run of nodes with two neighbours as one arc.
//
// Two nodes in three of a street map are mere corners: there is one way in and
// one way on. A search need not queue them. [Find] calls the other nodes
// junctions and the runs between them chains, and makes a core graph of the
// junctions alone, in which a chain is an arc of the chain's whole cost, so that
// a search of the core settles a third of the nodes. Labels within a chain
// follow from those of its two ends whenever somebody asks for them.
//
// A dead end is a chain with one end, and a chain that returns to the junction
// it left has two equal ones; neither makes an arc, since no shortest path
// passes it. Where a whole component is a ring or a line, its smallest node is
// made a junction. Nodes that touch an arc of weight 0 are junctions as well:
// within a chain every step costs something, whatever the node weights, so the
// rule for ties has no plateaus to cross there.
//
// Finding the chains costs O(nodes + arcs), once a graph. What a chain costs
// under other node weights is the sum that [Chains.Costs] takes, in O(length).
package chain
