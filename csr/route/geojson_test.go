package route

import (
	"encoding/json"
	"encoding/xml"
	"math"
	"reflect"
	"testing"
	"time"
)

// TestGeoJSON writes lines, some of them across the 180th meridian, and reads them back.
func TestGeoJSON(t *testing.T) {
	for _, c := range []struct {
		points [][2]float64
		want   string
	}{
		{[][2]float64{{11.97, 57.70}, {11.9712345678, 57.7}}, `{"type":"LineString","coordinates":[[11.97,57.7],[11.9712346,57.7]]}`},
		{[][2]float64{{1, 2}}, `{"type":"LineString","coordinates":[[1,2],[1,2]]}`},
		{nil, `{"type":"LineString","coordinates":[]}`},
		{[][2]float64{{179, 0}, {-179, 2}}, `{"type":"MultiLineString","coordinates":[[[179,0],[180,1]],[[-180,1],[-179,2]]]}`},
		{[][2]float64{{-179, 0}, {179, 2}, {-179, 4}}, `{"type":"MultiLineString","coordinates":[[[-179,0],[-180,1]],[[180,1],[179,2],[180,3]],[[-180,3],[-179,4]]]}`},
		{[][2]float64{{179, 0}, {180, 1}, {179, 2}}, `{"type":"LineString","coordinates":[[179,0],[180,1],[179,2]]}`},
		{[][2]float64{{179, 0}, {180, 1}, {-179, 2}}, `{"type":"MultiLineString","coordinates":[[[179,0],[180,1]],[[-180,1],[-179,2]]]}`},
		{[][2]float64{{-180, 0}, {-179, 1}}, `{"type":"LineString","coordinates":[[-180,0],[-179,1]]}`},
		{[][2]float64{{-1e-9, -0.00000004}, {0, 1}}, `{"type":"LineString","coordinates":[[0,0],[0,1]]}`},
	} {
		if got := string(lineOf(t, true, c.points...).AppendGeoJSON(nil)); got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.points, got, c.want)
		}
	}
	plane := lineOf(t, false, [2]float64{500, 0}, [2]float64{-500, 7})
	if got := string(plane.AppendGeoJSON(nil)); got != `{"type":"LineString","coordinates":[[500,0],[-500,7]]}` {
		t.Errorf("on a plane: %s", got)
	}
}

// TestFeature reads it back.
func TestFeature(t *testing.T) {
	geometry := lineOf(t, true, [2]float64{1, 2}, [2]float64{3, 4}).AppendGeoJSON(nil)
	text, err := AppendFeature([]byte(" "), geometry, map[string]any{"name": `"Å"`})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Type       string
		Properties map[string]string
		Geometry   struct {
			Type        string
			Coordinates [][2]float64
		}
	}
	if err := json.Unmarshal(text, &got); err != nil || got.Type != "Feature" || got.Properties["name"] != `"Å"` ||
		got.Geometry.Type != "LineString" || !reflect.DeepEqual(got.Geometry.Coordinates, [][2]float64{{1, 2}, {3, 4}}) {
		t.Errorf("%s: %v", text, err)
	}
	if text, err := AppendFeature(nil, geometry, nil); err != nil || !json.Valid(text) {
		t.Errorf("%s: %v", text, err)
	}
	if text, err := AppendFeature([]byte("x"), geometry, math.NaN()); err == nil || string(text) != "x" {
		t.Errorf("%s: %v", text, err)
	}
}

// TestGPX reads the file back.
func TestGPX(t *testing.T) {
	g, path := chain(t, true, [2]float64{179.5, 1}, [2]float64{-179.5, 1})
	var l Line
	if err := l.Append(g, path, Constant(36)); err != nil {
		t.Fatal(err)
	}
	start := time.Date(2024, 5, 17, 23, 0, 0, 0, time.FixedZone("", 7200))
	type point struct {
		Lat  float64    `xml:"lat,attr"`
		Lon  float64    `xml:"lon,attr"`
		Time *time.Time `xml:"time"`
	}
	for _, start := range []time.Time{start, {}} {
		var file struct {
			XMLName xml.Name `xml:"http://www.topografix.com/GPX/1/1 gpx"`
			Version string   `xml:"version,attr"`
			Creator string   `xml:"creator,attr"`
			Name    string   `xml:"trk>name"`
			Points  []point  `xml:"trk>trkseg>trkpt"`
		}
		text := l.AppendGPX(nil, "A <&> Å", start)
		if err := xml.Unmarshal(text, &file); err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		if file.Version != "1.1" || file.Creator == "" || file.Name != "A <&> Å" || len(file.Points) != 2 || file.Points[1].Lon != -179.5 || file.Points[1].Lat != 1 {
			t.Fatalf("%+v of\n%s", file, text)
		}
		for i, p := range file.Points {
			want := start.Add(time.Duration(l.Points[i].Seconds * 1e9))
			if start.IsZero() != (p.Time == nil) || p.Time != nil && want.Sub(*p.Time).Abs() > time.Millisecond {
				t.Errorf("point %d at %v, want %v", i, p.Time, want)
			}
		}
	}
}
