package csr

import "runtime"

// Verify checks that the graph's bytes are those that were written: the
// checksum of each section, then the content hash of the whole. It costs about
// a nanosecond a byte. The error is a *FormatError that wraps ErrChecksum and
// has the offset of the section that is damaged.
func (g *CSRGraph) Verify() error {
	defer runtime.KeepAlive(g)
	for i := range int(le.Uint16(g.data[atSections:])) {
		entry := g.data[headerSize+entrySize*i:][:entrySize]
		at, length := le.Uint64(entry[atEntryOffset:]), le.Uint64(entry[atEntryLength:])
		sum := checksum(g.data[at:][:length])
		if want := le.Uint32(entry[atEntrySum:]); sum != want {
			return fault(int64(at), ErrChecksum, "section of kind %d has CRC-32C %08x, not %08x", le.Uint32(entry[atEntryKind:]), sum, want)
		}
	}
	if hash := contentHash(g.data); hash != g.hash {
		return fault(atHash, ErrChecksum, "content hash is %016x, not %016x", hash, g.hash)
	}
	return nil
}
