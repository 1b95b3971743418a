package dijkstra

import (
	"context"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// query is what a benchmark asks.
type query = workload.Ask

// batchSize is how many pairs it has at least.
const batchSize = workload.BatchSize

// run benchmarks a query on every workload; prepare makes it for a Solver.
func run(b *testing.B, prepare func(b *testing.B, s *Solver) query) {
	runLoad(b, workload.Load{}, prepare)
}

// runLoad is run for queries that need more than one pair, or take little time.
func runLoad(b *testing.B, load workload.Load, prepare func(b *testing.B, s *Solver) query) {
	for _, w := range workload.All {
		b.Run(w.Name, func(b *testing.B) {
			s := NewSolver(w.Open(b))
			workload.Run(b, s.Graph(), load, prepare(b, s))
		})
	}
}

func BenchmarkDistance(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		return func(sources, targets []csr.Node) error {
			_, err := s.Distance(sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkPositions is places on the first streets at two nodes.
func BenchmarkPositions(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		between := NewPositionSolver(s)
		onStreet := func(v csr.Node) csr.Position {
			if s.Graph().Degree(v) == 0 {
				return csr.AtNode(v)
			}
			return csr.Position{From: v, To: s.Graph().Arcs(v).Target(0), Fraction: 0.3}
		}
		return func(sources, targets []csr.Node) error {
			_, err := between.Distance(onStreet(sources[0]), onStreet(targets[0]))
			return err
		}
	})
}

func BenchmarkDistanceLimited(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	run(b, func(_ *testing.B, s *Solver) query {
		return func(sources, targets []csr.Node) error {
			_, err := s.DistanceLimited(ctx, sources[0], targets[0], 1000)
			return err
		}
	})
}

func BenchmarkAppendPath(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		path := make([]csr.Node, 0, s.Graph().NumNodes())
		return func(sources, targets []csr.Node) (err error) {
			path, _, err = s.AppendPath(path[:0], sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkAppendRoute is the whole way through five stops.
func BenchmarkAppendRoute(b *testing.B) {
	runLoad(b, workload.Load{Width: 5}, func(_ *testing.B, s *Solver) query {
		path := make([]csr.Node, 0, 5*s.Graph().NumNodes())
		return func(sources, _ []csr.Node) (err error) {
			path, _, err = s.AppendRoute(path[:0], sources[:5])
			return err
		}
	})
}

func BenchmarkBatch64(b *testing.B) {
	runLoad(b, workload.Load{Width: batchSize}, func(_ *testing.B, s *Solver) query {
		var distances []uint32
		return func(sources, targets []csr.Node) (err error) {
			distances, err = s.Batch(distances[:0], sources[:batchSize], targets[:batchSize])
			return err
		}
	})
}

// BenchmarkBatch64OneSource is what one player's clues ask, and one treasure's
// hunters the other way round.
func BenchmarkBatch64OneSource(b *testing.B) {
	runLoad(b, workload.Load{Width: batchSize}, func(_ *testing.B, s *Solver) query {
		var distances []uint32
		one := make([]csr.Node, batchSize)
		return func(sources, targets []csr.Node) (err error) {
			for i := range one {
				one[i] = sources[0]
			}
			distances, err = s.Batch(distances[:0], one, targets[:batchSize])
			return err
		}
	})
}

func BenchmarkMatrix8x8(b *testing.B) {
	runLoad(b, workload.Load{Width: 8}, func(_ *testing.B, s *Solver) query {
		var distances []uint32
		return func(sources, targets []csr.Node) (err error) {
			distances, err = s.Matrix(distances[:0], sources[:8], targets[:8])
			return err
		}
	})
}

// BenchmarkOneToAll has the distances of all nodes written down.
func BenchmarkOneToAll(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		var distances []uint32
		return func(sources, _ []csr.Node) error {
			tree, err := s.Tree(sources[0])
			if err == nil {
				distances, err = tree.AppendDistances(distances[:0])
			}
			return err
		}
	})
}

// BenchmarkTree is the search alone, from one source.
func BenchmarkTree(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		return func(sources, _ []csr.Node) error {
			_, err := s.Tree(sources[0])
			return err
		}
	})
}

// BenchmarkTreeParents has the parents found as well.
func BenchmarkTreeParents(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		return func(sources, targets []csr.Node) error {
			tree, err := s.Tree(sources[0])
			if err == nil {
				_, _, err = tree.Parent(targets[0])
			}
			return err
		}
	})
}

// BenchmarkTreeSources is a search from eight sources at once.
func BenchmarkTreeSources(b *testing.B) {
	runLoad(b, workload.Load{Width: 8}, func(_ *testing.B, s *Solver) query {
		return func(sources, _ []csr.Node) error {
			_, err := s.Tree(sources[:8]...)
			return err
		}
	})
}

// BenchmarkNearest finds the three nearest of 64 targets.
func BenchmarkNearest(b *testing.B) {
	runLoad(b, workload.Load{Width: batchSize}, func(_ *testing.B, s *Solver) query {
		var hits []Hit
		return func(sources, targets []csr.Node) (err error) {
			hits, err = s.Nearest(hits[:0], sources[0], targets[:batchSize], 3)
			return err
		}
	})
}

