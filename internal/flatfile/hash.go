package flatfile

import "crypto/sha256"

// contentHash returns the first 8 bytes of the SHA-256 of a file in which the
// two fields that depend on it, the hash and the header's checksum, are zero.
func contentHash(file []byte) uint64 {
	var zero [8]byte
	h := sha256.New()
	h.Write(file[:atHeaderSum])
	h.Write(zero[:4])
	h.Write(file[atHeaderSum+4 : atHash])
	h.Write(zero[:])
	h.Write(file[atHash+8:])
	return le.Uint64(h.Sum(nil))
}
