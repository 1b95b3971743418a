package mapmatch_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/dijkstra/cch"
	"github.com/veltrix/cairn/dijkstra/hublabel"
	"github.com/veltrix/cairn/dijkstra/mapmatch"
)

// TestRecovers has walks through Göteborg found again, from points with noise of 1 to 20
// metres in either direction, 10 to 60 metres apart. The map has the pavements on both
// sides of a street and the paths beside them, so that noise of 20 metres often takes the one
// for the other.
func TestRecovers(t *testing.T) {
	c := goteborg(t)
	for _, want := range []struct{ noise, found, right float64 }{{1, 0.9, 0.95}, {5, 0.87, 0.88}, {10, 0.74, 0.74}, {20, 0.62, 0.58}} {
		m := c.matcher(t, &mapmatch.Options{Sigma: want.noise})
		for _, every := range []float64{10, 30, 60} {
			r := rand.New(rand.NewPCG(uint64(want.noise), uint64(every)))
			var found, right float64
			const walks = 20
			for range walks {
				walk := c.stroll(t, r, 2)
				trace := c.measure(r, walk, every, want.noise)
				var match mapmatch.Match
				must(t, m.Match(&match, trace))
				checkMatch(t, c.g, &match, len(trace))
				if len(match.Walks) != 1 {
					t.Fatalf("noise of %v m: %d walks", want.noise, len(match.Walks))
				}
				nodes := match.Walks[0].Nodes
				found, right = found+c.shared(walk, nodes)/walks, right+c.shared(nodes, walk)/walks
			}
			t.Logf("noise of %v m, every %v m: %.3f of the walks are found, %.3f of what is found is right", want.noise, every, found, right)
			if found < want.found || right < want.right {
				t.Errorf("noise of %v m, every %v m: %.3f of the walks are found, %.3f of what is found is right", want.noise, every, found, right)
			}
		}
	}
}

// TestRoutersAgree has a Solver and both indexes find the same walks.
func TestRoutersAgree(t *testing.T) {
	c := goteborg(t)
	hierarchy, err := cch.Build(c.g, nil)
	must(t, err)
	r := rand.New(rand.NewPCG(61, 62))
	for range 5 {
		trace := c.measure(r, c.stroll(t, r, 2), 25, 8)
		var matches []mapmatch.Match
		for _, router := range []dijkstra.NodeSolver{c.index, hierarchy, dijkstra.NewSolver(c.g)} {
			m, err := mapmatch.New(c.streets, router, nil)
			must(t, err)
			var match mapmatch.Match
			must(t, m.Match(&match, trace))
			must(t, m.Match(&match, trace)) // again, with memory that was used
			matches = append(matches, match)
		}
		for _, match := range matches[1:] {
			if !reflect.DeepEqual(match.Places, matches[0].Places) || !reflect.DeepEqual(match.Walks, matches[0].Walks) {
				t.Fatalf("walks differ: %+v, %+v", match.Walks, matches[0].Walks)
			}
		}
	}
}

func TestMatchAllocatesNothing(t *testing.T) {
	c := goteborg(t)
	r := rand.New(rand.NewPCG(71, 72))
	m := c.matcher(t, nil)
	trace := c.measure(r, c.stroll(t, r, 2), 10, 5)
	var match mapmatch.Match
	if n := testing.AllocsPerRun(5, func() { must(t, m.Match(&match, trace)) }); n >= 1 {
		t.Errorf("%v allocations for %d points", n, len(trace))
	}
}

// lane is a map for single cases, with plane units of a metre: a row of crossings 100
// apart, from node 0 at 0, 0, each with the next joined by an edge, or an arc if it is one way.
func lane(t *testing.T, crossings int, oneWay bool, more func(b *csr.Builder)) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(crossings + 4)
	for v := range csr.Node(crossings + 4) {
		b.SetPoint(v, 100*float64(v), 0)
		if int(v) >= crossings {
			b.SetPoint(v, 1e6, 1e6+float64(v))
		}
	}
	for v := range csr.Node(crossings - 1) {
		b.AddArc(v, v+1, 1000)
		if !oneWay {
			b.AddArc(v+1, v, 1000)
		}
	}
	if more != nil {
		more(b)
	}
	g, err := b.Build()
	must(t, err)
	return g
}

// on returns a Matcher with a Solver.
func on(t *testing.T, g *csr.CSRGraph, opts *mapmatch.Options) *mapmatch.Matcher {
	t.Helper()
	streets, err := csr.NewStreetLocator(g)
	must(t, err)
	m, err := mapmatch.New(streets, dijkstra.NewSolver(g), opts)
	must(t, err)
	return m
}

