package dijkstra

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// higher returns a weight that is not below another.
func (w *walker) higher(than uint32) uint32 {
	more := []uint32{0, 1, 2, 7, 400, csr.Blocked}[w.r.IntN(6)]
	return uint32(min(uint64(than)+uint64(more), uint64(csr.Blocked)))
}

// raise changes up to so many arcs and so many nodes, none to less than the graph's
// own.
func (w *walker) raise(t *testing.T, most int) {
	t.Helper()
	for range w.r.IntN(most + 1) {
		if w.g.NumArcs() == 0 {
			break
		}
		from, to, _ := w.g.ArcEnds(w.r.Uint32N(uint32(w.g.NumArcs())))
		own, _ := w.g.ArcWeight(from, to)
		weight := w.higher(own)
		if err := w.overlay.SetArc(from, to, weight); err != nil {
			t.Fatal(err)
		}
		w.o = w.o.WithArcWeight(from, to, weight)
	}
	for range w.r.IntN(most + 1) {
		v := w.r.Uint32N(uint32(w.base.N))
		weight := w.higher(w.g.NodeWeight(v))
		if err := w.overlay.SetNode(v, weight); err != nil {
			t.Fatal(err)
		}
		w.o.NodeWeights[v] = weight
	}
}

// add adds counters times a number.
func add(to, w QueryStats, times uint64) QueryStats {
	return QueryStats{
		IndexOnly: to.IndexOnly + times*w.IndexOnly, AStar: to.AStar + times*w.AStar, Abandoned: to.Abandoned + times*w.Abandoned,
		Bidirectional: to.Bidirectional + times*w.Bidirectional, Settled: to.Settled + times*w.Settled,
	}
}

// since returns what has come since.
func since(before QueryStats, s *Solver) QueryStats { return add(s.Stats(), before, math.MaxUint64) }

// TestRaisedWeights has Solvers of every kind follow an index through overlays that
// raise weights, of nodes and arcs, of patches and whole arrays.
func TestRaisedWeights(t *testing.T) {
	var ways QueryStats
	for seed := range fewer(1500) {
		r := rand.New(rand.NewPCG(seed, 71))
		w := newWalker(t, r, changing(r, seed))
		t.Logf("seed %d", seed)
		all := solvers(w.g)
		guideAll(t, oraclePairs(w.g, w.base), all...)
		for range 4 {
			w.replace(t)
			w.raise(t, 4)
			from := r.Uint32N(uint32(w.base.N))
			for _, s := range all {
				s.Use(w.overlay)
			}
			checkSourceOf(t, w.o, all, from)
			w.o.CheckMany(t, all[seed%uint64(len(all))], ErrOverflow)
		}
		for _, s := range all {
			ways = add(ways, s.Stats(), 1)
		}
	}
	if ways.IndexOnly == 0 || ways.AStar == 0 || ways.Bidirectional == 0 || ways.Abandoned > 0 {
		t.Errorf("%+v", ways)
	}
}

// TestAnyWeights does so where the overlay lowers weights as well, and is put on
// and taken off, as the index is.
func TestAnyWeights(t *testing.T) {
	for seed := range fewer(600) {
		r := rand.New(rand.NewPCG(seed, 72))
		w := newWalker(t, r, changing(r, seed))
		t.Logf("seed %d", seed)
		index, s := oraclePairs(w.g, w.base), kinds[seed%4](w.g)
		for range 8 {
			switch r.IntN(4) {
			case 0:
				w.replace(t)
				w.change(t)
			case 1:
				guideAll(t, index, s)
			case 2:
				guideAll(t, nil, s)
			default:
				w.raise(t, 3)
			}
			s.Use(w.overlay)
			from := r.Uint32N(uint32(w.base.N))
			checkSource(t, w.o, s, from)
			s.Use(nil)
			checkSource(t, w.base, s, from)
		}
	}
}

// TestEveryRaise closes and raises each node and each arc of every graph of up to
// three nodes whose arcs weigh 0, 1 or 2 or are missing, one at a time.
func TestEveryRaise(t *testing.T) {
	i, step := 0, 1
	if testing.Short() {
		step = 23
	}
	for n := 1; n <= 3; n++ {
		for o := range graphtest.All(n, []uint32{0, 1, 2}) {
			if i++; i%step == 0 {
				raiseEach(t, o, kinds[i/step%len(kinds)])
			}
		}
	}
}

func raiseEach(t *testing.T, o *graphtest.Graph, kind func(*csr.CSRGraph) *Solver) {
	t.Helper()
	g := mustBuild(t, o)
	s, overlay := kind(g), csr.NewOverlay(g)
	guideAll(t, oraclePairs(g, o), s)
	s.Use(overlay)
	check := func(now *graphtest.Graph, err error) {
		if err != nil {
			t.Fatal(err)
		}
		for from := range csr.Node(o.N) {
			checkSource(t, now, s, from)
		}
		overlay.Reset()
	}
	for _, w := range []uint32{1, csr.Blocked} {
		for v := range csr.Node(o.N) {
			weights := nodeWeights(o)
			weights[v] = w
			check(o.WithNodeWeights(weights), overlay.SetNode(v, w))
		}
		for a := range uint32(g.NumArcs()) {
			from, to, _ := g.ArcEnds(a)
			own, _ := g.ArcWeight(from, to)
			w := max(w, own+1)
			check(o.WithArcWeight(from, to, w), overlay.SetArc(from, to, w))
		}
	}
}

