package indexkit

import "github.com/veltrix/cairn/dijkstra"

// Saturate returns a distance as a Potential has it: those that do not fit are not asked for.
func Saturate(d uint64) uint32 { return uint32(min(d, uint64(dijkstra.Unreachable))) }
