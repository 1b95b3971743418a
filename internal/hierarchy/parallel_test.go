package hierarchy

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/parallel/paralleltest"
)

// smallWork makes even small graphs worth several goroutines.
func smallWork(t *testing.T) {
	work, arcs := worthwhile, ranged
	t.Cleanup(func() { worthwhile, ranged = work, arcs })
	worthwhile, ranged = 1, 1
}

// graphs are of all kinds and sizes, some of them not connected.
func graphs() (all []*graphtest.Graph) {
	all = append(all, &graphtest.Graph{N: 1}, &graphtest.Graph{N: 5}, graphtest.Grid(12, 12, 9, 1), graphtest.Road(900, 1),
		graphtest.Random(120, 700, 9, 1), graphtest.Random(200, 190, 9, 1), graphtest.Grid(9, 9, 1<<31, 1))
	for seed := range uint64(60) {
		all = append(all, graphtest.Small(rand.New(rand.NewPCG(seed, 9))))
	}
	return all
}

// costs returns the costs of a metric, as text.
func costs(m Customized) string {
	switch m := m.(type) {
	case *Metric[uint32]:
		return fmt.Sprint(m.Kind, m.Up, m.Down)
	case *Metric[uint64]:
		return fmt.Sprint(m.Kind, m.Up, m.Down)
	}
	return ""
}

// Costs are the same on any number of processors.
func TestProcessors(t *testing.T) {
	smallWork(t)
	paralleltest.Same(t, func(t *testing.T) (all string) {
		r := rand.New(rand.NewPCG(3, 3))
		for _, o := range graphs() {
			all += costs(customized(t, topologyOf(t, r, o)))
		}
		return all
	})
}

// The parts are all ranks, and no arc leads from a subtree to another.
func TestParts(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, o := range graphs() {
		topology := topologyOf(t, r, o)
		part := slices.Repeat([]int{-1}, o.N) // of each rank: its span, or 0 in the top
		for _, rank := range topology.Parts.Top {
			part[rank] = 0
		}
		for i, s := range topology.Parts.Subtrees {
			for rank := s.Lo; rank < s.Hi; rank++ {
				if part[rank] >= 0 {
					t.Fatalf("rank %d is in two parts", rank)
				}
				part[rank] = i + 1
			}
		}
		for rank, own := range part {
			for a := topology.Tree.First[rank]; a < topology.Tree.First[rank+1]; a++ {
				if upper := part[topology.Tree.Head[a]]; own < 0 || upper != own && upper != 0 {
					t.Fatalf("from part %d to part %d", own, upper)
				}
			}
		}
		if !slices.IsSorted(topology.Parts.Top) {
			t.Fatal("the top does not ascend")
		}
	}
}

// Customising ends whenever the context does, and with it all goroutines.
func TestCancelledOnProcessors(t *testing.T) {
	smallWork(t)
	topology := topologyOf(t, rand.New(rand.NewPCG(5, 5)), graphtest.Grid(12, 12, 9, 1))
	paralleltest.Each(t, func(t *testing.T) {
		for looks := range int64(100) {
			ctx := paralleltest.NewCountdown(looks)
			m, err := topology.Customize(ctx, Weights{topology.Graph.NodeWeights, topology.Graph.ArcWeights})
			if ended := ctx.Ended(); ended != errors.Is(err, context.Canceled) || ended != (m == nil) {
				t.Fatalf("after %d looks: %v, %v", looks, m, err)
			}
		}
	})
}