// TestRaisedMaps asks Solvers with an index and without about graphs whose searches
// take many turns, with a few places closed or raised and with many.
func TestRaisedMaps(t *testing.T) {
	var ways QueryStats
	for i, o := range append(larger(), streets(rand.New(rand.NewPCG(73, 1)), 700)) {
		r := rand.New(rand.NewPCG(73, uint64(i)))
		w := newWalker(t, r, o)
		index := solvedPairs(t, w.g)
		for _, kind := range kinds[:4] {
			plain, s := kind(w.g), kind(w.g)
			guideAll(t, index, s)
			for round := range fewer(40) {
				w.reset(csr.NewOverlay(w.g))
				w.raise(t, 4<<(round%6))
				plain.Use(w.overlay)
				s.Use(w.overlay)
				s.engine.MaxAStarSettled, s.engine.MaxRaised = []int{o.N / 8, o.N, 0}[round%3], 20
				for range 20 {
					sameAnswers(t, plain, s, r.Uint32N(uint32(o.N)), r.Uint32N(uint32(o.N)))
				}
			}
			ways = add(ways, s.Stats(), 1)
		}
	}
	if ways.IndexOnly == 0 || ways.AStar == 0 || ways.Abandoned == 0 || ways.Bidirectional == 0 {
		t.Errorf("%+v", ways)
	}
}

// sameAnswers asks two Solvers about a pair.
func sameAnswers(t *testing.T, a, b *Solver, from, to csr.Node) {
	t.Helper()
	d, err := a.Distance(from, to)
	e, errB := b.Distance(from, to)
	if d != e || err != nil || errB != nil {
		t.Fatalf("%d to %d: distance %d, %v; with an index %d, %v", from, to, d, err, e, errB)
	}
	p, d, err := a.AppendPath(nil, from, to)
	q, e, errB := b.AppendPath(nil, from, to)
	if d != e || err != nil || errB != nil || !slices.Equal(p, q) {
		t.Fatalf("%d to %d: %v, %d, %v; with an index %v, %d, %v", from, to, p, d, err, q, e, errB)
	}
	p, d, err = a.AppendRoute(nil, []csr.Node{from, to, from})
	q, e, errB = b.AppendRoute(nil, []csr.Node{from, to, from})
	if d != e || err != nil || errB != nil || !slices.Equal(p, q) {
		t.Fatalf("%d to %d and back: %v, %d, %v; with an index %v, %d, %v", from, to, p, d, err, q, e, errB)
	}
}

// TestRaisedWithLimits raises the budget until a pair is answered, as other Solvers
// are asked: see climb.
func TestRaisedWithLimits(t *testing.T) {
	for seed := range fewer(500) {
		r := rand.New(rand.NewPCG(seed, 74))
		w := newWalker(t, r, changing(r, seed))
		t.Logf("seed %d", seed)
		w.raise(t, 3)
		all, others := solvers(w.g)[:4], solvers(w.g)[:4]
		guideAll(t, oraclePairs(w.g, w.base), append(all, others...)...)
		p := newLimitedPair(w.o, r.Uint32N(uint32(w.base.N)), r.Uint32N(uint32(w.base.N)))
		for i, s := range all {
			s.Use(w.overlay)
			others[i].Use(w.overlay)
			if seed%2 == 0 {
				s.engine.MaxAStarSettled, others[i].engine.MaxAStarSettled = 4, 4
			}
			p.climb(t, s, others[i])
		}
	}
}

// raise reads changes of an overlay, none to less than the graph's own, and returns
// the oracle's graph with them.
func (f *feed) raise(t *testing.T, o *graphtest.Graph, overlay *csr.Overlay) *graphtest.Graph {
	t.Helper()
	g := overlay.Graph()
	o = o.WithNodeWeights(nodeWeights(o))
	for range f.next(8) {
		more := []uint32{1, 2, 3, 99, csr.Blocked}[f.next(5)]
		v, a := csr.Node(f.next(o.N)), uint32(f.next(64))
		from, to, ok := g.ArcEnds(a)
		var err error
		if own, _ := g.ArcWeight(from, to); ok && a&1 == 1 {
			w := uint32(min(uint64(own)+uint64(more), uint64(csr.Blocked)))
			o, err = o.WithArcWeight(from, to, w), overlay.SetArc(from, to, w)
		} else {
			o.NodeWeights[v] = uint32(min(uint64(g.NodeWeight(v))+uint64(more), uint64(csr.Blocked)))
			err = overlay.SetNode(v, o.NodeWeights[v])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// FuzzRaised takes bytes as a graph and an overlay that raises some weights, and
// has all Solvers answer with an index as the oracle does.
func FuzzRaised(f *testing.F) {
	f.Add([]byte{5, 0, 12, 0, 1, 1, 1, 2, 1, 2, 3, 0, 3, 4, 2, 4, 0, 3, 0, 2, 2})
	f.Add([]byte{7, 9, 7, 0, 1, 9, 1, 2, 7, 2, 3, 5, 3, 4, 4, 4, 5, 1, 5, 6, 8, 6, 0, 2, 3, 4, 2, 0, 0, 3, 5, 2, 5, 9})
	f.Add(slices.Repeat([]byte{7, 8, 21, 3, 1, 2, 0}, 30))
	f.Fuzz(func(t *testing.T, b []byte) {
		in := feed(b)
		o := in.graph()
		g := mustBuild(t, o)
		overlay, all := csr.NewOverlay(g), solvers(g)
		guideAll(t, oraclePairs(g, o), all...)
		for range 2 {
			now := in.raise(t, o, overlay)
			for _, s := range all {
				s.Use(overlay)
				for from := range csr.Node(o.N) {
					checkSource(t, now, s, from)
				}
			}
			overlay.Reset()
		}
	})
}
