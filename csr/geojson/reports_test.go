package geojson

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr/profile"
	"github.com/veltrix/cairn/internal/graphtest"
)

// report returns the text of a file made after a public report.
func report(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(graphtest.Data(t), "reports", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestReportedStreets reads the files of reports; the directions of their streets,
// from west to east, are what the reports' README says is right.
func TestReportedStreets(t *testing.T) {
	for _, c := range []struct{ name, walk, cycle, drive string }{
		{"01-bom.geojson", "", "", ""}, // no tags: for everybody
		{"04-oneway-bool.geojson", "===", ">><", ">><"},
		{"06-geofabrik.geojson", "==", "><", "><"},
		{"07-gdal-other_tags.geojson", "=.=", ">.>", ">.>"},
		{"08-nested-tags.geojson", "=", ">", ">"},
		{"09-motorroad.geojson", ".", ".", ">"},
		{"10-directional-access.geojson", "===", "<>=", "<=>"},
		{"11-contraflow-left.geojson", "==", "==", ">>"},
		{"17-foreign-member-case.geojson", "=", "=", "="},
	} {
		text := report(t, c.name)
		if c.walk == "" {
			if g, _ := mustRead(t, text, nil); g.NumNodes() != 2 || g.NumArcs() != 2 {
				t.Errorf("%s: %d nodes, %d arcs", c.name, g.NumNodes(), g.NumArcs())
			}
			continue
		}
		for _, p := range []struct {
			profile profile.Profile
			want    string
		}{{profile.Walking, c.walk}, {profile.Cycling, c.cycle}, {profile.Driving, c.drive}} {
			if got := directionsOf(t, text, p.profile); got != p.want {
				t.Errorf("%s: %s, want %s", c.name, got, p.want)
			}
		}
	}
}

// directionsOf returns in which directions each of the streets of a text, which
// are steps of a thousandth of a degree eastwards from 11, is open.
func directionsOf(t *testing.T, text string, p profile.Profile) string {
	t.Helper()
	streets := strings.Count(text, "LineString")
	open := slices.Repeat([]profile.Access{{}}, streets)
	b, _, err := Read(strings.NewReader(text), &Options{Profile: p})
	if err != nil && !errors.Is(err, ErrNoStreet) {
		t.Fatal(err)
	}
	if err == nil {
		g, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		for v := range uint32(g.NumNodes()) {
			x, _, _ := g.Point(v)
			for to := range g.Arcs(v).All() {
				y, _, _ := g.Point(to)
				i := int(math.Round((min(x, y) - 11) * 1000))
				open[i].Forward = open[i].Forward || x < y
				open[i].Backward = open[i].Backward || x > y
			}
		}
	}
	got := ""
	for _, a := range open {
		got += sign(a)
	}
	return got
}

// TestReportedNull wants the null of each of two features named.
func TestReportedNull(t *testing.T) {
	text := report(t, "02-null-ordinate.geojson")
	_, _, err := Read(strings.NewReader(text), &Options{Profile: profile.Driving})
	var e *Error
	if !errors.Is(err, ErrPosition) || !errors.As(err, &e) || e.Feature != 0 || e.ID != "way/1" || e.Position != 2 {
		t.Errorf("%v", err)
	}
	_, _, err = Read(strings.NewReader(strings.Replace(text, "[11.002,null]", "[11.002,57]", 1)), &Options{Profile: profile.Driving})
	if !errors.As(err, &e) || e.Feature != 1 || e.ID != "way/2" || e.Position != 1 {
		t.Errorf("%v", err)
	}
}

// TestReportedMeridian wants a street cut at the 180th meridian to be whole.
func TestReportedMeridian(t *testing.T) {
	g, _ := mustRead(t, report(t, "03-antimeridian.geojson"), &Options{Profile: profile.Driving})
	if g.NumNodes() != 3 || g.NumArcs() != 4 || reached(g, 0) != "0 1 2" {
		t.Errorf("%d nodes, %d arcs, reached %s", g.NumNodes(), g.NumArcs(), reached(g, 0))
	}
}

// TestReportedLevels wants two floors joined by the stairs alone.
func TestReportedLevels(t *testing.T) {
	text := report(t, "15-levels.geojson")
	g, _ := mustRead(t, text, &Options{Profile: profile.Walking, Levels: true})
	if g.NumNodes() != 6 || g.NumArcs() != 10 || reached(g, 2) != "0 1 2 3 4 5" {
		t.Errorf("%d nodes, %d arcs, reached %s", g.NumNodes(), g.NumArcs(), reached(g, 2))
	}
	floors := strings.Replace(text, `"highway":"steps"`, `"highway":"no"`, 1)
	if g, _ := mustRead(t, floors, &Options{Profile: profile.Walking, Levels: true}); reached(g, 0) != "0 1 2" {
		t.Errorf("without stairs one reaches %s", reached(g, 0))
	}
	if g, stats := mustRead(t, text, &Options{Profile: profile.Walking}); g.NumNodes() != 5 || stats.Floors != 2 {
		t.Errorf("levels not heeded: %d nodes, %d streets with levels", g.NumNodes(), stats.Floors)
	}
}

// TestReportedBollard lets walkers and bicycles pass, and no car.
func TestReportedBollard(t *testing.T) {
	text := report(t, "18-bollard.geojson")
	for _, c := range []struct {
		profile profile.Profile
		want    string
	}{{profile.Walking, "0 1 2"}, {profile.Cycling, "0 1 2"}, {profile.Driving, "0 1"}} {
		if g, _ := mustRead(t, text, &Options{Profile: c.profile}); reached(g, 0) != c.want {
			t.Errorf("reached %s, want %s", reached(g, 0), c.want)
		}
	}
}

// TestReportedDenseStreet wants 1,398.6 m in any unit, to one unit.
func TestReportedDenseStreet(t *testing.T) {
	text := report(t, "24-dense-1.4m.geojson")
	for _, unit := range []float64{10, 1, 0.5, 0.1, 0.01, 0.001} {
		g, _ := mustRead(t, text, &Options{Profile: profile.Walking, MetresPerUnit: unit})
		if got := along(t, g, upTo(999)...); math.Abs(float64(got)-1398.6/unit) > 1 {
			t.Errorf("%d units of %v m, want %.1f", got, unit, 1398.6/unit)
		}
	}
}

// TestReportedIsland reads a town and a stub beside it.
func TestReportedIsland(t *testing.T) {
	g, stats := mustRead(t, report(t, "60-island.geojson"), nil)
	if stats.Streets != stats.Features || g.NumNodes() < 3 || len(strings.Fields(reached(g, 0))) != g.NumNodes()-2 {
		t.Errorf("%+v; %d of %d nodes reached", stats, len(strings.Fields(reached(g, 0))), g.NumNodes())
	}
}
