package route

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// within returns the nodes that can be reached at a cost of at most limit, by Bellman and
// Ford.
func within(g *csr.CSRGraph, from csr.Node, limit uint32) (hits []hit) {
	best := map[csr.Node]uint64{from: 0}
	for changed := true; changed; {
		changed = false
		for v := range csr.Node(g.NumNodes()) {
			d, ok := best[v]
			if !ok {
				continue
			}
			for to, w := range g.Arcs(v).All() {
				node := g.NodeWeight(to)
				cost := d + uint64(w) + uint64(node)
				if w == csr.Blocked || node == csr.Blocked || cost > uint64(limit) {
					continue
				}
				if was, ok := best[to]; !ok || cost < was {
					best[to], changed = cost, true
				}
			}
		}
	}
	for v, d := range best {
		hits = append(hits, hit{v, uint32(d)})
	}
	return hits
}

// inRings tells whether a point lies in the area, by counting the sides above it.
func inArea(m MultiPolygon, x, y float64) bool {
	above := 0
	for _, polygon := range m {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				p, q := ring[i-1], ring[i]
				if (p[0] <= x) != (q[0] <= x) && p[1]+(q[1]-p[1])*(x-p[0])/(q[0]-p[0]) > y {
					above++
				}
			}
		}
	}
	return above%2 == 1
}

// side returns on which side of the line through p and q a point lies.
func side(p, q, r [2]float64) float64 {
	return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0])
}

// checkValid checks what RFC 7946 and simple features ask of polygons.
func checkValid(t *testing.T, m MultiPolygon) {
	t.Helper()
	type edge struct {
		ring, i, n int
		p, q       [2]float64
	}
	var edges []edge
	rings := 0
	for _, polygon := range m {
		for k, ring := range polygon {
			area := 0.0
			for i := 1; i < len(ring); i++ {
				area += ring[i-1][0]*ring[i][1] - ring[i][0]*ring[i-1][1]
				edges = append(edges, edge{rings, i, len(ring) - 1, ring[i-1], ring[i]})
			}
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] || (area > 0) != (k == 0) {
				t.Fatalf("ring %d of a polygon: %d points, area %v", k, len(ring), area)
			}
			if k > 0 && !inArea(MultiPolygon{{polygon[0]}}, ring[0][0], ring[0][1]) {
				t.Fatal("a hole outside its polygon")
			}
			rings++
		}
	}
	slices.SortFunc(edges, func(e, f edge) int { return compare(min(e.p[0], e.q[0]), min(f.p[0], f.q[0])) })
	for i, e := range edges {
		if e.p == e.q {
			t.Fatal("a side without length")
		}
		for _, f := range edges[i+1:] {
			if min(f.p[0], f.q[0]) > max(e.p[0], e.q[0]) {
				break
			}
			if e.ring == f.ring && ((e.i+1-f.i)%e.n == 0 || (f.i+1-e.i)%e.n == 0) {
				continue // neighbours
			}
			if side(e.p, e.q, f.p)*side(e.p, e.q, f.q) <= 0 && side(f.p, f.q, e.p)*side(f.p, f.q, e.q) <= 0 && boxesMeet(e.p, e.q, f.p, f.q) {
				t.Fatalf("sides meet: %v to %v, %v to %v", e.p, e.q, f.p, f.q)
			}
		}
	}
}

func boxesMeet(p, q, r, s [2]float64) bool {
	return max(min(p[0], q[0]), min(r[0], s[0])) <= min(max(p[0], q[0]), max(r[0], s[0])) &&
		max(min(p[1], q[1]), min(r[1], s[1])) <= min(max(p[1], q[1]), max(r[1], s[1]))
}

