package csr

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/geo"
)

// scan answers what AppendNear is asked by looking at every node.
func scan(g *CSRGraph, nodes []Node, x, y float64, want Near) (places []Place) {
	for _, v := range nodes {
		px, py, _ := g.Point(v)
		d := math.Sqrt((px-x)*(px-x) + (py-y)*(py-y)) // of whole quarters, where Hypot breaks ties by rounding
		if g.Meta().LonLat {
			d = geo.Metres(x, y, px, py)
		}
		closed := want.Overlay != nil && want.Overlay.NodeWeight(v) == Blocked
		if closed || want.Skip != nil && want.Skip(v) || want.Radius > 0 && d > want.Radius {
			continue
		}
		places = append(places, Place{v, d})
	}
	slices.SortFunc(places, func(p, q Place) int {
		return cmp.Or(cmp.Compare(p.Distance, q.Distance), cmp.Compare(p.Node, q.Node))
	})
	if want.K > 0 {
		places = places[:min(want.K, len(places))]
	}
	return places
}

// wishes draws what may be wanted: any number, radius, overlay and rest.
func wishes(r *rand.Rand, g *CSRGraph, reach float64) (want Near) {
	want.K = []int{0, 1, 2, 7, 50, 1000}[r.IntN(6)]
	if r.IntN(2) == 0 {
		want.Radius = r.Float64() * reach
	}
	if r.IntN(2) == 0 {
		want.Overlay = NewOverlay(g)
		for range r.IntN(2 * g.NumNodes()) {
			_ = want.Overlay.SetNode(r.Uint32N(uint32(g.NumNodes())), []uint32{Blocked, 5}[r.IntN(2)])
		}
	}
	if r.IntN(3) == 0 {
		bit := r.IntN(4)
		want.Skip = func(v Node) bool { return v>>bit&1 == 1 }
	}
	return want
}

// TestAppendNearOnThePlane compares with a scan on a lattice, where squares of
// distances are whole numbers and ties the rule, of all nodes and of some.
func TestAppendNearOnThePlane(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for n := 1; n < 300; n += 1 + n/4 {
		g := cloud(t, n, false, func() (x, y float64) { return float64(r.IntN(12)), float64(r.IntN(12)) })
		var some []Node
		for v := range Node(n) {
			if r.IntN(3) > 0 {
				some = append(some, v)
			}
		}
		l, err := LocatorOf(g, slices.Concat(some, some[:len(some)/2]))
		if err != nil {
			t.Fatal(err)
		}
		for range 300 {
			x, y := float64(r.IntN(30)-5)/2, float64(r.IntN(30)-5)/2
			want := wishes(r, g, 10)
			got, err := l.AppendNear([]Place{{77, 1}}, x, y, want)
			if all := scan(g, some, x, y, want); err != nil || got[0] != (Place{77, 1}) || !sameNodes(got[1:], all) {
				t.Fatalf("%d points, near %v, %v, %+v: %v, %v; want %v", n, x, y, want, got, err, all)
			}
		}
	}
}

// sameNodes compares what was found, distances up to rounding.
func sameNodes(p, q []Place) bool {
	return slices.EqualFunc(p, q, func(p, q Place) bool {
		return p.Node == q.Node && math.Abs(p.Distance-q.Distance) < 1e-9
	})
}

// TestAppendNearOnTheSphere compares with a scan by the haversine formula, on both
// sides of the 180th meridian and with positions from either.
func TestAppendNearOnTheSphere(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	draw := func() (lon, lat float64) { return 180*float64(1-2*r.IntN(2)) + r.Float64()*0.2 - 0.1, r.Float64() / 10 }
	g := cloud(t, 500, true, func() (lon, lat float64) {
		lon, lat = draw()
		return min(max(lon, -180), 180), lat
	})
	all := make([]Node, 500)
	for v := range all {
		all[v] = Node(v)
	}
	l := mustLocate(t, g)
	for range 1000 {
		lon, lat := draw()
		want := wishes(r, g, 20_000)
		got, err := l.AppendNear(nil, lon, lat, want)
		expected := scan(g, all, lon, lat, want)
		if err != nil || len(got) != len(expected) {
			t.Fatalf("near %v, %v, %+v: %d places, %v; want %d", lon, lat, want, len(got), err, len(expected))
		}
		for i := range got { // many points lie at 180 degrees exactly, with other latitudes
			if math.Abs(got[i].Distance-expected[i].Distance) > 1e-4 {
				t.Fatalf("near %v, %v, %+v: place %d is %v; want %v", lon, lat, want, i, got[i], expected[i])
			}
		}
	}
}

// TestRadiusIsInclusive checks that a place exactly at the radius is found, and that no
// Distance is larger.
func TestRadiusIsInclusive(t *testing.T) {
	b := NewBuilder(3)
	for v := range Node(3) {
		b.SetPoint(v, 3*float64(v), 4*float64(v))
	}
	l := mustLocate(t, mustBuild(t, b))
	for radius, want := range map[float64]int{5: 2, 4.999999999999: 1, 10: 3, math.Nextafter(10, 0): 2, math.Inf(1): 3} {
		if got, err := l.AppendNear(nil, 0, 0, Near{Radius: radius}); err != nil || len(got) != want {
			t.Errorf("within %v: %v, %v; want %d places", radius, got, err, want)
		}
	}
}

