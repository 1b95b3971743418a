package roundtrip

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// Errors are typed, and come without a trip.
func TestErrors(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	closed := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	solver, onClosed, foreign := dijkstra.NewSolver(g), dijkstra.NewSolver(closed), dijkstra.NewSolver(g)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	foreign.Use(csr.NewOverlay(workload.Build(t, graphtest.Grid(4, 4, 9, 2))))
	for i, c := range []struct {
		r     Router
		start csr.Node
		o     *Options
		want  error
	}{
		{nil, 0, nil, dijkstra.ErrNoGraph},
		{(*dijkstra.Solver)(nil), 0, nil, dijkstra.ErrNoGraph},
		{dijkstra.NewSolver(nil), 0, nil, dijkstra.ErrNoGraph},
		{&cch.Index{}, 0, nil, dijkstra.ErrNoGraph},
		{onClosed, 0, nil, csr.ErrClosed},
		{foreign, 0, nil, csr.ErrWrongGraph},
		{solver, 0, &Options{Tolerance: -1}, ErrOptions},
		{solver, 0, &Options{Tolerance: 1.1}, ErrOptions},
		{solver, 0, &Options{Tolerance: math.NaN()}, ErrOptions},
		{solver, 0, &Options{Tolerance: math.Inf(1)}, ErrOptions},
		{solver, 0, &Options{Tries: -1}, ErrOptions},
		{solver, 16, nil, nil},
	} {
		var f Finder
		trip, err := f.Find(c.r, c.start, 100, c.o)
		var nowhere *csr.NodeError
		if c.want != nil && !errors.Is(err, c.want) || c.want == nil && !errors.As(err, &nowhere) {
			t.Errorf("%d: %v", i, err)
		}
		if trip.Outcome != 0 || trip.Path != nil {
			t.Errorf("%d: %+v beside an error", i, trip)
		}
	}
}

// On maps trips are true, under an overlay too, and repeat little.
func TestMaps(t *testing.T) {
	for i, g := range workload.Small(t) {
		overlay := csr.NewOverlay(g)
		for v := csr.Node(0); int(v) < g.NumNodes(); v += 50 {
			if err := overlay.SetNode(v, csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
		solver := dijkstra.NewSolver(g)
		solver.Use(overlay)
		var f Finder
		starts, _ := graphtest.Pairs(g.NumNodes(), 12, 7)
		found, length, repeated, wanted := 0, uint64(0), uint64(0), uint32([]int{30_000, 2_000}[i])
		for seed, start := range starts {
			trip, err := f.Find(solver, start, wanted, &Options{Seed: uint64(seed), Tries: 4})
			if err = errors.Join(err, checkTrip(steps{g, overlay}, trip, start, wanted, 0.05)); err != nil {
				t.Errorf("from %d: %v", start, err)
			}
			if trip.Outcome == Found {
				found, length, repeated = found+1, length+trip.Length, repeated+trip.Repeated
			}
		}
		if found < 8 || repeated > length/20 {
			t.Errorf("%d of 12 found, of %d are %d walked twice", found, length, repeated)
		}
	}
}

// steps is the certifier of maps.
type steps struct {
	g       *csr.CSRGraph
	overlay *csr.Overlay
}

// PathCost adds up the weights of steps under the overlay.
func (s steps) PathCost(path []uint32) (cost uint64, err error) {
	for i := 1; i < len(path); i++ {
		arc, ok := s.overlay.ArcWeightOn(s.g, path[i-1], path[i])
		node := s.overlay.NodeWeightOn(s.g, path[i])
		if !ok || arc == csr.Blocked || node == csr.Blocked {
			return 0, errors.New("no such step")
		}
		cost += uint64(arc) + uint64(node)
	}
	return cost, nil
}

// Graphs on which trips are not what one wants.
func TestOutcomes(t *testing.T) {
	street := &graphtest.Graph{N: 5} // without a way round
	for v := range uint32(4) {
		street.Arcs = append(street.Arcs, graphtest.Arc{From: v, To: v + 1, Weight: 10}, graphtest.Arc{From: v + 1, To: v, Weight: 10})
	}
	oneWay := &graphtest.Graph{N: 3, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: 10}, {From: 1, To: 2, Weight: 10}}}
	huge := &graphtest.Graph{N: 3}
	for v := range uint32(3) {
		huge.Arcs = append(huge.Arcs, graphtest.Arc{From: v, To: (v + 1) % 3, Weight: 1 << 30})
	}
	free := graphtest.Grid(3, 3, 1, 1)
	free.NodeWeights = make([]uint32, 9)
	for i := range free.Arcs {
		free.Arcs[i].Weight = 0
	}
	closed := street.WithNodeWeights([]uint32{csr.Blocked, 0, 0, 0, 0})
	for _, c := range []struct {
		name             string
		g                *graphtest.Graph
		length           uint32
		want             Outcome
		walked, repeated uint64
	}{
		{"there and back", street, 40, Found, 40, 20},
		{"to and fro", street, 200, Found, 200, 160},
		{"for ever to and fro", street, math.MaxUint32, TooShort, 560, 520},
		{"not as far as the first corner", street, 5, NoTrip, 0, 0},
		{"no way back", oneWay, 20, NoTrip, 0, 0},
		{"from a closed start", closed, 40, NoTrip, 0, 0},
		{"no length", street, 0, NoTrip, 0, 0},
		{"three billion", huge, 3 << 30, Found, 3 << 30, 0},
		{"as long as can be", huge, math.MaxUint32, TooShort, 3 << 30, 0},
		{"for nothing", free, 10, TooShort, 0, 0},
		{"alone", &graphtest.Graph{N: 1}, 10, NoTrip, 0, 0},
	} {
		trip := askAll(t, new(Finder), c.g, 0, c.length, nil)
		if trip.Outcome != c.want || trip.Length != c.walked || trip.Repeated != c.repeated {
			t.Errorf("%s: %+v", c.name, trip)
		}
	}
}

