package indextest

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/internal/graphtest"
)

// ForgedGraphs opens graph files that no Builder wrote, with sums that are right: each
// is refused, or answered for as the oracle does in every way that there is.
func (s Factory) ForgedGraphs(t *testing.T) {
	refused, taken := map[string]int{}, 0
	for seed := range uint64(Fewer(2000)) {
		r := rand.New(rand.NewPCG(seed, 5))
		f := forge(r)
		g, err := csr.FromBytes(f.file)
		if err != nil {
			var format *csr.FormatError
			if f.flaw == "" || !errors.As(err, &format) {
				t.Fatalf("seed %d: %+v, flaw %q: %v", seed, *f.o, f.flaw, err)
			}
			refused[f.flaw]++
			continue
		}
		taken++
		s.everyWay(t, r, f, g)
		if t.Failed() {
			t.Fatalf("seed %d: %+v, flaw %q", seed, *f.o, f.flaw)
		}
	}
	t.Logf("%d files taken, and refused with %v", taken, refused)
	if taken < Fewer(800) || len(refused) != 7 {
		t.Errorf("%d files were taken, and refused with %v: seven kinds of flaws are drawn", taken, refused)
	}
}

// everyWay asks a graph everything, by all who answer.
func (s Factory) everyWay(t *testing.T, r *rand.Rand, f forgery, g *csr.CSRGraph) {
	t.Helper()
	x := s.Shuffled(t, r, g)
	again, err := s.FromBytes(x.Bytes(), g)
	if err != nil || x.Prove(t.Context()) != nil || again.Prove(t.Context()) != nil {
		t.Fatalf("from a file: %v; proved: %v, %v", err, x.Prove(t.Context()), again.Prove(t.Context()))
	}
	plain, aided := dijkstra.NewSolver(g), dijkstra.NewSolver(g)
	if err := aided.UseIndex(again); err != nil {
		t.Fatal(err)
	}
	for _, a := range []graphtest.Answerer{plain, x, s.Ordered(t, g), again, aided} {
		f.o.CheckAnswers(t, a, overflow)
	}
	trees(t, f.o, plain)
	overlay := csr.NewOverlay(g)
	aided.Use(overlay)
	changed := Perturb(t, r, f.o, overlay, 2, palettes[r.IntN(len(palettes))])
	changed.CheckAnswers(t, aided, overflow)
	changed.CheckAnswers(t, s.customized(t, again, overlay), overflow)
	located(t, r, f, g)
}

// trees compares those from and to each node with the oracle's distances.
func trees(t *testing.T, o *graphtest.Graph, s *dijkstra.Solver) {
	t.Helper()
	for v := range csr.Node(o.N) {
		from, to := o.DistancesFrom(v), o.DistancesTo(v)
		tree, err := s.Tree(v)
		if err != nil {
			t.Fatal(err)
		}
		far := false // some distance to v does not fit
		for u := range csr.Node(o.N) {
			want, wantErr := graphtest.Want(from[u], overflow)
			if d, err := tree.Distance(u); d != want || !errors.Is(err, wantErr) {
				t.Errorf("tree from %d: node %d at %d, %v; want %d, %v", v, u, d, err, want, wantErr)
			}
			_, err := graphtest.Want(to[u], overflow)
			far = far || err != nil
		}
		goal, err := s.GoalTree(v)
		if far || err != nil {
			if far != errors.Is(err, overflow) {
				t.Errorf("tree to %d: %v; too far: %v", v, err, far)
			}
			continue
		}
		for u := range csr.Node(o.N) {
			want, _ := graphtest.Want(to[u], overflow)
			if d, err := goal.Distance(u); d != want || err != nil {
				t.Errorf("tree to %d: node %d at %d, %v; want %d", v, u, d, err, want)
			}
		}
	}
}

// located compares a Locator with trying all points.
func located(t *testing.T, r *rand.Rand, f forgery, g *csr.CSRGraph) {
	t.Helper()
	places, err := csr.NewLocator(g)
	if (err == nil) != (f.o.Points != nil) {
		t.Fatalf("%d points: %v", len(f.o.Points), err)
	}
	for range 5 * len(f.o.Points) {
		x, y := r.Float64()*360-180, r.Float64()*180-90
		if r.IntN(3) == 0 {
			p := f.o.Points[r.IntN(f.o.N)]
			x, y = p[0], p[1]
		}
		least := math.Inf(1)
		for _, p := range f.o.Points {
			least = min(least, f.distance(p, x, y))
		}
		v, d, err := places.Nearest(x, y)
		if slack := least*1e-9 + 1e-6; err != nil || !(math.Abs(d-least) <= slack) || !(f.distance(f.o.Points[v], x, y) <= least+slack) {
			t.Errorf("near %v, %v: node %d at %v, %v; the nearest is at %v", x, y, v, d, err, least)
		}
	}
}

// distance returns how far it is from a point.
func (f forgery) distance(p [2]float64, x, y float64) float64 {
	if f.lonLat {
		return geo.Metres(p[0], p[1], x, y)
	}
	return math.Hypot(p[0]-x, p[1]-y)
}
