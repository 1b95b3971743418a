package cch

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// TestUnsoundFiles are refused for what is in them, their checksums being right.
func TestUnsoundFiles(t *testing.T) {
	x, err := Build(workload.Build(t, graphtest.Grid(3, 4, 9, 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	m := x.metric.(*hierarchy.Metric[uint32])
	large, other := withoutFields(m), withoutFields(m)
	large.Up = append([]uint32{1 << 31}, m.Up[1:]...)
	other.Kind = hierarchy.Symmetric
	for name, b := range map[string][]byte{
		"costs of 8 bytes":         flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths, 8),
		"kind 0 of doubled costs":  newSearcher(other).encode(x.Graph()),
		"another number of arcs":   flatfiletest.Replaced(x.Bytes(), flatfile.AtCounts+4, x.Bytes()[flatfile.AtCounts+4]-1),
		"a sum could wrap":         newSearcher(large).encode(x.Graph()),
		"another number of nodes":  flatfiletest.Replaced(x.Bytes(), flatfile.AtCounts, 11),
		"kind 2 without a section": flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths+1, 2),
	} {
		var format *csr.FormatError
		if _, err := FromBytes(b, x.Graph()); !errors.As(err, &format) || format.Package != "cch" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// shuffled returns the nodes of a graph in an order under which shortcuts are many.
func shuffled(g *csr.CSRGraph) []uint32 {
	order := make([]uint32, g.NumNodes())
	for i, v := range rand.New(rand.NewPCG(1, 2)).Perm(len(order)) {
		order[i] = uint32(v)
	}
	return order
}

// TestOpeningIsBounded has small files claim shortcuts that they hold no costs of: they
// are refused before memory is taken for these, and for fewer no more than the costs
// that are there are worth.
func TestOpeningIsBounded(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(60, 60, 9, 1))
	graph, order := flatfile.Numbers(kindGraph, []uint64{g.Hash()}), flatfile.Numbers(kindOrder, shuffled(g))
	nodes := uint64(g.NumNodes() + g.NumArcs())
	for _, c := range []struct {
		claimed int64
		held    int
		width   uint8
		most    uint64
	}{
		{1 << 30, 0, 4, 1 << 16}, {1 << 30, 0, 0, 1 << 16}, {1 << 30, 0, 255, 1 << 16}, {math.MaxUint32, 0, 8, 1 << 16},
		{0, 0, 4, 60 * nodes}, {20_000, 20_000, 4, 60*nodes + 60*20_000},
	} {
		b, err := format.Encode(flatfile.Header{Counts: [2]int64{int64(g.NumNodes()), c.claimed}, Widths: [2]uint8{c.width, 0}},
			[]flatfile.Section{graph, order, flatfile.Numbers(kindUp, make([]uint32, c.held))})
		if err != nil {
			t.Fatal(err)
		}
		var fault *csr.FormatError
		took := flatfiletest.Allocated(func() { _, err = FromBytes(b, g) })
		if t.Logf("%+v: %d bytes of memory", c, took); !errors.As(err, &fault) || took > c.most {
			t.Errorf("%+v in a file of %d bytes: %v, after %d bytes of memory", c, len(b), err, took)
		}
	}
}

// TestProveNamesTheShortcut makes one cost too small, as a forger might, and one too
// large: Verify is content, Prove is not.
func TestProveNamesTheShortcut(t *testing.T) {
	x, err := Build(workload.Build(t, graphtest.Grid(3, 4, 9, 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	m := x.metric.(*hierarchy.Metric[uint32])
	for _, by := range []int{-1, 1} {
		other := withoutFields(m)
		other.Up = slices.Clone(m.Up)
		other.Up[5] += uint32(by)
		y, err := FromBytes(newSearcher(other).encode(x.Graph()), x.Graph())
		if err != nil || y.Verify() != nil {
			t.Fatal(err, y.Verify())
		}
		var damage *DamageError
		if err := y.Prove(nil); !errors.As(err, &damage) || !errors.Is(err, ErrDamaged) || damage.From == damage.To {
			t.Errorf("a cost changed by %d: %v", by, err)
		}
	}
}

// withoutFields returns a copy of a metric that has made no fields.
func withoutFields(m *hierarchy.Metric[uint32]) *hierarchy.Metric[uint32] {
	return &hierarchy.Metric[uint32]{Topology: m.Topology, CostModel: m.CostModel, Up: m.Up, Down: m.Down}
}
