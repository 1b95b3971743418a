package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// corners is a map of four nodes around a point.
func corners(t *testing.T, lonLat bool, x, y, wide, high float64) *csr.CSRGraph {
	t.Helper()
	return built(t, 4, csr.Meta{LonLat: lonLat}, func(b *csr.Builder) {
		for v := range csr.Node(4) {
			at := math.Remainder(x+wide*float64(v&1), 360)
			b.SetPoint(v, at, y+high*float64(v>>1))
			b.AddEdge(v, (v+1)%4, 1)
		}
	})
}

// The corners of maps: north up on the globe, y down on a plane, and lengths alike both
// ways.
func TestProjection(t *testing.T) {
	for _, c := range []struct {
		name   string
		g      *csr.CSRGraph
		aspect float64 // width over height
		up     bool
	}{
		{"Göteborg", corners(t, true, 11.9, 57.6, 0.2, 0.2), math.Cos(57.7 * math.Pi / 180), true},
		{"south", corners(t, true, -70, -40.05, 0.1, 0.1), math.Cos(40 * math.Pi / 180), true},
		{"dateline", corners(t, true, 179.9, 0, 0.2, 0.1), 2, true},
		{"plane", corners(t, false, -5, 100, 30, 20), 1.5, false},
		{"tower", corners(t, false, 0, 0, 1, 50), 0.02, false},
	} {
		f := newFrame(c.g, 800)
		a, b, low := f.at(0), f.at(1), f.at(2)
		wide, high := b.x-a.x, low.y-a.y
		if c.up {
			high = -high
		}
		if math.Abs(wide/high-c.aspect) > 0.001*c.aspect {
			t.Errorf("%s: %v wide, %v high, want %v times as wide", c.name, wide, high, c.aspect)
		}
		for v := range csr.Node(4) {
			if p := f.at(v); p.x < margin-1e-6 || p.x > 800-margin+1e-6 || p.y < header-1e-6 || p.y > float64(f.height)-footer+1e-6 {
				t.Errorf("%s: node %d lies at %v in %d by %d", c.name, v, p, f.width, f.height)
			}
		}
	}
}

// Longitudes are in order from west to east, whichever node comes first and on whichever
// side of the 180th meridian each is written.
func TestAcrossTheMeridian(t *testing.T) {
	for _, longitudes := range [][]float64{
		{100, 180, -100, -60}, {100, -180, -100, -60}, {179.999, 180, -180, -179.999}, {150, -170, -60, 20}, {-60, 20, 100, -170},
	} {
		for first := range longitudes {
			g := built(t, len(longitudes), csr.Meta{LonLat: true}, func(b *csr.Builder) {
				for i := range longitudes {
					b.SetPoint(csr.Node((i+first)%len(longitudes)), longitudes[i], float64(i))
				}
			})
			f := newFrame(g, 800)
			wide := 0.0
			for i := 1; i < len(longitudes); i++ {
				step := f.at(csr.Node((i+first)%len(longitudes))).x - f.at(csr.Node((i-1+first)%len(longitudes))).x
				want := math.Mod(longitudes[i]-longitudes[i-1]+720, 360)
				if math.Abs(step-want*f.scale*f.squeeze) > 1e-6 {
					t.Errorf("%v, first node %d: %v pixels from %v to %v", longitudes, first, step, longitudes[i-1], longitudes[i])
				}
				wide += step
			}
			if wide > 800-2*margin+1e-6 {
				t.Errorf("%v: %v pixels wide", longitudes, wide)
			}
		}
	}
}

// Pixels agree with the distances of a Locator.
func TestLengths(t *testing.T) {
	g := goteborg(t)
	f := newFrame(g, 1000)
	for v := csr.Node(0); v < 8000; v += 80 {
		locator, err := csr.NewLocator(must(csr.Subgraph(g, []csr.Node{v})))
		if err != nil {
			t.Fatal(err)
		}
		x, y, _ := g.Point(4000)
		_, want, err := locator.Nearest(x, y)
		a, b := f.at(v), f.at(4000)
		if got := math.Hypot(a.x-b.x, a.y-b.y) / f.scale * f.metres; err != nil || math.Abs(got-want) > 0.001*want+0.01 {
			t.Errorf("node %d: %v m in the picture, %v m on the ground", v, got, want)
		}
	}
}

func must(g *csr.CSRGraph, err error) *csr.CSRGraph {
	if err != nil {
		panic(err)
	}
	return g
}

// The label of the bar agrees with its length.
func TestScaleBar(t *testing.T) {
	for _, g := range []*csr.CSRGraph{goteborg(t), corners(t, true, 0, 0, 3, 3), corners(t, false, 0, 0, 90, 90), corners(t, false, 0, 0, 0.01, 0.02)} {
		f, c := newFrame(g, 900), newSVG(900, 900, white)
		f.bar(c, themes["light"], point{10, 20})
		found := regexp.MustCompile(`d="M10 15l0 5 ([\d.]+) 0 0-5".*\n.*>([\d.,]+) (m|km|units)<`).FindStringSubmatch(c.String())
		if found == nil {
			t.Fatalf("no bar in %s", c)
		}
		pixels, _ := strconv.ParseFloat(found[1], 64)
		length, _ := strconv.ParseFloat(strings.ReplaceAll(found[2], ",", ""), 64)
		if d := strings.Trim(found[2], "0.,"); d != "1" && d != "2" && d != "5" {
			t.Errorf("the bar is %s long", found[2])
		}
		unit := map[string]float64{"m": 1 / metresPerDegree, "km": 1000 / metresPerDegree, "units": 1}[found[3]]
		if want := length * unit * f.scale; math.Abs(pixels-want) > 0.1 || pixels < 50 || pixels > 150 {
			t.Errorf("%s %s take %v pixels, want %v", found[2], found[3], pixels, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.25: "0.25", 12.34: "12.3", 999.4: "999", 999.6: "1,000", 1234.4: "1,234", 1e6: "1,000,000", 20003004: "20,003,004"} {
		if got := number(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]float64{1: 1, 1.99: 1, 2: 2, 4.9: 2, 5: 5, 9.9: 5, 10: 10, 73: 50, 0.03: 0.02, 1000: 1000} {
		if got := roundBelow(x); math.Abs(got-want) > 1e-9 {
			t.Errorf("below %v is %v, want %v", x, got, want)
		}
	}
}
