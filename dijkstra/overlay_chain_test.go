package dijkstra

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/graphtest"
)

// wardrobe is overlays of one graph with the weights that each stands for, so
// that Solvers can change between them.
type wardrobe struct {
	overlays []*csr.Overlay
	weights  [][]uint32
}

// newWardrobe returns two overlays of patches, two of whole arrays and none, all
// of which change nothing yet.
func newWardrobe(t *testing.T, o *graphtest.Graph, g *csr.CSRGraph) *wardrobe {
	t.Helper()
	w := &wardrobe{overlays: []*csr.Overlay{nil, csr.NewOverlay(g), csr.NewOverlay(g)}}
	for range 2 {
		whole, err := csr.OverlayFrom(g, nodeWeights(o))
		if err != nil {
			t.Fatal(err)
		}
		w.overlays = append(w.overlays, whole)
	}
	for range w.overlays {
		w.weights = append(w.weights, nodeWeights(o))
	}
	return w
}

// change sets and resets a few nodes of overlay i.
func (w *wardrobe) change(t *testing.T, r *rand.Rand, o *graphtest.Graph, i int) {
	t.Helper()
	overlay := w.overlays[i]
	if overlay == nil {
		return
	}
	for range r.IntN(5) {
		v, weight := r.Uint32N(uint32(o.N)), []uint32{0, 3, 40, csr.Blocked, 1 << 31}[r.IntN(5)]
		err := overlay.SetNode(v, weight)
		if r.IntN(4) == 0 {
			weight, err = nodeWeights(o)[v], overlay.ResetNode(v)
		}
		if w.weights[i][v] = weight; err != nil {
			t.Fatal(err)
		}
	}
	if r.IntN(8) == 0 {
		overlay.Reset() // an overlay of a whole array is one of patches from then on
		w.weights[i] = nodeWeights(o)
	}
}

// TestOverlaysOnChains has Solvers change between patches and whole arrays on
// maps with chains, whose costs they then keep in arrays of their own: one is
// left behind by each kind of overlay for the next.
func TestOverlaysOnChains(t *testing.T) {
	for seed := range fewer(300) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 61))
		o := streets(r, 8+r.IntN(30))
		if seed%3 == 0 {
			o = graphtest.Road(8+r.IntN(30), seed) // the same both ways
		}
		g := mustBuild(t, o)
		chains := chain.All(g.Layout())
		w := newWardrobe(t, o, g)
		for _, s := range []*Solver{newSolver(g, g.Layout(), chains), bucketed(g, chains, 0), bucketed(g, chains, 4), bucketed(g, chains, 20)} {
			for range 8 {
				i := r.IntN(len(w.overlays))
				w.change(t, r, o, i)
				s.Use(w.overlays[i])
				checkSource(t, o.WithNodeWeights(w.weights[i]), s, r.Uint32N(uint32(o.N)))
			}
		}
	}
}

// TestOverlayLeavesTheGraphAlone has one Solver under overlays and another
// without, on the same chains.
func TestOverlayLeavesTheGraphAlone(t *testing.T) {
	o := graphtest.Road(200, 3)
	g := mustBuild(t, o)
	dressed, bare := NewSolver(g), NewSolver(g)
	w := newWardrobe(t, o, g)
	r := rand.New(rand.NewPCG(62, 1))
	for round := range 6 {
		i := round % len(w.overlays)
		w.change(t, r, o, i)
		dressed.Use(w.overlays[i])
		checkSource(t, o.WithNodeWeights(w.weights[i]), dressed, 5)
		checkSource(t, o, bare, 5)
	}
}

// TestOverlayOpensAStreet has an overlay open a street that the map closes, and
// that takes longer one way than the other. Closed it is the same both ways, and
// so is the rest of the map.
func TestOverlayOpensAStreet(t *testing.T) {
	o := &graphtest.Graph{N: 6, NodeWeights: make([]uint32, 6)}
	for v := range uint32(3) {
		o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: v + 1, Weight: 1}, graphtest.Arc{From: v + 1, To: v, Weight: 2})
	}
	for v, u := range map[uint32]uint32{0: 4, 3: 5} { // free steps, so that 0 and 3 are junctions
		o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: u}, graphtest.Arc{From: u, To: v})
	}
	o.NodeWeights[1] = csr.Blocked
	g := mustBuild(t, o)
	overlay := csr.NewOverlay(g)
	if err := overlay.SetNode(1, 0); err != nil {
		t.Fatal(err)
	}
	open := o.WithNodeWeights(make([]uint32, o.N))
	for _, s := range solvers(g) {
		checkAll(t, o, s)
		s.Use(overlay)
		checkAll(t, open, s)
	}
}
