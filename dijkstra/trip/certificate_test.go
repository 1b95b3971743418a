package trip

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
)

// distances returns the rounded distances between points of a plane.
func distances(points [][2]float64) []uint32 {
	var matrix []uint32
	for _, a := range points {
		for _, b := range points {
			matrix = append(matrix, uint32(math.Round(math.Hypot(a[0]-b[0], a[1]-b[1]))))
		}
	}
	return matrix
}

// scattered returns random points of a plane.
func scattered(seed uint64, n int) (points [][2]float64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range n {
		points = append(points, [2]float64{r.Float64() * 1e5, r.Float64() * 1e5})
	}
	return points
}

// gap answers a question, checks the answer, and returns by what part it costs more than
// the bound.
func gap(t *testing.T, p *Planner, q asked) float64 {
	t.Helper()
	r, err := p.Order(t.Context(), q.matrix, q.n, &q.o)
	if err != nil || r.Outcome != Found && r.Outcome != Optimal {
		t.Fatalf("%d stops: %v, %v", q.n, r.Outcome, err)
	}
	q.checkOrder(t, r)
	return float64(r.Cost)/float64(r.Bound) - 1
}

// Orders of random points cost at most 3 % more than the bound, so than the best.
func TestNearTheBest(t *testing.T) {
	var p Planner
	for _, n := range []int{50, 100, 200} {
		for seed := range uint64(5) {
			matrix := distances(scattered(seed, n))
			for _, o := range []Options{{Round: true}, {}, {FreeFirst: true, FixedLast: true}, {Round: true, FreeFirst: true, FixedLast: true}} {
				if part := gap(t, &p, asked{n, matrix, o}); part > 0.03 {
					t.Errorf("%d points, %+v: %.1f %% above the bound", n, o, 100*part)
				}
			}
		}
	}
}

// Directed distances: those of nodes that cost something to enter, and of hills.
func TestNearTheBestDirected(t *testing.T) {
	var p Planner
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 7))
		entered, hills := asked{n: 200, matrix: distances(scattered(seed, 200))}, asked{n: 200, matrix: distances(scattered(seed, 200))}
		for v := range 200 {
			weight := r.Uint32N(10_000)
			for u := range 200 {
				entered.matrix[u*200+v] += weight
				hills.matrix[u*200+v] += hills.matrix[u*200+v] * r.Uint32N(100) / 400
			}
		}
		if part := gap(t, &p, entered); part > 0.02 {
			t.Errorf("node weights: %.1f %% above the bound", 100*part)
		}
		if part := gap(t, &p, hills); part > 0.04 {
			t.Errorf("hills: %.1f %% above the bound", 100*part)
		}
	}
}

// Instances whose best tour is known: points of a circle, by their angles, and those of a
// lattice with an even number of rows, turned.
func TestKnownTours(t *testing.T) {
	var circle, lattice [][2]float64
	for i := range 200 {
		at := float64(i*83%200) * math.Pi / 100
		circle = append(circle, [2]float64{1e6 * math.Cos(at), 1e6 * math.Sin(at)})
		x, y := float64(i%20), float64(i/20)
		lattice = append(lattice, [2]float64{3000*x - 4000*y, 4000*x + 3000*y})
	}
	var p Planner
	best, matrix := uint64(0), distances(circle)
	for i := range 200 { // 83 and 147 are inverses: the next on the circle is 147 farther in the list
		best += uint64(matrix[i*200+(i+147)%200])
	}
	for name, c := range map[string]struct {
		points [][2]float64
		best   uint64
	}{"circle": {circle, best}, "lattice": {lattice, 200 * 5000}} {
		q := asked{200, distances(c.points), Options{Round: true}}
		r, err := p.Order(t.Context(), q.matrix, q.n, &q.o)
		if err != nil {
			t.Fatal(err)
		}
		q.checkOrder(t, r)
		if r.Bound > c.best || r.Cost < c.best || float64(r.Cost) > 1.01*float64(c.best) {
			t.Errorf("%s: cost %d, bound %d, the best is %d", name, r.Cost, r.Bound, c.best)
		}
	}
}

