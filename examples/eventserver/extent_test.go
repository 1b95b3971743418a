package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
)

// writeStrait writes the map of a street of n nodes, some 100 metres apart, that begins at
// a longitude on the equator and goes east.
func writeStrait(t testing.TB, file string, west float64, n int) *csr.CSRGraph {
	t.Helper()
	b := csr.NewBuilder(n)
	b.SetMeta(csr.Meta{Name: "strait", Unit: "m", LonLat: true})
	for v := range csr.Node(n) {
		b.SetPoint(v, wrapped(west+float64(v)/1024), 0.0)
		if v > 0 {
			b.AddEdge(v-1, v, 109)
		}
	}
	g, err := b.Build()
	if err == nil {
		err = csr.WriteFile(file, g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestBoundsAcross: a town across the 180th meridian is as large as the same town elsewhere.
func TestBoundsAcross(t *testing.T) {
	file := filepath.Join(t.TempDir(), "map.csr")
	for _, west := range []float64{12, 180 - 1.0/128, -180, 180 - 23.0/1024, 180 - 1.0/1024} {
		b := extentOf(writeStrait(t, file, west, 24))
		dx, dy := b.size()
		if b.west != wrapped(west) || b.east != wrapped(west+23.0/1024) || dx != 23.0/1024 || dy != 0 {
			t.Errorf("from %v: %+v, size %v, %v", west, b, dx, dy)
		}
		if d := b.diagonal(); math.Abs(d-23.0/1024*111195) > 0.001 {
			t.Errorf("from %v: %v metres across", west, d)
		}
	}
}

func TestNarrowest(t *testing.T) {
	for _, c := range []struct{ lons, want []float64 }{
		{[]float64{7}, []float64{7, 7}},
		{[]float64{-180, 180}, []float64{180, -180}}, // one place
		{[]float64{-179, 179}, []float64{179, -179}},
		{[]float64{-90, 0, 89}, []float64{-90, 89}},
		{[]float64{-120, 0, 120}, []float64{-120, 120}},
		{[]float64{-170, 10, 170}, []float64{10, -170}},
	} {
		if west, east := narrowest(c.lons); west != c.want[0] || east != c.want[1] {
			t.Errorf("%v: from %v to %v, want %v", c.lons, west, east, c.want)
		}
	}
}

func TestMetres(t *testing.T) {
	earth, plane := extent{lonLat: true}, extent{}
	for _, c := range []struct {
		b              extent
		x1, y1, x2, y2 float64
		want           float64
	}{
		{earth, 179.9995, 0, -179.9995, 0, 111.195}, {earth, 180, 10, -180, 10, 0}, {earth, 12, 57, 12, 57.001, 111.195},
		{earth, 12, 60, 12.001, 60, 55.5975}, {plane, 179, 0, -179, 0, 358}, {plane, 0, 0, 300, 400, 500},
	} {
		if got := c.b.metres(c.x1, c.y1, c.x2, c.y2); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%v: %v metres", c, got)
		}
	}
}

// TestBlame names the coordinate that is wrong.
func TestBlame(t *testing.T) {
	town := extent{true, 11.9, 57, 12.1, 58}
	across := extent{true, 179, -1, -179, 1}
	for _, c := range []struct {
		b        extent
		lon, lat float64
		want     string
	}{
		{town, 181, 57, "lon"}, {town, 12, -91, "lat"}, {town, 12, 60, "lat"}, {town, 15, 57.5, "lon"}, {town, -168, 57.5, "lon"}, {town, 0, 0, "lat"},
		{across, 180, 20, "lat"}, {across, -180, -20, "lat"}, {across, 170, 0, "lon"}, {across, -170, 0, "lon"}, {across, 0, 5, "lon"},
		{extent{false, 0, 0, 80, 80}, 40, 500, "lat"}, {extent{false, 0, 0, 80, 80}, -500, 40, "lon"},
	} {
		if got := c.b.blame(c.lon, c.lat); got != c.want {
			t.Errorf("%v, %v: %s, want %s", c.lon, c.lat, got, c.want)
		}
	}
}

// TestAcross plays a hunt in a town across the 180th meridian: its clues are spread on both
// sides, found from either, and what is far away is still not on the map.
func TestAcross(t *testing.T) {
	c := newTarget(t, func(c *config) { c.hunts = 100 })
	writeStrait(t, c.mapFile, 180-128.0/1024, 256)
	if _, err := c.reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	var d drawing
	c.expect(200, &d, "GET", "/map", "", "")
	if want := [4]float64{179.875, 0, -180 + 127.0/1024, 0}; d.Bounds != want || !d.LonLat {
		t.Errorf("bounds %v, want %v", d.Bounds, want)
	}
	for _, place := range []string{`{"lon":0,"lat":0}`, `{"lon":179,"lat":0}`, `{"lon":-179,"lat":0}`} {
		expectError(t, c.ask("POST", "/hunts", "", place), 400, "lon")
	}
	for _, lon := range []string{"180", "-180", "540", "-540"} {
		var hunt createdReply
		c.expect(201, &hunt, "POST", "/hunts", "", `{"lon":`+lon+`,"lat":0,"clues":6,"range":14000,"seed":1}`)
		if hunt.Position.Lon != -180 && hunt.Position.Lon != 180 {
			t.Errorf("from %s: at %v", lon, hunt.Position)
		}
		west := 0
		for _, clue := range hunt.Clues {
			if clue.Lon > 0 {
				west++
			}
		}
		if west != 3 {
			t.Errorf("from %s: %d of 6 clues are west of the meridian: %v", lon, west, hunt.Clues)
		}
	}
}

// TestFoundAcross finds a clue that lies at the meridian from the other side.
func TestFoundAcross(t *testing.T) {
	for _, lon := range []float64{179.9999, -179.9999, 180.0001} {
		w := &world{extent: extent{lonLat: true}, found: 25}
		if d := w.metres(lon, 0, -180, 0); d > w.found {
			t.Errorf("from %v: %v metres", lon, d)
		}
	}
}

// TestPlacesBlame has the API name the coordinate.
func TestPlacesBlame(t *testing.T) {
	s := newTarget(t, nil)
	for body, want := range map[string]string{`{"lon":12,"lat":-91}`: "lat", `{"lon":12,"lat":58}`: "lat", `{"lon":1000,"lat":57}`: "lon", `{"lon":13,"lat":57}`: "lon"} {
		w := s.ask("POST", "/hunts", "", body)
		expectError(t, w, 400, want)
		var said struct{ Error string }
		if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || said.Error[:3] == "csr" {
			t.Errorf("%s: %q, %v", body, said.Error, err)
		}
	}
	path, token := s.begin()
	for _, field := range []string{"lon", "lat"} {
		expectError(t, s.ask("POST", path+"/events", token, `{"type":"found","`+field+`":12}`), 400, field)
	}
}
