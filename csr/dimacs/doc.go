// Package dimacs reads and writes road networks in the text format of the 9th
// DIMACS Implementation Challenge: Shortest Paths (2005-2006). The networks of that
// challenge, and many since, are published in it.
//
//	b, err := dimacs.Read(gr, co, nil)     // co, the points, may be nil
//	g, err := b.Build()
//	err = dimacs.Write(gr, co, g)
//
// # Format
//
// A graph is a .gr file and, if its nodes have coordinates, a .co file beside it. Both
// are lines of fields that blanks separate; the first field is one letter that says what
// the line is:
//
//	c anything           a comment
//	p sp n m             first in a .gr file: n nodes, numbered from 1, and m arcs
//	a u v w              an arc from u to v of weight w; m of them
//	p aux sp co n        first in a .co file: n points
//	v id x y             the point of node id, integers; n of them
//
// Node 1 of the file is node 0 of the graph. Arcs are directed: a street with
// two directions is two lines. Loops and parallel arcs are legal; csr.Builder
// drops the loops and keeps the cheapest of parallel arcs. Some files number their nodes
// from 0 or have no p line; [Options] read them.
//
// The challenge's coordinates are longitude and latitude in millionths of a degree,
// and Read turns them into degrees. Options.Plane says that they are units of a plane,
// which Read keeps. A longitude beyond 180 degrees, within 360, is that of the other
// side: 180.001 is -179.999.
//
// Blank lines, blanks at either end of a line, lines that end in CR LF and a byte
// order mark are accepted. Weights are integers from 0 to 4294967295; the last of
// them is csr.Blocked, an arc that no path may use. The format allows negative
// weights; this module does not.
//
// # Files from strangers
//
// Read checks every line, and an [*Error] names the file and line that is wrong. Memory
// grows with the lines that were read, in Read and in Build. The p line only claims its
// numbers. The number of arcs must turn out true, and so many nodes are believed as the
// arcs account for: Read refuses more before it allocates anything (see
// Options.MaxNodes).
package dimacs
