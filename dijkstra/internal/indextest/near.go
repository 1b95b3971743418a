package indextest

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/textbook"
)

// NearAndBothWays asks a Solver with the index and one without, on random graphs and under overlays
// that change, and expects the same answers.
func (s Factory) NearAndBothWays(t *testing.T) {
	for seed := range uint64(Fewer(400)) {
		r := rand.New(rand.NewPCG(seed, 123))
		o := graphtest.Any(r)
		g := workload.Build(t, o)
		all, overlay := s.both(t, g), csr.NewOverlay(g)
		for range 3 {
			o = Perturb(t, r, o, overlay, 1+r.IntN(3), palettes[r.IntN(len(palettes))])
			sameNear(t, r, all, overlay)
			sameBothWays(t, r, all, overlay)
		}
	}
}

// sameNear asks for a path near a target.
func sameNear(t *testing.T, r *rand.Rand, all []*dijkstra.Solver, overlay *csr.Overlay) {
	t.Helper()
	n := overlay.Graph().NumNodes()
	from, to, by := r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), dijkstra.Measure(r.IntN(3))
	if by == dijkstra.ByPosition && !overlay.Graph().HasPoints() {
		by = dijkstra.BySteps
	}
	limits := dijkstra.Limits{MaxDistance: limits[r.IntN(len(limits))], MaxSettled: r.IntN(2) * r.IntN(n+1)}
	var want []csr.Node
	var result dijkstra.NearResult
	for i, solver := range all {
		solver.Use(overlay)
		path, got, err := solver.AppendPathNear(nil, nil, from, to, by, limits)
		if i == 0 {
			want, result = path, got
		}
		if err != nil || got != result || !slices.Equal(path, want) {
			t.Fatalf("%d to %d %v, %+v: %v, %+v, %v; want %v, %+v", from, to, by, limits, path, got, err, want, result)
		}
	}
}

// sameBothWays asks for players, some of whom have an overlay.
func sameBothWays(t *testing.T, r *rand.Rand, all []*dijkstra.Solver, overlay *csr.Overlay) {
	t.Helper()
	n := uint32(overlay.Graph().NumNodes())
	players, target := make([]dijkstra.Player, r.IntN(40)), r.Uint32N(n)
	for i := range players {
		players[i] = dijkstra.Player{Node: r.Uint32N(n), Overlay: []*csr.Overlay{nil, overlay}[r.IntN(2)]}
	}
	there, back, err := all[0].BothWays(nil, nil, target, players)
	gotThere, gotBack, gotErr := all[1].BothWays(nil, nil, target, players)
	if errors.Is(err, overflow) != errors.Is(gotErr, overflow) || !slices.Equal(gotThere, there) || !slices.Equal(gotBack, back) {
		t.Fatalf("%d, %+v: %v, %v, %v; want %v, %v, %v", target, players, gotThere, gotBack, gotErr, there, back, err)
	}
}

// both returns a Solver without an index and one with it.
func (s Factory) both(t testing.TB, g *csr.CSRGraph) []*dijkstra.Solver {
	t.Helper()
	all := []*dijkstra.Solver{dijkstra.NewSolver(g), dijkstra.NewSolver(g)}
	if err := all[1].UseIndex(s.Ordered(t, g)); err != nil {
		t.Fatal(err)
	}
	return all
}

// edgesUnder lists the open edges of a graph under an overlay, which may be nil, and turned round.
func edgesUnder(g *csr.CSRGraph, overlay *csr.Overlay) (out, in textbook.Graph) {
	out, in = make(textbook.Graph, g.NumNodes()), make(textbook.Graph, g.NumNodes())
	for v := range csr.Node(g.NumNodes()) {
		for to := range g.Arcs(v).All() {
			arc, _ := overlay.ArcWeightOn(g, v, to)
			node := overlay.NodeWeightOn(g, to)
			if arc != csr.Blocked && node != csr.Blocked {
				out[v] = append(out[v], textbook.Edge{To: to, Cost: int64(arc) + int64(node)})
				in[to] = append(in[to], textbook.Edge{To: v, Cost: int64(arc) + int64(node)})
			}
		}
	}
	return out, in
}

// measured returns how far all nodes are from a target, which is open for everyone.
func measured(g *csr.CSRGraph, by dijkstra.Measure, target csr.Node) []float64 {
	away := make([]float64, g.NumNodes())
	if by == dijkstra.ByPosition {
		x, y, _ := g.Point(target)
		for v := range away {
			vx, vy, _ := g.Point(csr.Node(v))
			away[v] = straight(g, vx-x, vy-y, y)
		}
		return away
	}
	_, in := edgesUnder(g, nil)
	for v := range in {
		for i := range in[v] {
			if by == dijkstra.BySteps {
				in[v][i].Cost = 1
			}
		}
	}
	for v, d := range in.Search(target, textbook.Everywhere) {
		away[v] = float64(d)
	}
	return away
}

