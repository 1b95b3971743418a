package geojson

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr/profile"
	"unicode/utf16"
)

// compressed returns a text as gzip.
func compressed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestEncodings reads one street with a mark, compressed, and both; and wants
// other encodings named.
func TestEncodings(t *testing.T) {
	const mark = "\xef\xbb\xbf"
	text := collection(lineFeature("", "[0,0],[0,1]"))
	plain, _ := mustRead(t, text, nil)
	for name, encoded := range map[string]string{
		"mark": mark + text, "gzip": compressed(t, text), "both": compressed(t, mark+text), "in parts": compressed(t, text[:30]) + compressed(t, text[30:]),
	} {
		if g, _ := mustRead(t, encoded, nil); g.Hash() != plain.Hash() {
			t.Errorf("%s: another graph", name)
		}
	}
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		for _, start := range []string{"\ufeff", ""} {
			var narrow, wide []byte
			for _, c := range utf16.Encode([]rune(start + text)) {
				narrow, wide = order.AppendUint16(narrow, c), order.AppendUint32(wide, uint32(c))
			}
			for name, encoded := range map[string][]byte{"UTF-16": narrow, "UTF-32": wide} {
				_, _, err := Read(bytes.NewReader(encoded), nil)
				if !errors.Is(err, ErrSyntax) || !strings.Contains(err.Error(), name) {
					t.Errorf("%v with mark %q: %v, want %s named", order, start, err, name)
				}
			}
		}
	}
	if _, _, err := Read(strings.NewReader(compressed(t, text)[:40]), nil); err == nil {
		t.Error("half of a compressed text is read")
	}
	if _, _, err := Read(strings.NewReader("\x1f\x8bxxxxxxxxxxxxxxxxxxxxx"), nil); !errors.Is(err, gzip.ErrHeader) {
		t.Errorf("not gzip after all: %v", err)
	}
}

// TestWhereANumberBelongs puts other things there, into every geometry of lines,
// and wants feature and position named.
func TestWhereANumberBelongs(t *testing.T) {
	good := lineFeature("", "[0,0],[0,1]")
	forms := map[string]string{
		"in a collection":         collection(good, lineFeature("", "[0,0],[1,1],%s")),
		"in a MultiLineString":    collection(good, `{"type":"Feature","id":"way/7","properties":null,"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[%s,[2,2]]]}}`),
		"in a GeometryCollection": collection(good, `{"type":"Feature","id":"way/7","geometry":{"type":"GeometryCollection","geometries":[{"coordinates":[[0,0],[1,1]],"type":"LineString"},{"type":"LineString","coordinates":[%s]}]}}`),
		"in a single feature":     good + `{"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[1,1],%s]}}`,
		"bare":                    good + `{"type":"LineString","coordinates":[[0,0],[1,1],%s]}`,
	}
	for name, form := range forms {
		for _, bad := range []string{"[1,null]", "[null,null]", "[null,1]", "[1,NaN]", "[NaN,NaN]", "[1,-Infinity]", "[1,Infinity]", `["1",2]`, `[1,"x"]`,
			"[1,true]", "[1,[2]]", "[1,{}]", "null", "NaN", "7", `"1,2"`, "{}", "[]", "[1]", "[1e999,2]", "[1,2,null]"} {
			_, stats, err := Read(strings.NewReader(fmt.Sprintf(form, bad)), nil)
			var e *Error
			if !errors.Is(err, ErrPosition) || !errors.As(err, &e) || e.Feature != 1 || e.Position != 2 || stats.Features != 2 {
				t.Errorf("%s, %s: %v", name, bad, err)
			}
		}
	}
}

// TestBadTextIsNotAPosition wants text that is not JSON elsewhere not to be taken
// for a bad position.
func TestBadTextIsNotAPosition(t *testing.T) {
	for _, text := range []string{
		collection(lineFeature(`"maxspeed":NaN`, "[0,0],[1,1]")),
		collection(lineFeature(``, "[0,0],[1,1]") + "x"),
		collection(lineFeature(``, "[0,0],[1,1")),
		strings.Repeat("[", 100000),
		`{"type":"LineString","coordinates":` + strings.Repeat("[", 100000),
		`{"type":"FeatureCollection","features":[{"coordinates":}`,
	} {
		_, _, err := Read(strings.NewReader(text), nil)
		if err == nil || !errors.Is(err, ErrSyntax) && !errors.Is(err, ErrPosition) {
			t.Errorf("%.40s: %v", text, err)
		}
	}
	var e *Error
	if _, _, err := Read(strings.NewReader(collection(lineFeature(`"maxspeed":NaN`, "[0,0],[1,1]"))), nil); !errors.As(err, &e) || e.Position != -1 || e.Feature != 0 {
		t.Errorf("%v", err)
	}
}

