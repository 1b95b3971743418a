package geojson

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
)

// feature returns a LineString feature with tags and positions as they stand in
// JSON.
func lineFeature(tags, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","id":"way/7","properties":{%s},"geometry":{"type":"LineString","coordinates":[%s]}}`, tags, coordinates)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","generator":"test","features":[` + strings.Join(features, ",") + `]}`
}

func mustRead(t testing.TB, text string, opts *Options) (*csr.CSRGraph, Stats) {
	t.Helper()
	b, stats, err := Read(strings.NewReader(text), opts)
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g, stats
}

// arcs prints the arcs of a graph.
func arcs(g *csr.CSRGraph) string {
	var s strings.Builder
	for v := range csr.Node(g.NumNodes()) {
		for to, w := range g.Arcs(v).All() {
			fmt.Fprintf(&s, "%d>%d:%d ", v, to, w)
		}
	}
	return strings.TrimSpace(s.String())
}

// A thousandth of a degree of latitude is 111.195 m on a sphere of the Earth's
// mean radius.
const thousandth = 6371008.8 * math.Pi / 180 / 1000

// TestLengths compares weights with what the radius says, in each unit.
func TestLengths(t *testing.T) {
	text := collection(lineFeature("", "[10,50],[10,50.001],[10,50.003]"))
	for _, c := range []struct {
		metres float64
		unit   string
	}{{0, "dm"}, {0.1, "dm"}, {1, "m"}, {0.01, "cm"}, {0.001, "mm"}, {0.5, ""}} {
		g, _ := mustRead(t, text, &Options{MetresPerUnit: c.metres})
		per := c.metres
		if per == 0 {
			per = 0.1
		}
		one := math.Round(thousandth / per)
		two := math.Round(3*thousandth/per) - one // the rest of the street
		want := fmt.Sprintf("0>1:%.0f 1>0:%.0f 1>2:%.0f 2>1:%.0f", one, one, two, two)
		if got := arcs(g); got != want || g.Meta().Unit != c.unit || !g.Meta().LonLat {
			t.Errorf("unit of %v m: %s in %q; want %s in %q", c.metres, got, g.Meta().Unit, want, c.unit)
		}
	}
}

// TestStreetsMeetAtEqualPositions joins two lines in their middles, through a
// zero of either sign and a third coordinate.
func TestStreetsMeetAtEqualPositions(t *testing.T) {
	g, stats := mustRead(t, collection(
		lineFeature("", "[-1,0],[0,0,17],[1,0]"),
		lineFeature("", "[0,-1],[-0.0,-0.0],[-0.0,1]"),
		lineFeature("", "[0,1e-7],[0,0.0000001],[1,0.0000002]"),
	), nil)
	if g.NumNodes() != 7 || g.Degree(1) != 4 || stats.Repeated != 1 {
		t.Errorf("%d nodes, %d at the crossing, %+v", g.NumNodes(), g.Degree(1), stats)
	}
	if x, y, _ := g.Point(1); x != 0 || y != 0 {
		t.Errorf("the crossing is at %v, %v", x, y)
	}
	if w, ok := g.ArcWeight(5, 6); !ok || w == 0 {
		t.Errorf("the third street weighs %d, %v", w, ok)
	}
}

// TestNoStreetIsFree gives two positions a centimetre apart.
func TestNoStreetIsFree(t *testing.T) {
	g, _ := mustRead(t, collection(lineFeature("", "[10,50],[10,50.0000001]")), nil)
	if arcs(g) != "0>1:1 1>0:1" {
		t.Errorf("arcs %s", arcs(g))
	}
}

func TestMultiLineString(t *testing.T) {
	g, stats := mustRead(t, `{"type":"Feature","properties":null,"geometry":{"type":"MultiLineString",
		"coordinates":[[[0,0],[0,1]],[],[[5,5]],[[0,1],[0,2],[0,0]]]}}`, &Options{MetresPerUnit: 1000})
	if want := "0>1:111 0>3:222 1>0:111 1>3:112 3>0:222 3>1:112"; arcs(g) != want {
		t.Errorf("arcs %s, want %s", arcs(g), want)
	}
	if !reflect.DeepEqual(stats, Stats{Features: 1, Streets: 1, Nodes: 4, Arcs: 6}) {
		t.Errorf("%+v", stats)
	}
}

// TestWhatIsLeftOut counts it.
func TestWhatIsLeftOut(t *testing.T) {
	_, stats := mustRead(t, collection(
		lineFeature(`"highway":"motorway"`, "[0,0],[0,1]"),
		lineFeature(`"highway":"footway"`, "[0,0],[0,0],[0,1]"),
		`{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}`,
		`{"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[]}}`,
		`{"type":"Feature","properties":{},"geometry":null}`,
		`{"type":"Feature","properties":{},"geometry":{"type":"linestring","coordinates":[[0,0],[0,9]]}}`,
	), &Options{Profile: profile.Walking})
	others := profile.Counts{"Point": 1, "GeometryCollection": 1, "none": 1, "unknown": 1}
	if want := (Stats{Features: 6, Streets: 1, Closed: 1, OtherGeometry: others, Repeated: 1, Nodes: 2, Arcs: 2}); !reflect.DeepEqual(stats, want) {
		t.Errorf("%+v, want %+v", stats, want)
	}
}