// straight returns the length of a line in plane units, or in metres for a short one in degrees
// at a latitude.
func straight(g *csr.CSRGraph, x, y, at float64) float64 {
	const metresPerDegree = 6371008.8 * math.Pi / 180
	if !g.Meta().LonLat {
		return math.Hypot(x, y)
	}
	return metresPerDegree * math.Hypot(y, x*math.Cos((at+y/2)*math.Pi/180))
}

// shut closes all nodes at so many steps from a target, and some others.
func shut(t *testing.T, r *rand.Rand, overlay *csr.Overlay, target csr.Node, steps int) {
	t.Helper()
	overlay.Reset()
	g := overlay.Graph()
	for v, away := range measured(g, dijkstra.BySteps, target) {
		if away == float64(steps) || r.IntN(200) == 0 {
			if err := overlay.SetNode(csr.Node(v), csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Near certifies paths to shut-in targets: the path is one of the cost that the textbook finds,
// and no node that can be reached is nearer to the target. The index changes nothing.
func (s Factory) Near(t *testing.T) {
	for _, g := range workload.Small(t) {
		r, all, overlay := rand.New(rand.NewPCG(1, 121)), s.both(t, g), csr.NewOverlay(g)
		for round := range 2 + Fewer(10) {
			from, to := r.Uint32N(uint32(g.NumNodes())), r.Uint32N(uint32(g.NumNodes()))
			by, limits := dijkstra.Measure(round%3), dijkstra.Limits{}
			if shut(t, r, overlay, to, round%5); round%4 == 0 {
				limits.MaxDistance = 1 + r.Uint32N(5000)
			}
			certifyNear(t, all, overlay, from, to, by, limits)
		}
	}
}

func certifyNear(t *testing.T, all []*dijkstra.Solver, overlay *csr.Overlay, from, to csr.Node, by dijkstra.Measure, limits dijkstra.Limits) {
	t.Helper()
	g := overlay.Graph()
	out, _ := edgesUnder(g, overlay)
	dist, away := out.Search(from, textbook.Everywhere), measured(g, by, to)
	var first []csr.Node
	for i, s := range all {
		s.Use(overlay)
		path, r, err := s.AppendPathNear(nil, nil, from, to, by, limits)
		if i == 0 {
			first = path
		}
		if err != nil || len(path) == 0 || !slices.Equal(path, first) || path[len(path)-1] != r.Node || int64(r.Distance) != dist[r.Node] ||
			math.Abs(away[r.Node]-r.Away) > 0.01 || costOf(out, path) != dist[r.Node] || (r.Outcome == dijkstra.Found) != (r.Node == to) {
			t.Fatalf("%d to %d %v, %+v: %v, %+v, %v; first %v", from, to, by, limits, path, r, err, first)
		}
		for v, d := range dist {
			within := d != textbook.Inf && (limits.MaxDistance == 0 || d <= int64(limits.MaxDistance))
			if within && away[v] < r.Away-0.01 || within && away[v] == away[r.Node] && d < int64(r.Distance) {
				t.Fatalf("%d to %d %v, %+v: %+v; %d at %d is %v away", from, to, by, limits, r, v, d, away[v])
			}
		}
	}
}

// costOf returns the cost of a path, or Inf if it is none.
func costOf(g textbook.Graph, path []csr.Node) (cost int64) {
	for i := 1; i < len(path); i++ {
		k := slices.IndexFunc(g[path[i-1]], func(e textbook.Edge) bool { return e.To == path[i] })
		if k < 0 {
			return textbook.Inf
		}
		cost += g[path[i-1]][k].Cost
	}
	return cost
}

// BothWays compares with the textbook, in groups of all sizes.
func (s Factory) BothWays(t *testing.T) {
	for _, g := range workload.Small(t) {
		r, all := rand.New(rand.NewPCG(1, 122)), s.both(t, g)
		for range 2 {
			target := r.Uint32N(uint32(g.NumNodes()))
			var players []dijkstra.Player
			var there, back []uint32
			for _, n := range []int{3, 30, 1, 100} {
				var overlay *csr.Overlay
				if r.IntN(3) > 0 {
					overlay = csr.NewOverlay(g)
					shut(t, r, overlay, r.Uint32N(uint32(g.NumNodes())), 2)
				}
				out, in := edgesUnder(g, overlay)
				to, from := in.Search(target, textbook.Everywhere), out.Search(target, textbook.Everywhere)
				for range n {
					v := r.Uint32N(uint32(g.NumNodes()))
					players = append(players, dijkstra.Player{Node: v, Overlay: overlay})
					there, back = append(there, fromBook(to[v])), append(back, fromBook(from[v]))
				}
			}
			for _, solver := range all {
				gotThere, gotBack, err := solver.BothWays(nil, nil, target, players)
				if err != nil || !slices.Equal(gotThere, there) || !slices.Equal(gotBack, back) {
					t.Fatalf("%d: %v, %v, %v; want %v, %v", target, gotThere, gotBack, err, there, back)
				}
			}
		}
	}
}

// fromBook returns a distance of the textbook's as Solvers do.
func fromBook(d int64) uint32 {
	if d == textbook.Inf {
		return dijkstra.Unreachable
	}
	return uint32(d)
}
