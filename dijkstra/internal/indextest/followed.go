package indextest

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// edges are weights beside which entries of some width end, once or doubled.
var edges = [][]uint32{
	{1, 5, 9}, {csr.Blocked, 3}, {32_766, 32_767, 32_768, 40_000}, {65_533, 65_534, 65_535}, {1<<30 - 1, 1 << 30, 1 << 31}, {7, 7, 7, 8},
}

// Followed customises for a few changes, each index from the one before or from a file
// of it, and has the file of each proved: that works everything out from nothing.
func (s Factory) Followed(t *testing.T) {
	for i, o := range []*graphtest.Graph{
		graphtest.Road(500, 1), graphtest.Grid(14, 15, 1, 1), graphtest.Grid(16, 16, 9, 2), graphtest.Random(150, 500, 50, 1),
	} {
		if i == 1 {
			o.NodeWeights = nil
		}
		g := workload.Build(t, o)
		for seed := range uint64(Fewer(12)) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			x, overlay := s.Shuffled(t, r, g), csr.NewOverlay(g)
			if seed%2 == 0 {
				x = s.Ordered(t, g)
			}
			for round := range 8 {
				if round == 5 {
					overlay.Reset()
				}
				Perturb(t, r, o, overlay, 1+r.IntN(3), edges[r.IntN(len(edges))])
				x = s.proved(t, r, s.customized(t, x, overlay))
			}
			s.proved(t, r, s.customized(t, x, nil))
		}
	}
}

// proved returns an index, or the one that is in its file.
func (s Factory) proved(t *testing.T, r *rand.Rand, x Index) Index {
	t.Helper()
	y, err := s.FromBytes(x.Bytes(), x.Graph())
	if err != nil {
		t.Fatal(err)
	}
	if err := y.Prove(t.Context()); err != nil {
		t.Fatalf("%s: followed to another index than is made from nothing: %v", x.Graph().Meta().Name, err)
	}
	if r.IntN(3) == 0 {
		return y
	}
	return x
}
