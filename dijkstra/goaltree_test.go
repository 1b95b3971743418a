package dijkstra

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// checkGoalTree compares a tree with the oracle's distances and canonical paths.
func checkGoalTree(t *testing.T, o *graphtest.Graph, tree *GoalTree) {
	t.Helper()
	checkGoals(t, o, tree, tree.Target())
}

// checkGoals compares a tree to targets with the oracle: the path of each node is the
// canonical one to the smallest-numbered of its nearest targets.
func checkGoals(t *testing.T, o *graphtest.Graph, tree *GoalTree, targets ...csr.Node) {
	t.Helper()
	dist, nearest := oracleNearestTo(o, targets)
	for from := range csr.Node(o.N) {
		wantD, _ := want(dist[from])
		var wantPath []csr.Node
		if wantD != Unreachable {
			wantPath = o.CanonicalPath(from, nearest[from])
		}
		path, d, err := tree.AppendPath(nil, from)
		if d != wantD || err != nil || !slices.Equal(path, wantPath) {
			t.Fatalf("%s: tree path %d to %v is %v, %d, %v; want %v, %d", brief(o), from, targets, path, d, err, wantPath, wantD)
		}
		next, ok, err := tree.Next(from)
		if ok != (len(path) > 1) || ok && next != path[1] || err != nil {
			t.Fatalf("%s: step from %d to %v is %d, %v, %v; path %v", brief(o), from, targets, next, ok, err, path)
		}
		target, ok, err := tree.TargetOf(from)
		if ok != (len(path) > 0) || ok && target != nearest[from] || err != nil {
			t.Fatalf("%s: target of %d of %v is %d, %v, %v; path %v", brief(o), from, targets, target, ok, err, path)
		}
	}
}

// overflows tells whether a node can reach the target at no cost that fits.
func overflows(o *graphtest.Graph, target csr.Node) bool {
	return slices.ContainsFunc(o.DistancesTo(target), func(d uint64) bool {
		return d != graphtest.Inf && d >= uint64(Unreachable)
	})
}

// goalTree makes a tree, or returns nil where that must overflow.
func goalTree(t *testing.T, o *graphtest.Graph, s *Solver, target csr.Node) *GoalTree {
	t.Helper()
	tree, err := s.GoalTree(target)
	if overflows(o, target) {
		if !errors.Is(err, ErrOverflow) {
			t.Fatalf("%+v: tree to %d: %v", o, target, err)
		}
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestGoalTrees compares trees of random graphs with the oracle.
func TestGoalTrees(t *testing.T) {
	for seed := range fewer(1500) {
		o := graphtest.Small(rand.New(rand.NewPCG(seed, 5)))
		t.Logf("seed %d", seed)
		for _, s := range solvers(mustBuild(t, o)) {
			for target := range csr.Node(o.N) {
				if tree := goalTree(t, o, s, target); tree != nil {
					checkGoalTree(t, o, tree)
				}
			}
		}
	}
}

// TestRepairFollowsOverlay has trees follow random changes of an overlay, raised
// and lowered, opened and closed, and compares each with a fresh one.
func TestRepairFollowsOverlay(t *testing.T) {
	for seed := range fewer(3000) {
		r := rand.New(rand.NewPCG(seed, 6))
		o := graphtest.Small(r)
		if seed%3 == 0 {
			o = []*graphtest.Graph{graphtest.Grid(7, 6, 3, seed), graphtest.Road(60, seed), graphtest.Random(40, 160, 4, seed)}[r.IntN(3)]
		}
		t.Logf("seed %d", seed)
		g := mustBuild(t, o)
		s := solvers(g)[seed%8]
		target := r.Uint32N(uint32(o.N))
		if tree := goalTree(t, o, s, target); tree != nil {
			followRepairs(t, r, o, s, tree)
		}
	}
}

func followRepairs(t *testing.T, r *rand.Rand, o *graphtest.Graph, s *Solver, tree *GoalTree) {
	t.Helper()
	overlay := csr.NewOverlay(s.Graph())
	weights := make([]uint32, o.N)
	copy(weights, o.NodeWeights)
	base := slices.Clone(weights)
	for range 6 {
		for range r.IntN(5) {
			v, w := r.Uint32N(uint32(o.N)), []uint32{0, 1, 2, 5, 50, csr.Blocked, csr.Blocked - 1}[r.IntN(7)]
			weights[v] = w
			if err := overlay.SetNode(v, w); err != nil {
				t.Fatal(err)
			}
		}
		s.Use(overlay)
		if r.IntN(6) == 0 {
			overlay.Reset()
			copy(weights, base)
		}
		now := o.WithNodeWeights(weights)
		checkRepair(t, now, s, tree)
	}
}

// checkRepair repairs a tree and compares it with a fresh one and the oracle's;
// where that overflows the tree must say so, and be of no use.
func checkRepair(t *testing.T, now *graphtest.Graph, s *Solver, tree *GoalTree) {
	t.Helper()
	fresh := goalTree(t, now, s, tree.Target())
	err := s.Repair(tree)
	if fresh == nil {
		if _, stale := tree.Distance(0); !errors.Is(err, ErrOverflow) || !errors.Is(stale, ErrStale) {
			t.Fatalf("%+v: repaired to an overflow: %v, %v", now, err, stale)
		}
		return
	}
	if err != nil {
		t.Fatalf("%+v: %v", now, err)
	}
	if !reflect.DeepEqual(tree.steps, fresh.steps) {
		t.Fatalf("%+v to %d: repaired\n%v\nfresh\n%v", now, tree.Target(), tree.steps, fresh.steps)
	}
	checkGoalTree(t, now, tree)
}
