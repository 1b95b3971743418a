package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// town is a street of four corners, 0.001 degrees apart; a stub that only leads
// away from its end; a motorway; and a square that is no line.
const town = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"highway":"residential"},"geometry":{"type":"LineString","coordinates":[[12,57],[12.001,57],[12.002,57],[12.003,57]]}},
{"type":"Feature","properties":{"highway":"footway","oneway:foot":"yes"},"geometry":{"type":"LineString","coordinates":[[12.003,57],[12.004,57]]}},
{"type":"Feature","properties":{"highway":"motorway"},"geometry":{"type":"LineString","coordinates":[[12,57],[13,57]]}},
{"type":"Feature","properties":{"highway":"pedestrian"},"geometry":{"type":"Polygon","coordinates":[[[12,57],[12,58],[13,57],[12,57]]]}}]}`

// write puts text into a file of a test's folder.
func write(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// call runs the program and returns the map it wrote, if it did.
func call(t *testing.T, args ...string) (g *csr.CSRGraph, status int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	file := filepath.Join(t.TempDir(), "out.csr")
	status = run(append([]string{"-o", file}, args...), &stdout, &stderr)
	if status == 0 {
		var err error
		if g, err = csr.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	return g, status, stdout.String(), stderr.String()
}

// TestGeoJSON makes maps of the town with different flags.
func TestGeoJSON(t *testing.T) {
	input := write(t, "town.geojson", town)
	for _, c := range []struct {
		args        string
		nodes, arcs int
		says        string
	}{
		{"", 6, 10, "-profile all: 4 features: 3 streets used, 0 closed, 1 of other geometry (Polygon: 1)\n"},
		{"-profile walking", 5, 7, "-profile walking: 4 features: 2 streets used, 1 closed, "},
		{"-profile driving", 5, 7, "2 streets used, 1 closed"},
		{"-profile walking -largest", 4, 6, "kept the largest strongly connected part: 4 nodes, 6 arcs; left out 1 nodes, 1 arcs"},
		{"-profile walking -near 12,57 -nodes 2", 2, 2, "kept what is nearest to 12,57: 2 nodes, 2 arcs; left out 3 nodes, 5 arcs"},
		{"-profile walking -near 12.0042,57.1 -nodes 3 -largest", 2, 2, "left out 1 nodes"},
		{"-profile walking -near 12,57 -nodes 99", 5, 7, "left out 0 nodes"},
		{"-profile walking -min-component 5", 5, 7, "kept all but 0 parts of fewer than 5 nodes: 5 nodes, 7 arcs"},
	} {
		g, status, out, errs := call(t, append(strings.Fields(c.args), input)...)
		if status != 0 || errs != "" {
			t.Fatalf("%s: status %d: %s", c.args, status, errs)
		}
		if g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || !strings.Contains(out, c.says) {
			t.Errorf("%s: %d nodes, %d arcs; want %d, %d and %q in\n%s", c.args, g.NumNodes(), g.NumArcs(), c.nodes, c.arcs, c.says, out)
		}
		if want := fmt.Sprintf("16-bit node numbers, %d bytes, hash %016x", len(g.Bytes()), g.Hash()); !strings.Contains(out, want) {
			t.Errorf("%s: no %q in\n%s", c.args, want, out)
		}
	}
}

// TestMetaAndUnits looks at what is stored beside the graph.
func TestMetaAndUnits(t *testing.T) {
	input := write(t, "town.json", town)
	g, _, _, _ := call(t, "-profile", "walking", "-unit", "m", "-name", "Town", "-attribution", "© nobody", input)
	if want := (csr.Meta{Name: "Town", Unit: "m", Attribution: "© nobody", LonLat: true}); g.Meta() != want {
		t.Errorf("%+v, want %+v", g.Meta(), want)
	}
	if w, ok := g.ArcWeight(0, 1); !ok || w != 61 {
		t.Errorf("a thousandth of a degree of longitude at 57° north is %d m, want 61", w)
	}
}

// TestFlagsOfGeoJSON looks for what each flag does, and for what is said where it
// is missing.
func TestFlagsOfGeoJSON(t *testing.T) {
	streets := func(kind string, lines ...string) string {
		for i, line := range lines {
			lines[i] = `{"type":"Feature","properties":` + kind + `,"geometry":{"type":"LineString","coordinates":[` + line + `]}}`
		}
		return `{"type":"FeatureCollection","features":[` + strings.Join(lines, ",") + "]}"
	}
	plain := streets(`{"highway":"path"}`, "[0,0],[0,1]", "[0,1.00001],[0,2]", "[-1,0.5],[1,0.5]")
	for _, c := range []struct {
		flags, text string
		nodes, arcs int
		says        string
	}{
		{"", plain, 6, 6, "1 crossings without a common position"},
		{"-tolerance 2", plain, 5, 6, "2 ends joined that nearly met"},
		{"", streets(`{"highway":"path","level":1}`, "[0,0,3],[0,1,3]", "[0,1,4],[0,2,4]"), 3, 4, "2 streets have levels or heights, which were ignored: -levels heeds them"},
		{"-levels", streets(`{"highway":"path","level":1}`, "[0,0,3],[0,1,3]", "[0,1,4],[0,2,4]"), 4, 4, ""},
		{"-plane -unit m", streets(`{}`, "[0,0],[30,40]", "[400,400],[0,0]"), 3, 4, "2 streets used"},
		{"-profile walking", streets(`{"highway":"path","foot":"perhaps"}`, "[0,0],[0,1]"), 2, 2, "tags not understood: foot=perhaps: 1"},
		{"-profile driving", `{"type":"Feature","properties":{"barrier":"bollard"},"geometry":{"type":"Point","coordinates":[0,1]}}` +
			streets(`{"highway":"road"}`, "[0,0],[0,1],[0,2],[0,2]"), 4, 4, "1 positions where a barrier lets nobody of the profile through"},
	} {
		g, status, out, errs := call(t, append(strings.Fields(c.flags), write(t, "map.geojson", c.text))...)
		if status != 0 || g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || !strings.Contains(out, c.says) {
			t.Errorf("%s: status %d, %s\n%s", c.flags, status, errs, out)
		}
		if g.HasPoints() && g.Meta().LonLat == strings.Contains(c.flags, "-plane") {
			t.Errorf("%s: %+v", c.flags, g.Meta())
		}
	}
	for _, c := range []struct{ flags, text, says string }{
		{"-profile driving", plain, "map.geojson: geojson: before byte"},
		{"-profile driving", plain, "no street: 3 features: 0 streets used, 3 closed"},
		{"", streets(`{}`, "[319000,6400000],[319100,6400000]"), "feature 0, position 0, before byte"},
		{"", streets(`{}`, "[319000,6400000],[319100,6400000]"), "projected coordinates"},
		{"-max-feature-bytes 10", plain, "more text than Options.MaxFeatureBytes"},
		{"-tolerance -1", plain, "-tolerance -1: want 0 or more"},
		{"-max-feature-bytes 0", plain, "-max-feature-bytes 0: want more than 0"},
	} {
		if _, status, _, errs := call(t, append(strings.Fields(c.flags), write(t, "map.geojson", c.text))...); status != 2 || !strings.Contains(errs, c.says) {
			t.Errorf("%s: status %d, %s; want %s", c.flags, status, errs, c.says)
		}
	}
}

// packed compresses text by gzip.
func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats tells formats by what files hold, whatever their names are.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		text  string
		nodes int
		says  string
	}{
		{town, 6, ""},
		{"\ufeff \n" + town, 6, ""},
		{packed(t, town), 6, ""},
		{"\x1e" + town, 6, ""},
		{"c a road\np sp 3 2\na 1 2 5\na 2 3 5\n", 3, ""},
		{"c\np sp 3 2\na 1 2 5\na 2 3 5\n", 3, ""},
		{packed(t, "p sp 3 2\na 1 2 5\na 2 3 5\n"), 3, ""},
		{"type octile\nheight 2\nwidth 3\nmap\n..@\n...\n", 5, ""},
		{"1 2\n3 4\n", 4, ""},
		{packed(t, "1,2\n3,4\n"), 4, ""},
		{"BZh91AY&SYnonsense", 0, "unexpected EOF"},
		{"", 0, "the file is empty"},
		{" \n", 0, "the file is empty"},
		{"PK\x03\x04", 0, "the file is a zip archive: unpack it first"},
		{"\x28\xb5\x2f\xfd", 0, "the file is compressed by zstd: unpack it first"},
		{"<html></html>", 0, "the file begins with \"<html>"},
		{"a word", 0, "line 1"},
		{"another word", 0, "the file begins with \"another word\""},
		{"{\x00\"\x00t\x00", 0, "UTF-16"},
	} {
		g, status, _, errs := call(t, write(t, "some.thing", c.text))
		if c.says != "" && (status != 2 || !strings.Contains(errs, c.says)) || c.says == "" && (status != 0 || g.NumNodes() != c.nodes) {
			t.Errorf("%.20q: status %d, %s", c.text, status, errs)
		}
	}
}

// TestTimes weighs the town by the time that it takes on foot, 60.6 m from corner to corner.
func TestTimes(t *testing.T) {
	g, _, _, _ := call(t, "-profile", "walking", "-unit", "s", write(t, "town.json", town))
	if w, ok := g.ArcWeight(0, 1); !ok || w != 44 || g.Meta().Unit != "s" {
		t.Errorf("%d %s, want 44 s", w, g.Meta().Unit)
	}
}

// TestIslands drops the parts of a map that are small: a street, and one that is one way.
func TestIslands(t *testing.T) {
	graph := write(t, "graph.gr", "p sp 8 6\na 1 2 5\na 2 1 5\na 3 4 5\na 5 6 5\na 6 7 5\na 7 8 4294967295\n")
	for _, c := range []struct {
		flag        string
		nodes, arcs int
		says        string
	}{
		{"0", 8, 6, ""},
		{"1", 8, 6, ""},
		{"2", 7, 5, "kept all but 1 parts of fewer than 2 nodes"},
		{"3", 3, 2, "kept all but 3 parts of fewer than 3 nodes"},
	} {
		g, status, out, errs := call(t, "-min-component", c.flag, graph)
		if status != 0 || g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || !strings.Contains(out, c.says) {
			t.Errorf("%s: status %d, %s\n%s", c.flag, status, errs, out)
		}
	}
	if _, status, _, errs := call(t, "-min-component", "4", graph); status != 2 || !strings.Contains(errs, "every part of the map is smaller") {
		t.Errorf("status %d, %s", status, errs)
	}
}

// TestOtherFormats reads one small map of each.
func TestOtherFormats(t *testing.T) {
	points := write(t, "points.co", "p aux sp co 3\nv 1 12000000 57000000\nv 2 12001000 57000000\nv 3 12002000 57000000\n")
	graph := write(t, "graph.gr", "p sp 3 3\na 1 2 5\na 2 1 5\na 2 3 7\n")
	for _, c := range []struct {
		args        []string
		nodes, arcs int
		points      bool
	}{
		{[]string{graph}, 3, 3, false},
		{[]string{"-co", points, graph}, 3, 3, true},
		{[]string{"-co", points, "-near", "12,57", "-nodes", "2", graph}, 2, 2, true},
		{[]string{write(t, "game.map", "type octile\nheight 2\nwidth 3\nmap\n..@\n...\n")}, 5, 14, true},
		{[]string{write(t, "costs.csv", "1,2\n3,4\n")}, 4, 8, true},
		{[]string{"-format", "matrix", write(t, "costs.dat", "1 2 3\n")}, 3, 4, true},
		{[]string{"-co", write(t, "points.gz", packed(t, "p aux sp co 3\nv 1 12000000 57000000\nv 2 12001000 57000000\nv 3 12002000 57000000\n")), graph}, 3, 3, true},
	} {
		g, status, _, errs := call(t, c.args...)
		if status != 0 {
			t.Fatalf("%v: status %d: %s", c.args, status, errs)
		}
		if g.NumNodes() != c.nodes || g.NumArcs() != c.arcs || g.HasPoints() != c.points {
			t.Errorf("%v: %d nodes, %d arcs, points: %v; want %d, %d, %v", c.args, g.NumNodes(), g.NumArcs(), g.HasPoints(), c.nodes, c.arcs, c.points)
		}
	}
}

// TestRefusals gives bad flags and files: one line and status 2 each, and no
// output file.
func TestRefusals(t *testing.T) {
	input, graph := write(t, "town.geojson", town), write(t, "graph.gr", "p sp 2 1\na 1 2 5\n")
	points := write(t, "points.co", "p aux sp co 2\nv 1 12000000 57000000\nv 2 12001000 57000000\n")
	for _, args := range [][]string{
		{}, {"-colour", input}, {input, input}, {"-format", "png", input}, {"town.png"}, {"-profile", "flying", input},
		{"-unit", "mile", input}, {"-min-component", "-1", input}, {"-near", "12,57", input}, {"-nodes", "5", input}, {"-near", "12", "-nodes", "5", input},
		{"-near", "12,57,1", "-nodes", "5", input}, {"-near", "12,57", "-nodes", "-5", input}, {"-near", "400,57", "-nodes", "5", input},
		{"-near", "12,57", "-nodes", "1", graph}, {"none.geojson"}, {"-co", "none.co", graph}, {"-co", graph, graph},
		{write(t, "cut.geojson", town[:300])}, {write(t, "bad.gr", "p sp 2 1\na 1 3 5\n")}, {write(t, "bad.map", "type octile\n")}, {write(t, "bad.csv", "1,x\n")},
		{"-name", "\xff", input}, {"-o", input, input}, {"-o", points, "-co", points, graph}, {"-o", t.TempDir(), input},
		{"-format", "geojson", t.TempDir()}, {"-format", "dimacs", os.DevNull}, {"-co", os.DevNull, graph},
	} {
		_, status, _, errs := call(t, args...)
		if status != 2 || !strings.HasPrefix(errs, "mapmaker: ") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: status %d, %q", args, status, errs)
		}
	}
	if text, err := os.ReadFile(input); err != nil || string(text) != town {
		t.Errorf("the input was written over: %v", err)
	}
	var stdout, stderr bytes.Buffer
	if status := run([]string{"-h"}, &stdout, &stderr); status != 0 || !strings.Contains(stdout.String(), "-largest") {
		t.Errorf("-h: status %d, %s", status, stdout.String())
	}
	if status := run([]string{"-o", filepath.Join(t.TempDir(), "no", "folder.csr"), input}, &stdout, &stderr); status != 1 {
		t.Errorf("a folder that is not there: status %d", status)
	}
}

// TestFlagsOfOtherFormats gives flags that the format does not have: the map would not be what was
// asked for.
func TestFlagsOfOtherFormats(t *testing.T) {
	dir := t.TempDir()
	for text, flags := range map[string][]string{
		`{"type":"LineString","coordinates":[[0,0],[0,1]]}`: {"-turns", "-cross-squares", "-moves=4", "-co=x", "-minus-one-walls"},
		"1 2\n3 4\n": {"-turns", "-profile=walking", "-unit=m", "-levels", "-zero-based"},
		"type octile\nheight 1\nwidth 2\nmap\n..\n":               {"-minus-one-walls", "-plane", "-tolerance=1"},
		"p sp 2 1\na 1 2 3\n":                                     {"-no-streets", "-steps=1,1", "-max-feature-bytes=9"},
		`<osm version="0.6"><node id="1" lat="0" lon="0"/></osm>`: {"-levels", "-plane", "-corners=one"},
	} {
		name := filepath.Join(dir, "input")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, f := range flags {
			var stdout, stderr bytes.Buffer
			status := run([]string{f, "-o", filepath.Join(dir, "out.csr"), name}, &stdout, &stderr)
			if given, _, _ := strings.Cut(f, "="); status != 2 || !strings.Contains(stderr.String(), given+" is for ") {
				t.Errorf("%q, %s: status %d, %s", text, f, status, stderr.String())
			}
		}
	}
}
