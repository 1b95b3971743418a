package indextest

import (
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// limits are those that Within is asked with.
var limits = []uint32{0, 1, 2, 5, 50, 1 << 31, csr.Blocked - 1, csr.Blocked}

// Questions compares routes, hits and distances to all nodes with a Solver, and the last
// with the oracle too: on random graphs of up to twelve nodes that have anything legal, and
// on maps, under the graphs' own weights and those of overlays.
func (s Factory) Questions(t *testing.T) {
	for seed := range uint64(Fewer(1500)) {
		r := rand.New(rand.NewPCG(seed, 21))
		o := graphtest.Small(r)
		g := workload.Build(t, o)
		overlay, x := csr.NewOverlay(g), s.Shuffled(t, r, g)
		for range 3 {
			solver := dijkstra.NewSolver(x.Graph())
			for from := range csr.Node(o.N) {
				checkAll(t, o, x, from)
				sameAnswers(t, r, x, solver, from, limits[r.IntN(len(limits))])
			}
			sameGoalTree(t, x, solver, someNodes(r, o.N)...)
			o = Perturb(t, r, o, overlay, 1+r.IntN(3), palettes[r.IntN(len(palettes))])
			x = s.customized(t, x, overlay)
		}
	}
	for _, g := range workload.Small(t) {
		r := rand.New(rand.NewPCG(22, 23))
		x, overlay := s.Ordered(t, g), csr.NewOverlay(g)
		for range Fewer(40) {
			solver := dijkstra.NewSolver(x.Graph())
			for range 5 {
				sameAnswers(t, r, x, solver, r.Uint32N(uint32(g.NumNodes())), r.Uint32N(3000))
			}
			sameGoalTree(t, x, solver, someNodes(r, g.NumNodes())...)
			reweigh(t, r, overlay, 1<<r.IntN(10))
			x = s.customized(t, x, overlay)
		}
	}
}

// checkAll compares the distances from a node to all, and from all to it, with the
// oracle's: the first that does not fit is an error.
func checkAll(t *testing.T, o *graphtest.Graph, x Index, root csr.Node) {
	t.Helper()
	for _, c := range []struct {
		ask    func(dst []uint32, root csr.Node) ([]uint32, error)
		wanted []uint64
		pair   func(v csr.Node) *dijkstra.OverflowError
	}{
		{x.AppendDistances, o.DistancesFrom(root), func(v csr.Node) *dijkstra.OverflowError { return &dijkstra.OverflowError{From: root, To: v} }},
		{x.AppendDistancesTo, o.DistancesTo(root), func(v csr.Node) *dijkstra.OverflowError { return &dijkstra.OverflowError{From: v, To: root} }},
	} {
		wanted := []uint32{7}
		var wantErr error
		for v, d := range c.wanted {
			d, err := graphtest.Want(d, overflow)
			if err != nil && wantErr == nil {
				wantErr = c.pair(csr.Node(v))
			}
			wanted = append(wanted, d)
		}
		if wantErr != nil {
			wanted = wanted[:1]
		}
		if got, err := c.ask([]uint32{7}, root); !slices.Equal(got, wanted) || !sameError(err, wantErr) {
			t.Fatalf("%+v: of %d: %v, %v; want %v, %v", o, root, got, err, wanted, wantErr)
		}
	}
}

// someNodes draws one of n nodes half of the time, and otherwise some.
func someNodes(r *rand.Rand, n int) []csr.Node {
	nodes := make([]csr.Node, 1+r.IntN(2)*r.IntN(4))
	for i := range nodes {
		nodes[i] = r.Uint32N(uint32(n))
	}
	return nodes
}

// sameGoalTree compares the tree of a Solver that has an index with one by a search.
func sameGoalTree(t *testing.T, x Index, s *dijkstra.Solver, targets ...csr.Node) {
	t.Helper()
	aimed := dijkstra.NewSolver(x.Graph())
	if err := aimed.UseIndex(x); err != nil {
		t.Fatal(err)
	}
	got, err := aimed.GoalTree(targets...)
	want, wantErr := s.GoalTree(targets...)
	if !sameError(err, wantErr) {
		t.Fatalf("tree to %v: %v; want %v", targets, err, wantErr)
	}
	for v := csr.Node(0); err == nil && int(v) < x.Graph().NumNodes(); v++ {
		next, ok, _ := got.Next(v)
		wantNext, wantOK, _ := want.Next(v)
		d, _ := got.Distance(v)
		target, _, _ := got.TargetOf(v)
		wantTarget, _, _ := want.TargetOf(v)
		if wantD, _ := want.Distance(v); next != wantNext || ok != wantOK || d != wantD || target != wantTarget {
			t.Fatalf("tree to %v: from %d to %d, %v, distance %d to %d; want %d, %v, %d to %d", targets, v, next, ok, d, target, wantNext, wantOK, wantD, wantTarget)
		}
	}
}

// sameAnswers asks an index and a Solver about one node.
func sameAnswers(t *testing.T, r *rand.Rand, x Index, s *dijkstra.Solver, from csr.Node, limit uint32) {
	t.Helper()
	nodes, k := make([]csr.Node, 1+r.IntN(8)), r.IntN(6)
	for i := range nodes {
		nodes[i] = r.Uint32N(uint32(x.Graph().NumNodes()))
	}
	seven := []dijkstra.Hit{{Node: 7, Distance: 7}}
	got, err := x.Within(seven, from, limit)
	want, wantErr := s.Within(seven, from, limit)
	if !slices.Equal(got, want) || !sameError(err, wantErr) {
		t.Fatalf("within %d of %d: %v, %v; want %v, %v", limit, from, got, err, want, wantErr)
	}
	got, err = x.Nearest(seven, from, nodes, k)
	want, wantErr = s.Nearest(seven, from, nodes, k)
	if !slices.Equal(got, want) || !sameError(err, wantErr) {
		t.Fatalf("%d of %v nearest to %d: %v, %v; want %v, %v", k, nodes, from, got, err, want, wantErr)
	}
	eight := []dijkstra.Via{{Node: 8}}
	for _, to := range []csr.Node{nodes[0], from} {
		between, err := x.Between(eight, from, to, limit)
		wantBetween, wantErr := s.Between(eight, from, to, limit)
		if !slices.Equal(between, wantBetween) || !sameError(err, wantErr) {
			t.Fatalf("between %d and %d within %d: %v, %v; want %v, %v", from, to, limit, between, err, wantBetween, wantErr)
		}
	}
	way, d, err := x.AppendRoute(nodes[:0:0], nodes)
	wantWay, wantD, wantErr := s.AppendRoute(nil, nodes)
	if !slices.Equal(way, wantWay) || d != wantD || !sameError(err, wantErr) {
		t.Fatalf("through %v: %v, %d, %v; want %v, %d, %v", nodes, way, d, err, wantWay, wantD, wantErr)
	}
	all, err := x.AppendDistances(nil, from)
	tree, _ := s.Tree(from)
	wantAll, wantErr := tree.AppendDistances(nil)
	if !slices.Equal(all, wantAll) || !sameError(err, wantErr) {
		t.Fatalf("all from %d: %v, %v; want %v, %v", from, all, err, wantAll, wantErr)
	}
}

// Concurrent has many goroutines ask one index, which was just opened, for the first time and
// again.
func (s Factory) Concurrent(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(20, 20, 9, 1))
	solver, n := dijkstra.NewSolver(g), csr.Node(g.NumNodes())
	x, err := s.FromBytes(s.Ordered(t, g).Bytes(), g)
	if err != nil {
		t.Fatal(err)
	}
	want := make([][]uint32, n)
	for v := range want {
		tree, _ := solver.Tree(csr.Node(v))
		want[v], _ = tree.AppendDistances(nil)
	}
	var all sync.WaitGroup
	for i := range csr.Node(8) {
		all.Go(func() {
			for v := i; v < n; v += 3 {
				got, err := x.AppendDistances(nil, v)
				hits, hitErr := x.Within(nil, v, csr.Blocked)
				matrix, matrixErr := x.Matrix(nil, []csr.Node{v}, everyNode(g))
				if err := errors.Join(err, hitErr, matrixErr); err != nil || !slices.Equal(got, want[v]) || !slices.Equal(matrix, got) || len(hits) != int(n) {
					t.Errorf("from %d: %v, %d hits, %v", v, got, len(hits), err)
				}
			}
		})
	}
	all.Wait()
}

// everyNode returns the nodes of a graph.
func everyNode(g *csr.CSRGraph) (nodes []csr.Node) {
	for v := range csr.Node(g.NumNodes()) {
		nodes = append(nodes, v)
	}
	return nodes
}

// sameError tells whether two errors say the same of the same nodes.
func sameError(a, b error) bool {
	var far, otherFar *dijkstra.OverflowError
	if errors.As(a, &far) && errors.As(b, &otherFar) {
		return *far == *otherFar
	}
	return a == nil && b == nil
}
