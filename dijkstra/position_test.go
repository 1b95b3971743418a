package dijkstra

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/graphtest"
)

// square returns four corners in a ring of streets that weigh 10, of which that from 0 to 1
// is one-way.
func square(t testing.TB) *csr.CSRGraph {
	b := csr.NewBuilder(4)
	b.AddArc(0, 1, 10)
	for v := csr.Node(1); v < 4; v++ {
		b.AddEdge(v, (v+1)%4, 10)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestPositionsByHand is what the rules say, case by case.
func TestPositionsByHand(t *testing.T) {
	g := square(t)
	s := NewSolver(g)
	between := NewPositionSolver(s)
	closed := csr.NewOverlay(g)
	if err := errors.Join(closed.SetArc(1, 2, csr.Blocked), closed.SetArc(2, 3, 100)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		from, to csr.Position
		overlay  *csr.Overlay
		d        uint32
		path     []csr.Node
	}{
		{"along a street", csr.Position{From: 1, To: 2, Fraction: 0.2}, csr.Position{From: 1, To: 2, Fraction: 0.7}, nil, 5, nil},
		{"written the other way", csr.Position{From: 1, To: 2, Fraction: 0.2}, csr.Position{From: 2, To: 1, Fraction: 0.3}, nil, 5, nil},
		{"against a one-way street", csr.Position{From: 0, To: 1, Fraction: 0.7}, csr.Position{From: 0, To: 1, Fraction: 0.2}, nil, 35, []csr.Node{1, 2, 3, 0}},
		{"the same place", csr.Position{From: 0, To: 1, Fraction: 0.5}, csr.Position{From: 0, To: 1, Fraction: 0.5}, nil, 0, nil},
		{"to a node", csr.Position{From: 1, To: 2, Fraction: 0.2}, csr.AtNode(3), nil, 18, []csr.Node{2, 3}},
		{"from a node", csr.AtNode(3), csr.Position{From: 0, To: 1, Fraction: 0.2}, nil, 12, []csr.Node{3, 0}},
		{"from an end of the street", csr.Position{From: 0, To: 1, Fraction: 0}, csr.AtNode(3), nil, 10, []csr.Node{0, 3}},
		{"between nodes", csr.AtNode(1), csr.AtNode(3), nil, 20, []csr.Node{1, 2, 3}},
		{"both ways as long", csr.Position{From: 1, To: 2, Fraction: 0.5}, csr.Position{From: 3, To: 0, Fraction: 0.5}, nil, 20, []csr.Node{2, 3}},
		{"a street closed one way", csr.Position{From: 1, To: 2, Fraction: 0.2}, csr.AtNode(2), closed, Unreachable, nil},
		{"round a closed arc", csr.AtNode(0), csr.Position{From: 1, To: 2, Fraction: 0.4}, closed, 26, []csr.Node{0, 3, 2}},
		{"a raised arc", csr.Position{From: 2, To: 3, Fraction: 0.25}, csr.AtNode(3), closed, 75, []csr.Node{3}},
	} {
		s.Use(c.overlay)
		d, err := between.Distance(c.from, c.to)
		path, pathD, pathErr := between.AppendPath(nil, c.from, c.to)
		if d != c.d || pathD != c.d || err != nil || pathErr != nil || !slices.Equal(path, c.path) {
			t.Errorf("%s: %d, %v; path %v of %d, %v; want %v of %d", c.name, d, err, path, pathD, pathErr, c.path, c.d)
		}
	}
}

// TestPositionsRefuse expects each kind of error, and dst as it was given.
func TestPositionsRefuse(t *testing.T) {
	g := square(t)
	good := csr.Position{From: 1, To: 2, Fraction: 0.5}
	s := NewPositionSolver(NewSolver(g))
	for _, c := range []struct {
		p   csr.Position
		err error
	}{
		{csr.Position{From: 1, To: 3, Fraction: 0.5}, csr.ErrNoArc},
		{csr.Position{From: 1, To: 2, Fraction: math.NaN()}, csr.ErrFraction},
		{csr.Position{From: 1, To: 2, Fraction: -0.1}, csr.ErrFraction},
		{csr.Position{From: 1, To: 1, Fraction: 1.1}, csr.ErrFraction},
		{csr.Position{From: 1, To: 4, Fraction: 0.5}, nil},
		{csr.AtNode(4), nil},
	} {
		for place, err := range refusals(t, s, good, c.p) {
			var e *csr.PositionError
			var node *csr.NodeError
			if !errors.As(err, &e) || e.Place != place || c.err != nil && !errors.Is(err, c.err) || c.err == nil && !errors.As(err, &node) {
				t.Errorf("%v as %s: %v", c.p, place, err)
			}
		}
	}
	for name, none := range map[string]*PositionSolver{
		"nil": NewPositionSolver(nil), "a nil pointer": NewPositionSolver((*Solver)(nil)), "of no graph": NewPositionSolver(NewSolver(nil)),
	} {
		if _, err := none.Distance(good, good); !errors.Is(err, ErrNoGraph) || none.Graph() != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := NewSolver(g)
	other.Use(csr.NewOverlay(mosaic(t)))
	if _, err := NewPositionSolver(other).Distance(good, good); !errors.Is(err, csr.ErrWrongGraph) {
		t.Errorf("an overlay of another graph: %v", err)
	}
	_ = g.Close()
	if _, err := s.Distance(good, good); !errors.Is(err, csr.ErrClosed) {
		t.Errorf("a closed graph: %v", err)
	}
}

// refusals asks about a bad position in each place that it can come in, and returns the
// errors by the places that they should name.
func refusals(t *testing.T, s *PositionSolver, good, bad csr.Position) map[string]error {
	t.Helper()
	_, from := s.Distance(bad, good)
	path, _, to := s.AppendPath([]csr.Node{9}, good, bad)
	cells, sources := s.Matrix([]uint32{9}, []csr.Position{good, bad}, []csr.Position{good})
	hits, targets := s.Nearest([]PositionHit{{Index: 9}}, good, []csr.Position{bad}, 1)
	if len(path) != 1 || len(cells) != 1 || len(hits) != 1 {
		t.Errorf("%v, %v, %v after errors", path, cells, hits)
	}
	return map[string]error{"from": from, "to": to, "sources[1]": sources, "targets[0]": targets}
}

// TestPositionsOverflow has one way that is too long and one that is not, and then only the
// first.
func TestPositionsOverflow(t *testing.T) {
	const most = csr.Blocked - 1
	b := csr.NewBuilder(5)
	b.AddArc(0, 1, most)
	b.AddArc(1, 2, most)
	b.AddEdge(3, 4, 10)
	b.AddArc(4, 2, 1)
	b.AddArc(3, 0, 1)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	solver := NewSolver(g)
	s := NewPositionSolver(solver)
	from, to := csr.Position{From: 3, To: 4, Fraction: 0.5}, csr.Position{From: 1, To: 2, Fraction: 0.5}
	if d, err := s.Distance(from, csr.AtNode(2)); d != 6 || err != nil {
		t.Errorf("the way that fits: %d, %v", d, err)
	}
	path, d, err := s.AppendPath(nil, from, csr.AtNode(2))
	if d != 6 || err != nil || !slices.Equal(path, []csr.Node{4, 2}) {
		t.Errorf("its path: %v of %d, %v", path, d, err)
	}
	var e *PositionOverflowError
	_, err = s.Distance(from, to)
	if !errors.As(err, &e) || !errors.Is(err, ErrOverflow) || e.From != from || e.To != to {
		t.Errorf("a way that does not fit: %v", err)
	}
	if _, _, err = s.AppendPath(nil, csr.AtNode(0), to); !errors.As(err, &e) {
		t.Errorf("the path of one: %v", err)
	}
	targets := []csr.Position{to, csr.AtNode(4)}
	if hits, err := s.Nearest(nil, from, targets, 1); err != nil || !slices.Equal(hits, []PositionHit{{Index: 1, Distance: 5}}) {
		t.Errorf("one of two: %v, %v", hits, err)
	}
	if _, err := s.Nearest(nil, from, targets, 2); !errors.As(err, &e) || e.To != to {
		t.Errorf("both: %v", err)
	}
	if _, err := s.Matrix(nil, targets[1:], targets[1:]); err != nil {
		t.Errorf("a matrix without one: %v", err)
	}
	if _, err := s.Matrix(nil, []csr.Position{from}, targets); !errors.As(err, &e) || e.To != to {
		t.Errorf("a matrix: %v", err)
	}
}

func TestPositionsAllocateNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	g := mustBuild(t, graphtest.Road(500, 3))
	solver := NewSolver(g)
	overlay := csr.NewOverlay(g)
	if err := overlay.SetNode(7, csr.Blocked); err != nil {
		t.Fatal(err)
	}
	solver.Use(overlay)
	s := NewPositionSolver(solver)
	var all []csr.Position
	for range 20 {
		from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
		all = append(all, csr.Position{From: from, To: to, Fraction: r.Float64()})
	}
	path, cells, hits := make([]csr.Node, 0, 500), make([]uint32, 0, 400), make([]PositionHit, 0, 20)
	expectNoAllocations(t, "positions", func() {
		for i, p := range all {
			_, _ = s.Distance(p, all[len(all)-1-i])
			path, _, _ = s.AppendPath(path[:0], p, all[len(all)-1-i])
		}
		cells, _ = s.Matrix(cells[:0], all, all)
		hits, _ = s.Nearest(hits[:0], all[0], all, 5)
	})
}

// FuzzPositions compares with the graph that has two positions as nodes.
func FuzzPositions(f *testing.F) {
	f.Add(uint64(1), uint32(0), 0.5, uint32(3), 0.25)
	f.Add(uint64(2), uint32(5), 0.5, uint32(5), 0.5)
	f.Add(uint64(3), uint32(1), 1e-300, uint32(0), math.NaN())
	f.Fuzz(func(t *testing.T, seed uint64, from uint32, fromAt float64, to uint32, toAt float64) {
		o := graphtest.Any(rand.New(rand.NewPCG(seed, 9)))
		g := mustBuild(t, o)
		if g.NumArcs() == 0 {
			return
		}
		p, q := onArc(g, from, fromAt), onArc(g, to, toAt)
		s := NewPositionSolver(NewSolver(g))
		d, err := s.Distance(p, q)
		if bad := errors.Join(g.CheckPosition(p, "from"), g.CheckPosition(q, "to")); bad != nil {
			if !errors.Is(err, csr.ErrFraction) {
				t.Fatalf("%v to %v: %d, %v", p, q, d, err)
			}
			return
		}
		with, nodes := o.WithPositions(graphtest.Position(p), graphtest.Position(q))
		want, wantErr := graphtest.Want(with.DistancesFrom(nodes[0])[nodes[1]], ErrOverflow)
		_, pathD, pathErr := s.AppendPath(nil, p, q)
		if d != want || pathD != want || !errors.Is(err, wantErr) || !errors.Is(pathErr, wantErr) {
			t.Fatalf("seed %d, %v to %v: %d, %v; path of %d, %v; want %d, %v", seed, p, q, d, err, pathD, pathErr, want, wantErr)
		}
	})
}

// onArc returns a position on an arc of any number.
func onArc(g *csr.CSRGraph, arc uint32, at float64) csr.Position {
	from, to, _ := g.ArcEnds(arc % uint32(g.NumArcs()))
	return csr.Position{From: from, To: to, Fraction: at}
}
