package workload

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestPairsAreNew counts how often each pair is handed out: all of them once before any
// comes again, whatever the width, and no query can reach into those of another.
func TestPairsAreNew(t *testing.T) {
	g := Build(t, graphtest.Grid(30, 30, 9, 1))
	for _, width := range []int{0, 1, 5, 8, BatchSize, 100} {
		p := newPairs(g, width)
		count := map[*csr.Node]int{}
		for range len(p.sources) / p.width {
			sources, targets := p.take()
			if len(sources) != p.width || cap(sources) != p.width || len(targets) != p.width || cap(targets) != p.width {
				t.Fatalf("width %d: %d sources, %d targets", width, len(sources), len(targets))
			}
			for i := range sources {
				count[&sources[i]]++
				count[&targets[i]]++
			}
		}
		if len(p.sources) < 100_000 || len(count) != 2*len(p.sources) {
			t.Errorf("width %d: %d different ones of %d pairs", width, len(count), len(p.sources))
		}
	}
}
