package flatfile

import "bytes"

// File is a file whose container is sound. It belongs to one goroutine, the one
// that decodes it; the slices that View returns can be shared.
type File struct {
	Header  Header // as the file states it
	format  *Format
	data    []byte
	entries []int64 // by kind: where its entry of the table is, 0 if there is none
	copied  bool
	err     error
}

// Open checks the container: that the header has this format and version and requires
// only features that it knows, the checksum of header and table, the length, and that
// the sections lie where they must, with zeros between. It does not read the sections,
// so a file of any size costs well under a microsecond. The File views b, which must
// not change while it or its slices are in use. The error is a *FormatError.
func (f *Format) Open(b []byte) (*File, error) {
	if err := f.checkStart(b); err != nil {
		return nil, err
	}
	if err := f.checkHeader(b, len(b)); err != nil {
		return nil, err
	}
	file := &File{Header: readHeader(b), format: f, data: b, entries: make([]int64, len(f.Sections)+1)}
	if err := file.readTable(); err != nil {
		return nil, err
	}
	return file, nil
}

// checkStart checks the fields that every version of the container has.
func (f *Format) checkStart(b []byte) error {
	if head := b[:min(len(b), len(f.Magic))]; string(head) != f.Magic[:len(head)] || len(head) == 0 {
		return f.fault(0, ErrMagic, "every %s starts with %q, this with %q", f.Noun, f.Magic, head)
	}
	if len(b) < headerSize {
		return f.fault(int64(len(b)), ErrLength, "the file ends within its header")
	}
	switch mark := le.Uint32(b[atOrderMark:]); mark {
	case orderMark:
	case 0x04030201:
		return f.fault(atOrderMark, ErrByteOrder, "byte order mark is reversed")
	default:
		return f.fault(atOrderMark, ErrByteOrder, "byte order mark is %#x", mark)
	}
	if v := le.Uint16(b[atVersion:]); v != f.Version {
		return f.fault(atVersion, ErrVersion, "version %d; this package reads %d", v, f.Version)
	}
	return nil
}

// checkHeader checks the rest of the header of a file of so many bytes. b is the file,
// or its start up to the end of the section table.
func (f *Format) checkHeader(b []byte, size int) error {
	if n := le.Uint64(b[atLength:]); n != uint64(size) {
		return f.fault(atLength, ErrLength, "%d bytes of a file of %d", size, n)
	}
	table := tableEnd(b)
	if table > size {
		return f.fault(atSections, ErrLength, "the section table ends at byte %d of %d", table, size)
	}
	if sum := headerChecksum(b[:table]); sum != le.Uint32(b[atHeaderSum:]) {
		return f.fault(atHeaderSum, ErrChecksum, "header and section table have CRC-32C %08x", sum)
	}
	if unknown := le.Uint64(b[atRequired:]) &^ f.Required; unknown != 0 {
		return f.fault(atRequired, ErrFeature, "feature bits %#x", unknown)
	}
	if le.Uint16(b[atReserved:]) != 0 {
		return f.fault(atReserved, ErrStructure, "reserved bytes are not zero")
	}
	return nil
}

// readHeader returns what a sound header says of its file.
func readHeader(b []byte) Header {
	return Header{
		Counts:   [2]int64{int64(le.Uint32(b[AtCounts:])), int64(le.Uint32(b[AtCounts+4:]))},
		Widths:   [2]uint8{b[AtWidths], b[AtWidths+1]},
		Required: le.Uint64(b[atRequired:]),
		Optional: le.Uint64(b[atOptional:]),
	}
}

// readTable finds the sections. They follow each other in the order of the
// table, each at the first multiple of the alignment, so none can overlap.
func (f *File) readTable() error {
	table := int64(tableEnd(f.data))
	end := table
	for entry := int64(headerSize); entry < table; entry += entrySize {
		if err := f.checkEntry(entry, end); err != nil {
			return err
		}
		at, length := f.extent(entry)
		end = at + length
		k := Kind(le.Uint32(f.data[entry+atEntryKind:]))
		if !f.format.knows(k) {
			continue // a later writer's, which can be ignored
		}
		if f.entries[k] != 0 {
			return f.FaultAt(entry, ErrStructure, "a second %s", f.format.quoted(k))
		}
		f.entries[k] = entry
	}
	if end != int64(len(f.data)) {
		return f.FaultAt(end, ErrLength, "%d bytes after the last section", int64(len(f.data))-end)
	}
	return nil
}

// extent returns where the data of an entry lie, and how many bytes they are.
// checkEntry has checked both.
func (f *File) extent(entry int64) (at, length int64) {
	b := f.data[entry:][:entrySize]
	return int64(le.Uint64(b[atEntryOffset:])), int64(le.Uint64(b[atEntryLength:]))
}

// checkEntry checks the table entry at the given byte, and the padding before
// its section; end is where the section before it ended.
func (f *File) checkEntry(entry, end int64) error {
	b := f.data[entry:][:entrySize]
	at, length, next := le.Uint64(b[atEntryOffset:]), le.Uint64(b[atEntryLength:]), alignUp(end)
	switch {
	case at%alignment != 0:
		return f.FaultAt(entry+atEntryOffset, ErrMisaligned, "section at byte %d", at)
	case at != uint64(next):
		return f.FaultAt(entry+atEntryOffset, ErrStructure, "section at byte %d, where %d is next", at, next)
	case at > uint64(len(f.data)) || length > uint64(len(f.data))-at:
		return f.FaultAt(entry+atEntryLength, ErrLength, "section of %d bytes at byte %d of %d", length, at, len(f.data))
	case le.Uint32(b[atEntryZero:]) != 0:
		return f.FaultAt(entry+atEntryZero, ErrStructure, "reserved bytes are not zero")
	}
	if gap := f.data[end:next]; len(bytes.Trim(gap, "\x00")) != 0 {
		return f.FaultAt(end, ErrStructure, "padding is not zero")
	}
	return nil
}
