package cch

import "github.com/veltrix/cairn/dijkstra"

// Potential returns what dijkstra.Solver.UseIndex asks for: distances from and to the ends
// of a pair, for one goroutine. It takes some 10 bytes a node, and the first of an index
// makes tables of 70 to 120 bytes a node for all of them, in about the time that Customize
// takes. The error is nil.
func (x *Index) Potential() (dijkstra.Potential, error) { return x.ask.Potential(nil, 0) }
