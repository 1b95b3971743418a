package cch

import "github.com/veltrix/cairn/dijkstra"

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. It takes some 10 bytes a node, and the first of an index
// makes tables of 70 to 120 bytes a node for all of them, in about the time that Customize
// takes. The error is nil.
func (x *Index) Potential() (dijkstra.Potential, error) { return x.ask.Potential(nil, 0) }

// Costs returns what a dijkstra.Solver customises for overlays that differ from the weights of
// the index in much, or are lower: 4 to 8 bytes a shortcut and 24 a node for one goroutine. The
// first of an index and those customised from it makes a list of 4 bytes a triangle of
// shortcuts for all of them. There are none, nil, if the map has more than 32 triangles
// a node, as a grid has: then a search takes less.
func (x *Index) Costs() (dijkstra.Costs, error) { return x.ask.Costs() }
