package cch

import (
	"context"
	"errors"
	"runtime"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/indexkit"
	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/flatfile"
	"github.com/veltrix/cairn/internal/hierarchy"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// format is that of an index file; the package documentation draws it.
var format = flatfile.Format{
	Package: "cch", Noun: "index file", Magic: "\x89CCH\r\n\x1a\n", Version: 1,
	Sections: []string{"graph", "order", "up", "down", "node weights", "arc weights"},
}

const (
	kindGraph flatfile.Kind = 1 + iota
	kindOrder
	kindUp
	kindDown
	kindNodes
	kindArcs
)

var weightSections = indexkit.Sections{Nodes: kindNodes, Arcs: kindArcs}

// Bytes returns the index as a file, for FromBytes: the bytes that it was opened from, or
// else bytes that the first call makes and keeps. They must not be changed. Mapped bytes
// are valid only while x is reachable (see Open).
func (x *Index) Bytes() []byte {
	defer runtime.KeepAlive(x)
	return x.file.Bytes(func() []byte { return x.answers.encode(x.Graph()) })
}

// encode returns an index as a file.
func (s *searcher[C]) encode(g *csr.CSRGraph) []byte {
	sections := []flatfile.Section{
		flatfile.Numbers(kindGraph, []uint64{g.Origin().Hash()}), flatfile.Numbers(kindOrder, s.Tree.Order), flatfile.Numbers(kindUp, s.Up),
	}
	if s.Kind == hierarchy.TwoSided {
		sections = append(sections, flatfile.Numbers(kindDown, s.Down))
	}
	b, err := format.Encode(flatfile.Header{
		Counts: [2]int64{int64(g.NumNodes()), int64(len(s.Up))}, Widths: [2]uint8{width[C](), uint8(s.Kind)},
	}, weightSections.Append(sections, s.Weights, g))
	if err != nil {
		panic(err) // the file would be larger than the address space
	}
	return b
}

// width returns how many bytes a cost has.
func width[C hierarchy.Cost]() uint8 { return uint8(unsafecast.Size[C]()) }

// FromBytes is FromBytesOptions with the default options.
func FromBytes(b []byte, g *csr.CSRGraph) (*Index, error) { return FromBytesOptions(b, g, nil) }

// FromBytesOptions returns the index that the file b holds. g is the graph that it was made
// of, or one of the same origin; the weights are those of the file in any case. Of opts
// Context and MaxBytes count.
//
// The costs are b's own bytes where b starts at a multiple of 8 and the host is
// little-endian; b must not change while the index is in use. The shortcuts are found again
// from the order, in about 0.5 µs a node. They take some 30 bytes for each cost that b
// holds, besides what the nodes and arcs of the graph need.
//
// Everything that could make a query panic or read outside b is checked. A changed cost is
// not: Verify finds it if it is an accident, Prove in any case. The error is a
// *csr.FormatError, which wraps csr.ErrWrongGraph if the index is of another graph; a
// *SizeError if the index is larger than MaxBytes; the context's; dijkstra.ErrNoGraph if g
// is nil; or it wraps ErrOptions.
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
	order, under := flatfile.View[uint32](f, kindOrder, f.Header.Counts[0]), weightSections.Read(f, g)
	if f.Err() != nil {
		return nil, f.Err()
	}
	if err := checkCosts(f, o.MaxBytes); err != nil {
		return nil, err
	}
	t, err := topology(o.Context, f, g, order)
	if err != nil {
		return nil, err
	}
	m, err := restore(f, t, indexkit.Own(under))
	if err != nil {
		return nil, err
	}
	x := newIndex(under, m)
	x.file.Opened(b)
	return x, nil
}

// checkCosts makes sure that a file holds the costs of all shortcuts that it claims, and
// not too many, before memory is taken for the shortcuts.
func checkCosts(f *flatfile.File, maxBytes int64) error {
	shortcuts, bytes := f.Header.Counts[1], int64(f.Header.Widths[0])
	if bytes != 4 && bytes != 8 {
		return f.FaultAt(flatfile.AtWidths, csr.ErrStructure, "costs of %d bytes", bytes)
	}
	if held := int64(len(f.Section(kindUp).Data)); held != shortcuts*bytes {
		return f.FaultAt(flatfile.AtCounts+4, csr.ErrLength, "%d shortcuts of %d bytes, the file has %d bytes of them", shortcuts, bytes, held)
	}
	if shortcuts > int64(indexkit.MaxArcs(maxBytes, arcBytes)) {
		return &SizeError{Bytes: shortcuts * arcBytes, Max: maxBytes}
	}
	return nil
}

// topology finds the shortcuts of an order, which must be as many as the file says.
func topology(ctx context.Context, f *flatfile.File, g *csr.CSRGraph, order []uint32) (*hierarchy.Topology, error) {
	shortcuts := f.Header.Counts[1]
	t, err := hierarchy.New(ctx, g.Layout(), hierarchy.Undirected(g.Layout()), order, int(shortcuts))
	var large *elimination.SizeError
	switch {
	case ctx.Err() != nil && err != nil:
		return nil, err
	case errors.As(err, &large) || err == nil && int64(len(t.Tree.Head)) != shortcuts:
		return nil, f.FaultAt(flatfile.AtCounts+4, csr.ErrStructure, "%d shortcuts, the order makes others", shortcuts)
	case err != nil:
		return nil, f.Fault(kindOrder, 0, csr.ErrStructure, "%v", err)
	}
	return t, nil
}

// restore returns the metric that a file holds.
func restore(f *flatfile.File, t *hierarchy.Topology, w hierarchy.Weights) (hierarchy.Customized, error) {
	prepared, bytes := t.Prepare(w), width[uint64]()
	if prepared.Narrow {
		bytes = width[uint32]()
	}
	if f.Header.Widths != [2]uint8{bytes, uint8(prepared.Kind)} {
		return nil, f.FaultAt(flatfile.AtWidths, csr.ErrStructure, "costs of %d bytes and kind %d, the weights make %d and %d",
			f.Header.Widths[0], f.Header.Widths[1], bytes, prepared.Kind)
	}
	if prepared.Narrow {
		return restoreAs[uint32](f, t, prepared)
	}
	return restoreAs[uint64](f, t, prepared)
}

func restoreAs[C hierarchy.Cost](f *flatfile.File, t *hierarchy.Topology, prepared *hierarchy.PreparedWeights) (hierarchy.Customized, error) {
	up, down := flatfile.View[C](f, kindUp, f.Header.Counts[1]), []C(nil)
	if prepared.Kind == hierarchy.TwoSided {
		down = flatfile.View[C](f, kindDown, f.Header.Counts[1])
	}
	if f.Err() != nil {
		return nil, f.Err()
	}
	m, err := hierarchy.Restore(t, prepared, up, down)
	if err != nil {
		return nil, f.Fault(kindUp, 0, csr.ErrStructure, "%v", err)
	}
	return m, nil
}

// Verify checks that the bytes of an index from a file are those that were written, by the
// checksum of each section and the content hash of the whole. It costs about a nanosecond
// a byte. It finds accidents; a forger writes sums that are right: see Prove. The error is
// a *csr.FormatError that wraps csr.ErrChecksum.
func (x *Index) Verify() error {
	defer runtime.KeepAlive(x)
	return format.Verify(x.Bytes())
}
