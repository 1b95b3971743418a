package dijkstra

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// nearQuestion is a question of AppendPathNear, and what the oracle needs to answer it.
type nearQuestion struct {
	base, now *graphtest.Graph // without the overlay and with it
	from, to  csr.Node
	by        Measure
	most      uint32 // a path costs no more
	dist      []uint64
	away      []float64
}

// newNearQuestion measures how far all nodes are from the target.
func newNearQuestion(base, now *graphtest.Graph, from, to csr.Node, by Measure, most uint32) *nearQuestion {
	q := &nearQuestion{base: base, now: now, from: from, to: to, by: by, most: most, dist: now.DistancesFrom(from)}
	switch by {
	case BySteps:
		q.away = stepsTo(base, to)
	case ByPosition:
		for _, p := range base.Points {
			dx, dy := p[0]-base.Points[to][0], p[1]-base.Points[to][1]
			q.away = append(q.away, math.Sqrt(dx*dx+dy*dy)) // of small integers, exact
		}
	default:
		weights := nodeWeights(base)
		own := weights[to]
		weights[to] = 0
		for _, d := range base.WithNodeWeights(weights).DistancesTo(to) {
			away := float64(d)
			if d >= uint64(Unreachable) {
				away = math.Inf(1)
			}
			if own != csr.Blocked {
				away += float64(own)
			}
			q.away = append(q.away, away)
		}
	}
	return q
}

// stepsTo counts the arcs to a node, by going over all of them again and again.
func stepsTo(o *graphtest.Graph, to csr.Node) []float64 {
	steps := slices.Repeat([]float64{math.Inf(1)}, o.N)
	steps[to] = 0
	for range o.N {
		for _, a := range o.Arcs {
			steps[a.From] = min(steps[a.From], steps[a.To]+1)
		}
	}
	return steps
}

// answer is the best of the nodes nearer than so much, if the target is not among them.
func (q *nearQuestion) answer(below uint64) NearResult {
	r := NearResult{Distance: Unreachable, Away: math.Inf(1)}
	reached := func(v csr.Node) bool {
		return v == q.from || q.dist[v] < below && q.dist[v] <= uint64(q.most)
	}
	if reached(q.to) {
		return NearResult{Outcome: Found, Node: q.to, Distance: uint32(q.dist[q.to])}
	}
	for v := range csr.Node(q.base.N) {
		away, d := q.away[v], uint32(min(q.dist[v], uint64(Unreachable)))
		if reached(v) && (away < r.Away || away == r.Away && away < math.Inf(1) && d < r.Distance) {
			r = NearResult{Node: v, Distance: d, Away: away}
		}
	}
	r.Outcome = TooFar
	switch {
	case below < uint64(Unreachable):
		r.Outcome = OutOfBudget
	case q.dist[q.to] == graphtest.Inf:
		r.Outcome = NoPath
	}
	return r
}

// check asks a Solver and compares with the oracle.
func (q *nearQuestion) check(t *testing.T, s *Solver) NearResult {
	t.Helper()
	limits := Limits{MaxDistance: q.most}
	path, r, err := s.AppendPathNear(context.Background(), []csr.Node{99}, q.from, q.to, q.by, limits)
	if want := q.answer(uint64(Unreachable)); err != nil || r != want {
		t.Fatalf("%s under %s: %d to %d %v, %+v: %+v, %v; want %+v", brief(q.base), brief(q.now), q.from, q.to, q.by, limits, r, err, want)
	}
	q.checkPath(t, path, r)
	return r
}

func (q *nearQuestion) checkPath(t *testing.T, path []csr.Node, r NearResult) {
	t.Helper()
	want := []csr.Node{99}
	if r.Distance != Unreachable {
		want = append(want, q.now.CanonicalPath(q.from, r.Node)...)
	}
	if !slices.Equal(path, want) {
		t.Fatalf("%s: %d to %d %v: %v, %+v; want %v", brief(q.now), q.from, q.to, q.by, path, r, want)
	}
}

// pointed gives a graph points of few coordinates, so that many are as near as others.
func pointed(r *rand.Rand, o *graphtest.Graph) *graphtest.Graph {
	with := *o
	with.Points = nil
	for range o.N {
		with.Points = append(with.Points, [2]float64{float64(r.IntN(4)), float64(r.IntN(4))})
	}
	return &with
}

