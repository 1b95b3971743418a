package mapmatch_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/indextest"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// The oracle tries all sequences of states on a tiny plane map. It works on a list of
// arcs, and finds places, ways and likelihoods by formulas of its own.

// road is an arc of the oracle's map, with the weight of the node it enters in its cost.
type road struct {
	from, to int
	length   float64 // of the arc
	cost     float64 // the same and the node
}

type oracle struct {
	points  [][2]float64
	roads   []road
	options mapmatch.Options
}

// spot is a place at which a walk may be, going along a road, or at a node if road is -1.
type spot struct {
	road, node int
	part       float64 // of the road that lies behind
	distance   float64 // from the point
}

// spots lists the places near a point: the nearest of each road, and each node at which
// that is an end of a road.
func (o *oracle) spots(x, y float64) (all []spot) {
	nodes := map[int]float64{}
	for i, r := range o.roads {
		p, q := o.points[r.from], o.points[r.to]
		ux, uy := q[0]-p[0], q[1]-p[1]
		part := ((x-p[0])*ux + (y-p[1])*uy) / (ux*ux + uy*uy)
		part = math.Max(0, math.Min(1, part))
		d := math.Hypot(p[0]+part*ux-x, p[1]+part*uy-y)
		switch {
		case d > o.options.Radius:
		case part == 0:
			nodes[r.from] = d
		case part == 1:
			nodes[r.to] = d
		default:
			all = append(all, spot{i, -1, part, d})
		}
	}
	for v, d := range nodes {
		all = append(all, spot{-1, v, 0, d})
	}
	return all
}

