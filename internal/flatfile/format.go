package flatfile

import (
	"encoding/binary"
	"hash/crc32"
)

// Format describes one kind of file. It must not change once used.
type Format struct {
	Package  string   // that reads such files: messages start with it
	Noun     string   // for such a file: "graph file"
	Magic    string   // its first 8 bytes
	Version  uint16   // the only one that is read and written
	Required uint64   // features that the reader knows: see Header
	Sections []string // their names in messages; section i has kind i+1
}

// Kind is the kind of a section. The kinds that a Format knows are numbered from 1.
type Kind uint32

// Header is the part of a file's header that varies within a Format.
type Header struct {
	// Counts are nodes and arcs, for example, as the kind of file says. Each takes 4
	// bytes in a file; they are wider here so that arithmetic on a claimed count,
	// such as one more than it, cannot overflow. A count is known to fit an int only
	// once a section was viewed with it.
	Counts [2]int64
	// Widths are sizes of elements that not all files of a kind share.
	Widths [2]uint8
	// Required are features without which the file would be misunderstood: a
	// reader that does not know them all refuses it.
	Required uint64
	// Optional are features that a reader may ignore.
	Optional uint64
}

// The layout of a file is drawn in doc.go; these are its constants.
const (
	alignment  = 64
	orderMark  = 0x01020304
	headerSize = 64
	entrySize  = 32
)

// Where the counts and widths of a header stand, for errors about them.
const (
	AtCounts = 16 // the second is 4 bytes further
	AtWidths = 24 // the second is a byte further
)

// Other fields of the header, and those of an entry of the section table.
const (
	atMagic        = 0
	atOrderMark    = 8
	atVersion      = 12
	atSections     = 14
	atReserved     = 26
	atHeaderSum    = 28
	atRequired     = 32
	atOptional     = 40
	atLength       = 48
	atHash         = 56
	atEntryKind    = 0
	atEntryElement = 4
	atEntryOffset  = 8
	atEntryLength  = 16
	atEntrySum     = 24
	atEntryZero    = 28
)

var le = binary.LittleEndian

// alignUp returns the first multiple of the alignment that is not below n.
func alignUp(n int64) int64 { return (n + alignment - 1) &^ (alignment - 1) }

// tableEnd returns where the section table of a file ends. It may be beyond the
// file; the header must not be.
func tableEnd(file []byte) int { return headerSize + entrySize*int(le.Uint16(file[atSections:])) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// headerChecksum covers header and section table, the checksum itself as zero.
func headerChecksum(head []byte) uint32 {
	sum := crc32.Update(0, castagnoli, head[:atHeaderSum])
	sum = crc32.Update(sum, castagnoli, make([]byte, 4))
	return crc32.Update(sum, castagnoli, head[atHeaderSum+4:])
}
