//go:build !purego

package unsafecast

// Why unsafe: a graph must be usable in place, from an mmap or an embedded
// file, at no cost in time or memory, and encoding/binary can only copy.
//
// What makes it sound: a Number has no pointers and no invalid bit patterns;
// the host is little-endian like the bytes; the first byte is aligned for the
// element; the slice made covers whole elements inside b and nothing else; and
// it points into b's allocation, so it keeps b alive. Numbers as bytes need less:
// any address will do for a byte, and no Number has padding. Elements in memory
// that the module manages itself need more: that their type holds no pointers,
// which the collector would not find there, is for the caller of Carve to have
// checked. Addresses that are only compared, as in overlap, keep nothing alive and
// lead nowhere. The safe twin is in purego.go.

import "unsafe"

// alignment is the start that Aligned gives: a cache line, and the unit to
// which sections of a file are aligned.
const alignment = 64

// InPlace tells whether memory can be viewed as numbers at all: whether this is
// not a purego build.
const InPlace = true

// cast views b as numbers, or reports that it cannot.
func cast[T Number](b []byte) ([]T, bool) {
	if len(b) == 0 {
		return []T{}, true
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if !littleEndian() || uintptr(p)%unsafe.Alignof(*new(T)) != 0 {
		return nil, false
	}
	return unsafe.Slice((*T)(p), uintptr(len(b))/unsafe.Sizeof(*new(T))), true
}

// uncast shows numbers as the bytes that a file holds, or reports that it cannot.
func uncast[T Number](numbers []T) ([]byte, bool) {
	if len(numbers) == 0 {
		return []byte{}, true
	}
	if !littleEndian() {
		return nil, false
	}
	p := unsafe.Pointer(unsafe.SliceData(numbers))
	return unsafe.Slice((*byte)(p), uintptr(len(numbers))*unsafe.Sizeof(*new(T))), true
}

// Aligned returns n zero bytes that start at a multiple of 64, so that a file
// read into them can be viewed in place.
func Aligned(n int) []byte {
	b := make([]byte, n+alignment-1)
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) % alignment
	return b[skip:][:n:n]
}

// SizeOf returns the bytes that an element takes in memory.
func SizeOf[T any]() uint { return uint(unsafe.Sizeof(*new(T))) }

// Carve views n elements that lie in b from byte at on, with no room to grow. ok is
// false if b has no such bytes, or if they are misaligned for T; at must be inside b even
// if n is 0. T must hold no pointers, which the caller checks, and b must not be freed
// while the elements are in use. It costs 1 ns.
func Carve[T any](b []byte, at, n uint) (elements []T, ok bool) {
	size := SizeOf[T]()
	if size == 0 || at >= uint(len(b)) || n > (uint(len(b))-at)/size {
		return nil, false
	}
	p := unsafe.Add(unsafe.Pointer(unsafe.SliceData(b)), at)
	if uintptr(p)%unsafe.Alignof(*new(T)) != 0 {
		return nil, false
	}
	return unsafe.Slice((*T)(p), n), true
}

// overlap tells whether two slices have an element in common.
func overlap[T Number](a, b []T) bool {
	size, p, q := uintptr(SizeOf[T]()), uintptr(unsafe.Pointer(unsafe.SliceData(a))), uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	return len(a) > 0 && len(b) > 0 && p < q+uintptr(len(b))*size && q < p+uintptr(len(a))*size
}