// line returns points with some x, all at one y.
func line(y float64, xs ...float64) (trace []mapmatch.Point) {
	for _, x := range xs {
		trace = append(trace, mapmatch.Point{X: x, Y: y})
	}
	return trace
}

// match matches a trace, and checks it.
func match(t *testing.T, m *mapmatch.Matcher, g *csr.CSRGraph, trace []mapmatch.Point) *mapmatch.Match {
	t.Helper()
	var found mapmatch.Match
	must(t, m.Match(&found, trace))
	checkMatch(t, g, &found, len(trace))
	return &found
}

// statuses returns what became of each point.
func statuses(m *mapmatch.Match) (all []mapmatch.Status) {
	for _, p := range m.Places {
		all = append(all, p.Status)
	}
	return all
}

// TestWalk checks positions, nodes and length of a walk along a lane.
func TestWalk(t *testing.T) {
	g := lane(t, 5, false, nil)
	got := match(t, on(t, g, nil), g, line(3, 20, 80, 150, 260, 262, 264, 330))
	w := got.Walks[0]
	if len(got.Walks) != 1 || w.First != 0 || w.Last != 6 || !slices.Equal(w.Nodes, []csr.Node{1, 2, 3}) || math.Abs(w.Length-310) > 1e-9 {
		t.Errorf("%+v", got.Walks)
	}
	if p := got.Places[0].Position; p != (csr.Position{From: 0, To: 1, Fraction: 0.2}) || got.Places[0].Distance != 3 {
		t.Errorf("first place %+v", got.Places[0])
	}
	if math.Abs(w.From.Fraction-0.2) > 1e-9 || math.Abs(w.To.Fraction-0.3) > 1e-9 || w.To.From != 3 {
		t.Errorf("from %v to %v", w.From, w.To)
	}
	for i := 3; i < 6; i++ {
		want := mapmatch.Merged
		if i == 3 {
			want = mapmatch.Matched
		}
		if p := got.Places[i]; p.Status != want || math.Abs(p.Position.Fraction-[]float64{0.6, 0.62, 0.64}[i-3]) > 1e-9 || p.Position.From != 2 || p.Walk != 0 {
			t.Errorf("point %d: %+v", i, p)
		}
	}
}

// TestTurns checks a walk that turns round on a street, and one that does so at a node.
func TestTurns(t *testing.T) {
	g := lane(t, 5, false, nil)
	for _, c := range []struct {
		xs     []float64
		nodes  []csr.Node
		length float64
	}{
		{[]float64{50, 150, 250, 150, 50}, []csr.Node{1, 2, 1}, 400},
		{[]float64{50, 90, 140, 90, 50}, []csr.Node{1}, 180},
		{[]float64{120, 140, 160, 140, 120}, nil, 80},
	} {
		w := match(t, on(t, g, nil), g, line(2, c.xs...)).Walks[0]
		if !slices.Equal(w.Nodes, c.nodes) || math.Abs(w.Length-c.length) > 1e-9 {
			t.Errorf("%v: nodes %v, length %v; want %v, %v", c.xs, w.Nodes, w.Length, c.nodes, c.length)
		}
	}
}

// TestNoiseOnOneWayStreet checks that a point which noise puts back does not send the
// walk round the block.
func TestNoiseOnOneWayStreet(t *testing.T) {
	g := lane(t, 4, true, func(b *csr.Builder) { b.AddArc(3, 0, 9000) })
	opts := &mapmatch.Options{Sigma: 5}
	trace := line(1, 20, 60, 90)
	trace[1].Accuracy, trace[2].Accuracy = 3, 3
	trace = append(trace, mapmatch.Point{X: 81.5, Y: 1, Accuracy: 3}, mapmatch.Point{X: 140, Y: 1})
	w := match(t, on(t, g, opts), g, trace).Walks[0]
	if !slices.Equal(w.Nodes, []csr.Node{1}) || w.Length > 140 {
		t.Errorf("nodes %v, length %v", w.Nodes, w.Length)
	}
}