func compare(a, b float64) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// bruteDistance returns how far a point is from the streets that the hits reach, on a
// plane.
func bruteDistance(g *csr.CSRGraph, hits []hit, limit uint32, x, y float64) float64 {
	best := math.Inf(1)
	for _, h := range hits {
		px, py, _ := g.Point(h.Node)
		best = min(best, math.Hypot(x-px, y-py))
		for to, w := range g.Arcs(h.Node).All() {
			node := g.NodeWeight(to)
			if w == csr.Blocked || node == csr.Blocked {
				continue
			}
			part := 1.0
			if cost := float64(w) + float64(node); cost > float64(limit-h.Distance) {
				part = float64(limit-h.Distance) / cost
			}
			qx, qy, _ := g.Point(to)
			dx, dy := part*(qx-px), part*(qy-py)
			if squared := dx*dx + dy*dy; squared > 0 {
				s := max(0, min(1, ((x-px)*dx+(y-py)*dy)/squared))
				best = min(best, math.Hypot(x-px-s*dx, y-py-s*dy))
			}
		}
	}
	return best
}

// randomTown returns a random graph on a plane 1000 by 1000 units.
func randomTown(t *testing.T, r *rand.Rand) *csr.CSRGraph {
	n := 2 + r.IntN(30)
	b := csr.NewBuilder(n)
	for v := range csr.Node(n) {
		b.SetPoint(v, float64(r.IntN(1000)), float64(r.IntN(1000)))
		b.SetNodeWeight(v, []uint32{0, 0, 0, 30, csr.Blocked}[r.IntN(5)])
	}
	for range 3 * n {
		b.AddArc(r.Uint32N(uint32(n)), r.Uint32N(uint32(n)), []uint32{0, 100, 200, 500, csr.Blocked}[r.IntN(5)])
	}
	return mustBuild(t, b)
}

// TestIsochrone holds areas of random towns to the distance from the streets, at random
// points and at nodes.
func TestIsochrone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		g := randomTown(t, r)
		limit := []uint32{0, 50, 300, 1000}[r.IntN(4)]
		hits := within(g, 0, limit)
		margin := []float64{10, 37, 150}[r.IntN(3)]
		m, err := Isochrone(g, hits, limit, margin)
		if err != nil {
			t.Fatal(err)
		}
		checkValid(t, m)
		for range 300 {
			x, y := r.Float64()*1400-200, r.Float64()*1400-200
			if r.IntN(3) == 0 {
				x, y, _ = g.Point(r.Uint32N(uint32(g.NumNodes())))
			}
			d := bruteDistance(g, hits, limit, x, y) / margin
			if in := inArea(m, x, y); in && d > 1.4 || !in && d < 0.6 {
				t.Fatalf("round %d: %v, %v is %v margins from the streets, and inside: %v", round, x, y, d, in)
			}
		}
	}
}

// TestIsochroneOfACity has every node within the limit inside, and none that is far from
// all of them.
func TestIsochroneOfACity(t *testing.T) {
	g := city(t)
	for _, c := range []struct {
		from   csr.Node
		limit  uint32
		margin float64
	}{{0, 5000, 0}, {4000, 8000, 25}, {7000, 30, 5}, {100, 0, 1}} {
		hits := within(g, c.from, c.limit)
		m, err := Isochrone(g, hits, c.limit, c.margin)
		if err != nil {
			t.Fatal(err)
		}
		checkValid(t, m)
		checkValid(t, decoded(t, m))
		reached := map[csr.Node]bool{}
		for _, h := range hits {
			reached[h.Node] = true
		}
		points, holes := 0, 0
		for _, polygon := range m {
			for _, ring := range polygon {
				points += len(ring)
			}
			holes += len(polygon) - 1
		}
		for v := range csr.Node(g.NumNodes()) {
			x, y, _ := g.Point(v)
			if in := inArea(m, x, y); reached[v] && !in {
				t.Fatalf("node %d is reached, and outside", v)
			} else if in && !reached[v] && c.margin > 0 {
				// a metre is 1/59421 degrees of longitude and 1/111195 of latitude here
				if d := metresToReach(g, hits, c.limit, x, y); d > 1.4*c.margin {
					t.Fatalf("node %d is %v m from what is reached, and inside", v, d)
				}
			}
		}
		t.Logf("%d of %d nodes: %d polygons, %d holes, %d points, %d bytes", len(hits), g.NumNodes(), len(m), holes, points, len(m.AppendGeoJSON(nil)))
	}
}

