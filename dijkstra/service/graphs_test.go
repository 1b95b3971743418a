package service

import (
	"errors"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// mustBuild makes the product's graph of an oracle's.
var mustBuild = workload.Build

// labels returns an index of a graph.
func labels(t testing.TB, g *csr.CSRGraph) dijkstra.Index {
	t.Helper()
	x, err := hublabel.Build(g, nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// path4 returns 0 → 1 → 2 → 3 with the given arc weights.
func path4(t testing.TB, a, b, c uint32) *csr.CSRGraph {
	t.Helper()
	return mustBuild(t, &graphtest.Graph{N: 4, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: a}, {From: 1, To: 2, Weight: b}, {From: 2, To: 3, Weight: c}}})
}

// closedForAll returns a graph with the weights of an overlay that blocks a node and
// changes others, and the oracle's graph with the same weights.
func closedForAll(t testing.TB, r *rand.Rand, o *graphtest.Graph, g *csr.CSRGraph) (*csr.CSRGraph, *graphtest.Graph) {
	t.Helper()
	overlay, weights := csr.NewOverlay(g), nodeWeights(o)
	for _, w := range []uint32{csr.Blocked, 0, 1 + r.Uint32N(9)} {
		v := r.Uint32N(uint32(o.N))
		weights[v] = w
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	under, err := g.Under(overlay)
	if err != nil {
		t.Fatal(err)
	}
	return under, o.WithNodeWeights(weights)
}

// nodeWeights returns a copy of a graph's node weights.
func nodeWeights(o *graphtest.Graph) []uint32 {
	weights := make([]uint32, o.N)
	copy(weights, o.NodeWeights)
	return weights
}

// want returns the expected answer to a query if the oracle's distance is d.
func want(d uint64) (uint32, error) { return graphtest.Want(d, dijkstra.ErrOverflow) }

// fewer returns the number of rounds of a random test: a tenth with -short.
func fewer(rounds int) uint64 {
	if testing.Short() {
		rounds = max(rounds/10, 1)
	}
	return uint64(rounds)
}

// expectNoAllocations runs f until it is warm, and then counts its allocations.
func expectNoAllocations(t *testing.T, what string, f func()) {
	t.Helper()
	f()
	if n := testing.AllocsPerRun(30, f); n != 0 {
		t.Errorf("%s: %v allocations a round", what, n)
	}
}

var errNoPotential = errors.New("no potential")

// refusing is an index that cannot be used.
type refusing struct{ dijkstra.Index }

func (refusing) Potential() (dijkstra.Potential, error) { return nil, errNoPotential }

// underRace tells whether the race detector is on, which makes tests ten times slower.
func underRace() bool {
	info, _ := debug.ReadBuildInfo()
	return info != nil && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// eachSmall calls f with random graphs of up to 12 nodes; the log names the last seed.
func eachSmall(t *testing.T, rounds int, stream uint64, f func(r *rand.Rand, o *graphtest.Graph)) {
	t.Helper()
	for seed := range fewer(rounds) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, stream))
		f(r, graphtest.Small(r))
	}
}

// batchSize is the number of questions in a batch of the benchmarks.
const batchSize = workload.BatchSize
