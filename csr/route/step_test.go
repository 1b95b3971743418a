package route

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// road is a street of a hand-made town, both ways.
type road struct {
	street csr.Street
	nodes  []csr.Node
}

// town returns a map of roads. Points are metres east and north of the origin: on a
// plane, or on the Earth, where a metre is 1/111195 degrees at the equator.
func town(t testing.TB, lonLat bool, points [][2]float64, roads []road) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(len(points))
	b.SetMeta(csr.Meta{LonLat: lonLat})
	for v, p := range points {
		if lonLat {
			p = [2]float64{math.Remainder(180+p[0]/111195, 360), p[1] / 111195}
		}
		b.SetPoint(csr.Node(v), p[0], p[1])
	}
	for _, r := range roads {
		s := b.AddStreet(r.street)
		for i := 1; i < len(r.nodes); i++ {
			b.AddStreetArc(r.nodes[i-1], r.nodes[i], 1, s)
			b.AddStreetArc(r.nodes[i], r.nodes[i-1], 1, s)
		}
	}
	return mustBuild(t, b)
}

func called(name string) csr.Street { return csr.Street{Name: name} }

// TestSteps walks through crossings of all kinds, on a plane and across the 180th
// meridian.
func TestSteps(t *testing.T) {
	cross := [][2]float64{{0, 0}, {0, 100}, {0, 200}, {-100, 100}, {100, 100}} // south, middle, north, west, east
	for _, c := range []struct {
		name   string
		points [][2]float64
		roads  []road
		path   []csr.Node
		want   string
	}{
		{"straight over a crossing", cross, []road{{called("A"), []csr.Node{0, 1, 2}}, {called("B"), []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 2},
			"Head north on A, 200 m; Arrive"},
		{"left at a crossing", cross, []road{{called("A"), []csr.Node{0, 1, 2}}, {called("B"), []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 3},
			"Head north on A, 100 m; Left into B, 100 m; Arrive"},
		{"right at a crossing", cross, []road{{called("A"), []csr.Node{0, 1, 2}}, {called("B"), []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 4},
			"Head north on A, 100 m; Right into B, 100 m; Arrive"},
		{"straight into another street", cross, []road{{called("A"), []csr.Node{0, 1}}, {called("C"), []csr.Node{1, 2}}, {called("B"), []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 2},
			"Head north on A, 100 m; Straight on into C, 100 m; Arrive"},
		{"the street turns at a crossing", cross, []road{{called("A"), []csr.Node{0, 1, 4}}, {called("B"), []csr.Node{3, 1, 2}}}, []csr.Node{0, 1, 4},
			"Head north on A, 100 m; Right along A, 100 m; Arrive"},
		{"a bend without a choice", cross, []road{{called("A"), []csr.Node{0, 1, 4}}}, []csr.Node{0, 1, 4},
			"Head north on A, 200 m; Arrive"},
		{"a bend where the name changes", cross, []road{{called("A"), []csr.Node{0, 1}}, {called("B"), []csr.Node{1, 4}}}, []csr.Node{0, 1, 4},
			"Head north on A, 100 m; Right into B, 100 m; Arrive"},
		{"there and back", cross, []road{{called("A"), []csr.Node{0, 1, 2}}}, []csr.Node{0, 1, 0},
			"Head north on A, 100 m; Turn round along A, 100 m; Arrive"},
		{"the end of a street", cross, []road{{called("A"), []csr.Node{0, 1}}, {called("A"), []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 3},
			"Head north on A, 100 m; Left along A, 100 m; Arrive"},
		{"no names", cross, []road{{csr.Street{Class: "footway"}, []csr.Node{0, 1, 2}}, {csr.Street{Class: "footway"}, []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 4},
			"Head north on a footway, 100 m; Right along a footway, 100 m; Arrive"},
		{"no names straight on", cross, []road{{csr.Street{Class: "steps"}, []csr.Node{0, 1}}, {csr.Street{Class: "path;track"}, []csr.Node{1, 2}}, {csr.Street{}, []csr.Node{3, 1, 4}}},
			[]csr.Node{0, 1, 2}, "Head north on steps, 200 m; Arrive"},
		{"into steps", cross, []road{{csr.Street{Class: "service"}, []csr.Node{0, 1, 2}}, {csr.Street{Class: "steps"}, []csr.Node{3, 1, 4}}},
			[]csr.Node{0, 1, 3}, "Head north on a service road, 100 m; Left into steps, 100 m; Arrive"},
		{"no streets at all", cross, []road{{csr.Street{}, []csr.Node{0, 1, 2}}, {csr.Street{}, []csr.Node{3, 1, 4}}}, []csr.Node{0, 1, 4},
			"Head north, 100 m; Right, 100 m; Arrive"},
		{"a fork", [][2]float64{{0, 0}, {0, 100}, {50, 200}, {-10, 200}}, []road{{csr.Street{}, []csr.Node{0, 1, 2}}, {csr.Street{}, []csr.Node{1, 3}}}, []csr.Node{0, 1, 2},
			"Head north, 100 m; Slightly right, 110 m; Arrive"},
		{"a fork with a name", [][2]float64{{0, 0}, {0, 100}, {30, 200}, {-10, 200}}, []road{{called("A"), []csr.Node{0, 1, 2}}, {csr.Street{}, []csr.Node{1, 3}}}, []csr.Node{0, 1, 2},
			"Head north on A, 200 m; Arrive"},
		{"a sharp turn", [][2]float64{{0, 0}, {0, 100}, {50, 20}, {0, 200}}, []road{{called("A"), []csr.Node{0, 1, 3}}, {called("B"), []csr.Node{1, 2}}}, []csr.Node{0, 1, 2},
			"Head north on A, 100 m; Sharp right into B, 94 m; Arrive"},
		{"a bend with a side street behind", [][2]float64{{0, 0}, {0, 100}, {50, 150}, {90, 20}}, []road{{called("A"), []csr.Node{0, 1, 2}}, {called("B"), []csr.Node{1, 3}}}, []csr.Node{0, 1, 2},
			"Head north on A, 170 m; Arrive"},
		{"a rounded corner", [][2]float64{{0, 0}, {0, 93}, {2, 98}, {7, 100}, {100, 100}, {2, 200}}, []road{{called("A"), []csr.Node{0, 1, 2}}, {called("B"), []csr.Node{2, 3, 4}}, {called("C"), []csr.Node{2, 5}}},
			[]csr.Node{0, 1, 2, 3, 4}, "Head north on A, 98 m; Right into B, 98 m; Arrive"},
		{"a gap in the name", [][2]float64{{0, 0}, {0, 100}, {0, 140}, {0, 240}}, []road{{called("A"), []csr.Node{0, 1}}, {csr.Street{Class: "footway"}, []csr.Node{1, 2}}, {called("A"), []csr.Node{2, 3}}},
			[]csr.Node{0, 1, 2, 3}, "Head north on A, 240 m; Arrive"},
		{"a long gap in the name", [][2]float64{{0, 0}, {0, 100}, {0, 160}, {0, 260}}, []road{{called("A"), []csr.Node{0, 1}}, {csr.Street{Class: "footway"}, []csr.Node{1, 2}}, {called("A"), []csr.Node{2, 3}}},
			[]csr.Node{0, 1, 2, 3}, "Head north on A, 100 m; Straight on into a footway, 60 m; Straight on into A, 100 m; Arrive"},
		{"one node", cross, []road{{called("A"), []csr.Node{0, 1, 2}}}, []csr.Node{1}, "Arrive"},
		{"no node", cross, []road{{called("A"), []csr.Node{0, 1, 2}}}, nil, ""},
		{"south-west", [][2]float64{{100, 100}, {0, 0}}, []road{{called("A"), []csr.Node{0, 1}}}, []csr.Node{0, 1}, "Head southwest on A, 140 m; Arrive"},
	} {
		for _, lonLat := range []bool{false, true} {
			steps, err := AppendSteps(nil, town(t, lonLat, c.points, c.roads), c.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, s := range steps {
				said = append(said, s.String())
			}
			if got := strings.Join(said, "; "); got != c.want {
				t.Errorf("%s, longitude and latitude: %v:\n got %s\nwant %s", c.name, lonLat, got, c.want)
			}
		}
	}
}

// TestAllTurns goes into streets at every angle.
func TestAllTurns(t *testing.T) {
	for angle := -165; angle <= 165; angle += 15 {
		sin, cos := math.Sincos(float64(angle) * math.Pi / 180)
		side := 175.0 // another way, behind
		sinSide, cosSide := math.Sincos(side * math.Pi / 180)
		points := [][2]float64{{0, -100}, {0, 0}, {100 * sin, 100 * cos}, {100 * sinSide, 100 * cosSide}}
		for _, down := range []bool{false, true} {
			if down {
				for i := range points {
					points[i][1] *= -1
				}
			}
			g := town(t, false, points, []road{{called("A"), []csr.Node{0, 1}}, {called("B"), []csr.Node{1, 2}}, {called("C"), []csr.Node{1, 3}}})
			steps, err := AppendSteps(nil, g, []csr.Node{0, 1, 2}, &StepOptions{Down: down})
			if err != nil || len(steps) != 3 {
				t.Fatalf("%d°: %v, %v", angle, steps, err)
			}
			want := map[int]Maneuver{-165: SharpLeft, -150: SharpLeft, -135: SharpLeft, -120: Left, -105: Left, -90: Left, -75: Left, -60: Left,
				-45: SlightLeft, -30: SlightLeft, -15: Straight, 0: Straight, 15: Straight, 30: SlightRight, 45: SlightRight, 60: Right, 75: Right,
				90: Right, 105: Right, 120: Right, 135: SharpRight, 150: SharpRight, 165: SharpRight}[angle]
			if size := max(angle, -angle); size != 60 && size != 120 && steps[1].Maneuver != want { // where rounding decides
				t.Errorf("%d°, down %v: %v, want %v", angle, down, steps[1].Maneuver, want)
			}
			if math.Abs(steps[1].Angle-float64(angle)) > 1e-9 || math.Abs(math.Remainder(steps[1].Heading-float64(angle), 360)) > 1e-9 {
				t.Errorf("%d°: angle %v, heading %v", angle, steps[1].Angle, steps[1].Heading)
			}
		}
	}
}

// circus returns a roundabout of eight nodes, one-way and clockwise from above, with a
// road at every second of them. Node 8+i is the end of the road at node 2i.
func circus(t testing.TB) *csr.CSRGraph {
	t.Helper()
	const round = 1 << 3
	b := csr.NewBuilder(12)
	ring := b.AddStreet(csr.Street{Class: "primary", Flags: round | 1})
	for i := range csr.Node(8) {
		sin, cos := math.Sincos(float64(i) * math.Pi / 4)
		b.SetPoint(i, 20*sin, 20*cos)
		b.AddStreetArc(i, (i+1)%8, 16, ring)
		if i%2 == 0 {
			road := b.AddStreet(csr.Street{Name: []string{"North", "East", "South", "West"}[i/2], Flags: 1})
			b.SetPoint(8+i/2, 120*sin, 120*cos)
			b.AddStreetArc(i, 8+i/2, 100, road)
			b.AddStreetArc(8+i/2, i, 100, road)
		}
	}
	return mustBuild(t, b)
}

// TestRoundabout takes every exit from every road, goes round and ends within.
func TestRoundabout(t *testing.T) {
	g := circus(t)
	names := []string{"North", "East", "South", "West"}
	for from := range csr.Node(4) {
		for exit := range csr.Node(4) {
			path := []csr.Node{8 + from}
			for i := range 2*exit + 3 {
				path = append(path, (2*from+i)%8)
			}
			to := (from + exit + 1) % 4
			path = append(path, 8+to)
			steps, err := AppendSteps(nil, g, path, &StepOptions{Roundabouts: 1 << 3, Speed: Constant(36)})
			if err != nil || len(steps) != 3 {
				t.Fatalf("%v: %v, %v", path, steps, err)
			}
			s := steps[1]
			if s.Maneuver != Roundabout || s.Exit != int(exit)+1 || s.Street.Name != names[to] || s.First != 1 || s.Last != len(path)-1 || s.Stays != (from == to) {
				t.Errorf("%v: %+v", path, s)
			}
			if !about(s.Metres, 100+float64(2*exit+2)*40*math.Sin(math.Pi/8)) || !about(s.Seconds, s.Metres/10) {
				t.Errorf("%v: %v m in %v s", path, s.Metres, s.Seconds)
			}
			preposition := "into"
			if from == to {
				preposition = "along"
			}
			if got, want := s.String(), fmt.Sprintf("At the roundabout, take exit %d %s %s, %s", exit+1, preposition, names[to], Distance(s.Metres)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		}
	}
	for _, c := range []struct {
		path []csr.Node
		want []Maneuver
	}{
		{[]csr.Node{8, 0, 1, 2}, []Maneuver{Depart, Roundabout, Arrive}},
		{[]csr.Node{8, 0, 1}, []Maneuver{Depart, Roundabout, Arrive}},
		{[]csr.Node{1, 2, 9}, []Maneuver{Depart, Left, Arrive}},
		{[]csr.Node{1, 2, 3}, []Maneuver{Depart, Arrive}},
	} {
		steps, err := AppendSteps(nil, g, c.path, &StepOptions{Roundabouts: 1 << 3})
		if err != nil {
			t.Fatal(err)
		}
		var got []Maneuver
		for _, s := range steps {
			got = append(got, s.Maneuver)
			if s.Exit != 0 {
				t.Errorf("%v: exit %d of a roundabout that is not left", c.path, s.Exit)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.path, got, c.want)
		}
	}
}

// TestStepsOfACity checks that steps follow each other and add up, on random walks.
func TestStepsOfACity(t *testing.T) {
	g := city(t)
	for first := range csr.Node(200) {
		path := []csr.Node{first}
		for v := first; len(path) < 300; {
			v = g.Arcs(v).Target((len(path)*7 + int(first)) % g.Degree(v))
			path = append(path, v)
		}
		var line Line
		if err := line.Append(g, path, Constant(5)); err != nil {
			t.Fatal(err)
		}
		steps, err := AppendSteps(nil, g, path, &StepOptions{Speed: Constant(5)})
		if err != nil {
			t.Fatal(err)
		}
		at, metres, seconds := 0, 0.0, 0.0
		for _, s := range steps {
			if s.First != at || s.Last < s.First {
				t.Fatalf("a step from %d where %d was reached: %+v", s.First, at, s)
			}
			at, metres, seconds = s.Last, metres+s.Metres, seconds+s.Seconds
		}
		if at != len(path)-1 || !about(metres, line.Metres()) || !about(seconds, line.Seconds()) || steps[len(steps)-1].Maneuver != Arrive {
			t.Fatalf("steps of %v m in %v s to %d; want %v m in %v s to %d", metres, seconds, at, line.Metres(), line.Seconds(), len(path)-1)
		}
	}
}

func TestStepsRefuse(t *testing.T) {
	g := circus(t)
	if steps, err := AppendSteps(nil, g, []csr.Node{0, 9}, nil); !errors.Is(err, csr.ErrNoArc) || steps != nil {
		t.Errorf("%v, %v", steps, err)
	}
	if _, err := AppendSteps(nil, nil, nil, nil); !errors.Is(err, csr.ErrNoGraph) {
		t.Error(err)
	}
}

func TestDistanceAsPeopleSayIt(t *testing.T) {
	for metres, want := range map[float64]string{0: "0 m", 34.6: "35 m", 99.4: "99 m", 99.6: "100 m", 123: "120 m", 994: "990 m",
		996: "1.0 km", 1340: "1.3 km", 9949: "9.9 km", 9951: "10 km", 123456: "123 km"} {
		if got := Distance(metres); got != want {
			t.Errorf("%v: %s, want %s", metres, got, want)
		}
	}
	if Maneuver(99).String() != "unknown" || SlightLeft.String() != "slight left" {
		t.Error("names of maneuvers")
	}
}
