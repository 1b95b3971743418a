package flatfiletest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
)

// The container as documented.
const (
	headerSize = 64
	entrySize  = 32
	sectionsAt = 14
	sumAt      = 28
	lengthAt   = 48
	hashAt     = 56
)

var le = binary.LittleEndian

func crc(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// table returns where the section table of a file ends, or 0 if that is not
// within it.
func table(file []byte) int {
	if len(file) < headerSize {
		return 0
	}
	end := headerSize + entrySize*int(le.Uint16(file[sectionsAt:]))
	if end > len(file) {
		return 0
	}
	return end
}

// SealHeader makes the checksum of header and section table right. It does nothing if
// the file is too short for the table.
func SealHeader(file []byte) {
	if end := table(file); end > 0 {
		clear(file[sumAt:][:4])
		le.PutUint32(file[sumAt:], crc(file[:end]))
	}
}

// Seal makes the length and all checksums and hashes of a file right. It does nothing if
// the file is too short for the table, and leaves the checksum of a section that is not
// inside the file.
func Seal(file []byte) {
	end := table(file)
	if end == 0 {
		return
	}
	for at := headerSize; at < end; at += entrySize {
		entry := file[at:][:entrySize]
		from, length := le.Uint64(entry[8:]), le.Uint64(entry[16:])
		if size := uint64(len(file)); from >= uint64(end) && from <= size && length <= size-from {
			le.PutUint32(entry[24:], crc(file[from:][:length]))
		}
	}
	le.PutUint64(file[lengthAt:], uint64(len(file)))
	bare := bytes.Clone(file)
	clear(bare[sumAt:][:4])
	clear(bare[hashAt:][:8])
	hash := sha256.Sum256(bare)
	copy(file[hashAt:][:8], hash[:])
	SealHeader(file)
}

// Replaced returns a copy of a file that has another byte at one place, sealed.
func Replaced(file []byte, at int, b byte) []byte {
	file = bytes.Clone(file)
	file[at] = b
	Seal(file)
	return file
}
