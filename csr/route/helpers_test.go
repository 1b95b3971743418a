package route

import (
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/testdata"
)

// mustBuild builds or fails the test.
func mustBuild(t testing.TB, b *csr.Builder) *csr.CSRGraph {
	t.Helper()
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// chain returns a graph of longitudes and latitudes, or of a plane, whose nodes lie one
// after another, with arcs each way; and the path along it.
func chain(t testing.TB, lonLat bool, points ...[2]float64) (*csr.CSRGraph, []csr.Node) {
	t.Helper()
	b := csr.NewBuilder(len(points))
	b.SetMeta(csr.Meta{LonLat: lonLat})
	var path []csr.Node
	for i, p := range points {
		path = append(path, csr.Node(i))
		b.SetPoint(csr.Node(i), p[0], p[1])
		if i > 0 {
			b.AddEdge(csr.Node(i-1), csr.Node(i), 1)
		}
	}
	return mustBuild(t, b), path
}

// lineOf returns the line through points.
func lineOf(t testing.TB, lonLat bool, points ...[2]float64) *Line {
	t.Helper()
	l := new(Line)
	if len(points) == 0 {
		return l
	}
	g, path := chain(t, lonLat, points...)
	if err := l.Append(g, path, nil); err != nil {
		t.Fatal(err)
	}
	return l
}

// city returns the map of Göteborg with names.
func city(t testing.TB) *csr.CSRGraph {
	t.Helper()
	g, err := csr.FromBytes(testdata.GoteborgStreets())
	if err != nil {
		t.Fatal(err)
	}
	return g
}
