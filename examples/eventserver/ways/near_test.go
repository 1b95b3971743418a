package ways

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/route"
	"github.com/veltrix/cairn/dijkstra"
	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// nearest looks at the distance of every node, and returns the shortest one to a node that no
// other is nearer to the target than, and how far from the target, in radians.
func nearest(t *testing.T, s *dijkstra.Solver, from csr.Position, to csr.Node) (distance uint32, away float64) {
	t.Helper()
	g := s.Graph()
	distance, away = dijkstra.Unreachable, math.Inf(1)
	between := dijkstra.NewPositionSolver(s)
	all := make([]csr.Position, g.NumNodes())
	for v := range all {
		all[v] = csr.AtNode(csr.Node(v))
	}
	distances, err := between.Matrix(nil, []csr.Position{from}, all)
	if err != nil {
		t.Fatal(err)
	}
	for v, d := range distances {
		if far := angle(g, csr.Node(v), to); d != dijkstra.Unreachable && (far < away || far == away && d < distance) {
			distance, away = d, far
		}
	}
	return distance, away
}

// angle is between two nodes of a map of longitudes and latitudes, seen from the middle of the
// Earth (haversine).
func angle(g *csr.CSRGraph, u, v csr.Node) float64 {
	x1, y1, _ := g.Point(u)
	x2, y2, _ := g.Point(v)
	const degree = math.Pi / 180
	a, b := math.Sin((y2-y1)*degree/2), math.Sin((x2-x1)*degree/2)
	return 2 * math.Asin(math.Sqrt(a*a+b*b*math.Cos(y1*degree)*math.Cos(y2*degree)))
}

// closedAround returns an overlay that closes all streets within a radius of a node.
func closedAround(t *testing.T, g *csr.CSRGraph, v csr.Node, metres float64) *csr.Overlay {
	t.Helper()
	x, y, _ := g.Point(v)
	area, err := csr.NewCircle(g, x, y, metres)
	if err != nil {
		t.Fatal(err)
	}
	overlay := csr.NewOverlay(g)
	if err := overlay.SetArcs(area.AppendArcs(nil), csr.Blocked); err != nil {
		t.Fatal(err)
	}
	return overlay
}

// TestNear compares ways to nodes in closed areas with all nodes there are.
func TestNear(t *testing.T) {
	g := fixture.Goteborg(t)
	finders := NewFinders(g, nil)
	r := rand.New(rand.NewPCG(2, 9))
	short := 0
	for range 15 {
		from, to := place(g, r), r.Uint32N(uint32(g.NumNodes()))
		overlay := closedAround(t, g, to, 20+150*r.Float64())
		solver := dijkstra.NewSolver(g)
		solver.Use(overlay)
		d, away := nearest(t, solver, from, to)
		w, err := finders.Near(t.Context(), overlay, from, to)
		if err != nil {
			t.Fatal(err)
		}
		if d == dijkstra.Unreachable { // the area has both ends of the street
			if w.Distance != 0 || w.From != w.To || len(w.Nodes) != 0 {
				t.Errorf("from %v, shut in: %+v", from, w)
			}
			continue
		}
		if got := angle(g, w.To.From, to); w.Distance != d || math.Abs(got-away) > 1e-12 {
			t.Errorf("from %v to %d: %d to %v away from it; want %d, %v", from, to, w.Distance, got, d, away)
		}
		var line route.Line
		if err := line.AppendPath(g, w.Path, nil); err != nil {
			t.Error(err)
		}
		if w.To.From != to {
			short++
		}
	}
	if short < 10 {
		t.Errorf("only %d of 15 ways end before the target", short)
	}
}

// TestNearThere is the shortest way where there is one.
func TestNearThere(t *testing.T) {
	g := fixture.Goteborg(t)
	finders := NewFinders(g, nil)
	between := dijkstra.NewPositionSolver(dijkstra.NewSolver(g))
	r := rand.New(rand.NewPCG(2, 9))
	for range 50 {
		from, to := place(g, r), r.Uint32N(uint32(g.NumNodes()))
		d, err := between.Distance(from, csr.AtNode(to))
		w, nearErr := finders.Near(t.Context(), nil, from, to)
		if err != nil || nearErr != nil || w.Distance != d || w.To != csr.AtNode(to) {
			t.Errorf("from %v to %d: %+v, %v, %v; want %d", from, to, w, err, nearErr, d)
		}
	}
}
