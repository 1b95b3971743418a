package hierarchy

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
)

// TestCustomizer compares with the oracle's distances, for all pairs, of graphs that have
// anything legal and weights laid on theirs: of all nodes, and of all arcs or none. One
// Customizer takes all weights of a graph, one after the other.
func TestCustomizer(t *testing.T) {
	kinds, refused := map[Kind]int{}, 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 7))
		o := graphtest.Any(r)
		topology := topologyOf(t, r, o)
		c := topology.NewCustomizer(Weights{topology.Graph.NodeWeights, topology.Graph.ArcWeights})
		for range 4 {
			now, nodes, arcs := drawWeights(r, o, topology)
			if !c.Customize(make([]uint32, c.Size(arcs != nil)), nodes, arcs) {
				if refused++; !mayCostMuch(now) {
					t.Fatalf("seed %d: %+v is refused", seed, now)
				}
				continue
			}
			kinds[c.kind]++
			checkCustomized(t, now, c)
		}
	}
	if kinds[Symmetrised] == 0 || kinds[TwoSided] == 0 || refused == 0 {
		t.Errorf("customised: %v, refused: %d", kinds, refused)
	}
}

// drawWeights returns a graph with other weights, and these weights; nil for those that stay.
func drawWeights(r *rand.Rand, o *graphtest.Graph, topology *Topology) (now *graphtest.Graph, nodes, arcs []uint32) {
	draw := graphtest.OtherWeight
	if r.IntN(2) == 0 {
		draw = func(r *rand.Rand, own uint32) uint32 { return []uint32{0, own, r.Uint32N(4), blocked}[r.IntN(4)] }
	}
	if now = o; r.IntN(4) > 0 {
		for v := range o.N {
			nodes = append(nodes, draw(r, topology.Graph.NodeWeights.At(v)))
		}
		now = now.WithNodeWeights(nodes)
	}
	if r.IntN(2) == 0 {
		for a, e := range topology.arcs {
			arcs = append(arcs, draw(r, topology.Graph.ArcWeights.At(a)))
			now = now.WithArcWeight(e.from, e.to, arcs[a])
		}
	}
	return now, nodes, arcs
}

// mayCostMuch tells whether the weights of a graph sum up to a quarter of what 32 bits hold.
func mayCostMuch(o *graphtest.Graph) bool {
	sum := uint64(0)
	for _, w := range o.NodeWeights {
		sum += uint64(w) % blocked
	}
	for _, a := range o.Arcs {
		sum += uint64(a.Weight) % blocked
	}
	return sum >= shut/2-1
}

func checkCustomized(t *testing.T, o *graphtest.Graph, c *Customizer) {
	t.Helper()
	for to := range uint32(o.N) {
		c.Toward(to)
		for from, want := range o.DistancesTo(to) {
			if got := c.To(uint32(from)); got != want {
				t.Fatalf("%+v: %d to %d is %d, want %d", o, from, to, got, want)
			}
		}
	}
}