// drawNear draws a question about a graph as it is and under an overlay.
func drawNear(r *rand.Rand, base, now *graphtest.Graph) *nearQuestion {
	from, to := r.Uint32N(uint32(base.N)), r.Uint32N(uint32(base.N))
	most := []uint32{Unreachable - 1, Unreachable - 1, 1, 3, 20, 1000, 1 << 31}[r.IntN(7)]
	return newNearQuestion(base, now, from, to, Measure(r.IntN(3)), most)
}

// TestNearOnRandomGraphs asks Solvers of every kind, under overlays that change from question
// to question, with an index and without.
func TestNearOnRandomGraphs(t *testing.T) {
	seen := map[Outcome]int{}
	eachSmall(t, 500, 101, func(r *rand.Rand, o *graphtest.Graph) {
		o = pointed(r, o)
		g := mustBuild(t, o)
		all := solvers(g)
		guided := NewSolver(g)
		guideAll(t, oraclePairs(g, o), guided)
		all = append(all, guided)
		overlay, now := csr.NewOverlay(g), o
		for round := range 4 {
			if round < 2 {
				now = redress(t, r, o, all)
			} else {
				now = changeFor(t, r, map[bool]*graphtest.Graph{true: o, false: now}[round == 2], overlay, all)
			}
			q := drawNear(r, o, now)
			for _, s := range all {
				seen[q.check(t, s).Outcome]++
				checkPairs(t, now, s, q.from, q.dist, pathsFrom(now, q.from, q.dist))
			}
		}
	})
	for _, o := range []Outcome{Found, NoPath, TooFar} {
		if seen[o] == 0 {
			t.Errorf("no question ended with: %v", o)
		}
	}
}

// changeFor has Solvers use an overlay, changed, and returns the oracle's graph with its weights.
func changeFor(t *testing.T, r *rand.Rand, o *graphtest.Graph, overlay *csr.Overlay, all []*Solver) *graphtest.Graph {
	t.Helper()
	for _, s := range all {
		s.Use(overlay)
	}
	return change(t, r, o, overlay)
}

// pathsFrom returns the canonical paths to all nodes whose distances fit.
func pathsFrom(o *graphtest.Graph, from csr.Node, dist []uint64) [][]csr.Node {
	paths := make([][]csr.Node, o.N)
	for to, d := range dist {
		if d < uint64(Unreachable) {
			paths[to] = o.CanonicalPath(from, csr.Node(to))
		}
	}
	return paths
}

// TestNearOnLargerGraphs shuts targets and sources in, so that each search takes more than one
// turn.
func TestNearOnLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(102, uint64(i)))
		o = pointed(r, o)
		g := mustBuild(t, o)
		all := solvers(g)
		guided := NewSolver(g)
		guideAll(t, solvedPairs(t, g), guided)
		all = append(all, guided)
		for range fewer(12) {
			now := shutIn(t, r, o, all)
			q := drawNear(r, o, now)
			for _, s := range all {
				q.check(t, s)
			}
		}
	}
}

