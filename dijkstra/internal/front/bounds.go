package front

import (
	"errors"

	"github.com/veltrix/cairn/dijkstra"
)

// ErrOtherWeights: the index is for other weights than the graph's own.
var ErrOtherWeights = errors.New("index is for other weights than the graph's own")

// Clip returns a distance as Bounds have it: those that do not fit are not asked for.
func Clip(d uint64) uint32 { return uint32(min(d, uint64(dijkstra.Unreachable))) }
