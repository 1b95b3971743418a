package csr

import (
	"bytes"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// FromBytes returns the graph that the file b holds. The graph views b: nothing
// is copied where b starts at a multiple of 8 and the host is little-endian
// (see InPlace), and b must not change while the graph is in use.
//
// Everything that could make a query go wrong is checked, at about a nanosecond
// an arc, so that no bytes can make one panic or read outside b. Damage that
// leaves a sound graph behind, such as a changed weight, is found by Verify. The
// error is a *FormatError.
func FromBytes(b []byte) (*CSRGraph, error) {
	d := decoder{file: b}
	for _, step := range []func() error{
		d.checkStart, d.checkHeader, d.readTable, d.checkTexts, d.readAdjacency, d.readColumns,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return d.graph(), nil
}

// decoder takes a file apart, step by step; each step may rely on those before.
type decoder struct {
	file         []byte
	nodes, arcs  int
	sections     [kindEnd]section // by kind; data is nil where there is none
	rows         layout.Rows
	nodeW, arcW  layout.Column
	points       []float64
	copiedArrays bool
}

func fault(at int64, err error, format string, args ...any) error {
	return &FormatError{Offset: at, Detail: fmt.Sprintf(format, args...), Err: err}
}

// checkStart checks what every version of the format has in common.
func (d *decoder) checkStart() error {
	b := d.file
	if head := b[:min(len(b), len(magic))]; string(head) != magic[:len(head)] || len(head) == 0 {
		return fault(0, ErrMagic, "it starts with % x", head)
	}
	if len(b) < headerSize {
		return fault(int64(len(b)), ErrLength, "the file ends within its header")
	}
	switch mark := le.Uint32(b[atOrderMark:]); mark {
	case orderMark:
	case 0x04030201:
		return fault(atOrderMark, ErrByteOrder, "byte order mark is reversed")
	default:
		return fault(atOrderMark, ErrByteOrder, "byte order mark is %#x", mark)
	}
	if v := le.Uint16(b[atVersion:]); v != version {
		return fault(atVersion, ErrVersion, "version %d; this package reads %d", v, version)
	}
	return nil
}

func (d *decoder) checkHeader() error {
	b := d.file
	if n := le.Uint64(b[atLength:]); n != uint64(len(b)) {
		return fault(atLength, ErrLength, "%d bytes of a file of %d", len(b), n)
	}
	table := headerSize + entrySize*int(le.Uint16(b[atSections:]))
	if table > len(b) {
		return fault(atSections, ErrLength, "the section table ends at byte %d of %d", table, len(b))
	}
	if sum := headerChecksum(b[:table]); sum != le.Uint32(b[atHeaderSum:]) {
		return fault(atHeaderSum, ErrChecksum, "header and section table have CRC-32C %08x", sum)
	}
	if unknown := le.Uint64(b[atRequired:]) &^ knownRequired; unknown != 0 {
		return fault(atRequired, ErrFeature, "feature bits %#x", unknown)
	}
	return d.checkCounts()
}

func (d *decoder) checkCounts() error {
	b := d.file
	n, m := int64(le.Uint32(b[atNodes:])), int64(le.Uint32(b[atArcs:]))
	if w := int(b[atTargetWidth]); w != targetWidth(n) {
		return fault(atTargetWidth, ErrStructure, "%d-byte targets for %d nodes", w, n)
	}
	if w := int(b[atOffsetWidth]); w != offsetWidth(m) {
		return fault(atOffsetWidth, ErrStructure, "%d-byte offsets for %d arcs", w, m)
	}
	if le.Uint16(b[atReserved:]) != 0 {
		return fault(atReserved, ErrStructure, "reserved bytes are not zero")
	}
	if n > math.MaxInt/16 || m > math.MaxInt/16 {
		return fault(atNodes, ErrStructure, "%d nodes and %d arcs are too many for this machine", n, m)
	}
	d.nodes, d.arcs = int(n), int(m)
	return nil
}

// readTable finds the sections. They follow each other in the order of the
// table, each at the first multiple of the alignment, so none can overlap.
func (d *decoder) readTable() error {
	count := int(le.Uint16(d.file[atSections:]))
	end := int64(headerSize + entrySize*count)
	for i := range count {
		s, err := d.readEntry(int64(headerSize+entrySize*i), end)
		if err != nil {
			return err
		}
		end = s.at + int64(len(s.data))
		if s.kind >= kindEnd || s.kind == 0 {
			continue // of a later version, which says that it can be ignored
		}
		if d.sections[s.kind].data != nil {
			return fault(s.entry, ErrStructure, "a second section of kind %d", s.kind)
		}
		if err := d.checkSize(s); err != nil {
			return err
		}
		d.sections[s.kind] = s
	}
	if end != int64(len(d.file)) {
		return fault(end, ErrLength, "%d bytes after the last section", int64(len(d.file))-end)
	}
	return nil
}

// readEntry reads the table entry at the given byte; end is where the section
// before it ended.
func (d *decoder) readEntry(entry, end int64) (section, error) {
	b := d.file[entry:][:entrySize]
	s := section{
		kind:    kind(le.Uint32(b[atEntryKind:])),
		element: int(le.Uint32(b[atEntryElement:]) & math.MaxInt32),
		at:      alignUp(end),
		entry:   entry,
		sum:     le.Uint32(b[atEntrySum:]),
	}
	at, length := le.Uint64(b[atEntryOffset:]), le.Uint64(b[atEntryLength:])
	switch {
	case at%alignment != 0:
		return s, fault(entry+atEntryOffset, ErrMisaligned, "section at byte %d", at)
	case at != uint64(s.at):
		return s, fault(entry+atEntryOffset, ErrStructure, "section at byte %d, where %d is next", at, s.at)
	case at > uint64(len(d.file)) || length > uint64(len(d.file))-at:
		return s, fault(entry+atEntryLength, ErrLength, "section of %d bytes at byte %d of %d", length, at, len(d.file))
	case le.Uint32(b[atEntryZero:]) != 0:
		return s, fault(entry+atEntryZero, ErrStructure, "reserved bytes are not zero")
	}
	if gap := d.file[end:s.at]; len(bytes.Trim(gap, "\x00")) != 0 {
		return s, fault(end, ErrStructure, "padding is not zero")
	}
	s.data = d.file[at:][:length:length]
	return s, nil
}

// checkSize compares the size of a known section with the counts.
func (d *decoder) checkSize(s section) error {
	n, m := int64(d.nodes), int64(d.arcs)
	element, count := 1, int64(-1)
	switch s.kind {
	case kindOffsets:
		element, count = offsetWidth(m), n+1
	case kindTargets:
		element, count = targetWidth(n), m
	case kindNodeWeights:
		element, count = 4, n
	case kindArcWeights:
		element, count = 4, m
	case kindPoints:
		element, count = 8, 2*n
	}
	if s.element != element {
		return fault(s.entry+atEntryElement, ErrStructure, "%d-byte elements in a section of kind %d, not %d", s.element, s.kind, element)
	}
	uniform := (s.kind == kindNodeWeights || s.kind == kindArcWeights) && len(s.data) == 4
	if count >= 0 && int64(len(s.data)) != count*int64(element) && !uniform {
		return fault(s.entry+atEntryLength, ErrLength, "%d bytes in a section of kind %d: %d nodes and %d arcs make %d elements of %d",
			len(s.data), s.kind, n, m, count, element)
	}
	return nil
}

func (d *decoder) checkTexts() error {
	for _, k := range []kind{kindName, kindUnit, kindAttribution} {
		if s := d.sections[k]; !utf8.Valid(s.data) || len(s.data) > maxText {
			return fault(s.at, ErrStructure, "section of kind %d is not UTF-8 text of at most %d bytes", k, maxText)
		}
	}
	return nil
}

// view returns the numbers of a section and notes whether they had to be
// copied.
func view[T unsafecast.Number](d *decoder, k kind) ([]T, error) {
	s := d.sections[k]
	numbers, inPlace, err := unsafecast.View[T](s.data)
	if err != nil {
		return nil, fault(s.at, ErrLength, "section of kind %d: %v", k, err)
	}
	d.copiedArrays = d.copiedArrays || !inPlace
	return numbers, nil
}

func (d *decoder) readAdjacency() (err error) {
	if d.sections[kindOffsets].data == nil {
		return fault(headerSize, ErrStructure, "no section of offsets")
	}
	if d.arcs > 0 && d.sections[kindTargets].data == nil {
		return fault(headerSize, ErrStructure, "no section of targets")
	}
	narrow := targetWidth(int64(d.nodes)) == 2
	switch {
	case offsetWidth(int64(d.arcs)) == 2 && narrow:
		d.rows, err = readRows[uint16, uint16](d)
	case narrow:
		d.rows, err = readRows[uint32, uint16](d)
	case offsetWidth(int64(d.arcs)) == 2:
		d.rows, err = readRows[uint16, uint32](d)
	default:
		d.rows, err = readRows[uint32, uint32](d)
	}
	return err
}

// readRows views the adjacency and checks it.
func readRows[O, T layout.Width](d *decoder) (layout.Rows, error) {
	offsets, err := view[O](d, kindOffsets)
	if err != nil {
		return nil, err
	}
	targets, err := view[T](d, kindTargets)
	if err != nil {
		return nil, err
	}
	rows := &layout.CSR[O, T]{Offsets: offsets, Targets: targets}
	if f := rows.Check(d.nodes); f != nil {
		s := d.sections[kindTargets]
		if f.InOffsets {
			s = d.sections[kindOffsets]
		}
		return nil, fault(s.at+int64(f.Index*s.element), ErrStructure, "%s", f.Reason)
	}
	return rows, nil
}

// readColumns views what else the nodes and arcs have.
func (d *decoder) readColumns() (err error) {
	if d.nodeW, err = d.readWeights(kindNodeWeights, d.nodes); err != nil {
		return err
	}
	if d.arcW, err = d.readWeights(kindArcWeights, d.arcs); err != nil {
		return err
	}
	if d.sections[kindPoints].data == nil {
		return nil
	}
	if d.points, err = view[float64](d, kindPoints); err != nil {
		return err
	}
	return d.checkPoints()
}

func (d *decoder) readWeights(k kind, count int) (layout.Column, error) {
	if d.sections[k].data == nil {
		return layout.Column{}, nil
	}
	values, err := view[uint32](d, k)
	if err != nil {
		return layout.Column{}, err
	}
	if len(values) == 1 && count != 1 {
		return layout.Column{Uniform: values[0]}, nil
	}
	return layout.Column{Values: values}, nil
}

// checkPoints refuses coordinates that are no numbers.
func (d *decoder) checkPoints() error {
	for i, x := range d.points {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fault(d.sections[kindPoints].at+int64(8*i), ErrStructure, "point of node %d has coordinate %v", i/2, x)
		}
	}
	return nil
}

func (d *decoder) graph() *CSRGraph {
	return &CSRGraph{
		data:   d.file,
		copied: d.copiedArrays,
		hash:   le.Uint64(d.file[atHash:]),
		arrays: &layout.Graph{Nodes: d.nodes, Arcs: d.arcs, Out: d.rows, NodeWeights: d.nodeW, ArcWeights: d.arcW},
		points: d.points,
		meta: Meta{
			Name:        string(d.sections[kindName].data),
			Unit:        string(d.sections[kindUnit].data),
			Attribution: string(d.sections[kindAttribution].data),
			LonLat:      le.Uint64(d.file[atOptional:])&optionalLonLat != 0,
		},
	}
}
