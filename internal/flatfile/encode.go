package flatfile

import (
	"fmt"
	"math"

	"github.com/veltrix/cairn/internal/unsafecast"
)

// Section is a section of a file.
type Section struct {
	Kind    Kind   // what it holds
	Element uint32 // bytes an element
	Data    []byte // as it stands in the file: little-endian
}

// Numbers returns the section of the given numbers. Where the host is
// little-endian it shows them to Encode as they are, without a copy, so they
// must not change before that returns.
func Numbers[T unsafecast.Number](k Kind, numbers []T) Section {
	data, _ := unsafecast.Bytes(numbers)
	return Section{Kind: k, Element: uint32(unsafecast.Size[T]()), Data: data}
}

// Narrow is Numbers with each number in width bytes, 2 or 4, which it must fit.
func Narrow(k Kind, numbers []uint32, width int) Section {
	if width == 4 {
		return Numbers(k, numbers)
	}
	short := make([]uint16, len(numbers))
	for i, v := range numbers {
		short[i] = uint16(v)
	}
	return Numbers(k, short)
}

// Encode returns the file of a header and sections, in the order given; equal arguments
// make equal bytes. It allocates only the file, aligned so that Open views it in place.
// It costs one copy, the checksums and the hash. The hash takes most of that: less than
// a nanosecond a byte if the processor computes SHA-256. Encode fails only if a file or
// this machine cannot hold so much.
func (f *Format) Encode(h Header, sections []Section) ([]byte, error) {
	end, err := f.length(h, sections)
	if err != nil {
		return nil, err
	}
	b := unsafecast.Aligned(int(end))
	at := int64(headerSize + entrySize*len(sections))
	for i, s := range sections {
		at = alignUp(at)
		copy(b[at:], s.Data)
		putEntry(b[headerSize+entrySize*i:], s, at)
		at += int64(len(s.Data))
	}
	f.putHeader(b, h, len(sections))
	return b, nil
}

// length returns how long a file will be, or an error if there can be no such file.
func (f *Format) length(h Header, sections []Section) (int64, error) {
	end := int64(headerSize + entrySize*len(sections))
	for _, s := range sections {
		end = alignUp(end) + int64(len(s.Data))
	}
	if end > math.MaxInt-alignment {
		return 0, fmt.Errorf("%s: %d bytes of %s are too many for this machine's address space", f.Package, end, f.Noun)
	}
	if len(sections) > math.MaxUint16 {
		return 0, fmt.Errorf("%s: %d sections in a %s; at most %d", f.Package, len(sections), f.Noun, math.MaxUint16)
	}
	for _, n := range h.Counts {
		if n < 0 || n > math.MaxUint32 {
			return 0, fmt.Errorf("%s: a count of %d in a %s; at most %d", f.Package, n, f.Noun, int64(math.MaxUint32))
		}
	}
	return end, nil
}

// putEntry fills in an entry of the table, for data at the given offset.
func putEntry(b []byte, s Section, at int64) {
	le.PutUint32(b[atEntryKind:], uint32(s.Kind))
	le.PutUint32(b[atEntryElement:], uint32(s.Element))
	le.PutUint64(b[atEntryOffset:], uint64(at))
	le.PutUint64(b[atEntryLength:], uint64(len(s.Data)))
	le.PutUint32(b[atEntrySum:], checksum(s.Data))
}

// putHeader fills in the header; hash and checksum last, since they cover the
// rest.
func (f *Format) putHeader(b []byte, h Header, sections int) {
	copy(b[atMagic:atOrderMark], f.Magic)
	le.PutUint32(b[atOrderMark:], orderMark)
	le.PutUint16(b[atVersion:], f.Version)
	le.PutUint16(b[atSections:], uint16(sections))
	for i := range 2 {
		le.PutUint32(b[AtCounts+4*i:], uint32(h.Counts[i]))
		b[AtWidths+i] = h.Widths[i]
	}
	le.PutUint64(b[atRequired:], h.Required)
	le.PutUint64(b[atOptional:], h.Optional)
	le.PutUint64(b[atLength:], uint64(len(b)))
	le.PutUint64(b[atHash:], contentHash(b))
	le.PutUint32(b[atHeaderSum:], headerChecksum(b[:tableEnd(b)]))
}
