// Package dissect orders the nodes of a graph for contraction, by nested
// dissection: a small set of nodes, the separator, splits the graph into two
// parts; both are ordered in the same manner, and the separator comes last.
// Customisable contraction hierarchies and hub labels are made from such orders
// (Dibbelt, Strasser and Wagner 2016, Customizable Contraction Hierarchies).
//
// # What is wanted
//
// Contraction makes a tree in which the ancestors of a node are what a query
// from it can meet, and the common ancestors of two nodes what separates them.
// Both are few if separators are small and split evenly. Of separators of size s
// between weights a and b the best is the one with the greatest a·b/s: in a map,
// minimum balance demanded from all separators alike gives taller trees.
//
// # Separators
//
// They are minimum cuts, as in inertial flow (Schild and Sommer 2015, On Balanced
// Separators in Road Networks): the nodes are laid out along a line, a share of
// them at one end become sources and as many at the other end sinks, and a
// largest set of disjoint paths between them shows a smallest set of nodes that
// separates them (Menger's theorem). Four lines are tried, and on each a series
// of growing shares. Paths stay when shares grow, so a series costs about as much
// as its last member, and it ends as soon as the paths are too many for a
// separator to be the best.
//
// Lines go east, north and along the two diagonals. Where there are no points, or
// all of a part's are equal, their place is taken by distances in steps from four
// nodes far from each other.
//
// # Trees and runs
//
// Two nodes in three of a street map have two neighbours, and many lie in dead
// ends. Trees are taken out first, then runs of nodes with two neighbours, and
// both again as long as much is left behind that way. What remains, the core, is
// dissected; its nodes weigh as much as what hangs on them. Nodes that were taken
// out rank below the core: in a tree in the way that makes it least high, in a
// run by halving it.
//
// # Graphs that are no maps
//
// In a random graph the smallest separators have thousands of nodes, or cut off
// one. A part that has no good separator is ordered by minimum degree. Maps are
// dissected down to single nodes: minimum degree makes small parts taller, too.
//
// # Cost
//
// With separators of s nodes a graph of n nodes and m edges takes at most
// O(s·m·log n), in practice far less, and O(n + m) memory. 8,000 nodes of a city
// take some 40 ms on one core, a million nodes of a grid about a minute, and two
// without points.
//
// Points become whole numbers before anything is added up, and ties go to what
// comes first, so that an order is a function of the graph, on every machine.
// Calls share nothing and may run at the same time.
package dissect
