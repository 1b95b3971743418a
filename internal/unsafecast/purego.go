//go:build purego

package unsafecast

// cast never views bytes in place in a purego build.
func cast[T Number](b []byte) ([]T, bool) {
	return nil, false
}

// uncast never shows numbers as bytes in place in a purego build.
func uncast[T Number](numbers []T) ([]byte, bool) {
	return nil, false
}

// Aligned returns n zero bytes; nothing views them in place, so any will do.
func Aligned(n int) []byte {
	return make([]byte, n)
}
