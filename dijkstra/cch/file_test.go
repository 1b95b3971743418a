package cch

import (
	"errors"
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
	large, other := *m, *m
	large.Up = append([]uint32{1 << 31}, m.Up[1:]...)
	other.Kind = hierarchy.Symmetric
	for name, b := range map[string][]byte{
		"costs of 8 bytes":         flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths, 8),
		"kind 0 of doubled costs":  newSearcher(&other).encode(x.g),
		"another number of arcs":   flatfiletest.Replaced(x.Bytes(), flatfile.AtCounts+4, x.Bytes()[flatfile.AtCounts+4]-1),
		"a sum could wrap":         newSearcher(&large).encode(x.g),
		"another number of nodes":  flatfiletest.Replaced(x.Bytes(), flatfile.AtCounts, 11),
		"kind 2 without a section": flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths+1, 2),
	} {
		var format *csr.FormatError
		if _, err := FromBytes(b, x.g); !errors.As(err, &format) || format.Package != "cch" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