// BenchmarkWithin finds all nodes within a quarter of the distance between two
// nodes of the map.
func BenchmarkWithin(b *testing.B) {
	run(b, func(b *testing.B, s *Solver) query {
		sources, targets := graphtest.Pairs(s.Graph().NumNodes(), batchSize, 2)
		distances, err := s.Batch(nil, sources, targets)
		if err != nil {
			b.Fatal(err)
		}
		slices.Sort(distances)
		limit := distances[batchSize/2] / 4
		hits := make([]Hit, 0, s.Graph().NumNodes())
		return func(sources, _ []csr.Node) (err error) {
			hits, err = s.Within(hits[:0], sources[0], limit)
			return err
		}
	})
}

// BenchmarkPersonal is a path under a hunt's own weights: each query has an
// overlay of 16 patches that the Solver has not seen.
func BenchmarkPersonal(b *testing.B) {
	runLoad(b, workload.Load{Width: 17}, func(_ *testing.B, s *Solver) query {
		path := make([]csr.Node, 0, s.Graph().NumNodes())
		overlay := csr.NewOverlay(s.Graph())
		s.Use(overlay)
		return func(sources, targets []csr.Node) (err error) {
			overlay.Reset()
			for _, v := range sources[1:17] {
				if err := overlay.SetNode(v, csr.Blocked); err != nil {
					return err
				}
			}
			path, _, err = s.AppendPath(path[:0], sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkPersonalArray is the same where a hunt has a weight of its own for every
// node: each query has another of two arrays, so that none is known.
func BenchmarkPersonalArray(b *testing.B) {
	run(b, func(b *testing.B, s *Solver) query {
		path := make([]csr.Node, 0, s.Graph().NumNodes())
		var overlays [2]*csr.Overlay
		for i := range overlays {
			weights := make([]uint32, s.Graph().NumNodes())
			for v := range weights {
				weights[v] = s.Graph().NodeWeight(csr.Node(v)) + uint32(v*7%(20+i))
			}
			var err error
			if overlays[i], err = csr.OverlayFrom(s.Graph(), weights); err != nil {
				b.Fatal(err)
			}
		}
		turn := 0
		return func(sources, targets []csr.Node) (err error) {
			turn++
			s.Use(overlays[turn&1])
			path, _, err = s.AppendPath(path[:0], sources[0], targets[0])
			return err
		}
	})
}

// BenchmarkGoalTree makes a tree from nothing, in memory of its own.
func BenchmarkGoalTree(b *testing.B) {
	run(b, func(_ *testing.B, s *Solver) query {
		return func(_, targets []csr.Node) error {
			_, err := s.GoalTree(targets[0])
			return err
		}
	})
}

// BenchmarkGoalTree8 makes a tree to the nearest of eight targets.
func BenchmarkGoalTree8(b *testing.B) {
	runLoad(b, workload.Load{Width: 8}, func(_ *testing.B, s *Solver) query {
		return func(_, targets []csr.Node) error {
			_, err := s.GoalTree(targets...)
			return err
		}
	})
}

// BenchmarkRepair1 follows one random node that is raised and then lowered again,
// turn by turn, and BenchmarkRepair10 ten of them. BenchmarkRepairAnew follows ten by
// searching from nothing, in the memory that the tree has.
func BenchmarkRepair1(b *testing.B)    { runRepair(b, 1, (*Solver).Repair) }
func BenchmarkRepair10(b *testing.B)   { runRepair(b, 10, (*Solver).Repair) }
func BenchmarkRepairAnew(b *testing.B) { runRepair(b, 10, (*Solver).buildGoalTree) }

// BenchmarkRepair10Of8 follows ten nodes in a tree to eight targets.
func BenchmarkRepair10Of8(b *testing.B) { runRepair(b, 10, (*Solver).Repair, 0, 1, 2, 3, 5, 6, 7) }

func runRepair(b *testing.B, changes int, repair func(*Solver, *GoalTree) error, more ...csr.Node) {
	runLoad(b, workload.Load{Width: changes}, func(b *testing.B, s *Solver) query {
		overlay := csr.NewOverlay(s.Graph())
		s.Use(overlay)
		targets := []csr.Node{csr.Node(s.Graph().NumNodes() / 2)}
		for _, eighth := range more {
			targets = append(targets, csr.Node(s.Graph().NumNodes()/8)*eighth)
		}
		tree, err := s.GoalTree(targets...)
		if err != nil {
			b.Fatal(err)
		}
		raise := false
		return func(sources, _ []csr.Node) error {
			overlay.Reset()
			if raise = !raise; raise {
				for _, v := range sources[:changes] {
					if err := overlay.SetNode(v, s.Graph().NodeWeight(v)+100); err != nil {
						return err
					}
				}
			}
			if err := s.ready(); err != nil {
				return err
			}
			return repair(s, tree)
		}
	})
}

// BenchmarkGoalTreeNext is the next step of a hunter, from a tree that others share.
func BenchmarkGoalTreeNext(b *testing.B) {
	runLoad(b, workload.Load{Group: batchSize}, func(b *testing.B, s *Solver) query {
		tree, err := s.GoalTree(csr.Node(s.Graph().NumNodes() / 2))
		if err != nil {
			b.Fatal(err)
		}
		return func(sources, _ []csr.Node) error {
			_, _, err := tree.Next(sources[0])
			return err
		}
	})
}
