package dijkstra

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// fewer returns how many rounds a random test goes through: a tenth with -short.
func fewer(rounds int) uint64 {
	if testing.Short() {
		rounds = max(rounds/10, 1)
	}
	return uint64(rounds)
}

// underRace tells whether the race detector watches, which makes tests ten times slower.
func underRace() bool {
	info, _ := debug.ReadBuildInfo()
	return info != nil && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// eachSmall calls f with random small graphs. The stream keeps tests from all
// looking at the same ones.
func eachSmall(t *testing.T, rounds int, stream uint64, f func(r *rand.Rand, o *graphtest.Graph)) {
	t.Helper()
	for seed := range fewer(rounds) {
		t.Logf("seed %d", seed) // printed if the test fails
		r := rand.New(rand.NewPCG(seed, stream))
		f(r, graphtest.Small(r))
	}
}

// larger returns graphs whose searches take more than one turn: squares, streets,
// no structure, ties everywhere, and a plateau of all nodes.
func larger() []*graphtest.Graph {
	return []*graphtest.Graph{
		graphtest.Grid(25, 20, 9, 1), graphtest.Road(500, 1), graphtest.Random(300, 2400, 1000, 1),
		graphtest.Random(300, 1200, 2, 1), graphtest.Grid(20, 20, 1, 1).WithNodeWeights(make([]uint32, 400)),
	}
}

// brief shows a graph in a message: all of it, if that is not too much to read.
func brief(o *graphtest.Graph) string {
	if o.N > 20 {
		return fmt.Sprintf("%s graph of %d nodes", o.Name, o.N)
	}
	return fmt.Sprintf("%+v", *o)
}

// draw returns n random nodes of a graph.
func draw(r *rand.Rand, o *graphtest.Graph, n int) []csr.Node {
	nodes := make([]csr.Node, n)
	for i := range nodes {
		nodes[i] = r.Uint32N(uint32(o.N))
	}
	return nodes
}

// redress has the Solvers of a graph use no overlay, one of patches or one of a
// whole array, and returns the oracle's graph with those weights.
func redress(t *testing.T, r *rand.Rand, o *graphtest.Graph, all []*Solver) *graphtest.Graph {
	t.Helper()
	kind := r.IntN(4)
	if kind == 0 {
		for _, s := range all {
			s.Use(nil)
		}
		return o
	}
	g := all[0].Graph()
	overlay, weights := csr.NewOverlay(g), nodeWeights(o)
	for range 1 + r.IntN(4) {
		v, w := r.Uint32N(uint32(o.N)), []uint32{0, 1, 5, csr.Blocked, csr.Blocked - 1}[r.IntN(5)]
		weights[v] = w
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	if kind == 2 {
		var err error
		if overlay, err = csr.OverlayFrom(g, weights); err != nil {
			t.Fatal(err)
		}
	}
	now := o.WithNodeWeights(weights)
	for range r.IntN(4) * (kind / 3) {
		if len(o.Arcs) == 0 {
			break
		}
		a, w := o.Arcs[r.IntN(len(o.Arcs))], []uint32{0, 0, 4, csr.Blocked, csr.Blocked - 1}[r.IntN(5)]
		if a.From != a.To {
			now = now.WithArcWeight(a.From, a.To, w)
			if err := overlay.SetArc(a.From, a.To, w); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, s := range all {
		s.Use(overlay)
	}
	return now
}

// nodeWeights returns a graph's node weights in a slice of their own.
func nodeWeights(o *graphtest.Graph) []uint32 {
	weights := make([]uint32, o.N)
	copy(weights, o.NodeWeights)
	return weights
}

// streets returns a road map that is not the same both ways: some streets are one
// way, slower one way or closed, and so are some corners.
func streets(r *rand.Rand, n int) *graphtest.Graph {
	o := graphtest.Road(n, r.Uint64())
	arcs := o.Arcs[:0]
	for _, a := range o.Arcs {
		switch r.IntN(12) {
		case 0:
			continue
		case 1:
			a.Weight = csr.Blocked
		case 2, 3:
			a.Weight += 1 + r.Uint32N(100)
		}
		arcs = append(arcs, a)
	}
	o.Arcs = arcs
	o.NodeWeights = make([]uint32, o.N)
	for v := range o.NodeWeights {
		o.NodeWeights[v] = []uint32{0, 0, 0, 7, 90, csr.Blocked}[r.IntN(6)]
	}
	return o
}

// expectNoAllocations runs f until it is warm, and then looks.
func expectNoAllocations(t *testing.T, what string, f func()) {
	t.Helper()
	f()
	if n := testing.AllocsPerRun(30, f); n != 0 {
		t.Errorf("%s: %v allocations a round", what, n)
	}
}
