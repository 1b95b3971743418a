// Package hierarchy is the customisable contraction hierarchy that the indexes
// are made of (Dibbelt, Strasser and Wagner 2016, Customizable Contraction
// Hierarchies).
//
// A [Topology] does not depend on weights: it is the elimination tree of a graph under a
// nested dissection order, and where the arcs of the graph lie in the filled graph. A
// [Metric] is costs on it, such that for all nodes u and v the cheapest path that first
// only goes up and then only down costs as much as the cheapest of all. Customising gets
// there from the lowest rank on: an arc between two upper neighbours of a node must not
// cost more than the way through the node. On a map this takes milliseconds, and less for a
// few changed arcs.
//
// A Metric answers in four ways: [Metric.Upward] is the costs from a node to its ancestors,
// of which two rows give a distance; a [Field] works out distances to one node as they are
// asked for; a [Sweep] those from one node to all; and a [Table] those from some nodes to
// some others.
//
// # Sides
//
// An arc of the filled graph has a cost for the way up and one for the way down. Where
// costs do not depend on the direction both are the same array. A path pays for the nodes
// that it enters, so node weights make its cost depend on the direction, but only by the
// weights of its ends: if the arcs are symmetric, so are the doubled costs
//
//	c(u, v) = 2 arc(u, v) + node(u) + node(v),
//
// and a path from s to t of cost c in these costs (c - node(s) + node(t)) / 2.
// So one array is enough for most maps with node weights, too.
//
// A node that is Blocked is left out, since nothing enters it. A path may still start from
// it: see [CostModel.Leave].
//
// # Numbers
//
// Costs are sums of 32-bit weights. A Metric is of uint32 where no shortest path can cost
// 2³¹ - 1 or more, otherwise of uint64. The bound is the sum of the most that leaving each
// node can cost, or, if that is too much, what a way by a node in between costs. [None] plus
// itself fits in both types, so that sums need no checks.
//
// A Topology and a Metric are immutable once made, and safe for concurrent use.
package hierarchy
