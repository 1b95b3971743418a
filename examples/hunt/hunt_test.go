package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// Clues of remade hunts are at walking distance and never on a closed street, and each
// step of the walk is an arc.
func TestHuntsAreSound(t *testing.T) {
	g, err := openMap("")
	if err != nil {
		t.Fatal(err)
	}
	h := newHunter(g)
	for i := range 20 {
		x, err := h.make(config{clues: 12, closed: 40, seed: 7}, i)
		if err != nil {
			t.Fatal(err)
		}
		placed := slices.Clone(x.clues)
		if err := h.solve(x); err != nil {
			t.Fatal(err)
		}
		if at := slices.Sorted(slices.Values(x.clues)); !slices.Equal(at, slices.Sorted(slices.Values(placed))) {
			t.Errorf("hunt %d: placed at %v, walked to %v", i, placed, x.clues)
		}
		var length uint64
		for j, v := range x.path[1:] {
			w, ok := g.ArcWeight(x.path[j], v)
			if !ok || slices.Contains(x.closed, v) {
				t.Fatalf("hunt %d: no step from %d to %d", i, x.path[j], v)
			}
			length += uint64(w) + uint64(g.NodeWeight(v))
		}
		if length != x.length || len(x.closed) == 0 {
			t.Errorf("hunt %d: the steps are %d long, the hunt %d; %d streets closed", i, length, x.length, len(x.closed))
		}
	}
}

