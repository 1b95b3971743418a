package indexkit

import (
	"errors"

	"github.com/veltrix/cairn/dijkstra"
)

// ErrOtherWeights: the index is for other weights than the graph's own.
var ErrOtherWeights = errors.New("index is for other weights than the graph's own")

// Saturate returns a distance as a Potential has it: those that do not fit are not asked for.
func Saturate(d uint64) uint32 { return uint32(min(d, uint64(dijkstra.Unreachable))) }