// TestFunctionsOfTheHost let a host decide by properties of its own, beside the barriers
// of a profile.
func TestFunctionsOfTheHost(t *testing.T) {
	text := collection(
		lineFeature(`"kind":"canal","flows":true,"highway":"maybe"`, "[0,0],[0,1],[0,2]"),
		lineFeature(`"kind":["road","canal"]`, "[0,0],[0,3]"),
		barrierFeature(`"barrier":"wall"`, "0,1"))
	canals := func(tags profile.Tags, _ profile.Access) profile.Access {
		canal := tags["kind"] == "canal"
		return profile.Access{Forward: canal, Backward: canal && tags["flows"] != "yes"}
	}
	g, stats := mustRead(t, text, &Options{Profile: profile.Profile{}.WithStreet(canals), MetresPerUnit: 1000})
	if want := "0>1:111 1>2:111"; arcs(g) != want || stats.Closed != 1 || stats.Unread != nil {
		t.Errorf("%s, want %s; %+v", arcs(g), want, stats)
	}
	if g, _ := mustRead(t, text, &Options{Profile: profile.Driving.WithStreet(canals), MetresPerUnit: 1000}); arcs(g) != "0>1:111 3>2:111" {
		t.Errorf("with a wall: %s", arcs(g))
	}
}

// TestFormsOfText puts the same street into every form that is accepted, a byte
// a read as well.
func TestFormsOfText(t *testing.T) {
	f := lineFeature("", "[0,0],[0,1]")
	for name, text := range map[string]string{
		"collection":          collection(f),
		"features first":      `{"features":[` + f + `],"type":"FeatureCollection","crs":{"deep":[1,{"er":[]}]}}`,
		"a feature":           f,
		"geometry first":      `{"geometry":{"coordinates":[[0,0],[0,1]],"type":"LineString"},"type":"Feature","properties":{}}`,
		"a feature a line":    f + "\n" + f,
		"a sequence":          "\x1e" + f + "\n\x1e" + f + "\n",
		"several collections": collection(f) + collection() + collection(f, f),
	} {
		g, _ := mustRead(t, text, nil)
		b, _, err := Read(iotest.OneByteReader(strings.NewReader(text)), nil)
		if err != nil {
			t.Fatal(err)
		}
		slow, err := b.Build()
		if err != nil || slow.Hash() != g.Hash() || g.NumNodes() != 2 || g.NumArcs() != 2 {
			t.Errorf("%s: %d nodes, arcs %s, %v", name, g.NumNodes(), arcs(g), err)
		}
	}
}

