package unsafecast

import (
	"encoding/binary"
	"fmt"
)

// Number is an element type that a file may hold: fixed size, no pointers, and
// every bit pattern a value.
type Number interface {
	uint8 | uint16 | uint32 | uint64 | float64
}

// Size returns the bytes that an element takes.
func Size[T Number]() int { return binary.Size(*new(T)) }

// View returns the little-endian numbers that b holds. inPlace tells whether
// the slice is b's own memory, in which case b must neither change nor be freed
// while the slice is in use, or a decoded copy, made because b is misaligned,
// the host is big-endian or the build is purego. It is an error if len(b) is
// not a multiple of the element size. A view costs a few ns, a copy O(len(b)).
func View[T Number](b []byte) (numbers []T, inPlace bool, err error) {
	size := Size[T]()
	if len(b)%size != 0 {
		return nil, false, fmt.Errorf("%d bytes are not a whole number of %d-byte elements", len(b), size)
	}
	if numbers, ok := cast[T](b); ok {
		return numbers, true, nil
	}
	numbers = make([]T, len(b)/size)
	_, err = binary.Decode(b, binary.LittleEndian, numbers)
	return numbers, false, err
}

// Bytes returns numbers as the little-endian bytes that a file holds. inPlace
// tells whether they are the numbers' own memory, in which case neither may
// change while the other is in use, or an encoded copy, made because the host is
// big-endian or the build is purego.
func Bytes[T Number](numbers []T) (b []byte, inPlace bool) {
	if b, ok := uncast(numbers); ok {
		return b, true
	}
	b, err := binary.Append(nil, binary.LittleEndian, numbers)
	if err != nil {
		panic(err) // a Number is not of fixed size: a mistake in this package
	}
	return b, false
}

// littleEndian tells whether the host stores numbers as files do.
func littleEndian() bool {
	return binary.NativeEndian.Uint16([]byte{1, 0}) == 1
}
