// Package layout holds a graph's arrays in the widths they are stored in.
//
// Packages outside see node numbers as uint32 whatever the file holds. Inside,
// a search runs over [CSR] of the stored widths, so that a small map's arrays
// stay small in the cache: there are four such types, told apart once, by a type
// switch on [Rows], before the search starts.
//
// Adjacency is compressed sparse row: the arcs of node v are numbered
// Offsets[v] up to Offsets[v+1], and Targets[a] is where arc a leads. Within a
// node targets ascend strictly, which is what makes the order of a row, and so
// the rule for ties, a property of the graph rather than of its history.
package layout
