package front

import "github.com/veltrix/cairn/dijkstra"

// Clip returns a distance as Bounds have it: those that do not fit are not asked for.
func Clip(d uint64) uint32 { return uint32(min(d, uint64(dijkstra.Unreachable))) }
