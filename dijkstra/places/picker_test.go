package places

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
	"github.com/veltrix/cairn/internal/textbook"
)

// Errors are typed, and come without nodes.
func TestErrors(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	closed := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	solver, onClosed := dijkstra.NewSolver(g), dijkstra.NewSolver(closed)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	huge := csr.NewBuilder(3)
	huge.AddArc(0, 1, math.MaxUint32-1)
	huge.AddArc(1, 2, math.MaxUint32-1)
	far, err := huge.Build()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		r    Router
		k    int
		o    Options
		want error
	}{
		{nil, 1, Options{}, dijkstra.ErrNoGraph},
		{(*dijkstra.Solver)(nil), 1, Options{}, dijkstra.ErrNoGraph},
		{dijkstra.NewSolver(nil), 1, Options{}, dijkstra.ErrNoGraph},
		{(*cch.Index)(nil), 1, Options{}, dijkstra.ErrNoGraph},
		{onClosed, 1, Options{}, csr.ErrClosed},
		{solver, -1, Options{}, ErrOptions},
		{solver, 1, Options{Tries: -1}, ErrOptions},
		{solver, 1, Options{Among: Range{Least: 3, Most: 2}}, ErrOptions},
		{solver, 1, Options{Among: Range{Direction: 3}}, ErrOptions},
		{solver, 1, Options{Where: []Condition{{0, Range{Least: 9, Most: 1}}}}, ErrOptions},
		{solver, 1, Options{Weights: make([]uint32, 15)}, ErrOptions},
		{solver, 1, Options{Candidates: make([]csr.Node, 3), Weights: make([]uint32, 16)}, ErrOptions},
		{solver, 1, Options{Where: []Condition{{Place: 16}}}, nil},
		{solver, 1, Options{Candidates: []csr.Node{3, 16}}, nil},
		{dijkstra.NewSolver(far), 1, Options{Where: []Condition{{Place: 0}}}, dijkstra.ErrOverflow},
	} {
		var p Picker
		got, err := p.Pick(c.r, c.k, &c.o)
		var nowhere *csr.NodeError
		if c.want != nil && !errors.Is(err, c.want) || c.want == nil && !errors.As(err, &nowhere) {
			t.Errorf("%d: %v", i, err)
		}
		if got.Outcome != 0 || got.Nodes != nil {
			t.Errorf("%d: %+v beside an error", i, got)
		}
	}
}

// More nodes than there are, weights that add up to more than 32 bits, none at all.
func TestExtremes(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(4, 4, 9, 1))
	solver, heavy := dijkstra.NewSolver(g), slices.Repeat([]uint32{math.MaxUint32}, 16)
	for _, c := range []struct {
		k, nodes int
		o        *Options
		want     Outcome
	}{
		{0, 0, nil, Found},
		{16, 16, nil, Found},
		{math.MaxInt, 16, nil, TooFew},
		{17, 16, &Options{Weights: heavy}, TooFew},
		{16, 16, &Options{Weights: heavy}, Found},
		{1, 0, &Options{Weights: make([]uint32, 16)}, TooFew},
		{1, 0, &Options{Candidates: []csr.Node{}}, TooFew},
		{2, 1, &Options{Candidates: []csr.Node{3, 3, 3}}, TooFew},
		{2, 1, &Options{Among: Range{Least: math.MaxUint32, Most: math.MaxUint32}}, NotFound},
		{1, 0, &Options{Where: []Condition{{0, Range{Least: math.MaxUint32}}}}, TooFew},
	} {
		var p Picker
		got, err := p.Pick(solver, c.k, c.o)
		if err != nil || got.Outcome != c.want || len(got.Nodes) != c.nodes {
			t.Errorf("%d of %+v: %+v, %v", c.k, c.o, got, err)
		}
	}
}

// From a closed place one can walk away, but not back; the others cannot be walked to it.
func TestClosedPlace(t *testing.T) {
	o := graphtest.Grid(4, 4, 9, 1)
	o.NodeWeights[5] = csr.Blocked
	solver := dijkstra.NewSolver(workload.Build(t, o))
	for direction, fit := range []int{FromPlace: 16, ToPlace: 1, EachWay: 1} {
		var p Picker
		got, err := p.Pick(solver, 1, &Options{Where: []Condition{{5, Range{Direction: Direction(direction)}}}})
		if err != nil || got.Fit != fit || got.Outcome != Found {
			t.Errorf("direction %d: %+v, %v", direction, got, err)
		}
	}
}

