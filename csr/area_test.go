package csr

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/geo"
)

// mustPolygon makes a polygon or fails the test.
func mustPolygon(t testing.TB, g *CSRGraph, rings ...[][2]float64) *Area {
	t.Helper()
	a, err := NewPolygon(g, rings)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// mustCircle makes a circle or fails the test.
func mustCircle(t testing.TB, g *CSRGraph, x, y, radius float64) *Area {
	t.Helper()
	a, err := NewCircle(g, x, y, radius)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// whole is a point with whole coordinates, for an oracle without rounding.
type whole struct{ x, y int }

// turns returns the sign of twice the area of a triangle.
func turns(p, q, r whole) int {
	return sign((q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x))
}

func sign(x int) int { return min(max(x, -1), 1) }

// amid tells whether r, on the line through p and q, lies between them.
func amid(p, q, r whole) bool {
	return min(p.x, q.x) <= r.x && r.x <= max(p.x, q.x) && min(p.y, q.y) <= r.y && r.y <= max(p.y, q.y)
}

// segmentsMeet tells whether two segments have a point in common, case by case.
func segmentsMeet(a, b, c, d whole) bool {
	if turns(a, b, c)*turns(a, b, d) < 0 && turns(c, d, a)*turns(c, d, b) < 0 {
		return true
	}
	return turns(a, b, c) == 0 && amid(a, b, c) || turns(a, b, d) == 0 && amid(a, b, d) ||
		turns(c, d, a) == 0 && amid(c, d, a) || turns(c, d, b) == 0 && amid(c, d, b)
}

// ringSides calls f with the sides of all rings.
func ringSides(rings [][]whole, f func(p, q whole)) {
	for _, ring := range rings {
		for i, p := range ring {
			f(p, ring[(i+1)%len(ring)])
		}
	}
}

// holds tells whether a point lies in rings: on a side, or with an odd number of sides to
// the left of it.
func holds(rings [][]whole, p whole) bool {
	border, inside := false, false
	ringSides(rings, func(a, b whole) {
		border = border || turns(a, b, p) == 0 && amid(a, b, p)
		if a.y > b.y {
			a, b = b, a
		}
		if a.y <= p.y && p.y < b.y && turns(a, b, p) < 0 {
			inside = !inside
		}
	})
	return border || inside
}

// touches tells whether a segment has a point in rings.
func touches(rings [][]whole, p, q whole) bool {
	found := holds(rings, p) || holds(rings, q)
	ringSides(rings, func(a, b whole) { found = found || segmentsMeet(a, b, p, q) })
	return found
}

// drawnRings draws up to three rings on a lattice: with repeated points, sides that overlap
// and rings that touch and cross themselves and each other.
func drawnRings(r *rand.Rand, size int) (rings [][]whole) {
	for range 1 + r.IntN(3) {
		ring := []whole{{0, 0}, {1, 0}, {0, 1}}
		for range r.IntN(12) {
			p := whole{r.IntN(size), r.IntN(size)}
			ring = append(ring, p)
			if r.IntN(4) == 0 {
				ring = append(ring, p)
			}
		}
		if r.IntN(2) == 0 {
			ring = append(ring, ring[0])
		}
		rings = append(rings, ring)
	}
	return rings
}

// scatter returns a graph with points on a lattice and arcs drawn at random.
func scatter(t testing.TB, r *rand.Rand, n, arcs int, lonLat bool, point func() (x, y float64)) *CSRGraph {
	b := NewBuilder(n)
	b.SetMeta(Meta{LonLat: lonLat})
	for v := range Node(n) {
		x, y := point()
		b.SetPoint(v, x, y)
	}
	for range arcs {
		b.AddArc(r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), 1)
	}
	return mustBuild(t, b)
}

// place puts whole coordinates on a map.
type placing func(p whole) [2]float64

func onPlane(p whole) [2]float64 { return [2]float64{float64(p.x), float64(p.y)} }

// acrossMeridian puts a lattice of 16 columns on both sides of the 180th meridian.
func acrossMeridian(p whole) [2]float64 {
	x := 172 + float64(p.x)
	if x > 180 || x == 180 && p.y%2 == 0 {
		x -= 360
	}
	return [2]float64{x, float64(p.y) - 8}
}

// TestPolygon compares with an oracle in whole numbers, on a plane and across the 180th
// meridian: which nodes lie in rings of any shape, and which arcs have a point there.
func TestPolygon(t *testing.T) {
	const size = 16
	for name, put := range map[string]placing{"plane": onPlane, "meridian": acrossMeridian} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(21, 22))
			for round := range 400 {
				var at []whole
				g := scatter(t, r, 60, 150, name == "meridian", func() (x, y float64) {
					at = append(at, whole{r.IntN(size), r.IntN(size)})
					p := put(at[len(at)-1])
					return p[0], p[1]
				})
				drawn := drawnRings(r, size)
				checkPolygon(t, g, at, drawn, put)
				if t.Failed() {
					t.Fatalf("round %d: rings %v", round, drawn)
				}
			}
		})
	}
}

