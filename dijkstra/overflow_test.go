package dijkstra

import (
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestFarAndApart asks for distances on a map whose far end is too far for 32 bits, and
// which has a part that nothing joins: one is an error, the other is Unreachable. The
// sum of all weights is above 2³² in each case, so that the two have to be told apart.
func TestFarAndApart(t *testing.T) {
	for _, c := range []struct {
		step uint32
		far  bool
	}{{1 << 27, false}, {1<<28 - 1, false}, {1 << 28, true}, {1 << 30, true}} {
		o := &graphtest.Graph{N: 19} // 17 in a row, and two apart, with a node weight as large
		for v := range uint32(18) {
			if v != 16 {
				o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: v + 1, Weight: c.step}, graphtest.Arc{From: v + 1, To: v, Weight: c.step})
			}
		}
		o = o.WithNodeWeights(make([]uint32, o.N))
		o.NodeWeights[18] = 1 << 31
		for _, s := range solvers(mustBuild(t, o)) {
			checkSourceOf(t, o, []*Solver{s}, 0)
			tree, err := s.Tree(0)
			if err != nil {
				t.Fatal(err)
			}
			if d, err := tree.Distance(16); errors.Is(err, ErrOverflow) != c.far || err == nil && d != 16*c.step {
				t.Errorf("steps of %d: the far end is at %d, %v", c.step, d, err)
			}
			for _, v := range []csr.Node{17, 18} {
				if d, err := tree.Distance(v); d != Unreachable || err != nil {
					t.Errorf("steps of %d: node %d, which is apart, is at %d, %v", c.step, v, d, err)
				}
			}
			if d, err := s.Distance(18, 3); d != Unreachable || err != nil {
				t.Errorf("steps of %d: from node 18, which is apart: %d, %v", c.step, d, err)
			}
		}
	}
}
