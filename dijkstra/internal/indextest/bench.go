package indextest

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// EachMap runs a benchmark on every map.
func EachMap(b *testing.B, f func(b *testing.B, g *csr.CSRGraph)) {
	for _, w := range workload.Maps {
		b.Run(w.Name, func(b *testing.B) { f(b, w.Open(b)) })
	}
}

// queries measures a query of an index on every workload.
func (s Factory) queries(b *testing.B, load workload.Load, prepare func(x Index) workload.Ask) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) { workload.RunCold(b, g, load, prepare(s.Ordered(b, g))) })
}

// BenchmarkBuild measures building from nothing, and prints the size of the index.
func (s Factory) BenchmarkBuild(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		var x Index
		workload.Run(b, g, workload.Load{}, func(_, _ []csr.Node) (err error) {
			x, err = s.Build(g, indexkit.Options{})
			return err
		})
		b.ReportMetric(float64(len(x.Bytes())), "index-B")
	})
}

// BenchmarkCustomize measures re-weighting the whole map: every node gets another
// weight each time, up to twice the graph's own or up to a hundred.
func (s Factory) BenchmarkCustomize(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x, dressed := s.Ordered(b, g), wholes(b, g)
		i := 0
		workload.Run(b, g, workload.Load{}, func(_, _ []csr.Node) error {
			i++
			_, err := s.Customize(x, dressed[i%len(dressed)])
			return err
		})
	})
}

// BenchmarkProve measures checking an index from a file.
func (s Factory) BenchmarkProve(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x, err := s.FromBytes(s.Ordered(b, g).Bytes(), g)
		if err != nil {
			b.Fatal(err)
		}
		workload.Run(b, g, workload.Load{}, func(_, _ []csr.Node) error { return x.Prove(b.Context()) })
	})
}

// BenchmarkCosts measures what a Solver does for an overlay of a whole array, where that pays:
// every node gets another weight each time.
func (s Factory) BenchmarkCosts(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		costs, err := s.Ordered(b, g).Costs()
		if err != nil {
			b.Fatal(err)
		}
		if costs == nil {
			b.Skip("a search takes less on this map")
		}
		memory, all, i := make([]uint32, costs.Size(false)), wholes(b, g), 0
		for b.Loop() {
			if i++; !costs.Customize(memory, all[i%len(all)].Weights(), nil) {
				b.Fatal("a path may cost too much")
			}
		}
	})
}

// wholes returns overlays of whole arrays of weights.
func wholes(b *testing.B, g *csr.CSRGraph) (all []*csr.Overlay) {
	for seed := range uint64(4) {
		draws, _ := graphtest.Pairs(1<<16, g.NumNodes(), seed)
		weights := make([]uint32, g.NumNodes())
		for v := range weights {
			weights[v] = draws[v] % (max(g.NodeWeight(csr.Node(v)), 50) * 2)
		}
		o, err := csr.OverlayFrom(g, weights)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, o)
	}
	return all
}

// BenchmarkCustomize16 measures following 16 nodes that are closed or raised.
func (s Factory) BenchmarkCustomize16(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		x, o := s.Ordered(b, g), csr.NewOverlay(g)
		workload.Run(b, g, workload.Load{Width: 16}, func(sources, _ []csr.Node) error {
			o.Reset()
			for i, v := range sources {
				w := g.NodeWeight(v) + 1000
				if i%2 == 0 {
					w = csr.Blocked
				}
				if err := o.SetNode(v, w); err != nil {
					return err
				}
			}
			_, err := s.Customize(x, o)
			return err
		})
	})
}

