package journal

import (
	"encoding/binary"
	"hash/crc32"
)

// magic begins each file.
const magic = "cairnjl1"

const (
	headerSize = int64(len(magic))
	frameSize  = 12      // of the part of a frame before its payload
	maxPayload = 1 << 20 // of a frame
	keySize    = len(Key{})
)

// MaxValue is how many bytes a value can have.
const MaxValue = 1<<16 - 1

// castagnoli is the polynomial of CRC-32C, which processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// recordSize returns how many bytes the record of a value takes.
func recordSize(value []byte) int { return keySize + 2 + len(value) }

// appendRecord appends a record to a payload.
func appendRecord(payload []byte, key Key, value []byte) []byte {
	payload = append(payload, key[:]...)
	payload = binary.LittleEndian.AppendUint16(payload, uint16(len(value)))
	return append(payload, value...)
}

// cutRecord returns the first record of a payload and the rest, and whether it is whole.
func cutRecord(payload []byte) (key Key, value, rest []byte, ok bool) {
	if len(payload) < keySize+2 {
		return key, nil, nil, false
	}
	copy(key[:], payload)
	size := int(binary.LittleEndian.Uint16(payload[keySize:]))
	if rest = payload[keySize+2:]; len(rest) < size {
		return key, nil, nil, false
	}
	return key, rest[:size], rest[size:], true
}

// appendFrame appends the frame of a payload that lies at an offset.
func appendFrame(b, payload []byte, offset int64) []byte {
	begin := len(b)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(payload)))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(payload, castagnoli))
	b = binary.LittleEndian.AppendUint32(b, headSum(b[begin:], offset))
	return append(b, payload...)
}

// headSum is the sum over the first 8 bytes of a frame and its offset. With that, no bytes of
// a value, nor those of another file, look like a frame.
func headSum(head []byte, offset int64) uint32 {
	var at [8]byte
	binary.LittleEndian.PutUint64(at[:], uint64(offset))
	return crc32.Update(crc32.Checksum(at[:], castagnoli), castagnoli, head[:8])
}

// payloadSize returns the length of the payload behind the head of a frame, and whether it is
// the head of the frame at an offset.
func payloadSize(head []byte, offset int64) (size int, ok bool) {
	if len(head) < frameSize || binary.LittleEndian.Uint32(head[8:]) != headSum(head, offset) {
		return 0, false
	}
	size = int(binary.LittleEndian.Uint32(head))
	return size, size > 0 && size <= maxPayload
}

// holds tells whether a payload is the one that the head of a frame is for.
func holds(head, payload []byte) bool {
	return binary.LittleEndian.Uint32(head[4:]) == crc32.Checksum(payload, castagnoli)
}
