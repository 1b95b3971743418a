package dijkstra

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// oracleNearestTo returns, for each node, the distance to the nearest target and the
// smallest-numbered target that is as near.
func oracleNearestTo(o *graphtest.Graph, targets []csr.Node) (dist []uint64, nearest []csr.Node) {
	dist, nearest = slices.Repeat([]uint64{graphtest.Inf}, o.N), make([]csr.Node, o.N)
	for target := range csr.Node(o.N) {
		if !slices.Contains(targets, target) {
			continue
		}
		for v, d := range o.DistancesTo(target) {
			if d < dist[v] {
				dist[v], nearest[v] = d, target
			}
		}
	}
	return dist, nearest
}

// goalTreeTo makes a tree to some targets, or returns nil where that must overflow.
func goalTreeTo(t *testing.T, o *graphtest.Graph, s *Solver, targets []csr.Node) *GoalTree {
	t.Helper()
	tree, err := s.GoalTree(targets...)
	dist, _ := oracleNearestTo(o, targets)
	far := slices.IndexFunc(dist, func(d uint64) bool { return d != graphtest.Inf && d >= uint64(Unreachable) })
	if far >= 0 {
		var overflow *OverflowError
		if !errors.As(err, &overflow) || *overflow != (OverflowError{From: csr.Node(far), To: slices.Min(targets)}) {
			t.Fatalf("%s: tree to %v: %v; %d is too far", brief(o), targets, err, far)
		}
		return nil
	}
	if err != nil || tree.Target() != slices.Min(targets) {
		t.Fatalf("%s: tree to %v: %v", brief(o), targets, err)
	}
	return tree
}

// TestGoalTreesToSeveralTargets draws targets with repetitions; a palette in four has
// plateaus, on which targets meet.
func TestGoalTreesToSeveralTargets(t *testing.T) {
	eachSmall(t, 1500, 81, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for range 2 {
			targets := draw(r, o, 1+r.IntN(6))
			for _, s := range all {
				if tree := goalTreeTo(t, now, s, targets); tree != nil {
					checkGoals(t, now, tree, targets...)
				}
			}
		}
		every := make([]csr.Node, o.N)
		for i, v := range r.Perm(o.N) {
			every[i] = csr.Node(v)
		}
		if tree := goalTreeTo(t, now, all[0], every); tree != nil {
			checkGoals(t, now, tree, every...)
		}
	})
}

// TestTargetIsWhatNearestNames asks the same question node by node.
func TestTargetIsWhatNearestNames(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(uint64(i), 82))
		s := NewSolver(mustBuild(t, o))
		targets := draw(r, o, 9)
		tree := goalTreeTo(t, o, s, targets)
		for v := range csr.Node(o.N) {
			hits, err := s.Nearest(nil, v, targets, 1)
			target, ok, _ := tree.TargetOf(v)
			d, _ := tree.Distance(v)
			if err != nil || ok != (len(hits) == 1) || ok && hits[0] != (Hit{target, d}) {
				t.Fatalf("%s: nearest of %d: %v, %v; tree has %d at %d, %v", brief(o), v, hits, err, target, d, ok)
			}
		}
	}
}

// TestRepairOfSeveralTargets has trees follow overlays whose nodes and arcs change, and
// compares each with a fresh one and with the oracle.
func TestRepairOfSeveralTargets(t *testing.T) {
	for seed := range fewer(3000) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 83))
		o := graphtest.Small(r)
		if seed%4 == 0 {
			o = []*graphtest.Graph{graphtest.Grid(7, 6, 3, seed), graphtest.Road(60, seed), graphtest.Random(40, 160, 4, seed)}[r.IntN(3)]
		}
		s := solvers(mustBuild(t, o))[seed%8]
		targets := draw(r, o, 2+r.IntN(5))
		tree := goalTreeTo(t, o, s, targets)
		if tree == nil {
			continue
		}
		overlay := csr.NewOverlay(s.Graph())
		s.Use(overlay)
		for now, round := o, 0; round < 6; round++ {
			if r.IntN(6) == 0 {
				overlay.Reset()
				now = o
			}
			now = change(t, r, now, overlay)
			checkGoalRepair(t, now, s, tree, targets)
		}
	}
}

// change gives some nodes and arcs other weights, in an overlay and in the oracle's graph.
func change(t *testing.T, r *rand.Rand, o *graphtest.Graph, overlay *csr.Overlay) *graphtest.Graph {
	t.Helper()
	palette := []uint32{0, 0, 1, 2, 5, 50, csr.Blocked, csr.Blocked - 1}
	if r.IntN(2) == 0 {
		palette = palette[:6]
	}
	weights := nodeWeights(o)
	for range r.IntN(4) {
		v, w := r.Uint32N(uint32(o.N)), palette[r.IntN(len(palette))]
		weights[v] = w
		if err := overlay.SetNode(v, w); err != nil {
			t.Fatal(err)
		}
	}
	o = o.WithNodeWeights(weights)
	for range r.IntN(3) {
		if len(o.Arcs) == 0 {
			break
		}
		if a, w := o.Arcs[r.IntN(len(o.Arcs))], palette[r.IntN(len(palette))]; a.From != a.To {
			o = o.WithArcWeight(a.From, a.To, w)
			if err := overlay.SetArc(a.From, a.To, w); err != nil {
				t.Fatal(err)
			}
		}
	}
	return o
}

