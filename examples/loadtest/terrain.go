package main

import (
	"math/bits"

	"github.com/veltrix/cairn/csr"
)

// terrain returns what it costs to enter a node in a hunt that has changed nothing yet:
// as much as on the map, or with -weights full always something else. It costs more, up
// to as much more as a street of average length; in hunts with lowered weights half of
// the nodes cost less, if they cost anything on the map. A closed node stays closed.
//
// It is computed, not kept, so that a change can be undone and an answer checked.
func (w *world) terrain(number uint32, v csr.Node) uint32 {
	base := w.base[v]
	if !w.full || base == csr.Blocked {
		return base
	}
	x := mix(mix(w.seed) ^ uint64(number)<<32 ^ uint64(v))
	if x&1 == 0 && base > 0 && w.lowers(number) {
		return scaled(x, base)
	}
	return uint32(min(uint64(base)+1+uint64(scaled(x, w.rough)), uint64(csr.Blocked)))
}

// roughness returns the average weight of the arcs that are not closed, at least 1.
func roughness(g *csr.CSRGraph) uint32 {
	sum, n := uint64(0), uint64(0)
	for v := range csr.Node(g.NumNodes()) {
		for _, weight := range g.Arcs(v).All() {
			if weight != csr.Blocked {
				sum, n = sum+uint64(weight), n+1
			}
		}
	}
	return uint32(max(sum/max(n, 1), 1))
}

// mix returns a number that looks random and depends on each bit of x. The factors are
// those of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
// generators, 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// scaled returns a number below n, by the upper bits of x.
func scaled(x uint64, n uint32) uint32 {
	high, _ := bits.Mul64(x, uint64(n))
	return uint32(high)
}
