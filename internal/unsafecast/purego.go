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

// overlap tells whether two slices have an element in common: the first of one is then
// somewhere in the other.
func overlap[T Number](a, b []T) bool {
	return len(a) > 0 && len(b) > 0 && (holds(a, &b[0]) || holds(b, &a[0]))
}

func holds[T Number](a []T, element *T) bool {
	for i := range a {
		if &a[i] == element {
			return true
		}
	}
	return false
}
