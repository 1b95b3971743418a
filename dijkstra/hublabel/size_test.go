package hublabel

import (
	"errors"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/testdata"
)

// TestRowBytes holds rows to a size. Those of the grid have 16 bits an entry although
// its node weights are doubled; with 32 bits they would still be allowed.
func TestRowBytes(t *testing.T) {
	goteborg, err := csr.FromBytes(testdata.Goteborg())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		g    *csr.CSRGraph
		most int64
	}{{"goteborg", goteborg, 1_200_000}, {"grid", workload.Build(t, graphtest.GridWorkload()), 4_000_000}} {
		x, err := Build(c.g, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: rows of %d bytes, a file of %d", c.name, x.RowBytes(), len(x.Bytes()))
		if x.RowBytes() > c.most {
			t.Errorf("%s: rows take %d bytes, more than %d", c.name, x.RowBytes(), c.most)
		}
	}
}

// TestWidths builds rows in each width, at the edges: the largest distance that fits
// in 16 bits, and the first that does not.
func TestWidths(t *testing.T) {
	for _, c := range []struct {
		weight uint32
		width  uint8
	}{{65534, 2}, {65535, 4}, {1<<30 - 1, 4}, {1 << 31, 8}} {
		o := &graphtest.Graph{Name: "edge", N: 2, Arcs: []graphtest.Arc{{From: 0, To: 1, Weight: c.weight}, {From: 1, To: 0, Weight: c.weight}}}
		g := workload.Build(t, o)
		x, err := Build(g, nil)
		if err != nil {
			t.Fatal(err)
		}
		if width := x.Bytes()[24]; width != c.width {
			t.Errorf("distance %d: entries of %d bytes, want %d", c.weight, width, c.width)
		}
		o.CheckAnswers(t, x, errors.New("nothing overflows"))
	}
}

// TestSumsTooLargeForAnEntry asks for distances of which both halves fit in 16 bits.
func TestSumsTooLargeForAnEntry(t *testing.T) {
	o := &graphtest.Graph{Name: "two halves", N: 3}
	for _, v := range []uint32{0, 2} {
		o.Arcs = append(o.Arcs, graphtest.Arc{From: v, To: 1, Weight: 40_000}, graphtest.Arc{From: 1, To: v, Weight: 40_000})
	}
	x, err := Build(workload.Build(t, o), &Options{Order: []csr.Node{0, 2, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if width := x.Bytes()[24]; width != 2 {
		t.Errorf("entries of %d bytes", width)
	}
	o.CheckAnswers(t, x, errors.New("nothing overflows"))
}
