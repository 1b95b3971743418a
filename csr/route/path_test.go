package route

import (
	"fmt"
	"math"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// corner returns a map of two streets of 100 m on a plane that meet at node 1: 0 is west of it,
// 2 is north. The second is one-way.
func corner(t testing.TB) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(3)
	for v, at := range [][2]float64{{0, 0}, {100, 0}, {100, 100}} {
		b.SetPoint(csr.Node(v), at[0], at[1])
	}
	west, north := b.AddStreet(csr.Street{Name: "West Street"}), b.AddStreet(csr.Street{Name: "North Street"})
	b.AddStreetArc(0, 1, 100, west)
	b.AddStreetArc(1, 0, 100, west)
	b.AddStreetArc(1, 2, 100, north)
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestPath draws paths from all kinds of places to all kinds.
func TestPath(t *testing.T) {
	g := corner(t)
	on := func(from, to csr.Node, part float64) csr.Position {
		return csr.Position{From: from, To: to, Fraction: part}
	}
	for _, c := range []struct {
		p      Path
		metres float64
		steps  string
	}{
		{Path{on(0, 1, .25), []csr.Node{1}, on(1, 2, .5)}, 125, "[Head east on West Street, 75 m Left into North Street, 50 m Arrive]"},
		{Path{on(1, 0, .75), []csr.Node{1}, on(2, 1, .5)}, 125, "[Head east on West Street, 75 m Left into North Street, 50 m Arrive]"},
		{Path{csr.AtNode(0), []csr.Node{0, 1}, on(1, 2, .1)}, 110, "[Head east on West Street, 100 m Left into North Street, 10 m Arrive]"},
		{Path{on(0, 1, .9), []csr.Node{1, 2}, csr.AtNode(2)}, 110, "[Head east on West Street, 10 m Left into North Street, 100 m Arrive]"},
		{Path{on(0, 1, .2), nil, on(0, 1, .7)}, 50, "[Head east on West Street, 50 m Arrive]"},
		{Path{on(0, 1, .7), nil, on(1, 0, .8)}, 50, "[Head west on West Street, 50 m Arrive]"},
		{Path{csr.AtNode(1), []csr.Node{1}, csr.AtNode(1)}, 0, "[Arrive]"},
	} {
		var line Line
		if err := line.AppendPath(g, c.p, Constant(3.6)); err != nil {
			t.Fatalf("%+v: %v", c.p, err)
		}
		if last := line.Points[len(line.Points)-1]; math.Abs(last.Metres-c.metres) > 1e-9 || math.Abs(last.Seconds-c.metres) > 1e-9 {
			t.Errorf("%+v: %+v, want %v m", c.p, line.Points, c.metres)
		}
		steps, err := AppendPathSteps(nil, g, c.p, nil)
		if err != nil || fmt.Sprint(steps) != c.steps {
			t.Errorf("%+v: %v, %v, want %v", c.p, steps, err, c.steps)
		}
		for _, s := range steps {
			if s.First > s.Last || s.Last > max(len(c.p.Nodes)-1, 0) {
				t.Errorf("%+v: %d to %d", c.p, s.First, s.Last)
			}
		}
	}
}

// TestWrongPath gives places that are none, that are not beside the path, and ways against a
// one-way street.
func TestWrongPath(t *testing.T) {
	g := corner(t)
	for _, p := range []Path{
		{csr.Position{From: 0, To: 2, Fraction: .5}, []csr.Node{1}, csr.AtNode(1)},
		{csr.Position{From: 0, To: 1, Fraction: 2}, []csr.Node{1}, csr.AtNode(1)},
		{csr.AtNode(0), []csr.Node{1}, csr.AtNode(1)},
		{csr.Position{From: 0, To: 1, Fraction: .5}, nil, csr.Position{From: 1, To: 2, Fraction: .5}},
		{csr.Position{From: 1, To: 2, Fraction: .5}, []csr.Node{1}, csr.AtNode(1)},
		{csr.AtNode(9), []csr.Node{9}, csr.AtNode(9)},
	} {
		line := Line{Plane: true}
		if err := line.AppendPath(g, p, nil); err == nil || len(line.Points) > 0 {
			t.Errorf("%+v: %v, %v", p, line, err)
		}
		if steps, err := AppendPathSteps(nil, g, p, nil); err == nil || len(steps) > 0 {
			t.Errorf("%+v: %v, %v", p, steps, err)
		}
	}
}
