package differential

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// drawOther returns another weight than its own, half of the time a lower one.
func drawOther(r *rand.Rand, own uint32) uint32 {
	if r.IntN(2) == 0 {
		return drawWeight(r)
	}
	return graphtest.OtherWeight(r, own)
}

// drawWeight returns a weight that is easily overlooked.
func drawWeight(r *rand.Rand) uint32 {
	return []uint32{0, 0, 1, 2, 5, 9, 100, r.Uint32N(1 << 20), 1 << 31, csr.Blocked - 1, csr.Blocked, csr.Blocked}[r.IntN(12)]
}

// drawNodes returns nodes, some of them twice.
func drawNodes(r *rand.Rand, o *graphtest.Graph, n int) (nodes []csr.Node) {
	for range n {
		nodes = append(nodes, r.Uint32N(uint32(o.N)))
	}
	return nodes
}

// nodeWeights returns a copy of a graph's node weights: zeros if it has none, which a
// Solver reads in another way than zeros that it has.
func nodeWeights(o *graphtest.Graph) []uint32 {
	weights := make([]uint32, o.N)
	copy(weights, o.NodeWeights)
	return weights
}

// outfit is an overlay, or none, and the oracle of the resulting weights.
type outfit struct {
	overlay *csr.Overlay
	now     *oracle
}

// world is a graph with some overlays, which change between questions.
type world struct {
	r       *rand.Rand
	base    *graphtest.Graph
	g       *csr.CSRGraph
	outfits []*outfit
}

func newWorld(t testing.TB, r *rand.Rand) *world {
	base := graphtest.Any(r)
	w := &world{r: r, base: base, g: workload.Build(t, base)}
	w.outfits = []*outfit{{now: newOracle(base)}}
	for range 2 {
		w.outfits = append(w.outfits, &outfit{csr.NewOverlay(w.g), newOracle(base)})
	}
	array, err := csr.OverlayFrom(w.g, nodeWeights(base))
	must(t, err)
	w.outfits = append(w.outfits, &outfit{array, newOracle(base)})
	return w
}

// change changes an overlay in a few places, or resets all of it.
func (w *world) change(t testing.TB, o *outfit) {
	if o.overlay == nil {
		return
	}
	r, now := w.r, o.now.Graph
	if r.IntN(8) == 0 {
		o.overlay.Reset()
		now = w.base
	}
	now = now.WithNodeWeights(nodeWeights(now))
	for range r.IntN(4) {
		v := r.Uint32N(uint32(w.base.N))
		if r.IntN(4) == 0 {
			now.NodeWeights[v] = w.g.NodeWeight(v)
			must(t, o.overlay.ResetNode(v))
			continue
		}
		now.NodeWeights[v] = drawOther(r, w.g.NodeWeight(v))
		must(t, o.overlay.SetNode(v, now.NodeWeights[v]))
	}
	for range r.IntN(4) {
		now = w.changeArc(t, o.overlay, now)
	}
	if array := o.overlay.Weights(); array != nil && r.IntN(6) == 0 {
		for v := range now.NodeWeights {
			now.NodeWeights[v] = drawOther(r, w.g.NodeWeight(csr.Node(v)))
			must(t, o.overlay.SetNode(csr.Node(v), now.NodeWeights[v]))
		}
	}
	o.now = newOracle(now)
}

// changeArc changes one arc, or restores it.
func (w *world) changeArc(t testing.TB, overlay *csr.Overlay, now *graphtest.Graph) *graphtest.Graph {
	if w.g.NumArcs() == 0 {
		return now
	}
	from, to, _ := w.g.ArcEnds(w.r.Uint32N(uint32(w.g.NumArcs())))
	own, _ := w.g.ArcWeight(from, to)
	if w.r.IntN(4) == 0 {
		must(t, overlay.ResetArc(from, to))
		return now.WithArcWeight(from, to, own)
	}
	weight := drawOther(w.r, own)
	must(t, overlay.SetArc(from, to, weight))
	return now.WithArcWeight(from, to, weight)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