func checkGoalRepair(t *testing.T, now *graphtest.Graph, s *Solver, tree *GoalTree, targets []csr.Node) {
	t.Helper()
	fresh := goalTreeTo(t, now, s, targets)
	before := tree.Clone()
	err := s.Repair(tree)
	if fresh == nil {
		if _, _, stale := tree.TargetOf(0); !errors.Is(err, ErrOverflow) || !errors.Is(stale, ErrStale) {
			t.Fatalf("%s: repaired to an overflow: %v, %v", brief(now), err, stale)
		}
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", brief(now), err)
	}
	if !reflect.DeepEqual(tree.steps, fresh.steps) {
		t.Fatalf("%s to %v: repaired\n%v\nfresh\n%v\nbefore\n%v", brief(now), targets, tree.steps, fresh.steps, before.steps)
	}
	checkGoals(t, now, tree, targets...)
	if err := s.Repair(before); err != nil || !reflect.DeepEqual(before.steps, fresh.steps) {
		t.Fatalf("%s to %v: repaired clone: %v\n%v\nfresh\n%v", brief(now), targets, err, before.steps, fresh.steps)
	}
}

// TestLargeGoalTreeRepairs follows many small changes of graphs with tens of chains, of
// ties everywhere, and of a plateau of all nodes.
func TestLargeGoalTreeRepairs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(uint64(i), 84))
		s := NewSolver(mustBuild(t, o))
		overlay := csr.NewOverlay(s.Graph())
		s.Use(overlay)
		targets := draw(r, o, 7)
		tree := goalTreeTo(t, o, s, targets)
		for range 30 {
			for range 1 + r.IntN(4) {
				if err := overlay.SetNode(r.Uint32N(uint32(o.N)), []uint32{0, 1, 9, 500, csr.Blocked}[r.IntN(5)]); err != nil {
					t.Fatal(err)
				}
			}
			fresh, err := s.GoalTree(targets...)
			if err := errors.Join(err, s.Repair(tree)); err != nil || !reflect.DeepEqual(tree.steps, fresh.steps) {
				t.Fatalf("%s: repaired tree differs from a fresh one: %v", brief(o), err)
			}
		}
	}
}

// TestGoalTreesOnMaps compares a tree to several targets, on the maps of the benchmarks and on
// one whose node numbers take 32 bits, with a tree to each of them, before and after a repair: each node takes distance and next step of
// the first tree in which it is nearest.
func TestGoalTreesOnMaps(t *testing.T) {
	for i, g := range append(workload.Small(t), mustBuild(t, graphtest.Grid(300, 300, 9, 1))) {
		r := rand.New(rand.NewPCG(uint64(i), 85))
		s, overlay := NewSolver(g), csr.NewOverlay(g)
		s.Use(overlay)
		targets := make([]csr.Node, 6)
		for i := range targets {
			targets[i] = r.Uint32N(uint32(g.NumNodes()))
		}
		slices.Sort(targets)
		tree, err := s.GoalTree(targets...)
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			checkNearestTree(t, s, tree, targets)
			for range 200 {
				v := r.Uint32N(uint32(g.NumNodes()))
				if err := overlay.SetNode(v, []uint32{0, 30, 300, csr.Blocked}[r.IntN(4)]); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Repair(tree); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func checkNearestTree(t *testing.T, s *Solver, tree *GoalTree, targets []csr.Node) {
	t.Helper()
	var single []*GoalTree
	for _, target := range targets {
		one, err := s.GoalTree(target)
		if err != nil {
			t.Fatal(err)
		}
		single = append(single, one)
	}
	for v := range csr.Node(s.Graph().NumNodes()) {
		nearest := slices.MinFunc(single, func(a, b *GoalTree) int { return cmp.Compare(a.steps.Distance[v], b.steps.Distance[v]) })
		d, _ := nearest.Distance(v)
		next, more, _ := nearest.Next(v)
		gotD, err := tree.Distance(v)
		gotNext, gotMore, _ := tree.Next(v)
		target, ok, _ := tree.TargetOf(v)
		if gotD != d || err != nil || gotNext != next || gotMore != more || ok != (d != Unreachable) || ok && target != nearest.Target() {
			t.Fatalf("%d of %v: %d to %d, next %d, %v; want %d to %d, next %d, %v", v, targets, gotD, target, gotNext, gotMore, d, nearest.Target(), next, more)
		}
	}
}

// TestGoalTreeWithoutTarget refuses trees to nothing.
func TestGoalTreeWithoutTarget(t *testing.T) {
	s := NewSolver(mustBuild(t, graphtest.Grid(3, 3, 9, 1)))
	if tree, err := s.GoalTree(); tree != nil || !errors.Is(err, ErrNoNodes) {
		t.Errorf("%v, %v", tree, err)
	}
	var node *csr.NodeError
	if _, err := s.GoalTree(1, 9); !errors.As(err, &node) || node.Node != 9 {
		t.Error(err)
	}
	var none GoalTree
	if _, _, err := none.TargetOf(0); !errors.As(err, &node) || none.Target() != 0 {
		t.Error(err)
	}
}
