package cch

import (
	"errors"

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

// Bytes returns the index as a file, for FromBytes: the bytes that it was opened
// from, or such that are made at the first call and kept. They must not be changed.
func (x *Index) Bytes() []byte {
	return x.file.Bytes(func() []byte { return x.answers.encode(x.g) })
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
		panic(err) // more than the address space holds, where the index is held
	}
	return b
}

// width returns how many bytes a cost has.
func width[C hierarchy.Cost]() uint8 { return uint8(unsafecast.Size[C]()) }

// FromBytes returns the index that the file b holds, for the graph that it was made
// of, or one of the same origin: the weights are those of the file, whichever it is. The
// costs are b's own bytes where b starts at a multiple of 8 and the host is
// little-endian; b must not change while the index is in use. The shortcuts are
// found again from the order, in about 0.5 µs a node.
//
// Everything that could make a query go wrong is checked, so that no bytes can make
// one panic. Damage that leaves a sound index behind, such as a changed cost, is
// found by Verify. The error is a *csr.FormatError, which wraps csr.ErrWrongGraph
// if the index is of another graph, or dijkstra.ErrNoGraph if g is nil.
func FromBytes(b []byte, g *csr.CSRGraph) (*Index, error) {
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
	t, err := hierarchy.New(g.Layout(), hierarchy.Undirected(g.Layout()), order, int(f.Header.Counts[1]))
	var large *elimination.SizeError
	switch {
	case errors.As(err, &large) || err == nil && int64(len(t.Tree.Head)) != f.Header.Counts[1]:
		return nil, f.FaultAt(flatfile.AtCounts+4, csr.ErrStructure, "%d shortcuts, the order makes others", f.Header.Counts[1])
	case err != nil:
		return nil, f.Fault(kindOrder, 0, csr.ErrStructure, "%v", err)
	}
	m, err := restore(f, t, indexkit.Own(under))
	if err != nil {
		return nil, err
	}
	x := newIndex(under, m)
	x.file.Opened(b)
	return x, nil
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

// Verify checks that the bytes of an index from a file are those that were written,
// by the checksum of each section and the content hash of the whole, at about a
// nanosecond a byte. The error is a *csr.FormatError that wraps csr.ErrChecksum.
func (x *Index) Verify() error { return format.Verify(x.Bytes()) }