// decoded returns an area as it is written, with its coordinates rounded.
func decoded(t *testing.T, m MultiPolygon) MultiPolygon {
	t.Helper()
	var rings struct{ Coordinates MultiPolygon }
	twice := append(m[:len(m):len(m)], m...) // so that it is a MultiPolygon
	if err := json.Unmarshal(twice.AppendGeoJSON(nil), &rings); err != nil {
		t.Fatal(err)
	}
	return rings.Coordinates[:len(m)]
}

// metresToReach is bruteDistance near a point of the Earth.
func metresToReach(g *csr.CSRGraph, hits []hit, limit uint32, x, y float64) float64 {
	b := csr.NewBuilder(g.NumNodes())
	const degree = math.Pi / 180 * 6371008.8
	wide := degree * math.Cos(y*math.Pi/180)
	for v := range csr.Node(g.NumNodes()) {
		px, py, _ := g.Point(v)
		b.SetPoint(v, (px-x)*wide, (py-y)*degree)
		for to, w := range g.Arcs(v).All() {
			b.AddArc(v, to, w)
		}
	}
	flat, err := b.Build()
	if err != nil {
		panic(err)
	}
	return bruteDistance(flat, hits, limit, 0, 0)
}

// TestIsochroneAcrossTheMeridian is cut there, and has both halves.
func TestIsochroneAcrossTheMeridian(t *testing.T) {
	g, path := chain(t, true, [2]float64{179.99, -16.5}, [2]float64{-179.99, -16.5}, [2]float64{-179.98, -16.49}, [2]float64{-179.999, -16.48}, [2]float64{179.99, -16.5})
	var hits []hit
	for _, v := range path {
		hits = append(hits, hit{v, 0})
	}
	m, err := Isochrone(g, hits, 100, 100)
	if err != nil || len(m) < 2 {
		t.Fatalf("%d polygons, %v", len(m), err)
	}
	checkValid(t, m)
	onMeridian := map[float64]int{}
	for _, polygon := range m {
		for _, ring := range polygon {
			for _, p := range ring {
				if math.Abs(p[0]) > 180 || math.Abs(p[0]) < 179 {
					t.Fatalf("a point at %v", p)
				}
				if math.Abs(p[0]) == 180 {
					onMeridian[p[0]]++
				}
			}
		}
	}
	if onMeridian[180] < 2 || onMeridian[-180] < 2 {
		t.Errorf("%v points on the meridian", onMeridian)
	}
	for _, v := range path {
		if x, y, _ := g.Point(v); !inArea(m, x, y) {
			t.Errorf("node %d at %v, %v is outside", v, x, y)
		}
	}
	for x, in := range map[float64]bool{179.9999: true, -179.9999: true, 179.98: false, 0: false} {
		if inArea(m, x, -16.5) != in {
			t.Errorf("%v is inside: %v", x, !in)
		}
	}
}

// TestIsochroneRoundTheEarth goes along a parallel, all the way.
func TestIsochroneRoundTheEarth(t *testing.T) {
	var points [][2]float64
	for x := -180.0; x < 180; x += 10 {
		points = append(points, [2]float64{x, 50})
	}
	g, path := chain(t, true, append(points, [2]float64{-180, 50}, [2]float64{175, 52})...)
	var hits []hit
	for _, v := range path {
		hits = append(hits, hit{v, 0})
	}
	m, err := Isochrone(g, hits, 9, 50_000)
	if err != nil {
		t.Fatal(err)
	}
	checkValid(t, m)
	for x := -179.5; x < 180; x += 0.25 {
		if !inArea(m, x, 50) || inArea(m, x, 49) || inArea(m, x, 54) {
			t.Fatalf("wrong at %v", x)
		}
	}
}