// shutIn has Solvers use an overlay that closes one node in three or so, and returns the oracle's
// graph with those weights.
func shutIn(t *testing.T, r *rand.Rand, o *graphtest.Graph, all []*Solver) *graphtest.Graph {
	t.Helper()
	overlay, weights := csr.NewOverlay(all[0].Graph()), nodeWeights(o)
	for v := range weights {
		if r.IntN(5) < 2 {
			weights[v] = csr.Blocked
			if err := overlay.SetNode(csr.Node(v), csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, s := range all {
		s.Use(overlay)
	}
	return o.WithNodeWeights(weights)
}

// TestNearWithinABudget raises the budget of nodes until it is enough: the nodes that count as
// reached are always those nearer than some distance, and with a budget for all the answer is
// that without one. An index makes no difference.
func TestNearWithinABudget(t *testing.T) {
	eachSmall(t, 300, 103, func(r *rand.Rand, o *graphtest.Graph) {
		if r.IntN(4) == 0 {
			o = graphtest.Road(60, r.Uint64())
		}
		o = pointed(r, o)
		g := mustBuild(t, o)
		plain := solvers(g)[r.IntN(7)]
		guided := NewSolver(g)
		if r.IntN(2) == 0 {
			plain = NewSolver(g)
			guideAll(t, oraclePairs(g, o), guided)
		}
		now := redress(t, r, o, []*Solver{plain, guided})
		q := drawNear(r, o, now)
		q.climb(t, plain)
		q.climb(t, guided)
	})
}

// climb asks with larger and larger budgets.
func (q *nearQuestion) climb(t *testing.T, s *Solver) {
	t.Helper()
	final := q.answer(uint64(Unreachable))
	for settle := 1; settle <= 3*q.base.N+1; settle++ {
		limits := Limits{MaxDistance: q.most, MaxSettled: settle}
		path, r, err := s.AppendPathNear(nil, []csr.Node{99}, q.from, q.to, q.by, limits)
		ok := err == nil && r == final
		for _, below := range append(slices.Clone(q.dist), graphtest.Inf) {
			ok = ok || err == nil && r.Outcome == OutOfBudget && r == q.answer(min(below, uint64(Unreachable-1))) && settle < 3*q.base.N
		}
		if !ok {
			t.Fatalf("%s under %s: %d to %d %v, %+v: %+v, %v; without a budget %+v", brief(q.base), brief(q.now), q.from, q.to, q.by, limits, r, err, final)
		}
		q.checkPath(t, path, r)
	}
}

// TestNearWithABudgetIsAlike with and without an index, where the budget ends most searches.
func TestNearWithABudgetIsAlike(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(104, uint64(i)))
		o = pointed(r, o)
		g := mustBuild(t, o)
		plain, guided := NewSolver(g), NewSolver(g)
		guideAll(t, solvedPairs(t, g), guided)
		for range 60 {
			redress(t, r, o, []*Solver{plain, guided})
			q, limits := drawNear(r, o, o), Limits{MaxSettled: 1 + r.IntN(2*o.N)}
			path, a, err := plain.AppendPathNear(nil, nil, q.from, q.to, q.by, limits)
			again, b, errAgain := guided.AppendPathNear(nil, nil, q.from, q.to, q.by, limits)
			if a != b || err != nil || errAgain != nil || !slices.Equal(path, again) {
				t.Fatalf("%s: %d to %d %v, %+v: %v, %+v, %v; with an index %v, %+v, %v", brief(o), q.from, q.to, q.by, limits, path, a, err, again, b, errAgain)
			}
		}
	}
}

// TestNearOnEarth measures along great circles, across the 180th meridian too, and takes lines
// that differ by less than a millimetre as equal.
func TestNearOnEarth(t *testing.T) {
	b := csr.NewBuilder(8)
	b.SetMeta(csr.Meta{LonLat: true})
	for v, p := range [][2]float64{
		{170, 60}, {179.9, 60}, {10, 50}, {179.95, 60}, {-179.95, 60}, {-179.99999, 60}, {10, 50.001}, {10, 50.001 + 1e-9},
	} {
		b.SetPoint(csr.Node(v), p[0], p[1])
	}
	b.AddEdge(0, 1, 10)
	b.AddEdge(1, 3, 10)
	b.AddEdge(0, 4, 30)
	b.AddEdge(0, 6, 9)
	b.AddEdge(0, 7, 8)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	s := NewSolver(g)
	for _, c := range []struct {
		to   csr.Node
		most uint32
		path []csr.Node
		away float64
	}{
		{5, 0, []csr.Node{0, 4}, 2779.3},
		{5, 20, []csr.Node{0, 1, 3}, 2780.4},
		{2, 0, []csr.Node{0, 7}, 111.195},
		{2, 8, []csr.Node{0, 7}, 111.195},
	} {
		path, r, err := s.AppendPathNear(nil, nil, 0, c.to, ByPosition, Limits{MaxDistance: c.most})
		if err != nil || !slices.Equal(path, c.path) || r.Outcome != NoPath || math.Abs(r.Away-c.away) > 0.1 {
			t.Errorf("to %d: %v, %+v, %v; want %v, %v", c.to, path, r, err, c.path, c.away)
		}
	}
}

// TestNearAsksAnIndex about the four nodes beside a closed target, beside the target itself and the
// path, and about two nodes at most if these cannot be reached.
func TestNearAsksAnIndex(t *testing.T) {
	o := graphtest.Grid(20, 20, 9, 1)
	g := mustBuild(t, o)
	s := NewSolver(g)
	guideAll(t, solvedPairs(t, g), s)
	const target = 210
	for pairs, closed := range map[uint64][]csr.Node{
		6: {target},
		4: {target, target - 1, target + 1, target - 20, target + 20},
	} {
		overlay, weights := csr.NewOverlay(g), nodeWeights(o)
		for _, v := range closed {
			weights[v] = csr.Blocked
			if err := overlay.SetNode(v, csr.Blocked); err != nil {
				t.Fatal(err)
			}
		}
		s.Use(overlay)
		before := s.Stats()
		newNearQuestion(o, o.WithNodeWeights(weights), 0, target, BySteps, Unreachable-1).check(t, s)
		now := since(before, s)
		if n := now.IndexOnly + now.AStar + now.Abandoned + now.Bidirectional; n != pairs {
			t.Errorf("%d closed: %+v, want %d pairs", len(closed), now, pairs)
		}
	}
}

// TestNearStopsWhenCancelled before any search, at each look, and never after.
func TestNearStopsWhenCancelled(t *testing.T) {
	o := graphtest.Grid(40, 40, 9, 1)
	o.NodeWeights[820] = csr.Blocked
	g := mustBuild(t, o)
	for _, limits := range []Limits{{}, {MaxSettled: 5000}} {
		s := NewSolver(g)
		for n := 0; ; n++ {
			path, r, err := s.AppendPathNear(newFuse(n), nil, 0, 820, BySteps, limits)
			if s.budget.Context != nil {
				t.Fatal("the Solver keeps the context")
			}
			if r.Outcome == NoPath {
				if n < 10 || err != nil || len(path) == 0 {
					t.Errorf("done at look %d: %v, %+v, %v", n, path, r, err)
				}
				break
			}
			if err != nil || len(path) > 0 || r.Outcome != Cancelled || r.Cause != errBurnt || r.Distance != Unreachable {
				t.Fatalf("cancelled at look %d: %v, %+v, %v", n, path, r, err)
			}
		}
	}
}

func TestNearRefuses(t *testing.T) {
	s, dst := NewSolver(path4(t, 1, 1, 1)), []csr.Node{42}
	other := csr.NewOverlay(path4(t, 1, 2, 1))
	for what, c := range map[string]struct {
		from, to csr.Node
		by       Measure
		use      *csr.Overlay
		want     error
	}{
		"no points":     {0, 3, ByPosition, nil, csr.ErrNoPoints},
		"no measure":    {0, 3, 3, nil, ErrMeasure},
		"wrong overlay": {0, 3, BySteps, other, csr.ErrWrongGraph},
	} {
		s.Use(c.use)
		path, r, err := s.AppendPathNear(nil, dst, c.from, c.to, c.by, Limits{})
		if !errors.Is(err, c.want) || !slices.Equal(path, dst) || r.Distance != Unreachable || r.Outcome != 0 {
			t.Errorf("%s: %v, %+v, %v", what, path, r, err)
		}
	}
	s.Use(nil)
	for place, pair := range map[string][2]csr.Node{"from": {4, 0}, "to": {0, 4}} {
		var node *csr.NodeError
		if _, _, err := s.AppendPathNear(nil, nil, pair[0], pair[1], BySteps, Limits{}); !errors.As(err, &node) || node.Place != place {
			t.Errorf("%v; want an error about %s", err, place)
		}
	}
}

func TestMeasuresInWords(t *testing.T) {
	for m, words := range []string{"by distance", "by position", "by steps", "by an unknown measure"} {
		if got := Measure(m).String(); got != words {
			t.Errorf("measure %d is %q, want %q", m, got, words)
		}
	}
}

func TestNearAllocatesNothing(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(105, uint64(i)))
		o = pointed(r, o)
		s := NewSolver(mustBuild(t, o))
		shutIn(t, r, o, []*Solver{s})
		sources, targets := graphtest.Pairs(o.N, 12, 1)
		var path []csr.Node
		expectNoAllocations(t, o.Name, func() {
			for i := range sources {
				limits := Limits{MaxSettled: i % 4 * 100, MaxDistance: uint32(i % 2 * 1000)}
				path, _, _ = s.AppendPathNear(context.Background(), path[:0], sources[i], targets[i], Measure(i%3), limits)
			}
		})
	}
}