func checkPolygon(t *testing.T, g *CSRGraph, at []whole, drawn [][]whole, put placing) {
	t.Helper()
	var rings [][][2]float64
	for _, ring := range drawn {
		var points [][2]float64
		for _, p := range ring {
			points = append(points, put(p))
		}
		rings = append(rings, points)
	}
	a := mustPolygon(t, g, rings...)
	var nodes []Node
	var arcs []uint32
	for v := range at {
		if holds(drawn, at[v]) {
			nodes = append(nodes, Node(v))
		}
	}
	for arc := range uint32(g.NumArcs()) {
		if from, to, _ := g.ArcEnds(arc); touches(drawn, at[from], at[to]) {
			arcs = append(arcs, arc)
		}
	}
	if got := a.AppendNodes([]Node{7}); !slices.Equal(got[1:], nodes) || got[0] != 7 {
		t.Errorf("nodes %v, want %v", got, nodes)
	}
	if got := a.AppendArcs([]uint32{7}); !slices.Equal(got[1:], arcs) || got[0] != 7 {
		t.Errorf("arcs %v, want %v", got, arcs)
	}
	for v := range at {
		x, y, _ := g.Point(Node(v))
		for _, turn := range []float64{0, 360, -360} {
			if (turn == 0 || g.meta.LonLat && math.Abs(x+turn) <= 360) && a.Contains(x+turn, y) != holds(drawn, at[v]) {
				t.Errorf("%v, %v: contained %v", x+turn, y, a.Contains(x+turn, y))
			}
		}
	}
}

// TestRingsAcrossTheMeridian writes one town with a square cut out in several ways:
// longitudes beyond 180 degrees, below -180, and of rings that do not agree.
func TestRingsAcrossTheMeridian(t *testing.T) {
	g := scatter(t, rand.New(rand.NewPCG(1, 1)), 2, 0, true, func() (x, y float64) { return 0, 0 })
	square := func(west, east, half float64) [][2]float64 {
		return [][2]float64{{west, -half}, {east, -half}, {east, half}, {west, half}}
	}
	for _, rings := range [][][][2]float64{
		{square(179, -179, 1), square(179.5, -179.5, 0.5)},
		{square(179, 181, 1), square(-180.5, -179.5, 0.5)},
		{square(-181, -179, 1), square(-180.5, -179.5, 0.5)},
		{square(179, 181, 1), square(179.5, -179.5, 0.5)},
		{square(358, 360, 1), square(-1.5, -0.5, 0.5)},
	} {
		a, middle := mustPolygon(t, g, rings...), 180.0
		if rings[0][0][0] == 358 {
			middle = -1
		}
		for x, want := range map[float64]bool{-1.1: false, -0.7: true, -0.2: false, 0: false, 0.3: false, 0.8: true, 1.2: false} {
			if a.Contains(middle+x, 0.1) != want || a.Contains(middle+x+360, 0.1) != want || a.Contains(middle+x-360, 0.1) != want {
				t.Errorf("%v: %v degrees east of the middle: %v", rings, x, !want)
			}
		}
	}
}

// TestCircleOnThePlane compares with distances in whole numbers.
func TestCircleOnThePlane(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for range 300 {
		var at []whole
		g := scatter(t, r, 60, 150, false, func() (x, y float64) {
			at = append(at, whole{r.IntN(20), r.IntN(20)})
			return onPlane(at[len(at)-1])[0], onPlane(at[len(at)-1])[1]
		})
		c, radius := whole{r.IntN(20), r.IntN(20)}, r.IntN(9)
		a := mustCircle(t, g, float64(c.x), float64(c.y), float64(radius))
		near := func(p whole) bool { return (p.x-c.x)*(p.x-c.x)+(p.y-c.y)*(p.y-c.y) <= radius*radius }
		var nodes []Node
		for v := range at {
			if near(at[v]) {
				nodes = append(nodes, Node(v))
			}
		}
		if got := a.AppendNodes(nil); !slices.Equal(got, nodes) {
			t.Fatalf("radius %d around %v: nodes %v, want %v", radius, c, got, nodes)
		}
		arcs := a.AppendArcs(nil)
		for arc := range uint32(g.NumArcs()) {
			from, to, _ := g.ArcEnds(arc)
			p, q := at[from], at[to]
			_, in := slices.BinarySearch(arcs, arc)
			if want, rounded := passes(p, q, c, radius); in != (near(p) || near(q) || want) && !rounded {
				t.Fatalf("radius %d around %v: arc from %v to %v: inside %v", radius, c, p, q, in)
			}
		}
	}
}

