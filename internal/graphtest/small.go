package graphtest

import (
	"math"
	"math/rand/v2"
)

// palettes are the weights of small graphs. A palette of few numbers makes many ties, zeros
// make plateaus, and numbers near 2³² make sums that do not fit.
var palettes = [][]uint32{
	{0}, {1}, {Blocked}, {0, 1}, {0, 0, 0, 1, 2}, {1, 2, 3}, {0, 1, Blocked}, {1, 10, 100, 1000},
	{Blocked - 1, 0, 1}, {1 << 31, 1<<31 - 1, 1<<31 - 2, 0, 1}, {Blocked, Blocked - 1, Blocked - 2, 1, 0},
}

// Small returns a random graph of 1 to 12 nodes with anything legal: arcs one way or
// both, loops, parallel arcs, no arcs, and weights of 0, Blocked or near 2³² on arcs,
// nodes or both.
func Small(r *rand.Rand) *Graph {
	g := &Graph{Name: "small", N: 1 + r.IntN(12)}
	palette := palettes[r.IntN(len(palettes))]
	draw := func() uint32 { return palette[r.IntN(len(palette))] }
	oneWay := r.IntN(2) == 0
	for range r.IntN(4 * g.N) {
		u, v := r.Uint32N(uint32(g.N)), r.Uint32N(uint32(g.N))
		if oneWay {
			g.Arcs = append(g.Arcs, Arc{u, v, draw()})
		} else {
			g.edge(u, v, draw())
		}
	}
	if r.IntN(2) == 0 {
		palette = palettes[r.IntN(len(palettes))]
		for range g.N {
			g.NodeWeights = append(g.NodeWeights, draw())
		}
	}
	return g
}

// Any returns a random graph of 1 to some 50 nodes of any kind: see Small, Grid, Road, Random
// and Streets.
func Any(r *rand.Rand) *Graph {
	switch r.IntN(8) {
	case 0, 1:
		return Small(r)
	case 2:
		return Grid(1+r.IntN(6), 1+r.IntN(6), []uint32{1, 3, 100}[r.IntN(3)], r.Uint64())
	case 3:
		return Road(8+r.IntN(40), r.Uint64())
	case 4:
		return Random(2+r.IntN(20), r.IntN(80), 1<<r.IntN(32), r.Uint64())
	}
	return Streets(r)
}

// OtherWeight returns a weight that an overlay may have instead of its own: half of the time
// a lower one, if there is one, and otherwise one of HigherWeight.
func OtherWeight(r *rand.Rand, own uint32) uint32 {
	if own > 0 && r.IntN(2) == 0 {
		return []uint32{0, own - 1, own / 2, r.Uint32N(own)}[r.IntN(4)]
	}
	return HigherWeight(r, own)
}

// HigherWeight returns a weight that is at least as high as another: the same, a little more,
// much more, or Blocked.
func HigherWeight(r *rand.Rand, own uint32) uint32 {
	more := []uint32{0, 1, 2, 7, 100, 1000, Blocked, Blocked, Blocked}[r.IntN(9)]
	if r.IntN(16) == 0 {
		more = []uint32{1 << 31, Blocked - own, max(Blocked-own, 1) - 1}[r.IntN(3)]
	}
	return uint32(min(uint64(own)+uint64(more), math.MaxUint32))
}
