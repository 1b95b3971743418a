//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package flatfile

// nonBlocking has no meaning here.
const nonBlocking = 0

// MapFile is ReadFile: there is no mapping here without unsafe calls. unmap does
// nothing.
func (f *Format) MapFile(name string) (b []byte, unmap func([]byte), err error) {
	b, err = f.ReadFile(name)
	return b, func([]byte) {}, err
}