// TestIsochroneFarNorth keeps its margin where degrees of longitude are short.
func TestIsochroneFarNorth(t *testing.T) {
	g, _ := chain(t, true, [2]float64{20, 85}, [2]float64{20.5, 85})
	m, err := Isochrone(g, []hit{{0, 0}, {1, 1}}, 1, 500)
	if err != nil {
		t.Fatal(err)
	}
	checkValid(t, m)
	degree := math.Pi / 180 * 6371008.8
	for _, d := range []float64{0.6, 1.4} {
		north, east := 85+500*d/degree, 20.5+500*d/degree/math.Cos(85*math.Pi/180)
		if in := inArea(m, 20.2, north); in != (d < 1) {
			t.Errorf("%v margins north is inside: %v", d, in)
		}
		if in := inArea(m, east, 85); in != (d < 1) {
			t.Errorf("%v margins east is inside: %v", d, in)
		}
	}
}

func TestIsochroneRefuses(t *testing.T) {
	g, _ := chain(t, true, [2]float64{10, 0}, [2]float64{11, 0})
	plane, _ := chain(t, false, [2]float64{1e60, 0}, [2]float64{1e60, 1})
	pole, _ := chain(t, true, [2]float64{0, 89.9999}, [2]float64{90, 89.9999})
	bare := mustBuild(t, csr.NewBuilder(1))
	start := []hit{{0, 0}}
	both := []hit{{0, 0}, {1, 1}}
	tall, _ := chain(t, true, [2]float64{10, 0}, [2]float64{11, 1})
	for _, c := range []struct {
		g      *csr.CSRGraph
		hits   []hit
		limit  uint32
		margin float64
		want   error
	}{
		{nil, start, 0, 0, csr.ErrNoGraph},
		{bare, start, 0, 0, csr.ErrNoPoints},
		{g, start, 0, -1, ErrMargin},
		{g, start, 0, 0.5, ErrMargin},
		{g, start, 0, math.NaN(), ErrMargin},
		{g, start, 0, math.Inf(1), ErrMargin},
		{tall, both, 1, 1, ErrMargin},
		{plane, both, 1, 1, ErrMargin},
		{pole, both, 1, 20, ErrMargin},
	} {
		if _, err := Isochrone(c.g, c.hits, c.limit, c.margin); !errors.Is(err, c.want) {
			t.Errorf("margin %v: %v, want %v", c.margin, err, c.want)
		}
	}
	var node *csr.NodeError
	if _, err := Isochrone(g, []hit{{7, 0}}, 0, 0); !errors.As(err, &node) {
		t.Errorf("no node: %v", err)
	}
	if _, err := Isochrone(g, []hit{{1, 5}}, 4, 0); err == nil {
		t.Error("a hit beyond the limit")
	}
	if m, err := Isochrone(g, []hit(nil), 4, 0); m != nil || err != nil {
		t.Errorf("nothing: %v, %v", m, err)
	}
}

// TestAreaAsGeoJSON reads polygons back.
func TestAreaAsGeoJSON(t *testing.T) {
	one := MultiPolygon{{{{0, 0}, {9, 0}, {0, 9}, {0, 0}}, {{1, 1}, {1, 2}, {2, 1}, {1, 1}}}}
	if got, want := string(one.AppendGeoJSON(nil)), `{"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]]]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	two := append(one, [][][2]float64{{{10, 0}, {19, 0}, {10, 9}, {10, 0}}})
	var back struct {
		Type        string
		Coordinates MultiPolygon
	}
	if err := json.Unmarshal(two.AppendGeoJSON(nil), &back); err != nil || back.Type != "MultiPolygon" || len(back.Coordinates) != 2 || len(back.Coordinates[0]) != 2 {
		t.Errorf("%v, %+v", err, back)
	}
	if got := string(MultiPolygon(nil).AppendGeoJSON(nil)); got != `{"type":"MultiPolygon","coordinates":[]}` {
		t.Errorf("nothing: %s", got)
	}
}
