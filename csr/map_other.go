//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package csr

// mapFile reads the named file: there is no mapping here without unsafe calls.
func mapFile(name string) (b []byte, unmap func([]byte), err error) {
	b, err = readAligned(name)
	return b, func([]byte) {}, err
}