// passes tells whether the foot of the perpendicular from c to the line through p and q
// lies between them and within a radius.
func passes(p, q, c whole, radius int) (in, rounded bool) {
	dx, dy := q.x-p.x, q.y-p.y
	along, across := (c.x-p.x)*dx+(c.y-p.y)*dy, (c.x-p.x)*dy-(c.y-p.y)*dx
	length := dx*dx + dy*dy
	return along > 0 && along < length && across*across <= radius*radius*length, across*across == radius*radius*length
}

// TestCircleOnTheSphere compares with the haversine formula, of nodes and of points along
// each arc, at the equator, at a pole and across the 180th meridian.
func TestCircleOnTheSphere(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for _, c := range [][2]float64{{11.97, 57.7}, {180, -16.8}, {-179.99, 0}, {40, 89.97}, {0, -90}} {
		g := scatter(t, r, 300, 300, true, func() (x, y float64) {
			x, y = c[0]+r.Float64()*0.2-0.1, c[1]+r.Float64()*0.2-0.1
			if math.Abs(c[1]) > 80 {
				x = 360*r.Float64() - 180
			}
			return max(geo.WrapLongitude(x), -180), min(max(y, -90), 90)
		})
		for range 10 {
			radius := r.Float64() * 8000
			checkCap(t, g, c, radius)
		}
	}
}

func checkCap(t *testing.T, g *CSRGraph, c [2]float64, radius float64) {
	t.Helper()
	a := mustCircle(t, g, c[0], c[1], radius)
	nodes, arcs := a.AppendNodes(nil), a.AppendArcs(nil)
	for v := range Node(g.NumNodes()) {
		x, y, _ := g.Point(v)
		d := geo.Metres(c[0], c[1], x, y)
		if _, in := slices.BinarySearch(nodes, v); in != (d <= radius) && math.Abs(d-radius) > 1e-6 {
			t.Fatalf("radius %v around %v: a node at %v: inside %v", radius, c, d, in)
		}
	}
	if math.Abs(c[1]) > 80 {
		return // an arc there is no line on a plane
	}
	for arc := range uint32(g.NumArcs()) {
		from, to, _ := g.ArcEnds(arc)
		x1, y1, _ := g.Point(from)
		x2, y2, _ := g.Point(to)
		x2 = x1 + math.Remainder(x2-x1, 360)
		least := math.Inf(1)
		for i := range 301 {
			f := float64(i) / 300
			least = min(least, geo.Metres(c[0], c[1], x1+f*(x2-x1), y1+f*(y2-y1)))
		}
		if _, in := slices.BinarySearch(arcs, arc); in != (least <= radius) && math.Abs(least-radius) > 2 {
			t.Fatalf("radius %v around %v: an arc at %v: inside %v", radius, c, least, in)
		}
	}
}

// TestCircleOfTheEarth checks circles that hold one pole, both, and everything.
func TestCircleOfTheEarth(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	g := scatter(t, r, 500, 0, true, func() (x, y float64) { return 360*r.Float64() - 180, 180*r.Float64() - 90 })
	for _, radius := range []float64{0, 1e6, 9e6, 10.1e6, 15e6, 20.1e6, 1e100} {
		a := mustCircle(t, g, 100, 20, radius)
		for v := range Node(500) {
			x, y, _ := g.Point(v)
			if in, d := a.Contains(x, y), geo.Metres(100, 20, x, y); in != (d <= radius) {
				t.Errorf("radius %v: a node at %v: inside %v", radius, d, in)
			}
		}
	}
}

