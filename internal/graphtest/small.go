package graphtest

import "math/rand/v2"

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
