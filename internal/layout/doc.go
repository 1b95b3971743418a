// Package layout holds a graph's arrays in the widths they are stored in. Searches and
// indexes read them; users of the module see node numbers as uint32 whatever the width.
//
//	rows := g.Layout().Out.(*layout.CSR[uint16, uint16])     // one of four types
//	for a := rows.Offsets[v]; a < rows.Offsets[v+1]; a++ {
//		to := uint32(rows.Targets[a])
//	}
//
// A search runs over a [CSR] of the stored widths, so that a small map's arrays
// stay small in the cache. There are four such types; a type switch on [Rows] tells
// them apart before the search starts.
//
// Adjacency is compressed sparse row: the arcs of node v are numbered
// Offsets[v] up to Offsets[v+1], and Targets[a] is where arc a leads. Within a
// node targets ascend strictly, so the order of a row, and with it the rule for ties,
// depends on the graph and not on how it was made.
package layout
