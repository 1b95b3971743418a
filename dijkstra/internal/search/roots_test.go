package search

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestQueueGrowsWithItsRoots checks that there is room for what a search adds however
// many roots there are, and that the second time needs no more.
func TestQueueGrowsWithItsRoots(t *testing.T) {
	o := graphtest.Road(3000, 2)
	g := workload.Build(t, o)
	e := New(g, g.Layout(), chain.Of(g.Layout()))
	roots := make([]csr.Node, o.N)
	for v := range roots {
		roots[v] = csr.Node(v)
	}
	f := &e.sides[Forward]
	before := len(f.entries)
	for range 2 {
		e.Begin(Forward, roots...)
		if len(f.entries) < f.used+f.room {
			t.Fatalf("%d entries for %d roots and %d more", len(f.entries), f.used, f.room)
		}
	}
	if len(f.entries) == before {
		t.Error("the roots fit in what was there: nothing was tested")
	}
	settle := func() { e.Begin(Forward, roots...); e.SettleAll() }
	if n := testing.AllocsPerRun(10, settle); n != 0 {
		t.Errorf("a search from all nodes allocates %v times", n)
	}
	for v := range csr.Node(o.N) {
		if d := e.Distance(v); d != 0 {
			t.Fatalf("root %d is at %d", v, d)
		}
	}
}