// TestOnePlaceAcrossTheMeridian checks that 180 and −180 are one place, and that
// longitudes beyond are on the other side.
func TestOnePlaceAcrossTheMeridian(t *testing.T) {
	b := NewBuilder(4)
	b.SetMeta(Meta{LonLat: true})
	b.SetPoint(0, 180, 10)
	b.SetPoint(1, -180, 10)
	b.SetPoint(2, 179.999, -16.8)
	b.SetPoint(3, 12, 90)
	l := mustLocate(t, mustBuild(t, b))
	for _, c := range []struct {
		lon, lat float64
		node     Node
		distance float64
	}{
		{180, 10, 0, 0}, {-180, 10, 0, 0}, // of equal places the smaller number, from both sides
		{-179.999, -16.8, 2, geo.Metres(0, -16.8, 0.002, -16.8)},
		{180.001, -16.8, 2, geo.Metres(0, -16.8, 0.002, -16.8)},
		{179.999, -16.8, 2, 0}, {-180.001, -16.8, 2, 0},
		{180.001, 10, 0, geo.Metres(0, 10, 0.001, 10)},
		{360, 89, 3, geo.Metres(0, 89, 0, 90)}, {-360, 89, 3, geo.Metres(0, 89, 0, 90)},
		{-77, 90, 3, 0},
	} {
		v, d, err := l.Nearest(c.lon, c.lat)
		if err != nil || v != c.node || math.Abs(d-c.distance) > 1e-6 {
			t.Errorf("nearest to %v, %v: node %d at %v m, %v; want %d at %v m", c.lon, c.lat, v, d, err, c.node, c.distance)
		}
	}
}

// TestLocatorOfATown leaves out a stub that is nearer, nodes that only lead in or
// out, and one that is closed.
func TestLocatorOfATown(t *testing.T) {
	b := NewBuilder(8)
	for v := range Node(8) {
		b.SetPoint(v, float64(v), 0)
	}
	b.AddEdge(0, 1, 1) // a stub
	b.AddArc(2, 4, 1)  // leads in only
	b.AddArc(4, 3, 1)  // leads out only
	b.AddEdge(4, 5, 1)
	b.AddEdge(5, 6, 1)
	b.AddEdge(5, 7, 1)
	b.SetNodeWeight(7, Blocked)
	g := mustBuild(t, b)
	town, err := LocatorOf(g, LargestComponent(g))
	if err != nil {
		t.Fatal(err)
	}
	for x, want := range map[float64]Node{0: 4, 3.1: 4, 5: 5, 9: 6} {
		if v, d, err := town.Nearest(x, 0); err != nil || v != want || d != math.Abs(x-float64(want)) {
			t.Errorf("nearest to %v: %d at %v, %v; want %d", x, v, d, err, want)
		}
	}
}

func TestAppendNearRefuses(t *testing.T) {
	g := mustBuild(t, everything())
	l := mustLocate(t, g)
	other := NewOverlay(mustBuild(t, gridBuilder()))
	for _, c := range []struct {
		x    float64
		want Near
		err  error
	}{
		{math.NaN(), Near{}, nil}, {361, Near{}, nil}, {0, Near{K: -1}, nil}, {0, Near{Radius: -1}, nil}, {0, Near{Radius: math.NaN()}, nil},
		{0, Near{Overlay: other}, ErrWrongGraph},
	} {
		dst := []Place{{Node: 9}}
		got, err := l.AppendNear(dst, c.x, 0, c.want)
		if err == nil || c.err != nil && !errors.Is(err, c.err) || !slices.Equal(got, dst) {
			t.Errorf("%v, %+v: %v, %v", c.x, c.want, got, err)
		}
	}
	if places, err := l.AppendNear(nil, 11, 57, Near{Overlay: NewOverlay(g)}); err != nil || len(places) != 4 {
		t.Errorf("an overlay without changes leaves %v of 5 nodes with one closed, %v", places, err)
	}
	var e *NodeError
	if _, err := LocatorOf(g, []Node{1, 5}); !errors.As(err, &e) || e.Node != 5 || e.Place != "nodes[1]" {
		t.Errorf("a Locator of node 5 of 5: %v", err)
	}
	none, err := LocatorOf(g, nil)
	if err != nil {
		t.Fatal(err)
	}
	if places, err := none.AppendNear(nil, 0, 0, Near{K: 3}); err != nil || len(places) != 0 {
		t.Errorf("a Locator of no nodes finds %v, %v", places, err)
	}
	if _, _, err := none.Nearest(0, 0); err == nil {
		t.Error("a Locator of no nodes finds one")
	}
}

func TestAppendNearAllocatesNothing(t *testing.T) {
	g := mustBuild(t, gridBuilderWithPoints())
	l := mustLocate(t, g)
	closed := NewOverlay(g)
	for v := range Node(60) {
		_ = closed.SetNode(91*v, Blocked)
	}
	dst := make([]Place, 0, 128)
	skip := func(v Node) bool { return v%7 == 0 }
	for _, want := range []Near{{K: 1}, {K: 100}, {Radius: 5}, {K: 20, Radius: 30, Overlay: closed, Skip: skip}} {
		n := testing.AllocsPerRun(10, func() {
			dst, _ = l.AppendNear(dst[:0], 44.2, 45.1, want)
		})
		if n != 0 || len(dst) == 0 {
			t.Errorf("%+v: %v allocations, %d places", want, n, len(dst))
		}
	}
}

// gridBuilderWithPoints is gridBuilder with its columns and rows for points.
func gridBuilderWithPoints() *Builder {
	b := gridBuilder()
	for v := range Node(90 * 90) {
		b.SetPoint(v, float64(v%90), float64(v/90))
	}
	return b
}