// TestForeignMembers gives members whose names differ by case from the standard's:
// they are not its own.
func TestForeignMembers(t *testing.T) {
	f := `{"TYPE":1,"Type":"centreline","type":"Feature","ID":{},"Geometry":7,"Properties":[1],"properties":{"highway":"residential"},
		"geometry":{"Type":"Point","type":"LineString","coordinates":[[0,0],[0,1]],"Coordinates":"none","COORDINATES":null}}`
	for _, text := range []string{f, `{"Features":{},"Type":"x","type":"FeatureCollection","features":[` + f + `],"FEATURES":[7]}`} {
		if g, _ := mustRead(t, text, &Options{Profile: profile.Walking}); g.NumArcs() != 2 {
			t.Errorf("%d arcs of %s", g.NumArcs(), text)
		}
	}
}

// TestGeometries reads streets wherever lines may be.
func TestGeometries(t *testing.T) {
	const line = `{"type":"LineString","coordinates":[[0,0],[0,1]]}`
	const mixed = `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,5]},` + line + `,{"type":"GeometryCollection","geometries":[` + line + `]}]}`
	for name, text := range map[string]string{
		"bare":                  line,
		"bare, coordinates":     `{"coordinates":[[0,0],[0,1]],"type":"LineString"}`,
		"bare lines":            `{"type":"MultiLineString","coordinates":[[[0,0],[0,1]]]}`,
		"bare collection":       mixed,
		"collection":            `{"type":"Feature","properties":{"highway":"path"},"geometry":` + mixed + `}`,
		"no features and a bit": `{"type":"FeatureCollection","features":null}` + "\n" + line,
		"no properties":         `{"type":"Feature","geometry":` + line + `}`,
	} {
		if g, _ := mustRead(t, text, nil); arcs(g) != "0>1:1111951 1>0:1111951" {
			t.Errorf("%s: %s", name, arcs(g))
		}
	}
	deep := line
	for range maxNesting + 1 {
		deep = `{"type":"GeometryCollection","geometries":[` + deep + `]}`
	}
	if _, _, err := Read(strings.NewReader(deep), nil); !errors.Is(err, ErrLimit) {
		t.Errorf("collections in collections: %v", err)
	}
	if _, _, err := Read(strings.NewReader(`{"type":"GeometryCollection","geometries":7}`), nil); !errors.Is(err, ErrSyntax) {
		t.Errorf("geometries that are a number: %v", err)
	}
}

// TestProjected calls coordinates of a plane that, with the system that the file
// names in any of its forms.
func TestProjected(t *testing.T) {
	for crs, says := range map[string]string{
		`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}}`:               "urn:ogc:def:crs:EPSG::3006",
		`{"type":"EPSG","properties":{"code":25832}}`:                                      "EPSG:25832",
		`{"type":"link","properties":{"href":"https://example.com/crs/1","type":"proj4"}}`: "https://example.com/crs/1",
		`null`: "names no system",
		`7`:    "names no system",
	} {
		text := `{"type":"FeatureCollection","crs":` + crs + `,"features":[` + lineFeature("", "[319000,6400000],[319100,6400000]") + `]}`
		_, _, err := Read(strings.NewReader(text), nil)
		if !errors.Is(err, ErrProjected) || !errors.Is(err, ErrPosition) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "projected") {
			t.Errorf("%s: %v", crs, err)
		}
		if g, _ := mustRead(t, text, &Options{Plane: true}); arcs(g) != "0>1:1000 1>0:1000" {
			t.Errorf("as a plane: %s", arcs(g))
		}
	}
	if _, _, err := Read(strings.NewReader(lineFeature("", "[11,151],[12,1]")), nil); !errors.Is(err, ErrPosition) || errors.Is(err, ErrProjected) {
		t.Errorf("a latitude of 151: %v", err)
	}
}

// TestNoStreet wants a map without a street to be an error that says what there
// was.
func TestNoStreet(t *testing.T) {
	for text, says := range map[string]string{
		collection(): "0 features",
		`{"type":"FeatureCollection","features":null}`:                       "0 features",
		collection(lineFeature(`"highway":"motorway"`, "[0,0],[0,1]")):       "1 features: 0 streets used, 1 closed",
		collection(lineFeature(`"highway":"residental"`, "[0,0],[0,1]")):     "highway=residental: 1",
		collection(lineFeature(`"highway":"path"`, "[0,0],[0,0]")):           "1 streets used",
		collection(lineFeature(`"highway":"path"`, "[0,0]")):                 "1 streets used",
		collection(lineFeature(`"highway":"path"`, "")):                      "1 streets used",
		`{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,0],[0,0]]]}`:       "1 of other geometry (Polygon: 1)",
		collection(barrierFeature("", "0,0"), barrierFeature("", "0,0")):     "2 of other geometry (Point: 2)",
		`{"type":"Feature","properties":{"highway":"path"},"geometry":null}`: "none: 1",
	} {
		b, _, err := Read(strings.NewReader(text), &Options{Profile: profile.Walking})
		var e *Error
		if b != nil || !errors.Is(err, ErrNoStreet) || !errors.As(err, &e) || e.Feature != -1 || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v; want %q", text, err, says)
		}
	}
}
