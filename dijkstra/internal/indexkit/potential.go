package indexkit

import "github.com/veltrix/cairn/dijkstra"

// Saturate returns a distance as a dijkstra.Potential has it. One that does not fit is never
// asked for, so that any number will do for it.
func Saturate(d uint64) uint32 { return uint32(min(d, uint64(dijkstra.Unreachable))) }