// BenchmarkDistance measures random pairs, one by one.
func (s Factory) BenchmarkDistance(b *testing.B, group int) {
	s.queries(b, workload.Load{Group: group}, func(x Index) workload.Ask {
		return func(sources, targets []csr.Node) error {
			_, err := x.Distance(sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkAppendPath measures the paths of random pairs.
func (s Factory) BenchmarkAppendPath(b *testing.B) {
	s.queries(b, workload.Load{}, func(x Index) workload.Ask {
		path := make([]csr.Node, 0, x.Graph().NumNodes())
		return func(sources, targets []csr.Node) (err error) {
			path, _, err = x.AppendPath(path[:0], sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkPositions measures random pairs of places on streets.
func (s Factory) BenchmarkPositions(b *testing.B) {
	s.queries(b, workload.Load{}, func(x Index) workload.Ask {
		between := dijkstra.NewPositionSolver(x)
		return func(sources, targets []csr.Node) error {
			_, err := between.Distance(onStreet(x.Graph(), sources[0]), onStreet(x.Graph(), targets[0]))
			return err
		}
	})
}

// onStreet returns a place on the first street at a node.
func onStreet(g *csr.CSRGraph, v csr.Node) csr.Position {
	if g.Degree(v) == 0 {
		return csr.AtNode(v)
	}
	return csr.Position{From: v, To: g.Arcs(v).Target(0), Fraction: 0.3}
}

// many measures a query about a batch of pairs.
func (s Factory) many(b *testing.B, ask func(x Index, sources, targets []csr.Node) error) {
	s.queries(b, workload.Load{Width: workload.BatchSize}, func(x Index) workload.Ask {
		return func(sources, targets []csr.Node) error { return ask(x, sources, targets) }
	})
}

// BenchmarkBatch64 measures batches of random pairs.
func (s Factory) BenchmarkBatch64(b *testing.B) {
	var distances []uint32
	s.many(b, func(x Index, sources, targets []csr.Node) (err error) {
		distances, err = x.Batch(distances[:0], sources, targets)
		return err
	})
}

// BenchmarkBatch64One measures batches whose pairs share a source, or a target.
func (s Factory) BenchmarkBatch64One(b *testing.B, target bool) {
	var distances []uint32
	one := make([]csr.Node, workload.BatchSize)
	s.many(b, func(x Index, sources, targets []csr.Node) (err error) {
		for i := range one {
			one[i] = sources[0]
		}
		sources = one
		if target {
			sources, targets = targets, sources
		}
		distances, err = x.Batch(distances[:0], sources, targets)
		return err
	})
}

// BenchmarkMatrix64x64 measures the distances of 64 nodes to 64 others.
func (s Factory) BenchmarkMatrix64x64(b *testing.B) {
	var distances []uint32
	s.many(b, func(x Index, sources, targets []csr.Node) (err error) {
		distances, err = x.Matrix(distances[:0], sources, targets)
		return err
	})
}

// BenchmarkNearest measures finding the three of 64 random nodes that are nearest to one.
func (s Factory) BenchmarkNearest(b *testing.B) {
	var hits []dijkstra.Hit
	s.many(b, func(x Index, sources, targets []csr.Node) (err error) {
		hits, err = x.Nearest(hits[:0], sources[0], targets, 3)
		return err
	})
}

// BenchmarkWithin measures finding the nodes within a distance of 500, on goteborg some
// hundred.
func (s Factory) BenchmarkWithin(b *testing.B) {
	s.queries(b, workload.Load{}, func(x Index) workload.Ask {
		hits := make([]dijkstra.Hit, 0, x.Graph().NumNodes())
		return func(sources, _ []csr.Node) (err error) {
			hits, err = x.Within(hits[:0], sources[0], 500)
			return err
		}
	})
}

// BenchmarkBetween measures finding the nodes on ways that cost a quarter more than the
// shortest at most.
func (s Factory) BenchmarkBetween(b *testing.B) {
	s.queries(b, workload.Load{}, func(x Index) workload.Ask {
		between := make([]dijkstra.Via, 0, x.Graph().NumNodes())
		return func(sources, targets []csr.Node) (err error) {
			d, err := x.Distance(sources[0], targets[0])
			if err == nil && d != dijkstra.Unreachable {
				between, err = x.Between(between[:0], sources[0], targets[0], d+d/4)
			}
			return err
		}
	})
}

// BenchmarkAppendDistances measures the distances of all nodes from one.
func (s Factory) BenchmarkAppendDistances(b *testing.B) {
	s.queries(b, workload.Load{}, func(x Index) workload.Ask {
		distances := make([]uint32, 0, x.Graph().NumNodes())
		return func(sources, _ []csr.Node) (err error) {
			distances, err = x.AppendDistances(distances[:0], sources[0])
			return err
		}
	})
}

// BenchmarkSolverDistances measures what BenchmarkAppendDistances is compared with: a tree
// of a Solver, and the distances in it.
func BenchmarkSolverDistances(b *testing.B) {
	EachMap(b, func(b *testing.B, g *csr.CSRGraph) {
		s, distances := dijkstra.NewSolver(g), make([]uint32, 0, g.NumNodes())
		workload.Run(b, g, workload.Load{}, func(sources, _ []csr.Node) error {
			tree, err := s.Tree(sources[0])
			if err != nil {
				return err
			}
			distances, err = tree.AppendDistances(distances[:0])
			return err
		})
	})
}