// TestBreaks checks points that make no walk: off the map, outliers, a leap to a part of
// the map that no street leads to, and a leap that nobody makes in the time.
func TestBreaks(t *testing.T) {
	g := lane(t, 9, false, func(b *csr.Builder) {
		b.SetPoint(9, 400, 45) // a path by itself
		b.SetPoint(10, 500, 45)
		b.AddEdge(9, 10, 1000)
	})
	ok, off, out := mapmatch.Matched, mapmatch.OffMap, mapmatch.Outlier
	at := func(x, y float64, second int64) mapmatch.Point {
		return mapmatch.Point{X: x, Y: y, Time: time.Unix(1_000_000+second, 0)}
	}
	for name, c := range map[string]struct {
		trace []mapmatch.Point
		want  []mapmatch.Status
		walks int
	}{
		"off the map":    {line(600, 20, 80), []mapmatch.Status{off, off}, 0},
		"off and on":     {append(line(600, 20), line(0, 50, 90, 150)...), []mapmatch.Status{off, ok, ok, ok}, 1},
		"one outlier":    {slices.Concat(line(0, 350, 400), line(60, 450), line(0, 500)), []mapmatch.Status{ok, ok, out, ok}, 1},
		"another part":   {slices.Concat(line(0, 20, 60), line(80, 420, 440, 460, 480, 499)), []mapmatch.Status{ok, ok, ok, ok, ok, ok, ok}, 2},
		"last point off": {slices.Concat(line(0, 20, 60), line(80, 450)), []mapmatch.Status{ok, ok, ok}, 2},
		"too fast":       {[]mapmatch.Point{at(0, 0, 0), at(50, 0, 5), at(700, 0, 10), at(100, 0, 15)}, []mapmatch.Status{ok, ok, out, ok}, 1},
		"in time":        {[]mapmatch.Point{at(0, 0, 0), at(50, 0, 5), at(700, 0, 100)}, []mapmatch.Status{ok, ok, ok}, 1},
		"at one time":    {[]mapmatch.Point{at(0, 0, 0), at(50, 0, 0), at(700, 0, 0), at(90, 0, 0)}, []mapmatch.Status{ok, ok, out, ok}, 1},
		"back in time":   {[]mapmatch.Point{at(0, 0, 99), at(700, 0, 50), at(50, 0, 100)}, []mapmatch.Status{ok, out, ok}, 1},
		"no points":      {nil, nil, 0},
		"one point":      {line(0, 20), []mapmatch.Status{ok}, 1},
	} {
		got := match(t, on(t, g, nil), g, c.trace)
		if !slices.Equal(statuses(got), c.want) || len(got.Walks) != c.walks {
			t.Errorf("%s: %v, %d walks; want %v, %d", name, statuses(got), len(got.Walks), c.want, c.walks)
		}
	}
}

// TestOverlay closes the street that a trace follows, so that the walk goes along the
// one beside it.
func TestOverlay(t *testing.T) {
	g := lane(t, 3, false, func(b *csr.Builder) {
		for v := range csr.Node(3) {
			b.SetPoint(3+v, 100*float64(v), 30)
			b.AddEdge(v, 3+v, 300)
		}
		b.AddEdge(3, 4, 1000)
		b.AddEdge(4, 5, 1000)
	})
	streets, err := csr.NewStreetLocator(g)
	must(t, err)
	solver := dijkstra.NewSolver(g)
	m, err := mapmatch.New(streets, solver, nil)
	must(t, err)
	trace := line(5, -5, 50, 150, 205)
	if w := match(t, m, g, trace).Walks[0]; !slices.Equal(w.Nodes, []csr.Node{0, 1, 2}) {
		t.Fatalf("nodes %v", w.Nodes)
	}
	closed := csr.NewOverlay(g)
	must(t, closed.SetArc(0, 1, csr.Blocked))
	must(t, closed.SetArc(1, 0, csr.Blocked))
	must(t, closed.SetNode(1, csr.Blocked))
	solver.Use(closed)
	for _, w := range match(t, m, g, trace).Walks {
		if slices.Contains(w.Nodes, 1) {
			t.Errorf("nodes %v, with one that is closed", w.Nodes)
		}
	}
	solver.Use(nil)
	if w := match(t, m, g, trace).Walks[0]; !slices.Equal(w.Nodes, []csr.Node{0, 1, 2}) {
		t.Errorf("opened again: nodes %v", w.Nodes)
	}
	solver.Use(csr.NewOverlay(lane(t, 4, false, nil)))
	if err := m.Match(new(mapmatch.Match), trace); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("an overlay of another graph: %v", err)
	}
}

