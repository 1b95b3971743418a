package csr

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// encoding collects the sections of a file in ascending order of kind.
type encoding struct {
	nodes, arcs int64
	optional    uint64
	sections    []section
}

// add appends a section of elements of the given size, unless it is empty and
// so says nothing.
func (e *encoding) add(k kind, element int, data []byte) {
	if len(data) > 0 {
		e.sections = append(e.sections, section{kind: k, element: element, data: data})
	}
}

// addWeights appends a section of weights: none if all are zero, one number if
// all are equal, or one an element.
func (e *encoding) addWeights(k kind, weights []uint32) {
	if len(weights) == 0 {
		return
	}
	uniform := true
	for _, w := range weights {
		uniform = uniform && w == weights[0]
	}
	switch {
	case !uniform:
		e.add(k, 4, numbers(weights))
	case weights[0] != 0:
		e.add(k, 4, numbers(weights[:1]))
	}
}

// numbers returns values as they stand in a file.
func numbers[T any](values []T) []byte {
	b, err := binary.Append(nil, le, values)
	if err != nil {
		panic(err) // values are not of fixed size: a mistake in this package
	}
	return b
}

// narrow returns values in width bytes each.
func narrow(values []uint32, width int) []byte {
	if width == 4 {
		return numbers(values)
	}
	short := make([]uint16, len(values))
	for i, v := range values {
		short[i] = uint16(v)
	}
	return numbers(short)
}

// file lays the sections out and returns the whole file.
func (e *encoding) file() ([]byte, error) {
	table := int64(headerSize + entrySize*len(e.sections))
	end := table
	for i := range e.sections {
		s := &e.sections[i]
		s.at = alignUp(end)
		end = s.at + int64(len(s.data))
	}
	if end > math.MaxInt {
		return nil, errors.New("csr: graph too large for this machine's address space")
	}
	b := unsafecast.Aligned(int(end))
	for i, s := range e.sections {
		copy(b[s.at:], s.data)
		putEntry(b[headerSize+entrySize*i:], s)
	}
	e.putHeader(b, table)
	return b, nil
}

func putEntry(b []byte, s section) {
	le.PutUint32(b[atEntryKind:], uint32(s.kind))
	le.PutUint32(b[atEntryElement:], uint32(s.element))
	le.PutUint64(b[atEntryOffset:], uint64(s.at))
	le.PutUint64(b[atEntryLength:], uint64(len(s.data)))
	le.PutUint32(b[atEntrySum:], checksum(s.data))
}

// putHeader fills in the header; hash and checksum last, since they cover the
// rest.
func (e *encoding) putHeader(b []byte, table int64) {
	copy(b[atMagic:], magic)
	le.PutUint32(b[atOrderMark:], orderMark)
	le.PutUint16(b[atVersion:], version)
	le.PutUint16(b[atSections:], uint16(len(e.sections)))
	le.PutUint32(b[atNodes:], uint32(e.nodes))
	le.PutUint32(b[atArcs:], uint32(e.arcs))
	b[atTargetWidth] = byte(targetWidth(e.nodes))
	b[atOffsetWidth] = byte(offsetWidth(e.arcs))
	le.PutUint64(b[atOptional:], e.optional)
	le.PutUint64(b[atLength:], uint64(len(b)))
	le.PutUint64(b[atHash:], contentHash(b))
	le.PutUint32(b[atHeaderSum:], headerChecksum(b[:table]))
}

// maxText bounds each text of Meta, in bytes.
const maxText = 1 << 16
