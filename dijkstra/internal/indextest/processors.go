package indextest

import (
	"context"
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/parallel/paralleltest"
)

// Processors builds and customises on several numbers of processors.
func (s Factory) Processors(t *testing.T) {
	for _, o := range []*graphtest.Graph{
		{N: 1}, {N: 3}, graphtest.Grid(50, 50, 100, 1), graphtest.Road(3000, 1), graphtest.Random(6000, 5000, 9, 1), graphtest.Random(400, 1200, 9, 1),
	} {
		g := workload.Build(t, o)
		t.Run("bytes", func(t *testing.T) {
			paralleltest.Same(t, func(t *testing.T) string { return s.bytesOf(t, g) })
		})
		t.Run("progress", func(t *testing.T) {
			paralleltest.Each(t, func(t *testing.T) { s.progress(t, g) })
		})
		t.Run("ended", func(t *testing.T) {
			paralleltest.Each(t, func(t *testing.T) { s.endsAnywhere(t, g) })
		})
	}
}

// bytesOf returns the bytes of an index, and of those that are customised from it with all
// weights changed, alike both ways and not.
func (s Factory) bytesOf(t *testing.T, g *csr.CSRGraph) string {
	x, o := s.Ordered(t, g), csr.NewOverlay(g)
	for v := range uint32(g.NumNodes()) {
		if err := o.SetNode(v, 1+v*7919%100); err != nil {
			t.Fatal(err)
		}
	}
	y := s.customized(t, x, o)
	if g.NumArcs() > 0 {
		from, to, _ := g.ArcEnds(0)
		if err := o.SetArc(from, to, 77); err != nil {
			t.Fatal(err)
		}
	}
	return string(x.Bytes()) + string(y.Bytes()) + string(s.customized(t, y, o).Bytes())
}

// endsAnywhere has building end anywhere.
func (s Factory) endsAnywhere(t *testing.T, g *csr.CSRGraph) {
	for looks := int64(0); ; looks = 4*looks + 1 {
		ctx := paralleltest.NewCountdown(looks)
		x, err := s.Build(g, indexkit.Options{Context: ctx})
		if !ctx.Ended() && err == nil {
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d looks: %v, %v", looks, x, err)
		}
	}
}
