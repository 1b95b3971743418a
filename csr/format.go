package csr

import (
	"encoding/binary"
	"hash/crc32"
)

// The layout of a file is drawn in doc.go; these are its constants.
const (
	magic      = "\x89CSR\r\n\x1a\n"
	orderMark  = 0x01020304
	version    = 1
	alignment  = 64
	headerSize = 64
	entrySize  = 32
)

// Fields of the header.
const (
	atMagic        = 0
	atOrderMark    = 8
	atVersion      = 12
	atSections     = 14
	atNodes        = 16
	atArcs         = 20
	atTargetWidth  = 24
	atOffsetWidth  = 25
	atReserved     = 26
	atHeaderSum    = 28
	atRequired     = 32
	atOptional     = 40
	atLength       = 48
	atHash         = 56
	atEntryKind    = 0 // and those of an entry of the section table
	atEntryElement = 4
	atEntryOffset  = 8
	atEntryLength  = 16
	atEntrySum     = 24
	atEntryZero    = 28
)

// kind says what a section holds.
type kind uint32

const (
	kindOffsets kind = 1 + iota
	kindTargets
	kindNodeWeights
	kindArcWeights
	kindPoints
	kindName
	kindUnit
	kindAttribution
	kindEnd // one above the last that this version knows
)

// Feature bits. A reader refuses a required bit that it does not know, and
// ignores an optional one.
const (
	knownRequired  = 0
	optionalLonLat = 1 << 0 // points are longitude and latitude in degrees
)

// section is one entry of the section table with its data.
type section struct {
	kind    kind
	element int    // bytes an element
	at      int64  // of the data, from the start of the file
	entry   int64  // of the entry itself, for messages
	sum     uint32 // CRC-32C of the data
	data    []byte
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// alignUp returns the first multiple of the alignment that is not below n.
func alignUp(n int64) int64 { return (n + alignment - 1) &^ (alignment - 1) }

// headerChecksum covers header and section table, the checksum itself as zero.
func headerChecksum(head []byte) uint32 {
	sum := crc32.Update(0, castagnoli, head[:atHeaderSum])
	sum = crc32.Update(sum, castagnoli, make([]byte, 4))
	return crc32.Update(sum, castagnoli, head[atHeaderSum+4:])
}

// offsetWidth returns the bytes an arc offset takes in a graph of m arcs.
func offsetWidth(m int64) int {
	if m < 1<<16 {
		return 2
	}
	return 4
}

// targetWidth returns the bytes a node number takes in a graph of n nodes.
func targetWidth(n int64) int {
	if n <= 1<<16 {
		return 2
	}
	return 4
}

var le = binary.LittleEndian
