package route

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// about tells whether two numbers agree to a millionth.
func about(got, want float64) bool { return math.Abs(got-want) <= 1e-6*math.Max(1, math.Abs(want)) }

// TestLine measures a line on the equator, where a degree is 111,195.08 m.
func TestLine(t *testing.T) {
	const degree = 2 * math.Pi * 6371008.8 / 360
	g, path := chain(t, true, [2]float64{10, 0}, [2]float64{11, 0}, [2]float64{11, 2})
	var l Line
	kmh := func(arc uint32) float64 { return []float64{36, 36, 72, 72}[arc] }
	if err := l.Append(g, path, kmh); err != nil {
		t.Fatal(err)
	}
	// arcs: 0 is 0→1, 1 is 1→0, 2 is 1→2, 3 is 2→1
	if l.Plane || len(l.Points) != 3 || !about(l.Points[1].Metres, degree) || !about(l.Metres(), 3*degree) ||
		!about(l.Points[1].Seconds, degree/10) || !about(l.Seconds(), degree/10+2*degree/20) {
		t.Errorf("%+v", l)
	}
	if err := l.Append(g, []csr.Node{2, 1}, nil); err != nil || len(l.Points) != 4 || !about(l.Metres(), 5*degree) || l.Points[3].Seconds != l.Points[2].Seconds {
		t.Errorf("a second leg: %v, %+v", err, l)
	}
	if err := l.Append(g, []csr.Node{0}, nil); err != nil || len(l.Points) != 5 {
		t.Errorf("a leg that begins elsewhere: %v, %+v", err, l)
	}
}

// TestLineOnThePlane measures in its units.
func TestLineOnThePlane(t *testing.T) {
	l := lineOf(t, false, [2]float64{0, 0}, [2]float64{300, 400}, [2]float64{-1000, 400})
	if !l.Plane || l.Points[1].Metres != 500 || l.Metres() != 1800 || l.Points[2].X != -1000 {
		t.Errorf("%+v", l)
	}
}

// TestLineAcrossTheMeridian goes round the Earth, and back.
func TestLineAcrossTheMeridian(t *testing.T) {
	l := lineOf(t, true, [2]float64{100, 0}, [2]float64{179, 0}, [2]float64{-179, 0}, [2]float64{-100, 0}, [2]float64{0, 0}, [2]float64{100, 0},
		[2]float64{-170, 0}, [2]float64{100, 0}, [2]float64{0, 0})
	want := []float64{100, 179, 181, 260, 360, 460, 550, 460, 360}
	for i, p := range l.Points {
		if p.X != want[i] {
			t.Errorf("point %d at %v, want %v", i, p.X, want[i])
		}
	}
}

func TestLineRefuses(t *testing.T) {
	g, path := chain(t, true, [2]float64{1, 0}, [2]float64{2, 0}, [2]float64{3, 0})
	plane, _ := chain(t, false, [2]float64{1, 0}, [2]float64{2, 0})
	bare := mustBuild(t, csr.NewBuilder(2))
	l := lineOf(t, true, [2]float64{5, 5}, [2]float64{6, 6})
	before := slices.Clone(l.Points)
	var node *csr.NodeError
	for _, c := range []struct {
		g     *csr.CSRGraph
		path  []csr.Node
		speed Speed
		want  func(error) bool
	}{
		{nil, path, nil, func(err error) bool { return errors.Is(err, csr.ErrNoGraph) }},
		{bare, path, nil, func(err error) bool { return errors.Is(err, csr.ErrNoPoints) }},
		{plane, path, nil, func(err error) bool { return errors.Is(err, csr.ErrOtherPoints) }},
		{g, []csr.Node{0, 1, 3}, nil, func(err error) bool { return errors.As(err, &node) && strings.Contains(node.Place, "path[2]") }},
		{g, []csr.Node{0, 1, 1}, nil, func(err error) bool { return errors.Is(err, csr.ErrNoArc) }},
		{g, []csr.Node{0, 2}, nil, func(err error) bool { return errors.Is(err, csr.ErrNoArc) }},
		{g, path, Constant(0), func(err error) bool { return strings.Contains(err.Error(), "speed of arc 0") }},
		{g, path, Constant(math.NaN()), func(err error) bool { return err != nil }},
		{g, path, Constant(math.Inf(1)), func(err error) bool { return err != nil }},
	} {
		if err := l.Append(c.g, c.path, c.speed); err == nil || !c.want(err) {
			t.Errorf("%v: %v", c.path, err)
		}
		if !slices.Equal(l.Points, before) || l.Plane {
			t.Fatal("an error changes the line")
		}
	}
	if _, err := AppendArcs(nil, nil, path); !errors.Is(err, csr.ErrNoGraph) {
		t.Errorf("arcs of no graph: %v", err)
	}
	if _, err := AppendArcs(nil, g, []csr.Node{7}); !errors.As(err, &node) {
		t.Errorf("arcs of no node: %v", err)
	}
}

// TestArcs takes the numbers of arcs there and back.
func TestArcs(t *testing.T) {
	g := city(t)
	path := []csr.Node{0}
	for v := csr.Node(0); len(path) < 100; {
		v = g.Arcs(v).Target(len(path) % g.Degree(v))
		path = append(path, v)
	}
	arcs, err := AppendArcs([]uint32{7}, g, path)
	if err != nil || len(arcs) != len(path) || arcs[0] != 7 {
		t.Fatalf("%d arcs, %v", len(arcs), err)
	}
	for i, arc := range arcs[1:] {
		if from, to, ok := g.ArcEnds(arc); !ok || from != path[i] || to != path[i+1] {
			t.Fatalf("arc %d leads from %d to %d", arc, from, to)
		}
	}
}

// TestAppendingAllocatesNothing once there is room.
func TestAppendingAllocatesNothing(t *testing.T) {
	g, path := chain(t, true, [2]float64{179, 0}, [2]float64{-179, 0}, [2]float64{-178, 0.5})
	var l Line
	var arcs []uint32
	text := make([]byte, 0, 1000)
	walk := Constant(5)
	if n := testing.AllocsPerRun(10, func() {
		l.Points = l.Points[:0]
		if l.Append(g, path, walk) != nil {
			t.Error("no line")
		}
		arcs, _ = AppendArcs(arcs[:0], g, path)
		text = l.AppendPolyline(text[:0], 5)
		text = l.AppendGeoJSON(text[:0])
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
