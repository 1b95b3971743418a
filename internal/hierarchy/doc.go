// Package hierarchy is the customisable contraction hierarchy that the indexes
// are made of (Dibbelt, Strasser and Wagner 2016, Customizable Contraction
// Hierarchies).
//
// A [Topology] is what does not depend on weights: the elimination tree of a graph
// and of a nested dissection order, and where in its filled graph the arcs of the
// graph lie. A [Metric] is weights on it, such that for all nodes u and v the
// cheapest path that first only goes up and then only down costs as much as the
// cheapest of all. That is reached by looking at the ranks from the lowest on: an
// arc between two upper neighbours of a node must not cost more than the way
// through the node. On a map this takes milliseconds, and following a few changed
// arcs less.
//
// # Sides
//
// An arc of the filled graph has a cost for the way up and one for the way down.
// Where costs do not depend on the direction both are the same array. Node weights
// make them depend on it, since a path pays for the nodes it enters, but only by
// what stands at its ends: if the arcs are symmetric, so are the doubled costs
//
//	c(u, v) = 2 arc(u, v) + node(u) + node(v),
//
// and a path from s to t of cost c in these costs (c - node(s) + node(t)) / 2.
// So one array does for most maps that have node weights, too.
//
// A node that is Blocked is left out: nothing enters it. A path may still start
// from it, and [Weights] has what is needed for that.
//
// # Numbers
//
// Costs are sums of 32-bit weights. Where no path can cost 2³¹ - 1 or more, which
// is found out by adding up the most that leaving each node can cost, a Metric is
// of uint32, otherwise of uint64: [None] plus itself fits in both, so that the
// sums need no checks.
//
// A Topology and a Metric are immutable once made, and safe for concurrent use.
package hierarchy
