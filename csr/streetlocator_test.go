package csr

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/internal/geo"
	"github.com/veltrix/cairn/testdata"
)

// placesNear returns the places that are wanted near a point by looking at every arc. Each
// is searched for in halves of halves of its line, measured as the map is: by the haversine
// formula on the Earth.
func placesNear(g *CSRGraph, x, y float64, want NearStreets) (places []StreetPlace) {
	for v := range Node(g.NumNodes()) {
		lo, hi := g.arrays.Out.Row(v)
		for arc := lo; arc < hi; arc++ {
			to := g.arrays.Out.Target(arc)
			back, both := reverseOf(g, v, to)
			if !isWanted(g, want, v, to, uint32(arc)) || both && back < uint32(arc) && isWanted(g, want, to, v, back) {
				continue
			}
			p := StreetPlace{Position: Position{From: v, To: to}, Arc: uint32(arc)}
			p.Position.Fraction, p.Distance = nearestOn(g, x, y, v, to)
			if want.Radius == 0 || p.Distance <= want.Radius {
				places = append(places, p)
			}
		}
	}
	slices.SortFunc(places, func(p, q StreetPlace) int { return cmp.Compare(p.Distance, q.Distance) })
	if want.K > 0 {
		places = places[:min(want.K, len(places))]
	}
	return places
}

// reverseOf returns the number of the arc the other way.
func reverseOf(g *CSRGraph, from, to Node) (arc uint32, ok bool) {
	lo, hi := g.arrays.Out.Row(to)
	for a := lo; a < hi; a++ {
		if g.arrays.Out.Target(a) == from {
			return uint32(a), true
		}
	}
	return 0, false
}

func isWanted(g *CSRGraph, want NearStreets, from, to Node, arc uint32) bool {
	w, _ := g.ArcWeight(from, to)
	n := g.NodeWeight(to)
	if want.Overlay != nil {
		w, _ = want.Overlay.ArcWeight(from, to)
		n = want.Overlay.NodeWeight(to)
	}
	return w != Blocked && n != Blocked && (want.Skip == nil || !want.Skip(arc))
}

// nearestOn returns the fraction of the way from one node to another at which it is nearest
// to a point, and the distance there.
func nearestOn(g *CSRGraph, x, y float64, from, to Node) (fraction, distance float64) {
	distance = math.Inf(1)
	for i := range 17 {
		if d := distanceAt(g, x, y, from, to, float64(i)/16); d < distance {
			fraction, distance = float64(i)/16, d
		}
	}
	for step := 1.0 / 32; step > 1e-10; step /= 2 {
		for _, f := range []float64{max(0, fraction-step), min(1, fraction+step)} {
			if d := distanceAt(g, x, y, from, to, f); d < distance {
				fraction, distance = f, d
			}
		}
	}
	return fraction, distance
}

func distanceAt(g *CSRGraph, x, y float64, from, to Node, f float64) float64 {
	ax, ay, _ := g.Point(from)
	bx, by, _ := g.Point(to)
	if !g.Meta().LonLat {
		return math.Hypot(ax+f*(bx-ax)-x, ay+f*(by-ay)-y)
	}
	lon, lat := onGreatCircle(ax, ay, bx, by, f)
	return geo.Metres(x, y, lon, lat)
}

// onGreatCircle returns a point of the great circle by Williams's formula.
func onGreatCircle(lon1, lat1, lon2, lat2, f float64) (lon, lat float64) {
	const degree = math.Pi / 180
	d := geo.Metres(lon1, lat1, lon2, lat2) / geo.EarthRadius
	if d == 0 {
		return lon1, lat1
	}
	p, q := math.Sin((1-f)*d)/math.Sin(d), math.Sin(f*d)/math.Sin(d)
	x := p*math.Cos(lat1*degree)*math.Cos(lon1*degree) + q*math.Cos(lat2*degree)*math.Cos(lon2*degree)
	y := p*math.Cos(lat1*degree)*math.Sin(lon1*degree) + q*math.Cos(lat2*degree)*math.Sin(lon2*degree)
	z := p*math.Sin(lat1*degree) + q*math.Sin(lat2*degree)
	return math.Atan2(y, x) / degree, math.Atan2(z, math.Hypot(x, y)) / degree
}

