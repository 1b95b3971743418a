package csr

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/veltrix/cairn/internal/geo"
)

// cloud returns a graph without arcs whose points a function draws.
func cloud(t testing.TB, n int, lonLat bool, draw func() (x, y float64)) *CSRGraph {
	b := NewBuilder(n)
	b.SetMeta(Meta{LonLat: lonLat})
	for v := range Node(n) {
		x, y := draw()
		b.SetPoint(v, x, y)
	}
	return mustBuild(t, b)
}

func mustLocate(t testing.TB, g *CSRGraph) *Locator {
	t.Helper()
	l, err := NewLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestNearestOnThePlane compares with a scan of all points, on a lattice so
// coarse that ties and coinciding points are the rule.
func TestNearestOnThePlane(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 400; n += 1 + n/5 {
		g := cloud(t, n, false, func() (x, y float64) { return float64(r.IntN(12)), float64(r.IntN(12)) })
		l := mustLocate(t, g)
		for range 300 {
			x, y := float64(r.IntN(30)-5)/2, float64(r.IntN(30)-5)/2
			best, distance := Node(0), math.Inf(1)
			for v := range Node(n) {
				px, py, _ := g.Point(v)
				if d := math.Hypot(px-x, py-y); d < distance-1e-12 {
					best, distance = v, d
				}
			}
			got, d, err := l.Nearest(x, y)
			if err != nil || got != best || math.Abs(d-distance) > 1e-9 {
				t.Fatalf("%d points: nearest to %v, %v is %d at %v, %v; want %d at %v", n, x, y, got, d, err, best, distance)
			}
		}
	}
}

// TestNearestOnTheSphere compares with a scan by the haversine formula, which
// the Locator does not use, all over the Earth: poles and date line included.
func TestNearestOnTheSphere(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	draw := func() (lon, lat float64) {
		switch r.IntN(4) {
		case 0:
			return r.Float64()*360 - 180, 90 - r.Float64()/10
		case 1:
			return math.Mod(180+r.Float64()/10, 360) - 360*float64(r.IntN(2)), r.Float64() / 10
		}
		return r.Float64()*360 - 180, r.Float64()*180 - 90
	}
	bounded := func() (lon, lat float64) {
		lon, lat = draw()
		return min(max(lon, -180), 180), lat
	}
	g := cloud(t, 500, true, bounded)
	l := mustLocate(t, g)
	for range 3000 {
		lon, lat := bounded()
		distance := math.Inf(1)
		for v := range Node(500) {
			x, y, _ := g.Point(v)
			distance = min(distance, geo.Metres(lon, lat, x, y))
		}
		v, d, err := l.Nearest(lon, lat)
		x, y, _ := g.Point(v)
		if err != nil || math.Abs(geo.Metres(lon, lat, x, y)-distance) > 1e-6 || math.Abs(d-distance) > 1e-3+1e-7*distance {
			t.Fatalf("nearest to %v, %v is %d at %v m, %v; want one at %v m", lon, lat, v, d, err, distance)
		}
	}
}

// TestAppendNearest expects the order of a full sort, and the first to be
// Nearest.
func TestAppendNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	g := cloud(t, 200, false, func() (x, y float64) { return float64(r.IntN(20)), float64(r.IntN(20)) })
	l := mustLocate(t, g)
	distance := func(v Node) float64 {
		x, y, _ := g.Point(v)
		return (x-7)*(x-7) + (y-9)*(y-9) // exact, where Hypot breaks ties by rounding
	}
	for _, k := range []int{-1, 0, 1, 50, 200, 300} {
		nodes, err := l.AppendNearest([]Node{77}, 7, 9, k)
		if err != nil || len(nodes) != 1+min(max(k, 0), 200) || nodes[0] != 77 {
			t.Fatalf("%d nearest: %d nodes, %v", k, len(nodes), err)
		}
		for i := 2; i < len(nodes); i++ {
			p, q := nodes[i-1], nodes[i]
			if distance(p) > distance(q) || distance(p) == distance(q) && p >= q {
				t.Errorf("%d nearest: node %d before %d", k, p, q)
			}
		}
		if first, _, _ := l.Nearest(7, 9); k > 0 && nodes[1] != first {
			t.Errorf("nearest of %d is %d, and alone %d", k, nodes[1], first)
		}
	}
}

func TestLocatorRefuses(t *testing.T) {
	if _, err := NewLocator(mustBuild(t, NewBuilder(3))); !errors.Is(err, ErrNoPoints) {
		t.Errorf("a graph without points: %v", err)
	}
	l := mustLocate(t, mustBuild(t, everything()))
	for _, p := range [][2]float64{{math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {361, 0}, {-361, 0}, {0, -91}} {
		_, _, err := l.Nearest(p[0], p[1])
		_, errMany := l.AppendNearest(nil, p[0], p[1], 1)
		if err == nil || errMany == nil {
			t.Errorf("%v is taken for a point", p)
		}
	}
}

func TestNearestAllocatesNothing(t *testing.T) {
	l := mustLocate(t, mustBuild(t, everything()))
	if n := testing.AllocsPerRun(10, func() { _, _, _ = l.Nearest(11, 57) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// positions draws 100,000 different positions in a city of 8,000 nodes, which it
// returns too.
func positions(b *testing.B) (g *CSRGraph, at [][2]float64) {
	r := rand.New(rand.NewPCG(1, 2))
	draw := func() (lon, lat float64) { return 11.9 + r.Float64()/10, 57.6 + r.Float64()/20 }
	g = cloud(b, 8000, true, draw)
	at = make([][2]float64, 100_000)
	for i := range at {
		at[i][0], at[i][1] = draw()
	}
	return g, at
}

func BenchmarkNearest(b *testing.B) {
	g, at := positions(b)
	l := mustLocate(b, g)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		p := &at[i%len(at)]
		_, _, _ = l.Nearest(p[0], p[1])
		i++
	}
}

// BenchmarkAppendNear asks for some of the nearest, for those within a radius, and
// for those that an overlay with 100 closed nodes leaves.
func BenchmarkAppendNear(b *testing.B) {
	g, at := positions(b)
	l := mustLocate(b, g)
	closed := NewOverlay(g)
	for i := range Node(100) {
		if err := closed.SetNode(80*i, Blocked); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		want Near
	}{{"1", Near{K: 1}}, {"8", Near{K: 8}}, {"100m", Near{Radius: 100}}, {"1-open", Near{K: 1, Overlay: closed}}, {"8-open-500m", Near{K: 8, Radius: 500, Overlay: closed}}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var dst []Place
			i := 0
			for b.Loop() {
				p := &at[i%len(at)]
				dst, _ = l.AppendNear(dst[:0], p[0], p[1], c.want)
				i++
			}
		})
	}
}

func BenchmarkNewLocator(b *testing.B) {
	g, _ := positions(b)
	for b.Loop() {
		mustLocate(b, g)
	}
}
