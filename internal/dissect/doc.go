// Package dissect computes contraction orders by nested dissection. A small set of nodes,
// the separator, splits a graph into two parts; both are ordered in the same way, and the
// separator comes last. Customizable contraction hierarchies and hub labels are built
// from such orders (Dibbelt, Strasser and Wagner 2016, Customizable Contraction
// Hierarchies).
//
// # Goal
//
// Contraction produces a tree. A query from a node can only reach its ancestors, and the
// common ancestors of two nodes separate them. Both sets are small if separators are
// small and split evenly. Of separators of size s between weights a and b the best is the
// one with the greatest a·b/s. On maps, a minimum balance required of all separators
// alike gives taller trees.
//
// # Separators
//
// They are minimum cuts, as in inertial flow (Schild and Sommer 2015, On Balanced
// Separators in Road Networks). The nodes are sorted along an axis; a share of them at
// one end become sources, and as many at the other end sinks. A maximum set of disjoint
// paths between them yields a minimum set of nodes that separates them (Menger's
// theorem). Four axes are tried, each with a series of growing shares. Paths stay when
// shares grow, so a series costs about as much as its last member. It ends as soon as the
// paths are too many for a separator to be the best.
//
// The axes point east, north and along the two diagonals. Without points, or if all
// points of a part are equal, coordinates come from the hop distances to four nodes far
// from each other.
//
// # Trees and runs
//
// Two nodes in three of a street map have two neighbours, and many lie in dead ends.
// First trees are removed, then runs of nodes with two neighbours, and both again as long
// as enough is removed. The remaining core is dissected; each of its nodes also has the
// weight of the removed nodes attached to it. Removed nodes rank below the core: a tree
// in the order that minimizes its height, a run by halving.
//
// # Graphs that are no maps
//
// In a random graph the smallest separators have thousands of nodes, or cut off one. A
// part without a good separator is ordered by minimum degree. Maps are dissected down to
// single nodes, since minimum degree makes even small parts taller.
//
// # Processors
//
// The two sides of a separator are independent, so large parts are dissected at the same
// time. While there are fewer parts than processors, the axes of a part are searched at
// the same time, too. The order is the same on any number of processors.
//
// # Cost
//
// With separators of s nodes, a graph of n nodes and m edges takes at most O(s·m·log n)
// time, in practice far less, and O(n + m) memory for each processor. 8,000 nodes of a
// city take some 40 ms on one processor; a million nodes of a grid take about a minute,
// and two without points. Two processors take little more than half of that.
//
// Points are rounded to whole numbers before they are added, and the first of equals
// wins. So an order is a function of the graph, on every machine. Calls share nothing and
// may run at the same time.
package dissect
