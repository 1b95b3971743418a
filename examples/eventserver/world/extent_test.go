package world

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/examples/eventserver/internal/fixture"
)

// TestBoundsAcross: a town across the 180th meridian is as large as the same town elsewhere.
func TestBoundsAcross(t *testing.T) {
	file := filepath.Join(t.TempDir(), "map.csr")
	for _, west := range []float64{12, 180 - 1.0/128, -180, 180 - 23.0/1024, 180 - 1.0/1024} {
		b := extentOf(fixture.WriteStrait(t, file, west, 24))
		dx, dy := b.size()
		if b.West != wrapped(west) || b.East != wrapped(west+23.0/1024) || dx != 23.0/1024 || dy != 0 {
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
	earth, plane := Extent{LonLat: true}, Extent{}
	for _, c := range []struct {
		b              Extent
		x1, y1, x2, y2 float64
		want           float64
	}{
		{earth, 179.9995, 0, -179.9995, 0, 111.195}, {earth, 180, 10, -180, 10, 0}, {earth, 12, 57, 12, 57.001, 111.195},
		{earth, 12, 60, 12.001, 60, 55.5975}, {plane, 179, 0, -179, 0, 358}, {plane, 0, 0, 300, 400, 500},
	} {
		if got := c.b.Metres(c.x1, c.y1, c.x2, c.y2); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%v: %v metres", c, got)
		}
	}
}

// TestBlame names the coordinate that is wrong.
func TestBlame(t *testing.T) {
	town := Extent{true, 11.9, 57, 12.1, 58}
	across := Extent{true, 179, -1, -179, 1}
	for _, c := range []struct {
		b        Extent
		lon, lat float64
		want     string
	}{
		{town, 181, 57, "lon"}, {town, 12, -91, "lat"}, {town, 12, 60, "lat"}, {town, 15, 57.5, "lon"}, {town, -168, 57.5, "lon"}, {town, 0, 0, "lat"},
		{across, 180, 20, "lat"}, {across, -180, -20, "lat"}, {across, 170, 0, "lon"}, {across, -170, 0, "lon"}, {across, 0, 5, "lon"},
		{Extent{false, 0, 0, 80, 80}, 40, 500, "lat"}, {Extent{false, 0, 0, 80, 80}, -500, 40, "lon"},
	} {
		if got := c.b.blame(c.lon, c.lat); got != c.want {
			t.Errorf("%v, %v: %s, want %s", c.lon, c.lat, got, c.want)
		}
	}
}

// TestFoundAcross finds a clue that lies at the meridian from the other side.
func TestFoundAcross(t *testing.T) {
	for _, lon := range []float64{179.9999, -179.9999, 180.0001} {
		w := &World{Extent: Extent{LonLat: true}, Found: 25}
		if d := w.Metres(lon, 0, -180, 0); d > w.Found {
			t.Errorf("from %v: %v metres", lon, d)
		}
	}
}
