package search

import (
	"math/bits"

	"github.com/veltrix/cairn/internal/layout"
)

// bucketShift returns how wide the buckets of a search should be that adds up these
// weights, as a power of two: between a quarter and a half of a step that three in
// four steps are not shorter than, where a step is what an arc and a node weigh. Steps of
// cost 0 do not count, since they stay in a bucket of any width. It looks at a sample, so
// that it costs as little after each change of a whole array of weights.
//
// Narrower buckets have fewer nodes settled twice, and wider ones longer lists. On the
// workloads of the benchmarks this is where the time is least, and it is within 5 % of
// that for half and for twice the width.
func bucketShift(nodes layout.Column, n int, arcs layout.Column, m int) uint32 {
	var lengths [34]int // by bits of a step
	total := 0
	for i := range uint64(widthSample) {
		at := uint64(uint32(i * 0x9e3779b9)) // spread evenly, but in no step with rows of a grid
		step := uint64(nodes.At(int(at*uint64(n)>>32))) + uint64(arcs.At(int(at*uint64(m)>>32)))
		if step > 0 && step < layout.Unreachable {
			lengths[bits.Len64(step)]++
			total++
		}
	}
	for length, below := 0, 0; length < len(lengths); length++ {
		if below += lengths[length]; 4*below > total {
			return uint32(max(length-2, 0))
		}
	}
	return 0
}

// widthSample is how many steps bucketShift looks at.
const widthSample = 64