// TestErrors looks for the reason and the feature of each.
func TestErrors(t *testing.T) {
	good := lineFeature("", "[0,0],[0,1]")
	broken := errors.New("cable cut")
	for _, c := range []struct {
		name, text string
		opts       Options
		feature    int
		want       error
	}{
		{"nothing", "", Options{}, -1, ErrSyntax},
		{"blanks", " \n", Options{}, -1, ErrSyntax},
		{"text", "hello", Options{}, -1, ErrSyntax},
		{"an array", "[1]", Options{}, -1, ErrSyntax},
		{"a type that differs by case", `{"type":"feature","geometry":null}`, Options{}, -1, ErrSyntax},
		{"no type", `{}`, Options{}, -1, ErrSyntax},
		{"no features", `{"type":"FeatureCollection"}`, Options{}, -1, ErrSyntax},
		{"features no array", `{"type":"FeatureCollection","features":{}}`, Options{}, -1, ErrSyntax},
		{"cut off", collection(good, good)[:200], Options{}, 1, ErrSyntax},
		{"a bad feature", collection(good, `{"type":"Future"}`), Options{}, 1, ErrSyntax},
		{"longitude", collection(good, lineFeature("", "[0,0],[361,0]")), Options{}, 1, ErrProjected},
		{"latitude", collection(lineFeature("", "[0,0],[0,-91]")), Options{}, 0, ErrPosition},
		{"half a position", collection(lineFeature("", "[0,0],[1]")), Options{}, 0, ErrPosition},
		{"a position of text", collection(lineFeature("", `[0,0],["a",1]`)), Options{}, 0, ErrPosition},
		{"no coordinates", `{"type":"Feature","geometry":{"type":"LineString"}}`, Options{}, 0, ErrPosition},
		{"endless number", collection(lineFeature("", `[0,0],[1e999,1]`)), Options{}, 0, ErrPosition},
		{"too long", collection(lineFeature("", "[0,0],[0,50]")), Options{MetresPerUnit: 0.001}, 0, ErrLength},
		{"infinite plane", lineFeature("", "[0,0],[1e101,0]"), Options{Plane: true}, 0, ErrPosition},
		{"large feature", collection(good, lineFeature("", strings.Repeat("[0,0],", 999)+"[0,1]")), Options{MaxFeatureBytes: 4000}, 1, ErrLimit},
		{"large filling", `{"type":"FeatureCollection","x":"` + strings.Repeat("x", 9000) + `"}`, Options{MaxFeatureBytes: 4000}, -1, ErrLimit},
		{"many barriers", barrierFeature(`"barrier":"wall"`, "0,0") + barrierFeature(`"barrier":"wall"`, "0,1") + barrierFeature(`"barrier":"wall"`, "0,2"),
			Options{Profile: profile.Driving, MaxNodes: 2}, 2, ErrLimit},
		{"many ends at barriers", lineFeature(`"highway":"road"`, "[0,0],[0,1],[0,2]") + barrierFeature(`"barrier":"wall"`, "0,1"),
			Options{Profile: profile.Driving, MaxNodes: 3}, -1, ErrLimit},
		{"many levels", lineFeature(`"level":"0-20"`, "[0,0],[0,1]"), Options{Levels: true, MaxNodes: 2}, -1, ErrLimit},
		{"many nodes", collection(lineFeature("", "[0,0],[0,1],[0,2]")), Options{MaxNodes: 2}, 0, ErrLimit},
	} {
		b, stats, err := Read(strings.NewReader(c.text), &c.opts)
		var e *Error
		if !errors.Is(err, c.want) || !errors.As(err, &e) || e.Feature != c.feature || b != nil {
			t.Errorf("%s: %v; want %v in feature %d", c.name, err, c.want, c.feature)
		}
		if e != nil && e.Feature >= 0 && stats.Features != e.Feature+1 {
			t.Errorf("%s: %d features counted", c.name, stats.Features)
		}
	}
	_, _, err := Read(io.MultiReader(strings.NewReader(`{"type"`), iotest.ErrReader(broken)), nil)
	if !errors.Is(err, broken) {
		t.Errorf("the reader's own error: %v", err)
	}
}

// TestOptionErrors refuses numbers that mean nothing, before anything is read.
func TestOptionErrors(t *testing.T) {
	for _, opts := range []Options{
		{MetresPerUnit: math.NaN()}, {MetresPerUnit: math.Inf(1)}, {Tolerance: -1}, {MaxFeatureBytes: -1}, {MaxNodes: -1},
	} {
		_, stats, err := Read(iotest.ErrReader(errors.New("it was read")), &opts)
		if !errors.Is(err, ErrOption) || !strings.HasPrefix(err.Error(), "geojson: bad option: ") || stats.Features != 0 {
			t.Errorf("%+v: %v", opts, err)
		}
	}
}

// TestMeta reads a map that has a name, in units that have one and in others.
func TestMeta(t *testing.T) {
	text := lineFeature("", "[0,0],[0,1]")
	given := csr.Meta{Name: "isle", Attribution: "its surveyors"}
	for _, c := range []struct {
		metres float64
		plane  bool
		unit   string
		want   csr.Meta
	}{
		{0, false, "", csr.Meta{Name: "isle", Unit: "dm", Attribution: "its surveyors", LonLat: true}},
		{1, false, "", csr.Meta{Name: "isle", Unit: "m", Attribution: "its surveyors", LonLat: true}},
		{0.5, false, "", csr.Meta{Name: "isle", Attribution: "its surveyors", LonLat: true}},
		{0.5, false, "half a metre", csr.Meta{Name: "isle", Unit: "half a metre", Attribution: "its surveyors", LonLat: true}},
		{1, true, "pixel", csr.Meta{Name: "isle", Unit: "pixel", Attribution: "its surveyors"}},
		{1, true, "", csr.Meta{Name: "isle", Attribution: "its surveyors"}},
	} {
		given.Unit, given.LonLat = c.unit, c.plane // which is not so
		g, _ := mustRead(t, text, &Options{MetresPerUnit: c.metres, Plane: c.plane, Meta: given})
		if g.Meta() != c.want {
			t.Errorf("%+v: %+v, want %+v", c, g.Meta(), c.want)
		}
	}
}

