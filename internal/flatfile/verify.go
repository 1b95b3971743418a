package flatfile

// Verify checks that the bytes of a file are those that were written: the
// checksum of each section, then the content hash of the whole. Open must have
// taken the bytes. It costs less than a nanosecond a byte where the processor
// computes SHA-256. The error is a *FormatError that wraps ErrChecksum and has
// the offset of the section that is damaged.
func (f *Format) Verify(b []byte) error {
	for entry := headerSize; entry < tableEnd(b); entry += entrySize {
		e := b[entry:][:entrySize]
		at, length := le.Uint64(e[atEntryOffset:]), le.Uint64(e[atEntryLength:])
		sum := checksum(b[at:][:length])
		if want := le.Uint32(e[atEntrySum:]); sum != want {
			return f.fault(int64(at), ErrChecksum, "%s has CRC-32C %08x, not %08x", f.quoted(Kind(le.Uint32(e[atEntryKind:]))), sum, want)
		}
	}
	if hash, want := contentHash(b), le.Uint64(b[atHash:]); hash != want {
		return f.fault(atHash, ErrChecksum, "content hash is %016x, not %016x", hash, want)
	}
	return nil
}
