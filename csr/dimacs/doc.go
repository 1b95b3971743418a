// Package dimacs reads and writes road networks in the text format of the 9th
// DIMACS Implementation Challenge: Shortest Paths (2005-2006), the form in which
// the networks of that challenge, and many since, are published.
//
// # Format
//
// A graph is a .gr file and, where its nodes have coordinates, a .co file
// beside it. Both are lines of fields that blanks separate; the first field is
// one letter that says what the line is:
//
//	c anything           a comment
//	p sp n m             first in a .gr file: n nodes, numbered from 1, and m arcs
//	a u v w              an arc from u to v of weight w; m of them
//	p aux sp co n        first in a .co file: n points
//	v id x y             the point of node id, integers; n of them
//
// Node 1 of the file is node 0 of the graph. Arcs are directed: a street with
// two directions is two lines. Loops and parallel arcs are legal; csr.Builder
// drops the ones and merges the others. Files that number their nodes from 0 or
// have no p line are about too; Options read them.
//
// The challenge's coordinates are longitude and latitude in millionths of a
// degree; Read makes degrees of them, unless Options say that they are units of
// a plane, which stay what they are. A longitude beyond 180 degrees, within 360,
// is that of the other side: 180.001 is -179.999.
//
// Blank lines, blanks at either end of a line, lines that end in CR LF and a byte
// order mark are accepted. Weights are integers from 0 to 4294967295; the last of
// them is csr.Blocked, an arc that no path may use. The format allows negative
// weights, no package of this module does.
//
// # Files from strangers
//
// Every line is checked, and an *Error names the file and the line that is
// wrong. No input can make Read, or Build on what it returns, use more memory
// than in proportion to the lines that were there to read. The numbers on the p
// line are a claim; since the claimed number of arcs must turn out true, that of
// nodes is believed as far as arcs account for it (see Options.MaxNodes), and
// refused before anything is allocated otherwise.
package dimacs