// TestErrorNamesTheFeature wants the id of the text or of OpenStreetMap's tools.
func TestErrorNamesTheFeature(t *testing.T) {
	_, _, err := Read(strings.NewReader(collection(lineFeature("", "[0,0],[0,91]"))), nil)
	if want := "geojson: feature 0 (way/7), position 1, before byte "; !strings.HasPrefix(fmt.Sprint(err), want) {
		t.Errorf("%v; want %s…", err, want)
	}
	_, _, err = Read(strings.NewReader(`{"type":"Feature","properties":{"@id":"way/8"},"geometry":{"type":"LineString","coordinates":7}}`), nil)
	if !strings.Contains(fmt.Sprint(err), "feature 0 (way/8)") {
		t.Errorf("%v", err)
	}
}

// endless gives out one feature after another for ever.
type endless struct{ text, rest string }

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		e.rest = e.text
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// TestMemoryIsBounded reads text without end: a feature that never closes stops
// at its limit, features that go on and on at the limit of nodes.
func TestMemoryIsBounded(t *testing.T) {
	_, _, err := Read(io.MultiReader(strings.NewReader(`{"type":"Feature","properties":{"a":"`), &endless{text: "aaaaaaaa"}), &Options{MaxFeatureBytes: 1 << 16})
	if !errors.Is(err, ErrLimit) {
		t.Errorf("a feature without end: %v", err)
	}
	i := 0
	more := func() string {
		i++
		return lineFeature("", fmt.Sprintf("[0,0],[0,%g]", float64(i)/1e5))
	}
	var texts []io.Reader
	for range 2000 {
		texts = append(texts, strings.NewReader(more()))
	}
	if _, stats, err := Read(io.MultiReader(texts...), &Options{MaxNodes: 1000}); !errors.Is(err, ErrLimit) || stats.Streets != 1000 {
		t.Errorf("streets without end: %v after %d", err, stats.Streets)
	}
}

// FuzzRead takes any text. What is read must build into a sound graph.
func FuzzRead(f *testing.F) {
	f.Add(collection(lineFeature(`"highway":"residential","oneway":"yes"`, "[0,0],[0,1]")))
	f.Add(lineFeature(`"highway":"steps"`, "[1,1],[2,2]") + "\n\x1e" + lineFeature("", "[1,1],[1,1]"))
	f.Add(`{"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[]]}}`)
	f.Add(`{"features":[null,{}]`)
	f.Add(collection(lineFeature(`"highway":["steps","path"],"level":"0;1"`, "[180,1,0],[-180,2,4]"), barrierFeature(`"barrier":"bollard"`, "180,1")))
	f.Add(lineFeature(`"fclass":"path","oneway":"T","other_tags":"\"foot\"=>\"no\",\"level\"=>\"-1-2\""`, "[0,0],[0,1e-9],[1,1],[0.5,0],[0.5,2]"))
	f.Add(lineFeature(`"highway":"road","tags":{"access":true}`, "[0,NaN],[null,1]"))
	f.Add("\xef\xbb\xbf" + `{"crs":{"properties":{"name":"EPSG:3006"}},"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2]]}]}`)
	options := []Options{{}, {Profile: profile.Walking, Levels: true}, {Profile: profile.Cycling, Tolerance: 1000}, {Profile: profile.Driving, Plane: true, Tolerance: 0.1, Levels: true}}
	f.Fuzz(func(t *testing.T, text string) {
		for _, opts := range options {
			opts.MaxNodes, opts.MaxFeatureBytes = 1000, 1<<20
			b, stats, err := Read(strings.NewReader(text), &opts)
			var e *Error
			if err != nil && !errors.As(err, &e) || (b == nil) != (err != nil) {
				t.Fatalf("%v, %v", b, err)
			}
			if err != nil {
				continue
			}
			g, err := b.Build()
			if err != nil {
				t.Fatal(err)
			}
			if err := g.Verify(); err != nil || g.NumNodes() != stats.Nodes || g.NumArcs() > stats.Arcs {
				t.Fatalf("%d nodes, %d arcs, %v; %+v", g.NumNodes(), g.NumArcs(), err, stats)
			}
		}
	})
}

// BenchmarkRead reads a street of ten corners again and again.
func BenchmarkRead(b *testing.B) {
	var features []string
	for i := range 2000 {
		var corners []string
		for j := range 10 {
			corners = append(corners, fmt.Sprintf("[%.7f,%.7f]", float64(i)/100, float64(j)/1000))
		}
		features = append(features, lineFeature(`"highway":"residential","name":"Main Street"`, strings.Join(corners, ",")))
	}
	text := collection(features...)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, err := Read(strings.NewReader(text), &Options{Profile: profile.Walking}); err != nil {
			b.Fatal(err)
		}
	}
}