// TestAreaRefuses checks that all that makes no area is an error with its place.
func TestAreaRefuses(t *testing.T) {
	plane := scatter(t, rand.New(rand.NewPCG(1, 1)), 2, 0, false, func() (x, y float64) { return 0, 0 })
	earth := scatter(t, rand.New(rand.NewPCG(1, 1)), 2, 0, true, func() (x, y float64) { return 0, 0 })
	nan, triangle := math.NaN(), [][2]float64{{0, 0}, {1, 0}, {0, 1}}
	for _, c := range []struct {
		g     *CSRGraph
		rings [][][2]float64
		place string
	}{
		{plane, nil, "rings"},
		{plane, [][][2]float64{triangle, {}}, "rings[1]"},
		{plane, [][][2]float64{{{0, 0}, {1, 1}, {0, 0}, {1, 1}}}, "rings[0]"},
		{plane, [][][2]float64{triangle, {{0, 0}, {nan, 0}}}, "rings[1][1]"},
		{plane, [][][2]float64{{{0, math.Inf(-1)}}}, "rings[0][0]"},
		{plane, [][][2]float64{{{2e100, 0}}}, "rings[0][0]"},
		{earth, [][][2]float64{{{361, 0}}}, "rings[0][0]"},
		{earth, [][][2]float64{{{0, 91}}}, "rings[0][0]"},
		{earth, [][][2]float64{{{0, 80}, {120, 80}, {-120, 80}}}, "rings[0]"},
		{earth, [][][2]float64{{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}}}, "rings[0]"},
		{earth, [][][2]float64{{{0, 0}, {170, 0}, {-20, 0}, {150, 9}, {-20, 1}, {170, 2}, {0, 3}}}, "rings"},
	} {
		a, err := NewPolygon(c.g, c.rings)
		if e := (*AreaError)(nil); !errors.As(err, &e) || e.Place != c.place || a != nil {
			t.Errorf("%v: %v", c.rings, err)
		}
	}
	for _, c := range [][3]float64{{nan, 0, 1}, {0, 91, 1}, {0, 0, nan}, {0, 0, -1}, {0, 0, math.Inf(1)}} {
		if _, err := NewCircle(earth, c[0], c[1], c[2]); !errors.As(err, new(*AreaError)) {
			t.Errorf("circle %v: %v", c, err)
		}
	}
	if _, err := NewCircle(nil, 0, 0, 1); !errors.Is(err, ErrNoGraph) {
		t.Errorf("no graph: %v", err)
	}
	if _, err := NewPolygon(mustBuild(t, NewBuilder(2)), [][][2]float64{triangle}); !errors.Is(err, ErrNoPoints) {
		t.Errorf("no points: %v", err)
	}
}

// TestThinAreas checks rings without an inside, tiny ones and huge ones.
func TestThinAreas(t *testing.T) {
	g := scatter(t, rand.New(rand.NewPCG(1, 1)), 2, 0, false, func() (x, y float64) { return 0, 0 })
	line := mustPolygon(t, g, [][2]float64{{0, 0}, {2, 2}, {1, 1}})
	if !line.Contains(1.5, 1.5) || line.Contains(1.5, 1.4) || line.Contains(3, 3) {
		t.Error("a ring without an inside is not its line")
	}
	tiny := mustPolygon(t, g, [][2]float64{{0, 0}, {1e-9, 0}, {0, 1e-9}})
	if !tiny.Contains(1e-10, 1e-10) || tiny.Contains(1e-9, 1e-9) {
		t.Error("a tiny ring is wrong")
	}
	huge := mustPolygon(t, g, [][2]float64{{-1e100, -1e100}, {1e100, -1e100}, {0, 1e100}})
	if !huge.Contains(1, 1) || huge.Contains(-1e100, 1e100) || huge.Contains(math.NaN(), 0) || huge.Contains(0, math.NaN()) {
		t.Error("a huge ring is wrong")
	}
	zigzag := [][2]float64{{0, -1}}
	for i := range 1000 {
		zigzag = append(zigzag, [2]float64{float64(i), float64(i % 2)})
	}
	a := mustPolygon(t, g, append(zigzag, [2]float64{999, -1}))
	if n := len(a.shape.(*polygon).sides); n > maxCopies*1002 || !a.Contains(10.5, 0.4) || a.Contains(10.5, 0.6) && a.Contains(11.5, 0.6) && a.Contains(12, 0.6) {
		t.Errorf("a zigzag of 1,002 sides is stored as %d", n)
	}
}

