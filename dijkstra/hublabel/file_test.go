package hublabel

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/dijkstra/internal/workload"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/flatfile/flatfiletest"
	"github.com/veltrix/cairn/internal/graphtest"
	"github.com/veltrix/cairn/internal/hierarchy"
)

// built returns an index of a small grid, and its labels.
func built(t *testing.T) (*Index, *rows[uint16, uint32]) {
	t.Helper()
	x, err := Build(workload.Build(t, graphtest.Grid(3, 4, 9, 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return x, x.labels.(*rows[uint16, uint32])
}

// TestFlaws puts one flaw after the other into a shape. Each would have queries look
// where nothing was checked.
func TestFlaws(t *testing.T) {
	_, labels := built(t)
	for name, c := range map[string]struct {
		where int
		spoil func(s *shape)
	}{
		"a node twice":                {inOrder, func(s *shape) { s.order[3] = s.order[2] }},
		"a node out of range":         {inOrder, func(s *shape) { s.order[0] = 12 }},
		"a code above the one before": {inCodes, func(s *shape) { s.codes[1] = s.codes[0] + 1<<40 }},
		"the same code twice":         {inCodes, func(s *shape) { s.codes[1] = s.codes[0] }},
		"a code of fewer bits":        {inCodes, func(s *shape) { s.bits[0], s.cuts = 0, s.cuts[s.bits[0]:] }},
		"65 bits":                     {inBits, func(s *shape) { s.bits[2] = 65; s.cuts = make([]uint16, 200) }},
		"more bits than cuts":         {inBits, func(s *shape) { s.cuts = s.cuts[:len(s.cuts)-1] }},
		"more cuts than bits":         {inCuts, func(s *shape) { s.cuts = append(s.cuts, 0) }},
		"a cut beyond the row":        {inCuts, func(s *shape) { s.cuts[len(s.cuts)-1] = s.lengths[11] + 1 }},
		"a row before its cut":        {inCuts, func(s *shape) { s.lengths[0] = 0 }},
	} {
		from := labels.shape
		s := &shape{slices.Clone(from.order), slices.Clone(from.codes), slices.Clone(from.bits), slices.Clone(from.lengths), slices.Clone(from.cuts)}
		if f := s.check(); f != nil {
			t.Fatalf("without a flaw: %+v", f)
		}
		if c.spoil(s); s.check() == nil || s.check().where != c.where {
			t.Errorf("%s: found %+v", name, s.check())
		}
	}
}

// TestUnsoundFiles are refused for what is in them, their checksums being right.
func TestUnsoundFiles(t *testing.T) {
	x, labels := built(t)
	wide := &rows[uint32, uint32]{CostModel: labels.CostModel, shape: labels.shape, entries: make([]uint32, labels.shape.size(8))}
	wide.entries[5] = 1 << 31
	for name, b := range map[string][]byte{
		"entries of 3 bytes": flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths, 3),
		"kind 3":             flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths+1, 3),
		"two rows a node":    flatfiletest.Replaced(x.Bytes(), flatfile.AtWidths+1, 2),
		"a sum could wrap":   wide.encode(x.Graph()),
	} {
		var format *csr.FormatError
		if _, err := FromBytes(b, x.Graph()); !errors.As(err, &format) || format.Package != "hublabel" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDamagedDistances has a path break off, and says so.
func TestDamagedDistances(t *testing.T) {
	x, labels := built(t)
	for i := range labels.entries {
		labels.entries[i] = uint16(i) * 7919 % 50
	}
	broken := 0
	for from := range csr.Node(12) {
		for to := range csr.Node(12) {
			if path, _, err := x.AppendPath([]csr.Node{99}, from, to); errors.Is(err, ErrDamaged) {
				broken++
				if !slices.Equal(path, []csr.Node{99}) {
					t.Errorf("a path that broke off: %v", path)
				}
			}
		}
	}
	if broken == 0 {
		t.Error("no path broke off")
	}
}

// TestCustomizingIsBounded opens files of a random order, under which shortcuts are
// many, whose rows have no or few entries: customising finds that out, and takes no more
// memory than the entries are worth.
func TestCustomizingIsBounded(t *testing.T) {
	g := workload.Build(t, graphtest.Grid(60, 60, 9, 1))
	n := g.NumNodes()
	const bits = 12
	for _, length := range []int{0, 1, 16} {
		s := &shape{order: make([]uint32, n), codes: make([]uint64, n), bits: make([]uint8, n), lengths: make([]uint16, n), cuts: make([]uint16, n*bits)}
		for r, v := range rand.New(rand.NewPCG(1, 2)).Perm(n) {
			s.order[r], s.codes[r], s.bits[r], s.lengths[r] = uint32(v), uint64(n-r)<<(64-bits), bits, uint16(length)
		}
		labels := newRows[uint16, uint32](s, hierarchy.CostModel{Kind: hierarchy.Symmetrised, Weights: indexkit.Own(g), Rows: g.Layout().Out})
		labels.entries = make([]uint16, s.size(labels.block))
		x, err := FromBytes(labels.encode(g), g)
		if err != nil {
			t.Fatal(err)
		}
		most := uint64(60*(n+g.NumArcs()) + 60*n*length)
		for name, ask := range map[string]func() error{
			"Customize": func() error { _, err := x.Customize(nil); return err },
			"Prove":     func() error { return x.Prove(nil) },
		} {
			var damage *DamageError
			took := flatfiletest.Allocated(func() { err = ask() })
			if t.Logf("%s, rows of %d: %d bytes of memory", name, length, took); !errors.As(err, &damage) || took > most {
				t.Errorf("%s with rows of %d entries: %v, after %d bytes of memory", name, length, err, took)
			}
		}
	}
}

// TestProveNamesTheEntry makes one distance too small, as a forger might, one too large,
// and one of what fills a block: Verify is content, Prove is not.
func TestProveNamesTheEntry(t *testing.T) {
	x, labels := built(t)
	for v := range csr.Node(12) {
		row := int(labels.places[v].row)
		for i, length := row, int(labels.shape.lengths[slices.Index(labels.shape.order, v)]); i < row+int(padded(uint64(length), 16)); i++ {
			other := newRows[uint16, uint32](labels.shape, labels.CostModel)
			other.entries = slices.Clone(labels.entries)
			other.entries[i]--
			y, err := FromBytes(other.encode(x.Graph()), x.Graph())
			if err != nil || y.Verify() != nil {
				t.Fatal(err, y.Verify())
			}
			var damage *DamageError
			if err := y.Prove(nil); !errors.As(err, &damage) || !errors.Is(err, ErrDamaged) || damage.From != v {
				t.Errorf("entry %d, %d of node %d: %v", i, i-row, v, err)
			}
		}
	}
}
