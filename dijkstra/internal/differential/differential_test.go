package differential

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
)

var (
	duration = flag.Duration("differential", 0, "go on for so long, with graphs that no run has seen")
	single   = flag.Uint64("differential.seed", 0, "look at the graph of this seed alone")
)

// A few hundred graphs, the same in each run. With -differential the test goes on with
// new ones, and prints how many answers of each kind were compared:
//
//	go test ./dijkstra/internal/differential -v -timeout 0 -differential 1h
func TestEverythingWithEverything(t *testing.T) {
	graphs, seed := uint64(400), uint64(1)
	if testing.Short() {
		graphs = 60
	}
	if *single != 0 {
		graphs, seed = 1, *single
	} else if *duration > 0 {
		seed = uint64(time.Now().UnixNano())
	}
	counts, end := map[string]int{}, time.Now().Add(*duration)
	defer table(t, counts) // also after a failure
	for n := uint64(0); n < graphs || *duration > 0 && time.Now().Before(end); n++ {
		compareAll(t, seed+n, counts)
		counts["graphs"]++
	}
}

// table prints the counts.
func table(t *testing.T, counts map[string]int) {
	for _, way := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%-55s %12d", way, counts[way])
	}
}

// solver is a Solver with the index that it uses, and a tree that it repairs.
type solver struct {
	name string
	*dijkstra.Solver
	tree   *dijkstra.GoalTree
	outfit *outfit
}

// compareAll asks everything about one graph, while overlays change.
func compareAll(t testing.TB, seed uint64, counts map[string]int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 77))
	w := newWorld(t, r)
	a := &asker{world: w, t: t, seed: seed, counts: counts, now: w.outfits[0].now}
	x, err := cch.Build(w.g, nil)
	must(t, err)
	y, err := hublabel.Build(w.g, nil)
	must(t, err)
	for range 2 {
		a.indexes(x, y)
	}
	solvers := []*solver{{name: "solver"}, {name: "solver with cch"}, {name: "solver with hublabel"}}
	for i, s := range solvers {
		s.Solver, s.outfit = dijkstra.NewSolver(w.g), w.outfits[0]
		if i > 0 {
			must(t, s.UseIndex([]dijkstra.Index{x, y}[i-1]))
		}
	}
	for range 8 {
		w.change(t, w.outfits[r.IntN(len(w.outfits))])
		counts["overlays"]++
		for _, s := range solvers {
			a.solver(s)
		}
	}
	a.everyone(x, y, solvers)
}

// everyone lays the overlays on shared weights: those of customized indexes, and of a
// graph with the weights of an overlay.
func (a *asker) everyone(x *cch.Index, y *hublabel.Index, solvers []*solver) {
	a.t.Helper()
	o := a.outfits[1+a.r.IntN(3)]
	a.now = o.now
	x, err := x.Customize(o.overlay)
	must(a.t, err)
	y, err = y.Customize(o.overlay)
	must(a.t, err)
	a.indexes(x, y)
	g, err := a.g.Under(o.overlay)
	must(a.t, err)
	solvers[0].Solver = dijkstra.NewSolver(g)
	must(a.t, solvers[1].UseIndex(x))
	must(a.t, solvers[2].UseIndex(y))
	laid := make([]*outfit, len(a.outfits))
	for i, top := range a.outfits {
		laid[i] = &outfit{top.overlay, newOracle(workload.WithOverlay(o.now.Graph, top.overlay))}
	}
	a.outfits = laid
	for _, s := range solvers {
		s.outfit = laid[a.r.IntN(len(laid))]
		s.Use(s.outfit.overlay)
		s.name += " for everyone"
		for range 3 {
			a.solver(s)
		}
	}
}

// indexes asks both indexes.
func (a *asker) indexes(x, y index) {
	a.t.Helper()
	for i, x := range []index{x, y} {
		a.way = []string{"cch", "hublabel"}[i]
		a.pairs(x)
		a.near(x)
		a.via(x)
		a.all(x)
		a.positions(dijkstra.NewPositionSolver(x))
	}
}

// solver asks one Solver, mostly under another overlay than before.
func (a *asker) solver(s *solver) {
	a.t.Helper()
	if a.r.IntN(4) > 0 {
		s.outfit = a.outfits[a.r.IntN(len(a.outfits))]
		s.Use(s.outfit.overlay)
	}
	a.now = s.outfit.now
	for what, ask := range a.questions(s) {
		a.way = s.name + ": " + what
		ask()
	}
}

// questions yields all questions to a Solver in random order.
func (a *asker) questions(s *solver) func(yield func(string, func()) bool) {
	all := []struct {
		what string
		ask  func()
	}{
		{"pairs, batches, matrices", func() { a.pairs(s) }},
		{"limited", func() { a.limited(s.Solver) }},
		{"trees of several sources", func() { a.tree(s.Solver) }},
		{"nearest and within", func() { a.near(s.Solver) }},
		{"via", func() { a.via(s.Solver) }},
		{"positions", func() { a.positions(dijkstra.NewPositionSolver(s)) }},
		{"goal trees and repairs", func() { a.repaired(s) }},
	}
	a.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return func(yield func(string, func()) bool) {
		for _, q := range all {
			if !yield(q.what, q.ask) {
				return
			}
		}
	}
}

// repaired asks the tree that the Solver keeps, after a repair, or a new one.
func (a *asker) repaired(s *solver) {
	a.t.Helper()
	if s.tree != nil && a.r.IntN(5) > 0 {
		a.goal(s.tree, s.tree.Target(), s.Repair(s.tree))
		return
	}
	target := a.node()
	tree, err := s.GoalTree(target)
	if a.goal(tree, target, err); err == nil {
		s.tree = tree
	}
}
