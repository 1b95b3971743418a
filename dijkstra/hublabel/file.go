package hublabel

import (
	"context"
	"math"
	"runtime"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// format is that of an index file; the package documentation draws it.
var format = flatfile.Format{
	Package: "hublabel", Noun: "index file", Magic: "\x89HUB\r\n\x1a\n", Version: 1,
	Sections: []string{"graph", "order", "codes", "bits", "lengths", "cuts", "rows", "node weights", "arc weights"},
}

const (
	kindGraph flatfile.Kind = 1 + iota
	kindOrder
	kindCodes
	kindBits
	kindLengths
	kindCuts
	kindRows
	kindNodes
	kindArcs
)

var weightSections = indexkit.Sections{Nodes: kindNodes, Arcs: kindArcs}

// Bytes returns the index as a file, for FromBytes: the bytes that it was opened from, or
// else bytes that the first call makes and keeps. They must not be changed. Mapped bytes
// are valid only while x is reachable (see Open).
func (x *Index) Bytes() []byte {
	defer runtime.KeepAlive(x)
	return x.file.Bytes(func() []byte { return x.labels.encode(x.Graph()) })
}

// encode returns an index as a file.
func (x *rows[E, S]) encode(g *csr.CSRGraph) []byte {
	s := x.shape
	b, err := format.Encode(flatfile.Header{
		Counts: [2]int64{int64(len(s.order)), int64(len(s.cuts))}, Widths: [2]uint8{uint8(unsafecast.Size[E]()), uint8(x.Kind)},
	}, weightSections.Append([]flatfile.Section{
		flatfile.Numbers(kindGraph, []uint64{g.Origin().Hash()}), flatfile.Numbers(kindOrder, s.order),
		flatfile.Numbers(kindCodes, s.codes), flatfile.Numbers(kindBits, s.bits), flatfile.Numbers(kindLengths, s.lengths),
		flatfile.Numbers(kindCuts, s.cuts), flatfile.Numbers(kindRows, x.entries),
	}, x.Weights, g))
	if err != nil {
		panic(err) // the file would be larger than the address space
	}
	return b
}

// FromBytes is FromBytesOptions with the default options.
func FromBytes(b []byte, g *csr.CSRGraph) (*Index, error) { return FromBytesOptions(b, g, nil) }

// FromBytesOptions returns the index that the file b holds. g is the graph that it was made
// of, or one of the same origin; the weights are those of the file in any case. Of opts
// MaxBytes counts.
//
// Rows and codes are b's own bytes where b starts at a multiple of 8 and the host is
// little-endian; b must not change while the index is in use. Opening takes little more
// memory than a table of the nodes.
//
// Everything that could make a query panic or read outside b is checked, in some 50 ns a
// node. A changed distance is not: Verify finds it if it is an accident, Prove in any case.
// The error is a *csr.FormatError, which wraps csr.ErrWrongGraph if the index is of another
// graph; a *SizeError if the rows are larger than MaxBytes; dijkstra.ErrNoGraph if g is
// nil; or it wraps ErrOptions.
func FromBytesOptions(b []byte, g *csr.CSRGraph, opts *Options) (*Index, error) {
	o, err := (*indexkit.Options)(opts).WithDefaults(defaultMaxBytes)
	if err != nil {
		return nil, err
	}
	f, err := format.Open(b)
	if err != nil {
		return nil, err
	}
	if err := indexkit.CheckGraph(f, kindGraph, g); err != nil {
		return nil, err
	}
	g = weightSections.Read(f, g)
	n, model := f.Header.Counts[0], hierarchy.CostModel{Kind: hierarchy.Kind(f.Header.Widths[1]), Weights: indexkit.Own(g), Rows: g.Layout().Out}
	s := &shape{order: flatfile.View[uint32](f, kindOrder, n), codes: flatfile.View[uint64](f, kindCodes, n),
		bits: flatfile.View[uint8](f, kindBits, n), lengths: flatfile.View[uint16](f, kindLengths, n),
		cuts: flatfile.View[uint16](f, kindCuts, f.Header.Counts[1])}
	switch {
	case f.Err() != nil:
		return nil, f.Err()
	case model.Kind > hierarchy.TwoSided:
		return nil, f.FaultAt(flatfile.AtWidths+1, csr.ErrStructure, "kind %d of costs", model.Kind)
	}
	if flaw := s.check(); flaw != nil {
		return nil, f.Fault(kindOrder+flatfile.Kind(flaw.where), flaw.index, csr.ErrStructure, "%s", flaw.reason)
	}
	if size := s.estimate(model.Kind); size > o.MaxBytes {
		return nil, &SizeError{Bytes: size, Max: o.MaxBytes}
	}
	labels, err := viewed(f, s, model)
	if err != nil {
		return nil, err
	}
	return opened(b, g, labels, s), nil
}

// viewed returns the labels in the width that the file says.
func viewed(f *flatfile.File, s *shape, m hierarchy.CostModel) (labels, error) {
	switch f.Header.Widths[0] {
	case 2:
		return view[uint16, uint32](f, s, m)
	case 4:
		return view[uint32, uint32](f, s, m)
	case 8:
		return view[uint64, uint64](f, s, m)
	}
	return nil, f.FaultAt(flatfile.AtWidths, csr.ErrStructure, "entries of %d bytes", f.Header.Widths[0])
}

// view returns the rows of a file, none of whose entries is above none.
func view[E entry, S sum](f *flatfile.File, s *shape, m hierarchy.CostModel) (labels, error) {
	x := newRows[E, S](s, m)
	entries := s.size(x.block)
	if m.Kind == hierarchy.TwoSided {
		entries *= 2
	}
	if entries > maxEntries {
		return nil, f.FaultAt(flatfile.AtCounts, csr.ErrStructure, "%d entries", entries)
	}
	if x.entries = flatfile.View[E](f, kindRows, int64(entries)); f.Err() != nil {
		return nil, f.Err()
	}
	if i := slices.IndexFunc(x.entries, func(e E) bool { return e > x.none }); i >= 0 {
		return nil, f.Fault(kindRows, i, csr.ErrStructure, "distance %d", x.entries[i])
	}
	return x, nil
}

// opened returns the index of a file. Its hierarchy is made when it is first needed.
func opened(b []byte, g *csr.CSRGraph, rows labels, s *shape) *Index {
	x := newIndex(g, rows)
	x.file.Opened(b)
	x.base.make = func(ctx context.Context) (hierarchy.Customized, error) {
		return hierarchyOf(ctx, g, indexkit.Own(g), s)
	}
	return x
}

// hierarchyOf returns the hierarchy of an order and weights that a file holds. It has at
// most one shortcut for each entry of a row, and rows of the lengths that the file has:
// both bound the work. The error is a *DamageError if that is not so, or the context's.
func hierarchyOf(ctx context.Context, g *csr.CSRGraph, w hierarchy.Weights, s *shape) (hierarchy.Customized, error) {
	most := min(int64(s.size(1)), math.MaxInt32)
	l := g.Origin().Layout()
	t, err := hierarchy.New(ctx, l, hierarchy.Undirected(l), s.order, int(most))
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, err
	case err != nil:
		return nil, &DamageError{Package: "hublabel", Detail: "the rows are not those of the order: " + err.Error()}
	}
	if damage := s.doubt(t.Tree, t.Codes); damage != nil {
		return nil, damage
	}
	return t.Customize(ctx, w)
}

// Verify checks that the bytes of an index from a file are those that were written, by the
// checksum of each section and the content hash of the whole. It costs about a nanosecond
// a byte. It finds accidents; a forger writes sums that are right: see Prove. The error is
// a *csr.FormatError that wraps csr.ErrChecksum.
func (x *Index) Verify() error {
	defer runtime.KeepAlive(x)
	return format.Verify(x.Bytes())
}