// comparePlaces holds a StreetLocator's places to those of a scan. Places closer to each
// other than room may stand in another order.
func comparePlaces(t *testing.T, l *StreetLocator, x, y float64, want NearStreets, room float64) {
	t.Helper()
	got, err := l.AppendNear(nil, x, y, want)
	scan := placesNear(l.g, x, y, want)
	if err != nil || len(got) != len(scan) {
		t.Fatalf("near %v, %v, %+v: %d places, %v; want %d", x, y, want, len(got), err, len(scan))
	}
	for i, p := range got {
		from, to, _ := l.g.ArcEnds(p.Arc)
		at := distanceAt(l.g, x, y, from, to, p.Position.Fraction)
		px, py, _ := l.g.PointAt(p.Position)
		switch {
		case math.Abs(p.Distance-scan[i].Distance) > room || math.Abs(at-p.Distance) > room:
			t.Fatalf("near %v, %v, %+v: place %d is %+v, at %v; want %+v", x, y, want, i, p, at, scan[i])
		case from != p.Position.From || to != p.Position.To:
			t.Fatalf("%+v: the arc leads from %d to %d", p, from, to)
		case distanceBetween(l.g, px, py, p.X, p.Y) > room:
			t.Fatalf("%+v: PointAt is %v, %v", p, px, py)
		case i > 0 && farther(got[i-1], p):
			t.Fatalf("place %d before %+v is %+v", i, p, got[i-1])
		}
	}
	if one, err := l.Nearest(x, y); want.isPlain() && len(scan) > 0 && (err != nil || one != got[0]) {
		t.Fatalf("nearest is %+v, %v, and of several %+v", one, err, got[0])
	}
}

func (n *NearStreets) isPlain() bool { return n.Radius == 0 && n.Overlay == nil && n.Skip == nil }

func distanceBetween(g *CSRGraph, x1, y1, x2, y2 float64) float64 {
	if g.Meta().LonLat {
		return geo.Metres(x1, y1, x2, y2)
	}
	return math.Hypot(x2-x1, y2-y1)
}

