package dijkstra

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// oracleVia joins canonical paths. The first of them that is not there, or does
// not fit, decides; failed is the pair that an overflow names.
func oracleVia(o *graphtest.Graph, stops []csr.Node) (way []csr.Node, sum uint32, failed *OverflowError) {
	way, total := []csr.Node{stops[0]}, uint64(0)
	for i, to := range stops[1:] {
		d := o.DistancesFrom(stops[i])[to]
		switch _, err := want(d); {
		case err != nil:
			return nil, Unreachable, &OverflowError{stops[i], to}
		case d == graphtest.Inf:
			return nil, Unreachable, nil
		}
		way = append(way, o.CanonicalPath(stops[i], to)[1:]...)
		total += d
	}
	if total >= uint64(Unreachable) {
		return nil, Unreachable, &OverflowError{stops[0], stops[len(stops)-1]}
	}
	return way, uint32(total), nil
}

func checkVia(t *testing.T, o *graphtest.Graph, all []*Solver, stops []csr.Node) {
	t.Helper()
	way, sum, failed := oracleVia(o, stops)
	for _, s := range all {
		got, d, err := s.AppendRoute([]csr.Node{99}, stops)
		var e *OverflowError
		if errors.As(err, &e) != (failed != nil) || failed != nil && *e != *failed || failed == nil && err != nil {
			t.Fatalf("%s: via %v: %v; want %v", brief(o), stops, err, failed)
		}
		if d != sum || !slices.Equal(got, append([]csr.Node{99}, way...)) {
			t.Fatalf("%s: via %v: %v of %d; want %v of %d", brief(o), stops, got, d, way, sum)
		}
	}
}

// TestViaOfRandomGraphs goes to up to five stops, some twice in a row.
func TestViaOfRandomGraphs(t *testing.T) {
	eachSmall(t, 2000, 21, func(r *rand.Rand, o *graphtest.Graph) {
		all := solvers(mustBuild(t, o))
		now := redress(t, r, o, all)
		for range 4 {
			stops := draw(r, o, 1+r.IntN(5))
			if r.IntN(3) == 0 {
				stops = slices.Insert(stops, 0, stops[0])
			}
			checkVia(t, now, all, stops)
		}
	})
}

func TestViaOfLargerGraphs(t *testing.T) {
	for i, o := range larger() {
		r := rand.New(rand.NewPCG(22, uint64(i)))
		checkVia(t, o, solvers(mustBuild(t, o)), draw(r, o, 6))
	}
}

// TestViaAddsUp has legs that fit and a sum that just does, or does not.
func TestViaAddsUp(t *testing.T) {
	const half = 1 << 31
	for _, c := range []struct {
		last, sum uint32
		err       error
	}{{half - 2, Unreachable - 1, nil}, {half - 1, Unreachable, ErrOverflow}, {half, Unreachable, ErrOverflow}} {
		for _, s := range solvers(path4(t, 1, half-1, c.last)) {
			if _, d, err := s.AppendRoute(nil, []csr.Node{0, 1, 2, 3}); d != c.sum || !errors.Is(err, c.err) {
				t.Errorf("last leg of %d: %d, %v; want %d, %v", c.last, d, err, c.sum, c.err)
			}
		}
	}
}

func TestViaRefuses(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	dst := []csr.Node{42}
	if got, d, err := s.AppendRoute(dst, nil); !errors.Is(err, ErrNoNodes) || d != Unreachable || !slices.Equal(got, dst) {
		t.Errorf("no stop: %v, %d, %v", got, d, err)
	}
	var n *csr.NodeError
	if got, d, err := s.AppendRoute(dst, []csr.Node{0, 1, 4}); !errors.As(err, &n) || n.Place != "stops[2]" || d != Unreachable || !slices.Equal(got, dst) {
		t.Errorf("node 4 of 4: %v, %d, %v", got, d, err)
	}
	if got, d, err := s.AppendRoute(dst, []csr.Node{0, 2, 1}); err != nil || d != Unreachable || !slices.Equal(got, dst) {
		t.Errorf("no way back: %v, %d, %v", got, d, err)
	}
}

func TestViaAllocatesNothing(t *testing.T) {
	for _, o := range larger() {
		s := NewSolver(mustBuild(t, o))
		stops, _ := graphtest.Pairs(o.N, 8, 1)
		var way []csr.Node
		expectNoAllocations(t, o.Name, func() { way, _, _ = s.AppendRoute(way[:0], stops) })
	}
}

// TestViaInPlace writes the way over its stops.
func TestViaInPlace(t *testing.T) {
	s := NewSolver(path4(t, 1, 1, 1))
	stops := append(make([]csr.Node, 0, 9), 0, 2, 3)
	way, d, err := s.AppendRoute(stops[:0], stops)
	if d != 3 || err != nil || !slices.Equal(way, []csr.Node{0, 1, 2, 3}) {
		t.Errorf("%v, %d, %v", way, d, err)
	}
}

// TestUseMakesTreesStale though the weights come to the same.
func TestUseMakesTreesStale(t *testing.T) {
	g := path4(t, 1, 1, 1)
	s, overlay := NewSolver(g), csr.NewOverlay(g)
	_ = overlay.SetNode(2, 50)
	s.Use(overlay)
	tree, _ := s.Tree(0)
	s.Use(nil)
	if _, err := tree.Distance(3); !errors.Is(err, ErrStale) {
		t.Errorf("%v", err)
	}
}
