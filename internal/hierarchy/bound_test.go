package hierarchy

import (
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
)

// TestNarrow holds the width of costs to the longest shortest path where everything is
// connected both ways, and to the sum of all weights where it is not.
func TestNarrow(t *testing.T) {
	for _, c := range []struct {
		name   string
		weight uint32
		change func(o *graphtest.Graph)
		want   bool
	}{
		{"small weights", 1000, func(*graphtest.Graph) {}, true},
		{"wide weights", 5_000_000, func(*graphtest.Graph) {}, true},
		{"a part of its own", 5_000_000, func(o *graphtest.Graph) { o.N, o.NodeWeights = 901, append(o.NodeWeights, 7) }, true},
		{"a way in and none out", 5_000_000, func(o *graphtest.Graph) {
			o.N, o.NodeWeights = 901, append(o.NodeWeights, 7)
			o.Arcs = append(o.Arcs, graphtest.Arc{From: 450, To: 900, Weight: 1})
		}, false},
		{"a blocked node", 5_000_000, func(o *graphtest.Graph) { o.NodeWeights[450] = graphtest.Blocked }, true},
		{"an arc too long for any path", 5_000_000, func(o *graphtest.Graph) {
			o.Arcs = append(o.Arcs, graphtest.Arc{From: 450, To: 482, Weight: graphtest.Blocked - 1})
		}, true},
		{"long paths", 200_000_000, func(*graphtest.Graph) {}, false},
	} {
		o := graphtest.Grid(30, 30, c.weight, 1)
		c.change(o)
		topology := topologyOf(t, rand.New(rand.NewPCG(1, 1)), o)
		w := Weights{Nodes: topology.Graph.NodeWeights, Arcs: topology.Graph.ArcWeights}
		if got := topology.Prepare(w).Narrow; got != c.want {
			t.Errorf("%s: narrow is %v", c.name, got)
		}
	}
}