// On maps under an overlay all distances are in their ranges, by the textbook's search.
func TestMaps(t *testing.T) {
	for _, g := range workload.Small(t) {
		overlay := csr.NewOverlay(g)
		for v := csr.Node(0); int(v) < g.NumNodes(); v += 50 {
			if err := overlay.SetNode(v, csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
		solver := dijkstra.NewSolver(g)
		solver.Use(overlay)
		certifier, found := textbookOf(g, overlay), 0
		var p Picker
		seeds := uint64(10)
		if testing.Short() {
			seeds = 3
		}
		for seed := range seeds {
			r := rand.New(rand.NewPCG(seed, 1))
			start := r.Uint32N(uint32(g.NumNodes()))
			o := &Options{Where: []Condition{{start, Range{Least: 1000, Most: 4000}}}, Among: Range{Least: 500}, Seed: seed}
			got, err := p.Pick(solver, 6, o)
			if err != nil {
				t.Fatal(err)
			}
			if got.Outcome == Found {
				found++
			}
			check(t, certifier, start, 1000, 4000, got.Nodes)
			for i, v := range got.Nodes {
				check(t, certifier, v, 500, math.MaxInt64-1, got.Nodes[i+1:])
			}
		}
		if found < int(seeds)*2/3 {
			t.Errorf("%d of %d found", found, seeds)
		}
	}
}

// check looks at the distances from a node to others.
func check(t *testing.T, g textbook.Graph, from csr.Node, least, most int64, to []csr.Node) {
	t.Helper()
	distances := g.Search(from, textbook.Everywhere)
	for _, v := range to {
		if d := distances[v]; d < least || d > most || d == textbook.Inf {
			t.Errorf("%d is %d from %d, want %d to %d", v, d, from, least, most)
		}
	}
}

// textbookOf lists the edges of a graph under an overlay.
func textbookOf(g *csr.CSRGraph, overlay *csr.Overlay) textbook.Graph {
	edges := make(textbook.Graph, g.NumNodes())
	for v := range edges {
		for to := range g.Arcs(csr.Node(v)).All() {
			arc, _ := overlay.ArcWeight(csr.Node(v), to)
			if node := overlay.NodeWeight(to); arc != csr.Blocked && node != csr.Blocked {
				edges[v] = append(edges[v], textbook.Edge{To: to, Cost: int64(arc) + int64(node)})
			}
		}
	}
	return edges
}

// The numbers drawn are fixed: the same on every machine, in every version.
func TestSeedsStay(t *testing.T) {
	solver := dijkstra.NewSolver(workload.Build(t, graphtest.Grid(90, 90, 100, 1)))
	var p Picker
	got, err := p.Pick(solver, 5, &Options{Where: []Condition{{4000, Range{Least: 500, Most: 900}}}, Seed: 7})
	if want := []csr.Node{3175, 3294, 2634, 2815, 5513}; err != nil || !slices.Equal(got.Nodes, want) {
		t.Errorf("%v, %v; want %v", got.Nodes, err, want)
	}
}

// Once warm no question allocates.
func TestAllocatesNothing(t *testing.T) {
	for _, o := range []*graphtest.Graph{graphtest.Grid(20, 20, 100, 1), graphtest.Road(60, 1)} {
		g := workload.Build(t, o)
		x, err := cch.Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []Router{dijkstra.NewSolver(g), x} {
			var p Picker
			q := &Options{Among: Range{Least: 500, Direction: EachWay}, Candidates: []csr.Node{1, 7, 17, 37}}
			where := []Condition{{1, Range{Most: 4000}}, {2, Range{Direction: ToPlace}}}
			ask := func() {
				for seed := range uint64(4) {
					_, err := p.Pick(r, 3, q)
					_, err2 := p.Pick(r, 5, &Options{Where: where, Among: q.Among, Seed: seed})
					if err = errors.Join(err, err2); err != nil {
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

// FuzzPick asks with hostile options. None may panic, and all that is returned must fit.
func FuzzPick(f *testing.F) {
	f.Add(uint64(1), uint32(3), uint32(9), uint8(0), 3, uint64(5))
	f.Add(uint64(2), uint32(9), uint32(3), uint8(7), -3, uint64(0))
	f.Add(uint64(3), uint32(0), uint32(math.MaxUint32), uint8(2), math.MaxInt, uint64(math.MaxUint64))
	f.Fuzz(func(t *testing.T, graph uint64, least, most uint32, direction uint8, k int, seed uint64) {
		r := rand.New(rand.NewPCG(graph, 9))
		o := graphtest.Random(1+r.IntN(9), r.IntN(40), 20, graph)
		g := workload.Build(t, o)
		q := randomOptions(r, o.N, 40)
		q.Seed, q.Among = seed, Range{least, most, Direction(direction)}
		q.Where = append(q.Where, Condition{csr.Node(least), Range{Most: most, Direction: Direction(direction)}})
		var p Picker
		got, err := p.Pick(dijkstra.NewSolver(g), k, q)
		var nowhere *csr.NodeError
		if err != nil && !errors.Is(err, ErrOptions) && !errors.As(err, &nowhere) {
			t.Fatal(err)
		}
		if err == nil {
			if err := checkResult(o, q, k, got); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
		}
	})
}
