//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package flatfile

// MapFile is ReadFile: there is no mapping here without unsafe calls. unmap does
// nothing.
func MapFile(name string) (b []byte, unmap func([]byte), err error) {
	b, err = ReadFile(name)
	return b, func([]byte) {}, err
}
