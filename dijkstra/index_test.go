package dijkstra

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/chain"
	"github.com/veltrix/cairn/internal/graphtest"
)

// guideAll has Solvers use an index, and search with it however long that takes, so
// that small graphs go through it.
func guideAll(t testing.TB, x Index, all ...*Solver) {
	t.Helper()
	for _, s := range all {
		if err := s.UseIndex(x); err != nil {
			t.Fatal(err)
		}
		s.engine.MaxAStarSettled, s.engine.MaxRaised = math.MaxInt, math.MaxInt
	}
}

var errNoBounds = errors.New("other weights")

// TestIndexRefused is of another graph or of other weights: then there is none.
func TestIndexRefused(t *testing.T) {
	g, other := path4(t, 1, 1, 1), path4(t, 1, 2, 1)
	s := NewSolver(g)
	for want, x := range map[error]Index{
		csr.ErrWrongGraph: solvedPairs(t, other),
		errNoBounds:       &allPairs{g: g, err: errNoBounds},
	} {
		guideAll(t, solvedPairs(t, g), s)
		if err := s.UseIndex(x); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
		if d, err := s.Distance(0, 3); d != 3 || err != nil || s.Stats() != (QueryStats{}) {
			t.Errorf("without an index: %d, %v, %+v", d, err, s.Stats())
		}
	}
}

// TestWays goes each way on purpose: from 0 to 3 it costs 3 by way of 1 and 2, and
// 4 by way of 4. No path leads to 5, so that is not searched, though it is near 3.
func TestWays(t *testing.T) {
	o := &graphtest.Graph{N: 6, Arcs: []graphtest.Arc{
		{From: 0, To: 1, Weight: 1}, {From: 1, To: 2, Weight: 1}, {From: 2, To: 3, Weight: 1},
		{From: 0, To: 4, Weight: 2}, {From: 4, To: 3, Weight: 2}, {From: 5, To: 3, Weight: 1},
	}}
	g := mustBuild(t, o)
	index := oraclePairs(g, o)
	dear := []uint32{0, 0, 0, 0, 0, csr.Blocked - 5}
	for what, c := range map[string]struct {
		change func(o *csr.Overlay) error
		whole  []uint32
		to     csr.Node
		d      uint32
		want   QueryStats
	}{
		"nothing changed":       {to: 3, d: 3, want: QueryStats{IndexOnly: 2}},
		"no path":               {to: 5, d: Unreachable, want: QueryStats{IndexOnly: 2}},
		"a closed node beside":  {change: func(o *csr.Overlay) error { return o.SetNode(4, csr.Blocked) }, to: 3, d: 3, want: QueryStats{IndexOnly: 2}},
		"a closed node":         {change: func(o *csr.Overlay) error { return o.SetNode(2, csr.Blocked) }, to: 3, d: 4, want: QueryStats{AStar: 2, Settled: 4}},
		"a raised arc":          {change: func(o *csr.Overlay) error { return o.SetArc(1, 2, 5) }, to: 3, d: 4, want: QueryStats{AStar: 2, Settled: 6}},
		"a raised last arc":     {change: func(o *csr.Overlay) error { return o.SetArc(2, 3, 5) }, to: 3, d: 4, want: QueryStats{AStar: 2, Settled: 4}},
		"a closed target":       {change: func(o *csr.Overlay) error { return o.SetNode(3, csr.Blocked) }, to: 3, d: Unreachable, want: QueryStats{AStar: 2}},
		"a source that matters": {change: func(o *csr.Overlay) error { return o.SetNode(0, csr.Blocked) }, to: 3, d: 3, want: QueryStats{IndexOnly: 2}},
		"a lowered arc":         {change: func(o *csr.Overlay) error { return o.SetArc(0, 4, 0) }, to: 3, d: 2, want: QueryStats{IndexOnly: 1, AStar: 1, Settled: 3}},
		"an array":              {whole: []uint32{0, 0, 7, 0, 0, 0}, to: 3, d: 4, want: QueryStats{AStar: 2, Settled: 6}},
		"an array of too much":  {whole: dear, to: 3, d: 3, want: QueryStats{Bidirectional: 2, Settled: 9}},
	} {
		s := newSolver(g, g.Layout(), nil)
		guideAll(t, index, s)
		overlay := csr.NewOverlay(g)
		if c.whole != nil {
			overlay, _ = csr.OverlayFrom(g, c.whole)
		}
		if c.change != nil {
			if err := c.change(overlay); err != nil {
				t.Fatal(err)
			}
		}
		s.Use(overlay)
		d, err := s.Distance(0, c.to)
		_, e, errPath := s.AppendPath(nil, 0, c.to)
		if d != c.d || e != c.d || err != nil || errPath != nil || s.Stats() != c.want {
			t.Errorf("%s: %d, %v, %d, %v, %+v; want %d, %+v", what, d, err, e, errPath, s.Stats(), c.d, c.want)
		}
	}
}