// Stops whose windows and pairs were drawn around an order are put in one that ends no
// later, and within 3 % of the bound.
func TestPlantedWindows(t *testing.T) {
	var p Planner
	for seed := range uint64(5) {
		for _, width := range []uint32{20_000, 1_000_000} {
			r := rand.New(rand.NewPCG(seed, 5))
			q := asked{n: 100, matrix: distances(scattered(seed, 100))}
			at := uint32(0)
			for i := range q.n {
				if i > 0 {
					at += q.matrix[(i-1)*q.n+i]
				}
				q.o.Windows = append(q.o.Windows, Window{at - min(at, r.Uint32N(width)), at + 1 + r.Uint32N(width)})
				if i > 2 && i%7 == 0 {
					q.o.Before = append(q.o.Before, [2]int{1 + r.IntN(i-2), i})
				}
			}
			if part := gap(t, &p, q); part > 0.03 {
				t.Errorf("seed %d, width %d: %.1f %% above the bound", seed, width, 100*part)
			}
		}
	}
}

// The search against the exact program on 13 stops, with all options.
func TestSearchAgainstProgram(t *testing.T) {
	var p Planner
	for seed := range uint64(indextest.Fewer(150)) {
		r := rand.New(rand.NewPCG(seed, 20))
		q := draw(r, 13)
		exact, err := p.Order(t.Context(), q.matrix, q.n, &q.o)
		if err != nil {
			t.Fatal(err)
		}
		near := q.search(t, &p)
		switch {
		case near.Outcome == NotFound:
		case exact.Outcome == Impossible && near.Outcome != Impossible,
			exact.Outcome == Optimal && (near.Outcome == Impossible || near.Cost < exact.Cost || near.Bound > exact.Cost):
			t.Fatalf("seed %d: %+v: %+v, exactly %+v", seed, q, near, exact)
		case near.Outcome != Impossible && near.Cost > exact.Cost+exact.Cost/20+1:
			t.Errorf("seed %d: %+v: cost %d, the best is %d", seed, q, near.Cost, exact.Cost)
		}
	}
}

// search answers a question by the search.
func (q *asked) search(t *testing.T, p *Planner) Result {
	defer func(before int) { maxExact = before }(maxExact)
	maxExact = 0
	o := q.o
	o.Moves = 50_000
	r, err := p.Order(t.Context(), q.matrix, q.n, &o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// On the maps, a trip is near the bound, its path has its cost, and the Solver and the index
// have the same.
func TestWorkloads(t *testing.T) {
	for _, w := range workload.Maps[:2] {
		t.Run(w.Name, func(t *testing.T) {
			g := w.Open(t)
			stops, _ := graphtest.Pairs(g.NumNodes(), 80, 3)
			stops = connected(t, g, stops)
			x, err := hublabel.Build(g, nil)
			if err != nil {
				t.Fatal(err)
			}
			var p Planner
			for _, o := range []Options{{}, {Round: true}} {
				way, r, err := p.AppendTrip(t.Context(), nil, x, stops, &o)
				if err != nil || float64(r.Cost) > 1.03*float64(r.Bound) {
					t.Fatalf("%v: cost %d, bound %d, %v", r.Outcome, r.Cost, r.Bound, err)
				}
				checkWay(t, g, way, stops, r, o.Round)
				again, _, err := new(Planner).AppendTrip(t.Context(), nil, dijkstra.NewSolver(g), stops, &o)
				if err != nil || !slices.Equal(way, again) {
					t.Errorf("the Solver goes another way: %v", err)
				}
			}
		})
	}
}

// connected returns the stops that can be reached from the first and left for it.
func connected(t *testing.T, g *csr.CSRGraph, stops []csr.Node) (some []csr.Node) {
	s := dijkstra.NewSolver(g)
	for _, v := range stops {
		to, err := s.Distance(stops[0], v)
		back, err2 := s.Distance(v, stops[0])
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if to != unreachable && back != unreachable {
			some = append(some, v)
		}
	}
	return some
}

// checkWay follows a way arc by arc: it costs what the trip does and has the stops in order.
func checkWay(t *testing.T, g *csr.CSRGraph, way, stops []csr.Node, r Result, round bool) {
	t.Helper()
	cost, at := uint64(0), 0
	order := r.Order
	if round {
		order = append(order[:len(order):len(order)], order[0])
	}
	for i, v := range way {
		if i > 0 {
			w, ok := g.ArcWeight(way[i-1], v)
			if !ok {
				t.Fatalf("no arc from %d to %d", way[i-1], v)
			}
			cost += uint64(w) + uint64(g.NodeWeight(v))
		}
		for at < len(order) && stops[order[at]] == v {
			at++
		}
	}
	if cost != r.Cost || at != len(order) {
		t.Errorf("the way costs %d and passes %d stops, the trip costs %d and has %d", cost, at, r.Cost, len(order))
	}
}