// town returns streets between points that a function draws, some one-way, some closed.
func town(t testing.TB, r *rand.Rand, n int, lonLat bool, draw func() (x, y float64)) *CSRGraph {
	b := NewBuilder(n)
	b.SetMeta(Meta{LonLat: lonLat})
	for v := range Node(n) {
		x, y := draw()
		b.SetPoint(v, x, y)
		if r.IntN(12) == 0 {
			b.SetNodeWeight(v, Blocked)
		}
		w := uint32(1)
		if r.IntN(12) == 0 {
			w = Blocked
		}
		if r.IntN(3) == 0 {
			b.AddArc(v, r.Uint32N(uint32(n)), w)
		} else {
			b.AddEdge(v, (v+1)%Node(n), w)
		}
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// streetWishes draws what may be wanted.
func streetWishes(r *rand.Rand, g *CSRGraph, reach float64) (want NearStreets) {
	want.K = []int{0, 1, 2, 7, 50}[r.IntN(5)]
	if r.IntN(2) == 0 {
		want.Radius = r.Float64() * reach
	}
	if r.IntN(2) == 0 {
		want.Overlay = NewOverlay(g)
		for range g.NumNodes() / 4 {
			from, to, _ := g.ArcEnds(r.Uint32N(uint32(g.NumArcs())))
			_ = want.Overlay.SetArc(from, to, []uint32{Blocked, 3}[r.IntN(2)])
			_ = want.Overlay.SetNode(r.Uint32N(uint32(g.NumNodes())), []uint32{Blocked, 3}[r.IntN(2)])
		}
	}
	if r.IntN(3) == 0 {
		want.Skip = func(arc uint32) bool { return arc%3 == 0 }
	}
	return want
}

// TestStreetsOnThePlane compares with a scan of all arcs, on points so coarse that streets
// that cross, coincide or are one point are the rule.
func TestStreetsOnThePlane(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := 2; n < 150; n += 1 + n/3 {
		g := town(t, r, n, false, func() (x, y float64) { return float64(r.IntN(12)), float64(r.IntN(12)) })
		l := mustFindStreets(t, g)
		for range 40 {
			x, y := float64(r.IntN(60)-20)/4, float64(r.IntN(60)-20)/4
			comparePlaces(t, l, x, y, streetWishes(r, g, 8), 1e-9)
		}
	}
}

// TestStreetsOnTheSphere does so all over the Earth, poles and 180th meridian included:
// streets of a few metres, and some as long as the Earth is wide.
func TestStreetsOnTheSphere(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, draw := range []func() (lon, lat float64){
		func() (lon, lat float64) { return r.Float64()*360 - 180, 90 - r.Float64()/100 },
		func() (lon, lat float64) { return geo.WrapLongitude(180 + r.Float64()/50), r.Float64() / 50 },
		func() (lon, lat float64) { return 11.9 + r.Float64()/5000, 57.6 + r.Float64()/5000 },
		func() (lon, lat float64) { return r.Float64()*360 - 180, r.Float64()*180 - 90 },
	} {
		g := town(t, r, 60, true, draw)
		l := mustFindStreets(t, g)
		for range 60 {
			lon, lat := draw()
			comparePlaces(t, l, lon, min(lat+r.Float64()/1000, 90), streetWishes(r, g, 500), 1e-6)
		}
		comparePlaces(t, l, -70, -20, NearStreets{}, 1e-2) // from far away, where haversines round more
	}
}

// TestStreetsOfGoteborg compares on a map that people walk on.
func TestStreetsOfGoteborg(t *testing.T) {
	g, err := FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	l := mustFindStreets(t, g)
	r := rand.New(rand.NewPCG(5, 6))
	box, _ := Bounds(g)
	for range 3 {
		x, y := box.MinX+r.Float64()*(box.MaxX-box.MinX), box.MinY+r.Float64()*(box.MaxY-box.MinY)
		comparePlaces(t, l, x, y, NearStreets{K: 5}, 1e-6)
	}
}

func mustFindStreets(t testing.TB, g *CSRGraph) *StreetLocator {
	t.Helper()
	l, err := NewStreetLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestStreetAcrossTheMeridian stands beside a street of Fiji that crosses the 180th meridian.
func TestStreetAcrossTheMeridian(t *testing.T) {
	b := NewBuilder(2)
	b.SetMeta(Meta{LonLat: true})
	b.SetPoint(0, 179.99, 0)
	b.SetPoint(1, -179.97, 0)
	b.AddEdge(0, 1, 4)
	l := mustFindStreets(t, mustBuild(t, b))
	for _, x := range []float64{-180, 180, -179.98, 180.02} {
		p, err := l.Nearest(x, 0.001)
		at := math.Mod(x+360, 360)
		if err != nil || math.Abs(p.Position.Fraction-(at-179.99)/0.04) > 1e-9 || math.Abs(p.Distance-geo.Metres(0, 0, 0, 0.001)) > 1e-3 {
			t.Errorf("beside %v: %+v, %v", x, p, err)
		}
	}
}

// TestStreetsAtACorner finds the corner itself, on the street with the smallest arc.
func TestStreetsAtACorner(t *testing.T) {
	b := NewBuilder(4)
	for v, p := range [][2]float64{{0, 0}, {-5, 0}, {0, -5}, {-3, -4}} {
		b.SetPoint(Node(v), p[0], p[1])
	}
	for v := range Node(3) {
		b.AddEdge(v+1, 0, 5)
	}
	p, err := mustFindStreets(t, mustBuild(t, b)).Nearest(3, 4)
	if want := (StreetPlace{Position: Position{From: 0, To: 1}, Distance: 5}); err != nil || p != want {
		t.Errorf("%+v, %v; want %+v", p, err, want)
	}
	if v, ok := p.Position.Node(); !ok || v != 0 {
		t.Errorf("%+v is not at the corner", p)
	}
}

// TestStreetsOfATown leaves out what cannot be left, what is closed under the weights at
// hand, and one direction of a street.
func TestStreetsOfATown(t *testing.T) {
	b := NewBuilder(5)
	for v := range Node(5) {
		b.SetPoint(v, float64(10*v), 0)
	}
	b.AddArc(1, 0, 1) // cannot be left
	b.AddEdge(1, 2, 1)
	b.AddEdge(2, 3, 1)
	b.AddEdge(3, 4, Blocked)
	g := mustBuild(t, b)
	l, err := StreetLocatorOf(g, LargestComponent(g))
	if err != nil {
		t.Fatal(err)
	}
	at := func(x float64, want NearStreets) (Position, bool) {
		places, err := l.AppendNear(nil, x, 1, want)
		if err != nil || len(places) == 0 {
			return Position{}, false
		}
		return places[0].Position, true
	}
	for x, want := range map[float64]Position{0: {1, 2, 0}, 15: {1, 2, 0.5}, 39: {2, 3, 1}} {
		if p, ok := at(x, NearStreets{}); !ok || p != want {
			t.Errorf("at %v: %v, want %v", x, p, want)
		}
	}
	o := NewOverlay(g)
	for _, step := range []struct {
		from, to Node
		w        uint32
		want     Position
	}{
		{1, 2, Blocked, Position{2, 1, 0.5}}, {2, 1, Blocked, Position{2, 3, 0}}, {1, 2, 7, Position{1, 2, 0.5}},
	} {
		_ = o.SetArc(step.from, step.to, step.w)
		if p, ok := at(15, NearStreets{Overlay: o}); !ok || p != step.want {
			t.Errorf("arc %d-%d has weight %d: %v, want %v", step.from, step.to, step.w, p, step.want)
		}
	}
	under, err := g.Under(o)
	if err != nil {
		t.Fatal(err)
	}
	again := NewOverlay(g) // laid on the weights of under
	_ = again.SetNode(2, Blocked)
	if p, err := mustFindStreets(t, under).AppendNear(nil, 15, 1, NearStreets{K: 1, Overlay: again}); err != nil || p[0].Position != (Position{1, 0, 0}) {
		t.Errorf("the arc 2-1 is closed for everyone, and node 2 for one: %v, %v", p, err)
	}
}

func TestStreetLocatorRefuses(t *testing.T) {
	if _, err := NewStreetLocator(nil); !errors.Is(err, ErrNoGraph) {
		t.Error(err)
	}
	if _, err := StreetLocatorOf(nil, nil); !errors.Is(err, ErrNoGraph) {
		t.Error(err)
	}
	if _, err := NewStreetLocator(mustBuild(t, NewBuilder(3))); !errors.Is(err, ErrNoPoints) {
		t.Error(err)
	}
	g := mustBuild(t, everything())
	var e *NodeError
	if _, err := StreetLocatorOf(g, []Node{5}); !errors.As(err, &e) || e.Place != "nodes[0]" {
		t.Error(err)
	}
	none, err := StreetLocatorOf(g, []Node{1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := none.Nearest(0, 0); !errors.Is(err, ErrNoStreet) {
		t.Error(err)
	}
	l := mustFindStreets(t, g)
	other := NewOverlay(mustBuild(t, gridBuilder()))
	dst := []StreetPlace{{Arc: 9}}
	for _, c := range []struct {
		x    float64
		want NearStreets
		err  error
	}{
		{math.NaN(), NearStreets{}, nil}, {361, NearStreets{}, nil}, {0, NearStreets{K: -1}, nil}, {0, NearStreets{Radius: -1}, nil},
		{0, NearStreets{Radius: math.NaN()}, nil}, {0, NearStreets{Overlay: other}, ErrWrongGraph}, {0, NearStreets{Overlay: new(Overlay)}, ErrWrongGraph},
	} {
		got, err := l.AppendNear(dst, c.x, 0, c.want)
		if err == nil || c.err != nil && !errors.Is(err, c.err) || !slices.Equal(got, dst) {
			t.Errorf("%v, %+v: %v, %v", c.x, c.want, got, err)
		}
	}
	_ = g.Close()
	if _, err := l.Nearest(0, 0); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

func TestStreetsAllocateNothing(t *testing.T) {
	g := mustBuild(t, gridBuilderWithPoints())
	l := mustFindStreets(t, g)
	closed := NewOverlay(g)
	for v := range Node(60) {
		_ = closed.SetNode(91*v, Blocked)
	}
	dst := make([]StreetPlace, 0, 128)
	skip := func(arc uint32) bool { return arc%7 == 0 }
	for _, want := range []NearStreets{{K: 1}, {K: 100}, {Radius: 5}, {K: 20, Radius: 30, Overlay: closed, Skip: skip}} {
		n := testing.AllocsPerRun(10, func() { dst, _ = l.AppendNear(dst[:0], 44.2, 45.1, want) })
		if n != 0 || len(dst) == 0 {
			t.Errorf("%+v: %v allocations, %d places", want, n, len(dst))
		}
	}
	if n := testing.AllocsPerRun(10, func() { _, _ = l.Nearest(44.2, 45.1) }); n != 0 {
		t.Errorf("Nearest: %v allocations", n)
	}
}

// BenchmarkStreets finds the streets nearest to positions in Göteborg, 100,000 different
// ones.
func BenchmarkStreets(b *testing.B) {
	g, err := FromBytes(testdata.Goteborg())
	if err != nil {
		b.Fatal(err)
	}
	l := mustFindStreets(b, g)
	box, _ := Bounds(g)
	r := rand.New(rand.NewPCG(1, 2))
	at := make([][2]float64, 100_000)
	for i := range at {
		at[i] = [2]float64{box.MinX + r.Float64()*(box.MaxX-box.MinX), box.MinY + r.Float64()*(box.MaxY-box.MinY)}
	}
	b.Run("nearest", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			_, _ = l.Nearest(at[i%len(at)][0], at[i%len(at)][1])
		}
	})
	b.Run("eight-within-100m", func(b *testing.B) {
		b.ReportAllocs()
		var dst []StreetPlace
		for i := 0; b.Loop(); i++ {
			dst, _ = l.AppendNear(dst[:0], at[i%len(at)][0], at[i%len(at)][1], NearStreets{K: 8, Radius: 100})
		}
	})
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			_ = mustFindStreets(b, g)
		}
	})
}
