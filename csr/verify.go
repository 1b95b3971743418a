package csr

import "runtime"

// Verify checks that the graph's bytes are those that were written: the
// checksum of each section, then the content hash of the whole. It costs about
// a nanosecond a byte. It finds accidents: who changes a file on purpose can make
// sums and hash right, but not equal to a Hash that is known from elsewhere. The error is a *FormatError that wraps ErrChecksum and
// has the offset of the section that is damaged.
func (g *CSRGraph) Verify() error {
	defer runtime.KeepAlive(g)
	return format.Verify(g.Bytes())
}