// distances returns the costs between all nodes (Floyd 1962).
func (o *oracle) distances() [][]float64 {
	d := make([][]float64, len(o.points))
	for i := range d {
		d[i] = make([]float64, len(o.points))
		for j := range d[i] {
			if i != j {
				d[i][j] = math.Inf(1)
			}
		}
	}
	for _, r := range o.roads {
		d[r.from][r.to] = math.Min(d[r.from][r.to], r.cost)
	}
	for k := range d {
		for i := range d {
			for j := range d {
				d[i][j] = math.Min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	return d
}

// way returns the length of the shortest way between two spots.
func (o *oracle) way(d [][]float64, a, b spot) float64 {
	from, to, out, in := a.node, b.node, 0.0, 0.0
	if a.road >= 0 {
		r := o.roads[a.road]
		from, out = r.to, r.cost-a.part*r.length
	}
	if b.road >= 0 {
		r := o.roads[b.road]
		to, in = r.from, b.part*r.length
	}
	length := out + d[from][to] + in
	if a.road >= 0 && a.road == b.road {
		if on := (b.part - a.part) * o.roads[a.road].length; on >= -2*o.options.Sigma {
			length = math.Min(length, math.Abs(on))
		}
	}
	return length
}

// other returns a spot with the other heading, and whether there is a road that way.
func (o *oracle) other(a spot) (spot, bool) {
	if a.road < 0 {
		return a, false
	}
	r := o.roads[a.road]
	for i, back := range o.roads {
		if back.from == r.to && back.to == r.from {
			return spot{i, -1, 1 - a.part, a.distance}, true
		}
	}
	return a, false
}

// best returns the largest log-likelihood of all sequences that go on from a spot through
// the points from some index on.
func (o *oracle) best(d [][]float64, trace []mapmatch.Point, at spot, next int) float64 {
	if next == len(trace) {
		return 0
	}
	straight := math.Hypot(trace[next].X-trace[next-1].X, trace[next].Y-trace[next-1].Y)
	best := math.Inf(-1)
	for _, to := range o.spots(trace[next].X, trace[next].Y) {
		rest := o.best(d, trace, to, next+1) + o.fits(to)
		try := func(from spot, price float64) {
			if off := o.way(d, from, to) - straight; off <= o.options.Detour {
				best = math.Max(best, rest-(math.Abs(off)+price)/o.options.Beta-math.Log(o.options.Beta))
			}
		}
		try(at, 0)
		if turned, ok := o.other(at); ok {
			try(turned, o.options.Turn)
		}
	}
	return best
}

// fits returns the logarithm of the normal density of a spot's distance.
func (o *oracle) fits(s spot) float64 {
	sigma := o.options.Sigma
	return math.Log(math.Exp(-s.distance*s.distance/(2*sigma*sigma)) / (sigma * math.Sqrt(2*math.Pi)))
}

// tinyMap draws a map of a few crossings for both.
func tinyMap(t *testing.T, r *rand.Rand) (*oracle, *csr.CSRGraph) {
	n := 3 + r.IntN(5)
	o := &oracle{options: mapmatch.Options{
		Sigma: 1 + 3*r.Float64(), Beta: 0.3 + 4*r.Float64(), Radius: 30, Candidates: 100,
		Turn: 0.1 + 10*r.Float64(), Detour: []float64{30, 200}[r.IntN(2)], Skip: -1, Unit: 1,
	}}
	b := csr.NewBuilder(n)
	weights := make([]uint32, n)
	for v := range csr.Node(n) {
		x, y := float64(r.IntN(9)*10), float64(r.IntN(9)*10)+float64(v)/8 // never at one place
		o.points = append(o.points, [2]float64{x, y})
		b.SetPoint(v, x, y)
		if r.IntN(3) == 0 {
			weights[v] = r.Uint32N(4)
			b.SetNodeWeight(v, weights[v])
		}
	}
	taken := map[[2]int]bool{}
	add := func(from, to int) {
		if from == to || taken[[2]int{from, to}] {
			return
		}
		taken[[2]int{from, to}] = true
		p, q := o.points[from], o.points[to]
		w := uint32(math.Hypot(q[0]-p[0], q[1]-p[1])) + r.Uint32N(3)
		b.AddArc(csr.Node(from), csr.Node(to), w)
		o.roads = append(o.roads, road{from, to, float64(w), float64(w) + float64(weights[to])})
	}
	for range n + r.IntN(4) {
		u, v := r.IntN(n), r.IntN(n)
		add(u, v)
		if r.IntN(3) > 0 {
			add(v, u)
		}
	}
	g, err := b.Build()
	must(t, err)
	return o, g
}

// TestOracle compares the log-likelihood of the walk that is found with the best of all
// sequences.
func TestOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	compared := 0
	for round := range indextest.Fewer(1500) {
		o, g := tinyMap(t, r)
		streets, err := csr.NewStreetLocator(g)
		must(t, err)
		m, err := mapmatch.New(streets, dijkstra.NewSolver(g), &o.options)
		must(t, err)
		trace := make([]mapmatch.Point, 1+r.IntN(3))
		for i := range trace {
			trace[i] = mapmatch.Point{X: float64(r.IntN(80)) + float64(i)*1e-3, Y: float64(r.IntN(80))}
		}
		var match mapmatch.Match
		must(t, m.Match(&match, trace))
		checkMatch(t, g, &match, len(trace))
		want := math.Inf(-1)
		d := o.distances()
		for _, s := range o.spots(trace[0].X, trace[0].Y) {
			want = max(want, o.fits(s)+o.best(d, trace, s, 1))
		}
		whole := len(match.Walks) == 1 && allMatched(&match)
		if merged(&match) {
			continue
		}
		if whole == math.IsInf(want, -1) {
			t.Fatalf("round %d: %+v; want %v", round, match, want)
		}
		if whole {
			compared++
			if got := match.Walks[0].LogLikelihood; math.Abs(got-want) > 1e-6 {
				t.Fatalf("round %d: log-likelihood %v, want %v, of %v", round, got, want, trace)
			}
		}
	}
	if compared < indextest.Fewer(500) {
		t.Errorf("only %d walks were compared", compared)
	}
}

func allMatched(m *mapmatch.Match) bool {
	for _, p := range m.Places {
		if p.Status != mapmatch.Matched {
			return false
		}
	}
	return true
}

func merged(m *mapmatch.Match) bool {
	for _, p := range m.Places {
		if p.Status == mapmatch.Merged {
			return true
		}
	}
	return false
}