// shut is an index that was closed.
type shut struct{ Index }

func (shut) Distance(_, _ csr.Node) (uint32, error) { return Unreachable, csr.ErrClosed }

func (shut) AppendPath(dst []csr.Node, _, _ csr.Node) ([]csr.Node, uint32, error) {
	return dst, Unreachable, csr.ErrClosed
}

func (shut) Matrix(dst []uint32, _, _ []csr.Node) ([]uint32, error) { return dst, csr.ErrClosed }

// TestClosedIndex has Solvers go on without it, under overlays of every kind.
func TestClosedIndex(t *testing.T) {
	o := graphtest.Grid(20, 20, 9, 1)
	g := mustBuild(t, o)
	plain, s := NewSolver(g), NewSolver(g)
	guideAll(t, shut{solvedPairs(t, g)}, s)
	for changes, w := range map[int]uint32{0: 0, 3: csr.Blocked, 200: 50, 30: 0} {
		overlay := csr.NewOverlay(g)
		for v := range csr.Node(changes) {
			if err := overlay.SetNode(v, w); err != nil {
				t.Fatal(err)
			}
		}
		plain.Use(overlay)
		s.Use(overlay)
		for v := range csr.Node(o.N) {
			sameAnswers(t, plain, s, v, csr.Node(o.N)-1-v)
		}
	}
	if w := s.Stats(); w.Bidirectional != w.IndexOnly+w.AStar+w.Abandoned+w.Bidirectional+w.Customized {
		t.Errorf("%+v", w)
	}
}

// TestIndexTakesNoSearch is answered within the smallest budget, though the context
// is done.
func TestIndexTakesNoSearch(t *testing.T) {
	g := path4(t, 1, 1, 1)
	s := NewSolver(g)
	guideAll(t, solvedPairs(t, g), s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path, r, err := s.AppendPathLimited(ctx, nil, 0, 3, 1)
	if want := (Result{Outcome: Found, Distance: 3, Bound: 3}); r != want || err != nil || !slices.Equal(path, []csr.Node{0, 1, 2, 3}) {
		t.Errorf("%v, %+v, %v; want %+v", path, r, err, want)
	}
}

// TestManyRaisedWeights are not searched with an index: an eighth of the nodes is.
func TestManyRaisedWeights(t *testing.T) {
	o := graphtest.Grid(20, 20, 9, 1)
	g := mustBuild(t, o)
	s, overlay := NewSolver(g), csr.NewOverlay(g)
	guideAll(t, solvedPairs(t, g), s)
	s.engine.MaxRaised = o.N / 8
	s.Use(overlay)
	for v := range csr.Node(51) {
		way := QueryStats{AStar: 1}
		if v >= 50 {
			way = QueryStats{Bidirectional: 1}
		}
		_ = overlay.SetNode(v, csr.Blocked)
		before := s.Stats()
		if d, err := s.Distance(399, v); d != Unreachable || err != nil {
			t.Fatalf("%d, %v", d, err)
		}
		got := since(before, s)
		if got.Settled = 0; got != way {
			t.Errorf("%d raised: %+v, want %+v", v+1, got, way)
		}
	}
	whole, _ := csr.OverlayFrom(g, nodeWeights(o))
	s.Use(whole)
	before := s.Stats()
	for v, w := range []uint32{csr.Blocked, 0} { // of 400: first one is raised, and then one lowered as well
		_ = whole.SetNode(csr.Node(v), w)
		if d, err := s.Distance(399, 0); d != Unreachable || err != nil {
			t.Errorf("%d, %v", d, err)
		}
	}
	if got := since(before, s); got.AStar != 2 {
		t.Errorf("of an array: %+v", got)
	}
}

// TestCoreFollowsLate exchanges overlays on a map with chains between queries that
// search and queries that do not: what chains cost is worked out for the former.
func TestCoreFollowsLate(t *testing.T) {
	for seed := range fewer(200) {
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 75))
		w := newWalker(t, r, streets(r, 40))
		overlays, oracles := []*csr.Overlay{nil}, []*graphtest.Graph{w.base}
		for i := range 4 {
			w.reset(csr.NewOverlay(w.g))
			if i == 3 {
				w.whole(t)
			}
			w.raise(t, 3)
			overlays, oracles = append(overlays, w.overlay), append(oracles, w.o)
		}
		s := newSolver(w.g, w.g.Layout(), chain.All(w.g.Layout()))
		guideAll(t, oraclePairs(w.g, w.base), s)
		for range 60 {
			i, from, to := r.IntN(len(overlays)), r.Uint32N(uint32(w.base.N)), r.Uint32N(uint32(w.base.N))
			s.Use(overlays[i])
			want, _ := want(oracles[i].DistancesFrom(from)[to])
			d, err := s.Distance(from, to)
			if r.IntN(4) == 0 {
				tree, _ := s.Tree(from)
				d, err = tree.Distance(to)
			}
			if d != want || err != nil {
				t.Fatalf("overlay %d: %d to %d is %d, %v; want %d", i, from, to, d, err, want)
			}
		}
	}
}