// TestGeoJSONRings checks that coordinates of GeoJSON are rings, also with heights.
func TestGeoJSONRings(t *testing.T) {
	var shape struct{ Coordinates [][][2]float64 }
	const text = `{"type":"Polygon","coordinates":[[[0,0,5],[4,0,5],[4,4,5],[0,4,5],[0,0,5]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}`
	if err := json.Unmarshal([]byte(text), &shape); err != nil {
		t.Fatal(err)
	}
	g := scatter(t, rand.New(rand.NewPCG(1, 1)), 2, 0, true, func() (x, y float64) { return 0, 0 })
	a := mustPolygon(t, g, shape.Coordinates...)
	if !a.Contains(3, 3) || a.Contains(1.5, 1.5) || a.Contains(5, 1) {
		t.Error("a square with a hole is wrong")
	}
}

// halfGrid returns the grid with points, and areas of half of it.
func halfGrid(t testing.TB) (g *CSRGraph, areas []*Area) {
	g = mustBuild(t, gridBuilderWithPoints())
	ring := make([][2]float64, 100)
	for i := range ring {
		sin, cos := math.Sincos(float64(i) / 100 * 2 * math.Pi)
		ring[i] = [2]float64{45 + 35*cos, 45 + 35*sin}
	}
	return g, []*Area{mustPolygon(t, g, ring), mustCircle(t, g, 45, 45, 35)}
}

func TestAreasAllocateNothing(t *testing.T) {
	g, areas := halfGrid(t)
	nodes, arcs := make([]Node, 0, g.NumNodes()), make([]uint32, 0, g.NumArcs())
	for _, a := range areas {
		n := testing.AllocsPerRun(3, func() { nodes, arcs = a.AppendNodes(nodes[:0]), a.AppendArcs(arcs[:0]) })
		if n != 0 || len(nodes) < 3000 || len(arcs) < 12_000 {
			t.Errorf("%v allocations for %d nodes, %d arcs", n, len(nodes), len(arcs))
		}
	}
}

// FuzzPolygon draws rings from bytes: nothing panics, and what a border point is to one
// order of a ring it is to the other.
func FuzzPolygon(f *testing.F) {
	f.Add([]byte{0, 0, 9, 0, 9, 9, 0, 9}, false)
	f.Add([]byte{250, 0, 5, 0, 5, 9, 250, 9, 250, 0}, true)
	plane := scatter(f, rand.New(rand.NewPCG(1, 1)), 40, 80, false, lattice())
	earth := scatter(f, rand.New(rand.NewPCG(1, 1)), 40, 80, true, lattice())
	f.Fuzz(func(t *testing.T, b []byte, lonLat bool) {
		g := plane
		if lonLat {
			g = earth
		}
		var ring [][2]float64
		for i := 0; i+1 < len(b); i += 2 {
			ring = append(ring, [2]float64{float64(int8(b[i])) * 3, float64(int8(b[i+1]))})
		}
		a, err := NewPolygon(g, [][][2]float64{ring})
		if err != nil {
			return
		}
		back := a
		if slices.Reverse(ring[1:]); !lonLat { // half the Earth is as far to the west as to the east
			back = mustPolygon(t, g, ring)
		}
		if !slices.Equal(a.AppendNodes(nil), back.AppendNodes(nil)) || !slices.Equal(a.AppendArcs(nil), back.AppendArcs(nil)) {
			t.Errorf("%v: other nodes or arcs if it is turned round", ring)
		}
		for _, p := range ring {
			if !a.Contains(p[0], p[1]) {
				t.Errorf("%v: its point %v is outside", ring, p)
			}
		}
	})
}

// lattice draws points on a small lattice around 0, 0.
func lattice() func() (x, y float64) {
	r := rand.New(rand.NewPCG(3, 3))
	return func() (x, y float64) { return float64(r.IntN(120)-60) * 3, float64(r.IntN(120) - 60) }
}

func BenchmarkArea(b *testing.B) {
	g, areas := halfGrid(b)
	nodes, arcs := make([]Node, 0, g.NumNodes()), make([]uint32, 0, g.NumArcs())
	for i, name := range []string{"polygon", "circle"} {
		b.Run(name+"/nodes", func(b *testing.B) {
			for b.Loop() {
				nodes = areas[i].AppendNodes(nodes[:0])
			}
		})
		b.Run(name+"/arcs", func(b *testing.B) {
			for b.Loop() {
				arcs = areas[i].AppendArcs(arcs[:0])
			}
		})
	}
	b.Run("overlay", func(b *testing.B) {
		o := NewOverlay(g)
		for b.Loop() {
			o.Reset()
			if err := errors.Join(o.SetNodes(nodes, Blocked), o.ScaleArcs(arcs, 2)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