// call runs the program.
func call(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = run(args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// Tables are equal for other numbers of workers, and differ for other seeds.
func TestOutputDependsOnTheSeed(t *testing.T) {
	table := func(args ...string) string {
		status, out, errs := call(append(args, "-n", "30", "-rows", "5")...)
		if status != 0 || errs != "" {
			t.Fatalf("%v: status %d, %s", args, status, errs)
		}
		head, _, ok := strings.Cut(out, "solved ")
		if !ok || strings.Count(head, "\n") != 8 {
			t.Fatalf("%v printed %s", args, out)
		}
		return head
	}
	first := table("-workers", "1")
	if table("-workers", "3") != first {
		t.Error("the hunts depend on the number of workers")
	}
	if table("-seed", "2") == first {
		t.Error("the hunts do not depend on the seed")
	}
}

// TestSteps wants the walk of the first hunt in words, as many as are asked for.
func TestSteps(t *testing.T) {
	for steps, lines := range map[string]int{"0": 0, "3": 5, "1000": 69} {
		status, out, errs := call("-n", "2", "-steps", steps)
		_, walk, _ := strings.Cut(out, "the walk of hunt 0:\n")
		if steps != "0" {
			walk = "the walk:\n" + walk
		}
		if status != 0 || errs != "" || strings.Count(walk, "\n") != lines {
			t.Errorf("-steps %s: status %d, %s%s", steps, status, errs, out)
		}
		if steps == "1000" && (!strings.Contains(walk, " into Kristinelundsgatan, 110 m\n") || strings.Count(walk, "Arrive at clue ") != 8) {
			t.Errorf("no street is named: %s", walk)
		}
	}
}

func TestBadFlagsAndFiles(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.csr")
	if err := os.WriteFile(junk, []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-n", "0"}, {"-n", "many"}, {"-clues", "16"}, {"-clues", "0"}, {"-closed", "-1"}, {"-rows", "-1"}, {"-steps", "-1"}, {"-workers", "0"},
		{"-colour"}, {"extra"}, {"-map", junk}, {"-map", filepath.Join(dir, "none.csr")}, {"-map", pointless(t, dir, 3), "-svg", "x.svg"},
		{"-map", pointless(t, dir, 0)}, {"-map", dir}, {"-map", os.DevNull}, {"-map", pointless(t, dir, 0), "-svg", pointless(t, dir, 0)}, {"-svg", dir},
	} {
		status, out, errs := call(args...)
		if status != 2 || out != "" || !strings.HasPrefix(errs, "hunt: ") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: status %d, printed %q and %q", args, status, out, errs)
		}
	}
	if status, out, errs := call("-h"); status != 0 || errs != "" || !strings.Contains(out, "-clues") {
		t.Errorf("-h: status %d, %q, %q", status, out, errs)
	}
}

// pointless writes a map of n nodes in a ring, without points.
func pointless(t *testing.T, dir string, n int) string {
	t.Helper()
	b := csr.NewBuilder(n)
	for v := range csr.Node(n) {
		b.AddEdge(v, (v+1)%csr.Node(n), 5)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "ring.csr")
	if err := csr.WriteFile(name, g); err != nil {
		t.Fatal(err)
	}
	return name
}

// Hunts on a map without places at walking distance.
func TestOtherMap(t *testing.T) {
	if status, out, errs := call("-map", pointless(t, t.TempDir(), 5), "-n", "3"); status != 0 || !strings.Contains(out, "3 hunts") || !strings.Contains(out, "units on average") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

// A street of three nodes across the 180th meridian is drawn in order, and within the
// width of the picture.
func TestDrawingAcrossTheMeridian(t *testing.T) {
	b := csr.NewBuilder(3)
	b.SetMeta(csr.Meta{LonLat: true})
	for v, lon := range []float64{179.999, -180, -179.999} {
		b.SetPoint(csr.Node(v), lon, -16.8)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	c := newCanvas(g)
	for v, want := range []float64{30, 1200, 2370} {
		if x, y := c.at(csr.Node(v)); math.Abs(x-want) > 0.1 || y < 0 || y > c.height {
			t.Errorf("node %d is drawn at %v, %v; want %v across", v, x, y, want)
		}
	}
}

// The drawing is well-formed XML with every part of the hunt.
func TestDrawing(t *testing.T) {
	name := filepath.Join(t.TempDir(), "hunt.svg")
	if status, _, errs := call("-n", "1", "-clues", "5", "-svg", name); status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	svg, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for err == nil {
		_, err = d.Token()
	}
	if !errors.Is(err, io.EOF) {
		t.Errorf("not XML: %v", err)
	}
	if n := bytes.Count(svg, []byte(`r="16" fill="#1b7f4b"`)) + bytes.Count(svg, []byte(`r="16" fill="#5b3fa0"`)); n != 6 {
		t.Errorf("%d stops drawn, want 6", n)
	}
	for _, part := range []string{"<polyline", "OpenStreetMap contributors", `viewBox="0 0 2400 `} {
		if !bytes.Contains(svg, []byte(part)) {
			t.Errorf("no %s in the drawing", part)
		}
	}
	if bad := regexp.MustCompile(`NaN|Inf|"-\d`).Find(svg); bad != nil {
		t.Errorf("%s in the drawing", bad)
	}
}

// In the drawings of these hunts no cross of a closed street touches the route, even if that runs
// on the other side of the street.
func TestRouteAndClosedStreetsApart(t *testing.T) {
	g, err := openMap("")
	if err != nil {
		t.Fatal(err)
	}
	h, c, near := newHunter(g), newCanvas(g), 0
	for i := range 6 {
		x, err := h.make(config{clues: 8, closed: 12, seed: 2}, i)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.solve(x); err != nil {
			t.Fatal(err)
		}
		for _, v := range x.closed {
			px, py := c.at(v)
			least := math.Inf(1)
			for j, w := range x.path[1:] {
				ax, ay := c.at(x.path[j])
				bx, by := c.at(w)
				least = min(least, apart(px, py, ax, ay, bx, by))
			}
			if least < 16 {
				near++
			}
			if least < math.Sqrt2*crossArm+routeWidth/2 {
				t.Errorf("hunt %d: the route is drawn over the cross at node %d", i, v)
			}
		}
	}
	if near == 0 {
		t.Error("no route leads past a closed street")
	}
}

// apart returns the distance of a point from a line from a to b.
func apart(x, y, ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	along := ((x-ax)*dx + (y-ay)*dy) / max(dx*dx+dy*dy, 1e-9)
	along = min(max(along, 0), 1)
	return math.Hypot(ax+along*dx-x, ay+along*dy-y)
}
