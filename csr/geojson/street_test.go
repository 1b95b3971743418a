package geojson

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// along returns the weight of a path along nodes.
func along(t *testing.T, g *csr.CSRGraph, nodes ...csr.Node) (sum int) {
	t.Helper()
	for i := range len(nodes) - 1 {
		w, ok := g.ArcWeight(nodes[i], nodes[i+1])
		if !ok {
			t.Fatalf("no arc from %d to %d", nodes[i], nodes[i+1])
		}
		sum += int(w)
	}
	return sum
}

// equator returns positions of a street along the equator, so many steps of so many
// metres.
func equator(steps int, metres float64) []string {
	var positions []string
	for i := range steps + 1 {
		positions = append(positions, fmt.Sprintf("[%v,0]", float64(i)*metres/(1000*thousandth)))
	}
	return positions
}

// upTo returns the nodes from 0 to n.
func upTo(n int) (nodes []csr.Node) {
	for v := range csr.Node(n + 1) {
		nodes = append(nodes, v)
	}
	return nodes
}

// TestRoundingIsCarried measures streets of short steps in all units: as a whole
// and between any two positions they are as long as they should be, to a unit. So
// they are drawn backwards, and both ways as two features.
func TestRoundingIsCarried(t *testing.T) {
	const steps = 999
	nodes := upTo(steps)
	for _, c := range []struct{ metres, unit float64 }{
		{1.4, 1}, {1.4, 0.1}, {1.4, 0.01}, {1.4, 0.001}, {0.02, 0.1}, {0.02, 1}, {0.5, 1}, {0.49, 1}, {1.6, 1}, {7.777, 0.1},
	} {
		positions := equator(steps, c.metres)
		there := lineFeature("", strings.Join(positions, ","))
		slices.Reverse(positions)
		back := lineFeature("", strings.Join(positions, ","))
		opts := &Options{MetresPerUnit: c.unit}
		g, _ := mustRead(t, there, opts)
		for _, part := range [][]csr.Node{nodes, nodes[:500], nodes[500:], nodes[333:667]} {
			want := float64(len(part)-1) * c.metres / c.unit
			if got := along(t, g, part...); math.Abs(float64(got)-want) > 1 {
				t.Errorf("%d steps of %v m in %v m: %d, want %.1f", len(part)-1, c.metres, c.unit, got, want)
			}
		}
		twice, _ := mustRead(t, collection(there, back), opts)
		if got, want := along(t, twice, nodes...), along(t, g, nodes...); got != want {
			t.Errorf("steps of %v m in %v m: drawn both ways %d, once %d", c.metres, c.unit, got, want)
		}
		backwards, _ := mustRead(t, back, opts)
		if got, want := along(t, backwards, nodes...), along(t, g, nodes...); got != want {
			t.Errorf("steps of %v m in %v m: %d backwards, %d forwards", c.metres, c.unit, got, want)
		}
	}
}

// TestRoundingOfRings wants a ring drawn in either direction to weigh the same,
// step by step.
func TestRoundingOfRings(t *testing.T) {
	ring := []string{"[0,0]", "[0.000013,0]", "[0.000029,0.00001]", "[0.00001,0.00003]", "[0,0]"}
	opts := &Options{MetresPerUnit: 1}
	g, _ := mustRead(t, lineFeature("", strings.Join(ring, ",")), opts)
	slices.Reverse(ring)
	both, _ := mustRead(t, collection(lineFeature("", "[0,0],[0.000013,0],[0.000029,0.00001],[0.00001,0.00003],[0,0]"), lineFeature("", strings.Join(ring, ","))), opts)
	if arcs(g) != arcs(both) {
		t.Errorf("once %s, both ways %s", arcs(g), arcs(both))
	}
}

// TestMeridian joins streets at the 180th meridian, whichever way the longitudes
// are written, and gives steps across it the short length.
func TestMeridian(t *testing.T) {
	for name, text := range map[string]string{
		"cut":     collection(lineFeature("", "[179.999,0],[180,0]"), lineFeature("", "[-180,0],[-179.999,0]")),
		"east":    collection(lineFeature("", "[179.999,0],[180,0],[180.001,0]")),
		"west":    collection(lineFeature("", "[-180.001,0],[-180,0],[-179.999,0]")),
		"mixed":   collection(lineFeature("", "[-180.001,0],[180,0]"), lineFeature("", "[179.999,0],[-180,0],[180.001,0],[-179.999,0]")),
		"further": collection(lineFeature("", "[179.999,0],[-180,0]"), lineFeature("", "[180,0],[-179.999,0]")),
	} {
		g, stats := mustRead(t, text, nil)
		if want := "0>1:1112 1>0:1112 1>2:1112 2>1:1112"; arcs(g) != want || stats.Nodes != 3 {
			t.Errorf("%s: %d nodes, arcs %s; want %s", name, g.NumNodes(), arcs(g), want)
		}
		for v := range csr.Node(3) {
			if x, _, _ := g.Point(v); x < -180 || x >= 180 {
				t.Errorf("%s: node %d lies at %v", name, v, x)
			}
		}
	}
	g, _ := mustRead(t, lineFeature("", "[179.999,0],[-179.999,0]"), &Options{MetresPerUnit: 1})
	if arcs(g) != "0>1:222 1>0:222" {
		t.Errorf("across: %s", arcs(g))
	}
	// Longitudes that go on to 360 are those of the western half, to the last bit.
	g, _ = mustRead(t, collection(lineFeature("", "[281.1234567,0],[300.7654321,0],[359.9,0]"), lineFeature("", "[-0.1,0],[-59.2345679,0],[-78.8765433,0]")), nil)
	if g.NumNodes() != 3 || g.NumArcs() != 4 {
		t.Errorf("%d nodes, %d arcs", g.NumNodes(), g.NumArcs())
	}
}

// TestPlane reads coordinates that are no longitude and latitude.
func TestPlane(t *testing.T) {
	text := collection(lineFeature("", "[0,0],[300,400],[-1200000,6400000],[0,0]"))
	g, _ := mustRead(t, text, &Options{Plane: true, MetresPerUnit: 1})
	if w, _ := g.ArcWeight(0, 1); w != 500 || g.Meta().LonLat || g.Meta().Unit != "" {
		t.Errorf("a step of 500 weighs %d, %+v", w, g.Meta())
	}
	if x, y, _ := g.Point(2); x != -1200000 || y != 6400000 {
		t.Errorf("a point at %v, %v", x, y)
	}
	if g, _ := mustRead(t, lineFeature("", "[180,0],[-180,0]"), &Options{Plane: true}); g.NumNodes() != 2 {
		t.Error("180 and −180 are one place in the plane")
	}
}
