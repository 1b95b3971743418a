package cch

import "github.com/veltrix/cairn/dijkstra"

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. It takes some 10 bytes a node, and the first of an index
// makes tables of 70 to 120 bytes a node for all of them, in about the time that Customize
// takes. The error is nil.
func (x *Index) Potential() (dijkstra.Potential, error) { return x.ask.Potential(nil, 0) }

// Costs returns what a dijkstra.Solver uses for overlays that change much: memory for the
// costs of all shortcuts under one overlay at a time, for one goroutine, of 8 bytes a shortcut
// and 20 a node. The first of an index, and of all that are customised from it, makes a list for
// all of them, of 0.7 MB for a street map of 8,000 nodes. It is nil if shortcuts make more than
// 32 triangles a node, as on a grid: then a search takes less. The error is
// dijkstra.ErrNoGraph for the zero Index.
func (x *Index) Costs() (dijkstra.Costs, error) { return x.ask.Costs() }
