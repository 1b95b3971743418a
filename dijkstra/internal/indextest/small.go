package indextest

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Small asks every question about every graph of up to three nodes, two where tests
// should be short, and about random graphs of up to twelve nodes that have anything
// legal.
func (s Factory) Small(t *testing.T) {
	r, most := rand.New(rand.NewPCG(1, 1)), 3
	if testing.Short() {
		most = 2
	}
	for n := 1; n <= most; n++ {
		for o := range graphtest.All(n, []uint32{0, 1, 2}) {
			o.CheckAnswers(t, s.Shuffled(t, r, workload.Build(t, o)), overflow)
		}
	}
	for seed := range uint64(Fewer(3000)) {
		r := rand.New(rand.NewPCG(seed, 1))
		o := graphtest.Small(r)
		o.CheckAnswers(t, s.Shuffled(t, r, workload.Build(t, o)), overflow)
		o.CheckAnswers(t, s.Ordered(t, workload.Build(t, o)), overflow)
	}
}

// SmallCustomized follows overlays that raise, lower, close and open anything, each
// from the index of the one before.
func (s Factory) SmallCustomized(t *testing.T) {
	for seed := range uint64(Fewer(600)) {
		r := rand.New(rand.NewPCG(seed, 2))
		o := graphtest.Small(r)
		g := workload.Build(t, o)
		x, overlay, now := s.Shuffled(t, r, g), csr.NewOverlay(g), o
		for range 4 {
			now = Perturb(t, r, now, overlay, 1+r.IntN(3), palettes[r.IntN(len(palettes))])
			x = s.customized(t, x, overlay)
			now.CheckAnswers(t, x, overflow)
		}
		whole, dressed := perturbAll(t, r, o, g, palettes[r.IntN(len(palettes))])
		x = s.customized(t, x, whole)
		dressed.CheckAnswers(t, x, overflow)
		if x = s.customized(t, x, nil); !x.UsesGraphWeights() {
			t.Fatal("the graph's own weights are not its own")
		}
		o.CheckAnswers(t, x, overflow)
	}
}

// Scales asks every question about graphs with weights of every scale, before and after
// they went through a file, and has the files proved.
func (s Factory) Scales(t *testing.T) {
	for i, base := range []*graphtest.Graph{graphtest.Grid(7, 6, 100, 1), graphtest.Road(50, 1), graphtest.Random(40, 200, 1000, 1)} {
		for _, scale := range graphtest.Scales {
			o := base.Scaled(scale, uint64(i))
			g := workload.Build(t, o)
			x := s.Ordered(t, g)
			o.CheckAnswers(t, x, overflow)
			y, err := s.FromBytes(x.Bytes(), g)
			if err != nil {
				t.Fatalf("%s: %v", o.Name, err)
			}
			if err := y.Prove(t.Context()); err != nil {
				t.Errorf("%s: %v", o.Name, err)
			}
			o.CheckAnswers(t, y, overflow)
			for root := range csr.Node(5) {
				checkAll(t, o, y, root)
			}
		}
	}
}

// Fewer returns how many rounds a test takes: a tenth where tests should be short.
func Fewer(rounds int) int {
	if testing.Short() {
		return rounds / 10
	}
	return rounds
}
