package alternative

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Errors are typed, and come without ways.
func TestErrors(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	closed := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	onClosed, foreign := dijkstra.NewSolver(closed), dijkstra.NewSolver(g)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	foreign.Use(csr.NewOverlay(workload.Build(t, graphtest.Grid(4, 4, 9, 2))))
	solver, nowhere := dijkstra.NewSolver(g), (*csr.NodeError)(nil)
	for _, c := range []struct {
		r        Router
		from, to csr.Node
		want     error
	}{
		{nil, 0, 1, dijkstra.ErrNoGraph},
		{(*dijkstra.Solver)(nil), 0, 1, dijkstra.ErrNoGraph},
		{dijkstra.NewSolver(nil), 0, 1, dijkstra.ErrNoGraph},
		{(*cch.Index)(nil), 0, 1, dijkstra.ErrNoGraph},
		{&cch.Index{}, 0, 1, dijkstra.ErrNoGraph},
		{onClosed, 0, 1, csr.ErrClosed},
		{foreign, 0, 1, csr.ErrWrongGraph},
		{solver, 16, 1, nil},
		{solver, 1, 16, nil},
	} {
		var f Finder
		for range 2 {
			ways, err := f.Alternatives(c.r, c.from, c.to, nil)
			paths, err2 := f.KShortest(c.r, c.from, c.to, 3)
			for _, e := range []error{err, err2} {
				if c.want != nil && !errors.Is(e, c.want) || c.want == nil && !errors.As(e, &nowhere) {
					t.Errorf("%T from %d to %d: %v", c.r, c.from, c.to, e)
				}
			}
			if ways != nil || paths != nil {
				t.Errorf("%T from %d to %d: %v and %v beside an error", c.r, c.from, c.to, ways, paths)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	solver := dijkstra.NewSolver(workload.Build(t, graphtest.Grid(4, 4, 9, 1)))
	var f Finder
	for _, o := range []Options{
		{Ways: -1}, {Longer: -1}, {Longer: math.NaN()}, {Longer: math.Inf(1)}, {Share: 1.1}, {Share: -0.1}, {Local: -1},
		{Local: math.NaN()}, {Share: math.NaN()},
	} {
		if ways, err := f.Alternatives(solver, 0, 15, &o); !errors.Is(err, ErrOptions) || ways != nil {
			t.Errorf("%+v: %v, %v", o, ways, err)
		}
	}
	if ways, err := f.KShortest(solver, 0, 15, -1); err != nil || len(ways) != 0 {
		t.Errorf("fewer than no ways: %v, %v", ways, err)
	}
}

// A Finder follows an overlay that changes, and goes from graph to graph.
func TestFollows(t *testing.T) {
	var f Finder
	check := func(o *graphtest.Graph, overlay *csr.Overlay, s *dijkstra.Solver) {
		t.Helper()
		o = workload.WithOverlay(o, overlay)
		got, err := f.KShortest(s, 0, 8, 20)
		if diff := compare(o, got, allPaths(o, 0, 8)[:len(got)]); err != nil || diff != "" {
			t.Error(err, diff)
		}
		got, err = f.Alternatives(s, 0, 8, nil)
		if err = errors.Join(err, checkWays(oracle{o}, got, o.DistancesFrom(0)[8], 0.25, 0.8, 0.25)); err != nil {
			t.Error(err)
		}
	}
	for seed := range uint64(4) {
		o := graphtest.Grid(3, 3+int(seed), 9, seed)
		g := workload.Build(t, o)
		s, overlay := dijkstra.NewSolver(g), csr.NewOverlay(g)
		check(o, nil, s)
		s.Use(overlay)
		for v := csr.Node(1); v < 4; v++ {
			if err := errors.Join(overlay.SetNode(v, 20*v), overlay.SetArc(4, 5, v)); err != nil {
				t.Fatal(err)
			}
			check(o, overlay, s)
		}
		s.Use(nil)
		check(o, nil, s)
		whole := make([]uint32, o.N)
		for v := range whole {
			whole[v] = uint32(v % 3)
		}
		overlay, err := csr.OverlayFrom(g, whole)
		if err != nil {
			t.Fatal(err)
		}
		s.Use(overlay)
		check(o, overlay, s)
	}
}

// Once warm no question allocates, under an overlay that changes either.
func TestAllocatesNothing(t *testing.T) {
	for _, g := range workload.Small(t) {
		x, err := cch.Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, overlay := dijkstra.NewSolver(g), csr.NewOverlay(g)
		s.Use(overlay)
		for _, r := range []Router{s, x} {
			var f Finder
			sources, targets := graphtest.Pairs(g.NumNodes(), 5, 1)
			ask := func() {
				for i, from := range sources {
					_, err := f.Alternatives(r, from, targets[i], nil)
					_, err2 := f.KShortest(r, from, targets[i], 5)
					if err = errors.Join(err, err2, overlay.SetNode(7, uint32(i))); err != nil {
						t.Fatal(err)
					}
				}
			}
			ask()
			if allocs := testing.AllocsPerRun(3, ask); allocs != 0 {
				t.Errorf("%T: %v allocations", r, allocs)
			}
		}
	}
}

// A closed step that would cost the difference between two distances, -1, is in no tree.
func TestClosedStepBackwards(t *testing.T) {
	b := csr.NewBuilder(6)
	b.AddArc(0, 5, 4)
	b.AddArc(5, 4, 4) // the best way
	b.AddArc(0, 1, 5)
	b.AddArc(1, 4, 4)
	b.AddArc(1, 2, csr.Blocked) // to a node that is nearer by 1
	b.AddArc(0, 3, 2)
	b.AddArc(3, 2, 2)
	b.AddArc(2, 4, 5)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	var f Finder
	ways, err := f.Alternatives(dijkstra.NewSolver(g), 0, 4, &Options{Local: 0.1})
	if err != nil || len(ways) != 3 || !slices.Equal(ways[1].Path, []csr.Node{0, 3, 2, 4}) {
		t.Errorf("%v, %v", ways, err)
	}
}