// TestGuidedAllocatesNothing once it is warm, whichever way it goes.
func TestGuidedAllocatesNothing(t *testing.T) {
	for _, o := range larger() {
		g := mustBuild(t, o)
		s, overlay := NewSolver(g), csr.NewOverlay(g)
		guideAll(t, solvedPairs(t, g), s)
		sources, targets := graphtest.Pairs(o.N, 50, 1)
		s.Use(overlay)
		var path []csr.Node
		expectNoAllocations(t, o.Name, func() {
			overlay.Reset()
			for i, from := range sources {
				s.engine.MaxAStarSettled = i * 4
				_ = overlay.SetNode(targets[(i+1)%50], csr.Blocked)
				_, _ = s.Distance(from, targets[i])
				path, _, _ = s.AppendPath(path[:0], from, targets[i])
			}
		})
	}
}

// TestGuideMemory holds the bytes a node that UseIndex promises, with an allowance
// for rounding up to size classes.
func TestGuideMemory(t *testing.T) {
	g := mustBuild(t, graphtest.GridWorkload())
	s, index := NewSolver(g), &allPairs{g: g}
	if got := allocated(func() { _ = s.UseIndex(index) }) / float64(g.NumNodes()); got > 1.15*8 {
		t.Errorf("%.2f bytes a node", got)
	}
}

// liar is an index whose distances are anything.
type liar struct {
	*allPairs
	seed uint32
}

func (x *liar) Potential() (Potential, error) { return lies{x}, nil }

// lie returns any number, most of them small.
func (x *liar) lie() uint32 {
	x.seed = x.seed*1664525 + 1013904223
	return x.seed >> (x.seed & 31)
}

func (x *liar) Distance(from, to csr.Node) (uint32, error) { return x.lie(), nil }

func (x *liar) AppendPath(dst []csr.Node, from, to csr.Node) ([]csr.Node, uint32, error) {
	d := x.lie()
	for v := from; v != to && d > uint32(len(dst)); v = (v + 1) % csr.Node(x.g.NumNodes()) {
		dst = append(dst, v)
	}
	return dst, d, nil
}

func (x *liar) Matrix(dst []uint32, sources, targets []csr.Node) ([]uint32, error) {
	for range len(sources) * len(targets) {
		dst = append(dst, x.lie())
	}
	return dst, nil
}

type lies struct{ *liar }

func (l lies) From([]Root)              {}
func (l lies) To([]Root)                {}
func (l lies) Distance(csr.Node) uint32 { return l.lie() }

// TestAnIndexThatLies does no harm but to the answers.
func TestAnIndexThatLies(t *testing.T) {
	for i, o := range append(larger(), graphtest.Grid(8, 8, 1, 1), graphtest.Random(40, 90, 2, 1)) {
		g := mustBuild(t, o)
		overlay := csr.NewOverlay(g)
		_ = overlay.SetNode(1, csr.Blocked)
		for _, s := range solvers(g) {
			guideAll(t, &liar{allPairs: &allPairs{g: g}, seed: uint32(i)}, s)
			s.Use(overlay)
			for v := range csr.Node(o.N) {
				path, _, err := s.AppendPath(nil, v, csr.Node(o.N)-1-v)
				if err != nil || len(path) > o.N {
					t.Fatalf("%s: %d nodes, %v", o.Name, len(path), err)
				}
			}
		}
	}
}
