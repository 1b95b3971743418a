package csr_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/csr/geojson"
	"github.com/veltrix/cairn/internal/graphtest"
)

// TestReportedIsland asks for a position beside a stub of two nodes: the stub is
// what is nearest, and the town what can be left.
func TestReportedIsland(t *testing.T) {
	f, err := os.Open(filepath.Join(graphtest.Data(t), "reports", "60-island.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, _, err := geojson.Read(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	all, err := csr.NewLocator(g)
	if err != nil {
		t.Fatal(err)
	}
	town, err := csr.LocatorOf(g, csr.LargestComponent(g))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		places *csr.Locator
		lat    float64 // of what is found
	}{{all, 56.99982}, {town, 57.00027}} {
		v, _, err := c.places.Nearest(11.5, 57)
		if _, lat, _ := g.Point(v); err != nil || lat != c.lat {
			t.Errorf("nearest is node %d at latitude %v, %v; want latitude %v", v, lat, err, c.lat)
		}
	}
}
