package geojson

import (
	"strings"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/profile"
)

// TestStreetNames reads one street of each kind of file.
func TestStreetNames(t *testing.T) {
	long := strings.Repeat("a", maxName+1)
	for _, c := range []struct {
		feature string
		want    csr.Street
	}{
		{`"id":"way/7","properties":{"name":" Västra Hamngatan ","highway":"Residential"}`, csr.Street{Name: "Västra Hamngatan", Class: "residential", Way: 7}},
		{`"id":"way/7","properties":{"@id":"way/8","ref":"E 6","highway":"motorway"}`, csr.Street{Name: "E 6", Class: "motorway", Way: 8}},
		{`"id":12,"properties":{"osm_id":"9","name":"A","fclass":"track_grade3"}`, csr.Street{Name: "A", Class: "track", Way: 9}},
		{`"id":12,"properties":{"osm_id":4000000000,"ref":1,"route":"ferry"}`, csr.Street{Name: "1", Class: "ferry", Way: 4000000000}},
		{`"properties":{"osm_id":"11","other_tags":"\"name\"=>\"Övre, Husargatan\",\"highway\"=>\"steps\""}`, csr.Street{Name: "Övre, Husargatan", Class: "steps", Way: 11}},
		{`"properties":{"tags":{"name":"B","highway":"path"},"full_id":"w5"}`, csr.Street{Name: "B", Class: "path", Way: 5}},
		{`"properties":{"osmid":[1,2],"name":"['Avenyn', 'Esplanaden']","highway":["path","steps"]}`, csr.Street{Name: "Avenyn; Esplanaden", Class: "path;steps"}},
		{`"properties":{"name":null,"highway":"path","osmid":"r5"}`, csr.Street{Class: "path"}},
		{`"properties":{"name":"` + long + `","ref":"C"}`, csr.Street{Name: "C"}},
		{`"properties":{"@id":"way/-3"}`, csr.Street{Way: -3}},
		{`"properties":null`, csr.Street{}},
	} {
		text := `{"type":"Feature",` + c.feature + `,"geometry":{"type":"LineString","coordinates":[[1,2],[1,3],[1,4]]}}`
		g, _ := mustRead(t, text, nil)
		for arc := range uint32(4) {
			if s, ok := g.Street(arc); s != c.want || ok != (c.want != csr.Street{}) {
				t.Errorf("%s: arc %d is a part of %+v, want %+v", c.feature, arc, s, c.want)
			}
		}
		if g, _ := mustRead(t, text, &Options{NoStreets: true}); g.HasStreets() {
			t.Errorf("%s: kept, though nobody wants it", c.feature)
		}
	}
}

// TestStreetsMeet keeps the streets of two features, one of them one-way, and of ends
// that are joined.
func TestStreetsMeet(t *testing.T) {
	g, _ := mustRead(t, `{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"name":"A","highway":"path","oneway":"yes"},"geometry":{"type":"LineString","coordinates":[[0,0],[0,1]]}},
		{"type":"Feature","properties":{"name":"B","highway":"path"},"geometry":{"type":"LineString","coordinates":[[0,1.00001],[0,2]]}}]}`,
		&Options{Profile: profile.Cycling, Tolerance: 3})
	for _, c := range []struct {
		from, to csr.Node
		want     string
	}{{0, 1, "A"}, {1, 2, "B"}, {2, 1, "B"}} {
		arc, ok := g.Arc(c.from, c.to)
		if s, _ := g.Street(arc); !ok || s.Name != c.want {
			t.Errorf("arc %d, %d: %+v, %v; want %s", c.from, c.to, s, ok, c.want)
		}
	}
	if g.NumArcs() != 3 {
		t.Errorf("%d arcs", g.NumArcs())
	}
}

// TestStreetFlags gives the host's function the tags, one value at a time of a list that
// bears on the profile.
func TestStreetFlags(t *testing.T) {
	flags := func(t profile.Tags) uint16 {
		return map[string]uint16{"roundabout": 4, "circular": 8}[t["junction"]]
	}
	for properties, want := range map[string]uint16{`{"highway":"road","junction":"Roundabout"}`: 4, `{"highway":"road","junction":["roundabout","circular"]}`: 12, `{"highway":"road","name":"A"}`: 0} {
		text := `{"type":"Feature","properties":` + properties + `,"geometry":{"type":"LineString","coordinates":[[0,0],[0,1]]}}`
		g, _ := mustRead(t, text, &Options{Profile: profile.Cycling, Flags: flags})
		if s, _ := g.Street(0); s.Flags != want {
			t.Errorf("%s: flags %d, want %d", properties, s.Flags, want)
		}
	}
}
