package dijkstra

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// walker changes weights of arcs and nodes at random, in an overlay and in an
// oracle's graph alike.
type walker struct {
	r       *rand.Rand
	base    *graphtest.Graph // the graph as it is
	o       *graphtest.Graph // under the overlay
	g       *csr.CSRGraph
	overlay *csr.Overlay
}

func newWalker(t *testing.T, r *rand.Rand, o *graphtest.Graph) *walker {
	t.Helper()
	w := &walker{r: r, base: o, g: mustBuild(t, o)}
	w.reset(csr.NewOverlay(w.g))
	return w
}

// reset goes on with an overlay that changes nothing.
func (w *walker) reset(o *csr.Overlay) {
	weights := make([]uint32, w.base.N)
	copy(weights, w.base.NodeWeights)
	w.overlay, w.o = o, w.base.WithNodeWeights(weights)
}

func (w *walker) weight() uint32 {
	return []uint32{0, 1, 2, 7, 400, csr.Blocked, csr.Blocked - 1}[w.r.IntN(7)]
}

// change changes up to four arcs and up to two nodes.
func (w *walker) change(t *testing.T) {
	t.Helper()
	for range w.r.IntN(5) {
		if w.g.NumArcs() == 0 {
			break
		}
		from, to, _ := w.g.ArcEnds(w.r.Uint32N(uint32(w.g.NumArcs())))
		weight := w.weight()
		if err := w.overlay.SetArc(from, to, weight); err != nil {
			t.Fatal(err)
		}
		w.o = w.o.WithArcWeight(from, to, weight)
	}
	for range w.r.IntN(3) {
		v, weight := w.r.Uint32N(uint32(w.base.N)), w.weight()
		if err := w.overlay.SetNode(v, weight); err != nil {
			t.Fatal(err)
		}
		w.o.NodeWeights[v] = weight
	}
}

// replace sometimes begins with another overlay, empty or of a whole array.
func (w *walker) replace(t *testing.T) {
	t.Helper()
	switch w.r.IntN(6) {
	case 0:
		w.overlay.Reset()
		w.reset(w.overlay)
	case 1:
		w.reset(csr.NewOverlay(w.g))
	case 2:
		w.whole(t)
	}
}

// whole goes on with an overlay of a whole array that changes nothing.
func (w *walker) whole(t *testing.T) {
	t.Helper()
	w.reset(nil)
	whole, err := csr.OverlayFrom(w.g, slices.Clone(w.o.NodeWeights))
	if err != nil {
		t.Fatal(err)
	}
	w.overlay = whole
}

// changing returns a random graph of those that arcs are changed in.
func changing(r *rand.Rand, seed uint64) *graphtest.Graph {
	if seed%3 > 0 {
		return graphtest.Small(r)
	}
	return []*graphtest.Graph{
		graphtest.Grid(6, 5, 3, seed), graphtest.Road(40, seed), graphtest.Random(25, 100, 4, seed),
	}[r.IntN(3)]
}

// TestArcOverlays has Solvers of every kind follow arcs that are raised, lowered,
// closed in one direction and opened, together with nodes.
func TestArcOverlays(t *testing.T) {
	for seed := range fewer(1000) {
		r := rand.New(rand.NewPCG(seed, 7))
		w := newWalker(t, r, changing(r, seed))
		t.Logf("seed %d", seed)
		all := solvers(w.g)
		for range 4 {
			w.replace(t)
			w.change(t)
			from := r.Uint32N(uint32(w.base.N))
			for _, s := range all[:4] {
				s.Use(w.overlay)
			}
			checkSourceOf(t, w.o, all[:4], from)
			if r.IntN(3) == 0 {
				all[0].Use(nil)
				checkSource(t, w.base, all[0], from)
			}
		}
	}
}

// TestRepairFollowsArcs holds repaired trees against fresh ones and the oracle.
func TestRepairFollowsArcs(t *testing.T) {
	for seed := range fewer(2000) {
		r := rand.New(rand.NewPCG(seed, 8))
		w := newWalker(t, r, changing(r, seed))
		t.Logf("seed %d", seed)
		s := solvers(w.g)[seed%4]
		target := r.Uint32N(uint32(w.base.N))
		tree := goalTree(t, w.base, s, target)
		for range 5 {
			w.replace(t)
			w.change(t)
			s.Use(w.overlay)
			if tree == nil {
				tree = goalTree(t, w.o, s, target)
			} else {
				checkRepair(t, w.o, s, tree)
			}
		}
	}
}
