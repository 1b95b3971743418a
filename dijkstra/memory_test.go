package dijkstra

import (
	"errors"
	"runtime"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestQueriesAllocateNothing holds every query to the caller's memory once it is
// warm: on a map with costly steps and on one where all is free, where paths
// cross plateaus; with and without an overlay, which is changed in between.
func TestQueriesAllocateNothing(t *testing.T) {
	for _, o := range []*graphtest.Graph{
		graphtest.Grid(30, 30, 100, 1), graphtest.Road(800, 1), graphtest.Random(500, 4000, 1000, 1),
		graphtest.Grid(30, 30, 1, 1).WithNodeWeights(make([]uint32, 900)),
	} {
		g := mustBuild(t, o)
		s := NewSolver(g)
		overlay := csr.NewOverlay(g)
		sources, targets := graphtest.Pairs(o.N, 8, 1)
		var path []csr.Node
		var distances []uint32
		i := 0
		if n := testing.AllocsPerRun(50, func() {
			s.Use(nil)
			if i++; i%2 == 0 {
				s.Use(overlay)
				overlay.Reset()
				_ = overlay.SetNode(targets[i%8]/2, csr.Blocked)
			}
			_, _ = s.Distance(sources[i%8], targets[i%8])
			path, _, _ = s.AppendPath(path[:0], sources[i%8], targets[i%8])
			distances, _ = s.Batch(distances[:0], sources, targets)
			distances, _ = s.Matrix(distances[:0], sources[:3], targets)
			tree, _ := s.Tree(sources[i%8])
			distances, _ = tree.AppendDistances(distances[:0])
			path, _, _ = tree.AppendPath(path[:0], targets[i%8])
		}); n != 0 {
			t.Errorf("graph of %d nodes, %d arcs: %v allocations a round", o.N, len(o.Arcs), n)
		}
	}
}

// TestSolverMemory holds the bytes a node that NewSolver promises, with an
// allowance for rounding up to size classes.
func TestSolverMemory(t *testing.T) {
	g := mustBuild(t, graphtest.GridWorkload())
	NewSolver(g) // turns the arcs round
	overlay := csr.NewOverlay(g)
	_ = overlay.SetNode(7, 7)
	var s *Solver
	for _, c := range []struct {
		bytes float64
		what  string
		do    func()
	}{
		{46 + 70_000/8100., "a new Solver", func() { s = NewSolver(g) }},
		{0, "a query", func() { _, _ = s.Distance(1, 2) }},
		{4, "the first patches", func() { s.Use(overlay); _, _ = s.Distance(1, 2) }},
		{24, "the first parents", func() { tree, _ := s.Tree(1); _, _, _ = tree.Parent(2) }},
		{0, "other parents", func() { tree, _ := s.Tree(2); _, _, _ = tree.Parent(1) }},
	} {
		if got := allocated(c.do) / float64(g.NumNodes()); got > 1.15*c.bytes+0.2 {
			t.Errorf("%s takes %.2f bytes a node, want %v", c.what, got, c.bytes)
		}
	}
}

// TestGoalTreeMemory holds 6 bytes a node with 16-bit numbers, and 8 with wider
// ones; 8 and 12 with several targets.
func TestGoalTreeMemory(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.GridWorkload(), graphtest.Grid(300, 300, 9, 1)} {
		s := NewSolver(mustBuild(t, o))
		want := []float64{6, 8}
		if o.N > 1<<16 {
			want = []float64{8, 12}
		}
		for i, targets := range [][]csr.Node{{8}, {8, 9, 500}} {
			tree, err := s.GoalTree(targets...)
			if err != nil {
				t.Fatal(err)
			}
			if got := allocated(func() { tree, err = s.GoalTree(targets...) }) / float64(o.N); got > 1.1*want[i] || err != nil {
				t.Errorf("%d nodes, to %v: %.2f bytes a node, %v", o.N, targets, got, err)
			}
			if got := allocated(func() { _ = tree.Clone() }) / float64(o.N); got > 1.1*want[i] {
				t.Errorf("%d nodes, to %v: a copy takes %.2f bytes a node", o.N, targets, got)
			}
		}
	}
}

// TestRepairAllocatesNothing once the Solver has repaired a tree before.
func TestRepairAllocatesNothing(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Grid(30, 30, 100, 1), graphtest.Road(800, 1)} {
		g := mustBuild(t, o)
		s, overlay := NewSolver(g), csr.NewOverlay(g)
		s.Use(overlay)
		tree, err := s.GoalTree(5)
		if err != nil {
			t.Fatal(err)
		}
		several, err := s.GoalTree(5, 300, 77)
		if err != nil {
			t.Fatal(err)
		}
		i := uint32(0)
		follow := func() {
			overlay.Reset()
			for range 5 {
				i++
				_ = overlay.SetNode(i*97%uint32(o.N), i%200)
			}
			if err := errors.Join(s.Repair(tree), s.Repair(several)); err != nil {
				t.Fatal(err)
			}
		}
		for range 100 {
			follow() // the heap grows to what is needed
		}
		if n := testing.AllocsPerRun(100, follow); n != 0 {
			t.Errorf("graph of %d nodes: %v allocations a repair", o.N, n)
		}
	}
}

// allocated returns how many bytes f allocates.
func allocated(f func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// TestSolversShareAGraph runs Solvers side by side, each on its own goroutine,
// the first of which turns the arcs round for all. The race detector watches.
func TestSolversShareAGraph(t *testing.T) {
	o := graphtest.Random(200, 1000, 50, 1)
	g := mustBuild(t, o)
	sources, targets := graphtest.Pairs(o.N, 100, 2)
	want, err := Batch(mustBuild(t, o), sources, targets)
	if err != nil {
		t.Fatal(err)
	}
	answers := make(chan []uint32)
	for range 8 {
		go func() {
			got, _ := NewSolver(g).Batch(nil, sources, targets)
			answers <- got
		}()
	}
	for range 8 {
		got := <-answers
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Fatalf("answer %d of %d differs", i, len(got))
			}
		}
	}
}
