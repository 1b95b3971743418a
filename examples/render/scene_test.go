package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra"
)

// mustPlan returns the scene of some flags; the output file does not matter.
func mustPlan(t *testing.T, g *csr.CSRGraph, args ...string) *scene {
	t.Helper()
	c, err := parse(append([]string{"-o", "x.png", "-width", "600"}, args...), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScene(g, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pixels draws a scene and reads it back.
func pixels(t *testing.T, s *scene) image.Image {
	t.Helper()
	c := newPNG(s.frame.width, s.frame.height, s.theme.paper)
	s.draw(c)
	picture, err := png.Decode(bytes.NewReader(mustEncode(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func isInk(picture image.Image, at point, ink color.RGBA) bool {
	return picture.At(int(math.Floor(at.x)), int(math.Floor(at.y))) == color.Color(ink)
}

// The nodes of the route have its colour in the picture, except under markers.
func TestRouteIsThere(t *testing.T) {
	s := mustPlan(t, goteborg(t), "-from", "11.9733,57.7089", "-via", "11.985,57.70", "-to", "11.945,57.699", "-theme", "dark")
	picture, seen := pixels(t, s), 0
	for _, v := range s.route {
		at := s.frame.at(v)
		marked := slices.ContainsFunc(s.stops, func(stop csr.Node) bool {
			p := s.frame.at(stop)
			return math.Hypot(p.x-at.x, p.y-at.y) < 15
		})
		if !marked {
			if seen++; !isInk(picture, at, s.theme.route) {
				t.Errorf("node %d of the route is not to be seen at %v", v, at)
			}
		}
	}
	if seen < 50 || !isInk(picture, point{2, 2}, s.theme.paper) || !isInk(picture, s.frame.at(s.stops[1]).plus(-9, 0), s.theme.route) {
		t.Errorf("%d nodes of the route seen", seen)
	}
}

// The route avoids closed streets, and is as short as a Solver of its own says.
func TestRouteIsShortest(t *testing.T) {
	g := goteborg(t)
	open := mustPlan(t, g, "-from", "11.9733,57.7089", "-to", "11.945,57.699")
	x, y, _ := g.Point(open.route[len(open.route)/2])
	s := mustPlan(t, g, "-from", "11.9733,57.7089", "-to", "11.945,57.699", "-close", place{"", x, y}.String()[2:])
	if len(s.closed) != 1 || s.closed[0] != open.route[len(open.route)/2] || slices.Contains(s.route, s.closed[0]) || s.length <= open.length {
		t.Errorf("closed %v: %d long, %d before", s.closed, s.length, open.length)
	}
	overlay, solver := csr.NewOverlay(g), dijkstra.NewSolver(g)
	if err := overlay.SetNode(s.closed[0], csr.Blocked); err != nil {
		t.Fatal(err)
	}
	solver.Use(overlay)
	path, length, err := solver.AppendPath(nil, s.stops[0], s.stops[1])
	if err != nil || length != s.length || !slices.Equal(path, s.route) {
		t.Errorf("the route is %d long, want %d, %v", s.length, length, err)
	}
}

// The band of each street agrees with distances that are asked for one by one.
func TestBandsAreDistances(t *testing.T) {
	g := goteborg(t)
	s := mustPlan(t, g, "-tree", "11.967,57.7072", "-band", "150")
	solver, streets := dijkstra.NewSolver(g), s.streets
	for i := 0; i < len(streets); i += 50 {
		d, err := solver.Batch(nil, []csr.Node{s.bands.from, s.bands.from}, []csr.Node{streets[i].u, streets[i].v})
		if err != nil {
			t.Fatal(err)
		}
		if want := min(int(max(d[0], d[1])/1500), maxBands-1); s.bands.of(streets[i]) != want {
			t.Errorf("street %v is %d away, and in band %d", streets[i], d, s.bands.of(streets[i]))
		}
	}
	if !s.bands.open || s.bands.count != maxBands {
		t.Errorf("%d bands", s.bands.count)
	}
}

// recorder is a canvas that remembers the last ink of each straight piece of a line.
type recorder struct{ inks map[[2]point]color.RGBA }

func (r recorder) lines(p pen, lines ...[]point) {
	for _, line := range lines {
		for i, to := range line[1:] {
			r.inks[[2]point{line[i], to}], r.inks[[2]point{to, line[i]}] = p.ink, p.ink
		}
	}
}

func (recorder) area(color.RGBA, ...point)     {}
func (recorder) text(point, lettering, string) {}
func (recorder) encode(io.Writer) error        { return nil }

// Each street has the colour of its band, and those behind a closed one that of no band.
func TestBandColours(t *testing.T) {
	for _, c := range []struct {
		g    *csr.CSRGraph
		args []string
	}{
		{street10(t), []string{"-tree", "0,3", "-band", "300"}},
		{street10(t), []string{"-tree", "0,3", "-band", "300", "-close", "4,3"}},
		{goteborg(t), []string{"-tree", "11.967,57.7072", "-theme", "dark"}},
	} {
		s, r := mustPlan(t, c.g, c.args...), recorder{map[[2]point]color.RGBA{}}
		s.drawStreets(r)
		for _, x := range s.streets {
			got, want := r.inks[[2]point{s.frame.at(x.u), s.frame.at(x.v)}], mix(s.theme.street[0], s.theme.street[1], float64(x.class)/(classes-1))
			if band := s.bands.of(x); band >= 0 {
				want = s.bands.inks[band]
			}
			if got != want {
				t.Fatalf("%v: street %v is drawn in %v, want %v", c.args, x, got, want)
			}
		}
	}
	s := mustPlan(t, street10(t), "-tree", "0,3", "-band", "300", "-close", "4,3")
	if s.bands.of(street{u: 5, v: 6}) != -1 || s.bands.of(street{u: 1, v: 2}) != 0 || s.bands.of(street{u: 2, v: 3}) != 1 {
		t.Error("a street behind a closed one has a distance, or one before has another")
	}
}

// Widths are round, and there is a handful of bands on any map.
func TestDefaultBands(t *testing.T) {
	for _, c := range []struct {
		g    *csr.CSRGraph
		tree string
		want string
	}{
		{street10(t), "4,3", "distances in bands of 100 m"},
		{corners(t, false, 0, 0, 3, 3), "0,0", "distances in bands of 1 units"},
	} {
		s := mustPlan(t, c.g, "-tree", c.tree)
		if s.summary() != c.want || s.bands.count < 2 || s.bands.count > maxBands {
			t.Errorf("%s, %d of them; want %s", s.summary(), s.bands.count, c.want)
		}
	}
}

// The lightness of bands only falls or only rises, so that every eye sees their order,
// and the nearest contrast with the paper.
func TestPalette(t *testing.T) {
	for name, look := range themes {
		for n := 1; n <= maxBands; n++ {
			inks := look.bandInks(n)
			for i := 1; i < n; i++ {
				if before, now := luminance(inks[i-1]), luminance(inks[i]); (now > before) != (name == "light") || math.Abs(now-before) < 0.005 {
					t.Errorf("%s, %d bands: luminance %v follows %v", name, n, now, before)
				}
			}
		}
		if c := contrast(look.bandInks(5)[0], look.paper); c < 7 {
			t.Errorf("%s: contrast %.1f of the nearest band", name, c)
		}
		if c := contrast(look.ink, look.paper); c < 7 {
			t.Errorf("%s: contrast %.1f of texts", name, c)
		}
	}
}

// luminance is relative luminance as WCAG 2 defines it.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// On a grid all streets are of one class.
func TestOpenGround(t *testing.T) {
	const side = 12
	g := built(t, side*side, csr.Meta{Name: "grid"}, func(b *csr.Builder) {
		for v := range csr.Node(side * side) {
			b.SetPoint(v, float64(v%side), float64(v/side))
			if v%side > 0 {
				b.AddEdge(v-1, v, 1)
			}
			if v >= side {
				b.AddEdge(v-side, v, 1)
			}
		}
	})
	name := filepath.Join(t.TempDir(), "grid.csr")
	if err := csr.WriteFile(name, g); err != nil {
		t.Fatal(err)
	}
	s := mustPlan(t, g, "-from", "0,0", "-to", "11,11", "-close", "5,5", "-width", "480")
	if len(s.route) != 2*side-1 || s.streets[len(s.streets)-1].class != 0 {
		t.Errorf("a route of %d nodes, class %d", len(s.route), s.streets[len(s.streets)-1].class)
	}
	pixels(t, s)
	if status, _, errs := call("-map", name, "-o", filepath.Join(t.TempDir(), "grid.svg")); status != 0 {
		t.Error(errs)
	}
}

// A closed street of a ring, which has no junction, and one that leads into a ring of
// one-way streets.
func TestClosedRing(t *testing.T) {
	s := mustPlan(t, corners(t, false, 0, 0, 3, 3), "-close", "0,0")
	if line := s.toJunction(0, 1); !slices.Equal(line, []csr.Node{0, 1, 2, 3, 0}) {
		t.Errorf("the street leads %v", line)
	}
	pixels(t, s)
	oneWay := built(t, 5, csr.Meta{}, func(b *csr.Builder) {
		for v := range csr.Node(5) {
			b.SetPoint(v, float64(v), float64(v*v))
			b.AddArc(v, 1+v%4, 1)
			b.AddArc(v, 1+(v+1)%4, 1)
		}
	})
	s = mustPlan(t, oneWay, "-close", "0,0")
	if line := s.toJunction(0, 1); !slices.Equal(line, []csr.Node{0, 1}) {
		t.Errorf("the street leads %v", line)
	}
}

// Weights of maps in several units.
func TestUnits(t *testing.T) {
	for unit, want := range map[string]string{"mm": "13 m", "cm": "125 m", "dm": "1,250 m", "m": "12,500 m", "km": "12,500,000 m", "s": "12,500 s", "": "12,500 units"} {
		g := built(t, 1, csr.Meta{Unit: unit}, func(*csr.Builder) {})
		if got := measureOf(g).text(12500); got != want {
			t.Errorf("12500 %s are written %s, want %s", unit, got, want)
		}
	}
	if stopName(0)+stopName(25)+stopName(26) != "AZ27" {
		t.Errorf("stops are named %s, %s, %s", stopName(0), stopName(25), stopName(26))
	}
}

// TestNames wants names of streets on the map of Göteborg, beside each other and the route.
func TestNames(t *testing.T) {
	g, err := openMap("")
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScene(g, config{width: 1000, theme: "light"})
	if err != nil {
		t.Fatal(err)
	}
	free := s.labels()
	if len(free) < 5 {
		t.Fatalf("names: %v", free)
	}
	for i, l := range free {
		if !s.hasRoom(l, free[:i], s.taken()) {
			t.Errorf("%v covers something", l)
		}
	}
	for v := range csr.Node(g.NumNodes()) {
		if s.frame.at(v) == free[0].at {
			s.closed = append(s.closed, v)
		}
	}
	if s.hasRoom(free[0], nil, s.taken()) {
		t.Errorf("%v covers a closed street", free[0])
	}
}
