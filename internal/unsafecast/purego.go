//go:build purego

package unsafecast

import "reflect"

// InPlace tells whether memory can be viewed as numbers at all: whether this is
// not a purego build.
const InPlace = false

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

// SizeOf returns the bytes that an element takes in memory.
func SizeOf[T any]() uint { return uint(reflect.TypeFor[T]().Size()) }

// Carve never views bytes in place in a purego build.
func Carve[T any](b []byte, at, n uint) ([]T, bool) {
	return nil, false
}