// A Finder follows an overlay that changes, and goes from graph to graph.
func TestFollows(t *testing.T) {
	var f Finder
	for seed := range uint64(4) {
		o := graphtest.Grid(5, 5+int(seed), 9, seed)
		g := workload.Build(t, o)
		s, overlay := dijkstra.NewSolver(g), csr.NewOverlay(g)
		s.Use(overlay)
		for v := range csr.Node(4) {
			if err := errors.Join(overlay.SetNode(6+v, csr.Blocked), overlay.SetArc(0, 1, 20*v)); err != nil {
				t.Fatal(err)
			}
			trip, err := f.Find(s, 0, 90, nil)
			if err = errors.Join(err, checkTrip(workload.WithOverlay(o, overlay), trip, 0, 90, 0.05)); err != nil {
				t.Error(err)
			}
		}
	}
}

// The trip of a seed is fixed: the same on every machine, in every version.
func TestSeedsStay(t *testing.T) {
	solver := dijkstra.NewSolver(workload.Build(t, graphtest.Grid(9, 9, 9, 1)))
	var f Finder
	trip, err := f.Find(solver, 40, 60, &Options{Seed: 7})
	if want := []csr.Node{40, 49, 48, 57, 66, 75, 76, 77, 78, 79, 70, 61, 60, 59, 50, 41, 40}; err != nil || !slices.Equal(trip.Path, want) {
		t.Errorf("%v, %v; want %v", trip.Path, err, want)
	}
}

// Once warm no question allocates, under an overlay that changes either.
func TestAllocatesNothing(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Grid(20, 20, 100, 1), graphtest.Road(60, 1)} {
		g := workload.Build(t, o)
		x, err := cch.Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, overlay := dijkstra.NewSolver(g), csr.NewOverlay(g)
		s.Use(overlay)
		for _, r := range []Router{s, x} {
			var f Finder
			starts, _ := graphtest.Pairs(g.NumNodes(), 3, 1)
			ask := func() {
				for i, start := range starts {
					_, err := f.Find(r, start, 3000, &Options{Tries: 2})
					if err = errors.Join(err, overlay.SetNode(7, uint32(i))); err != nil {
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

// FuzzFind asks with hostile options on graphs with any weights. None may panic, and every trip
// is true.
func FuzzFind(f *testing.F) {
	f.Add(uint64(1), uint32(0), uint32(50), 0.1, 3, uint64(5))
	f.Add(uint64(2), uint32(99), uint32(math.MaxUint32), math.NaN(), -3, uint64(0))
	f.Add(uint64(3), uint32(1), uint32(0), 1.0, 0, uint64(math.MaxUint64))
	f.Fuzz(func(t *testing.T, graph uint64, start, length uint32, tolerance float64, tries int, seed uint64) {
		o := graphtest.Any(rand.New(rand.NewPCG(graph, 9)))
		var finder Finder
		trip, err := finder.Find(dijkstra.NewSolver(workload.Build(t, o)), start, length, &Options{tolerance, tries, seed})
		var nowhere *csr.NodeError
		if err != nil && !errors.Is(err, ErrOptions) && !errors.Is(err, dijkstra.ErrOverflow) && !errors.As(err, &nowhere) {
			t.Fatal(err)
		}
		if tolerance == 0 {
			tolerance = 0.05
		}
		if err == nil {
			if err := checkTrip(o, trip, start, length, tolerance); err != nil {
				t.Fatal(err)
			}
		}
	})
}