// TestAcrossTheMeridian matches one trace at Greenwich and at the 180th meridian.
func TestAcrossTheMeridian(t *testing.T) {
	var walks [][]csr.Node
	for _, middle := range []float64{0, 180} {
		b := csr.NewBuilder(5)
		b.SetMeta(csr.Meta{LonLat: true})
		for v := range csr.Node(5) {
			b.SetPoint(v, math.Remainder(middle+(float64(v)-2)*1e-3, 360), -17)
		}
		for v := range csr.Node(4) {
			b.AddEdge(v, v+1, 1063)
		}
		g, err := b.Build()
		must(t, err)
		var trace []mapmatch.Point
		for i := range 8 {
			trace = append(trace, mapmatch.Point{X: middle + (float64(i)-3.7)*5e-4, Y: -17.00001})
		}
		got := match(t, on(t, g, nil), g, trace)
		if len(got.Walks) != 1 || math.Abs(got.Walks[0].Length-372) > 2 {
			t.Errorf("around %v: %+v", middle, got.Walks)
		}
		walks = append(walks, got.Walks[0].Nodes)
	}
	if !slices.Equal(walks[0], walks[1]) {
		t.Errorf("nodes %v and %v", walks[0], walks[1])
	}
}

// TestWaysThatDoNotFit has a street beside the walk whose weight makes distances overflow.
func TestWaysThatDoNotFit(t *testing.T) {
	g := lane(t, 3, false, func(b *csr.Builder) {
		b.SetPoint(3, 50, 20)
		b.SetPoint(4, 150, 20)
		b.AddEdge(3, 4, math.MaxUint32-1)
		b.AddEdge(3, 0, math.MaxUint32-1)
	})
	w := match(t, on(t, g, &mapmatch.Options{Unit: 0.1}), g, line(2, 20, 60, 120, 180)).Walks[0]
	if !slices.Equal(w.Nodes, []csr.Node{1}) || math.Abs(w.Length-160) > 1e-9 {
		t.Errorf("nodes %v, length %v", w.Nodes, w.Length)
	}
}

// TestEstimate finds the noise that traces were made with.
func TestEstimate(t *testing.T) {
	g := lane(t, 30, false, nil)
	r := rand.New(rand.NewPCG(81, 82))
	var trace []mapmatch.Point
	for x := 0.0; x < 2900; x += 40 {
		trace = append(trace, mapmatch.Point{X: x + 4*r.NormFloat64(), Y: 4 * r.NormFloat64()})
	}
	sigma, beta, ok := match(t, on(t, g, nil), g, trace).Estimate()
	if !ok || sigma < 3 || sigma > 5 || !(beta > 0 && beta < 2) {
		t.Errorf("sigma %v, beta %v, %v", sigma, beta, ok)
	}
	if _, _, ok := new(mapmatch.Match).Estimate(); ok {
		t.Error("an estimate of nothing")
	}
}

// TestRefuses checks that what makes no sense is an error that says where it is.
func TestRefuses(t *testing.T) {
	g, other := lane(t, 4, false, nil), lane(t, 5, false, nil)
	streets, err := csr.NewStreetLocator(g)
	must(t, err)
	for _, opts := range []mapmatch.Options{{Sigma: -1}, {Beta: math.NaN()}, {Radius: math.Inf(1)}, {Skip: -2}, {Candidates: -1}, {Sigma: 1e300}} {
		if _, err := mapmatch.New(streets, dijkstra.NewSolver(g), &opts); !errors.Is(err, mapmatch.ErrOptions) {
			t.Errorf("%+v: %v", opts, err)
		}
	}
	if _, err := mapmatch.New(streets, dijkstra.NewSolver(other), nil); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("another graph: %v", err)
	}
	var noIndex *hublabel.Index
	for _, router := range []dijkstra.NodeSolver{nil, dijkstra.NewSolver(nil), noIndex} {
		if _, err := mapmatch.New(streets, router, nil); !errors.Is(err, csr.ErrNoGraph) {
			t.Errorf("no graph: %v", err)
		}
	}
	if _, err := mapmatch.New(nil, dijkstra.NewSolver(g), nil); !errors.Is(err, csr.ErrNoGraph) {
		t.Errorf("no streets: %v", err)
	}
	m := on(t, g, nil)
	for i, p := range []mapmatch.Point{{X: math.NaN()}, {Y: math.Inf(1)}, {Accuracy: -1}, {Accuracy: math.NaN()}, {Accuracy: math.Inf(1)}} {
		err := m.Match(new(mapmatch.Match), []mapmatch.Point{{}, p})
		if e := (*mapmatch.PointError)(nil); !errors.As(err, &e) || e.Index != 1 {
			t.Errorf("point %d: %v", i, err)
		}
	}
	must(t, g.Close())
	if err := m.Match(new(mapmatch.Match), line(0, 20, 80)); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("a closed graph: %v", err)
	}
}
