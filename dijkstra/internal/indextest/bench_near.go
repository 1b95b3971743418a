package indextest

import (
	"fmt"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

// searchedAndIndexed runs a benchmark on the two maps of the repository, for a Solver without an
// index and for one with it.
func (s Factory) searchedAndIndexed(b *testing.B, f func(b *testing.B, solver *dijkstra.Solver)) {
	for _, w := range workload.Maps[:2] {
		b.Run(w.Name, func(b *testing.B) {
			for i, solver := range s.both(b, w.Open(b)) {
				b.Run([]string{"searched", "indexed"}[i], func(b *testing.B) { f(b, solver) })
			}
		})
	}
}

// BenchmarkAppendPathNear asks for targets that can be reached, and for targets that the overlay
// has closed, by each measure.
func (s Factory) BenchmarkAppendPathNear(b *testing.B) {
	s.searchedAndIndexed(b, func(b *testing.B, s *dijkstra.Solver) {
		b.Run("open", func(b *testing.B) { benchmarkNear(b, s, dijkstra.ByDistance, nil) })
		overlay := csr.NewOverlay(s.Graph())
		for _, by := range []dijkstra.Measure{dijkstra.ByDistance, dijkstra.ByPosition, dijkstra.BySteps} {
			b.Run(by.String(), func(b *testing.B) { benchmarkNear(b, s, by, overlay) })
		}
	})
}

// benchmarkNear closes each target in an overlay, if there is one.
func benchmarkNear(b *testing.B, s *dijkstra.Solver, by dijkstra.Measure, overlay *csr.Overlay) {
	s.Use(overlay)
	path := make([]csr.Node, 0, s.Graph().NumNodes())
	workload.Run(b, s.Graph(), workload.Load{}, func(sources, targets []csr.Node) (err error) {
		if overlay != nil {
			overlay.Reset()
			if err := overlay.SetNode(targets[0], csr.Blocked); err != nil {
				return err
			}
		}
		path, _, err = s.AppendPathNear(nil, path[:0], sources[0], targets[0], by, dijkstra.Limits{})
		return err
	})
}

// BenchmarkBothWays asks for 64 players: without overlays, with one for all, and with eight for
// eight players each, which close 16 nodes.
func (s Factory) BenchmarkBothWays(b *testing.B) {
	s.searchedAndIndexed(b, func(b *testing.B, s *dijkstra.Solver) {
		for _, overlays := range []int{0, 1, 8} {
			b.Run(fmt.Sprintf("overlays=%d", overlays), func(b *testing.B) { benchmarkBothWays(b, s, overlays) })
		}
	})
}

func benchmarkBothWays(b *testing.B, s *dijkstra.Solver, overlays int) {
	g := s.Graph()
	players := make([]dijkstra.Player, workload.BatchSize)
	for k := range overlays {
		overlay := csr.NewOverlay(g)
		for i := range 16 {
			if err := overlay.SetNode(csr.Node((k*16+i)*7919%g.NumNodes()), csr.Blocked); err != nil {
				b.Fatal(err)
			}
		}
		for i := range players[:len(players)/overlays] {
			players[k*len(players)/overlays+i].Overlay = overlay
		}
	}
	var there, back []uint32
	workload.Run(b, g, workload.Load{Width: len(players)}, func(sources, targets []csr.Node) (err error) {
		for i, v := range sources {
			players[i].Node = v
		}
		there, back, err = s.BothWays(there[:0], back[:0], targets[0], players)
		return err
	})
}
