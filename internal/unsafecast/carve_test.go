package unsafecast

import (
	"reflect"
	"testing"
)

// pair is a struct such as arenas hold.
type pair struct {
	A uint32
	B uint16
}

// TestCarve carves elements at every place of some bytes: it gets those that are
// there and aligned, as the same memory, and no others.
func TestCarve(t *testing.T) {
	carves[uint8](t, 1)
	carves[uint16](t, 2)
	carves[uint32](t, 4)
	carves[float64](t, 8)
	carves[pair](t, 8)
	carves[[3]uint16](t, 6)
}

func carves[T comparable](t *testing.T, size uint) {
	t.Helper()
	if SizeOf[T]() != size {
		t.Errorf("%T takes %d bytes, want %d", *new(T), SizeOf[T](), size)
	}
	b := Aligned(64)
	align := uint(reflect.TypeFor[T]().Align())
	for at := range uint(66) {
		for n := range uint(66) {
			x, ok := Carve[T](b, at, n)
			if want := InPlace && at < 64 && at%align == 0 && at+n*size <= 64; ok != want {
				t.Fatalf("%d of %T at %d: %v, want %v", n, *new(T), at, ok, want)
			}
			if ok && (uint(len(x)) != n || uint(cap(x)) != n || !lies(x, b[at:])) {
				t.Fatalf("%d of %T at %d: length %d, capacity %d, or elsewhere", n, *new(T), at, len(x), cap(x))
			}
		}
	}
}

// lies tells whether elements are the first of some bytes.
func lies[T any](x []T, b []byte) bool {
	return reflect.ValueOf(x).Pointer() == reflect.ValueOf(b).Pointer()
}

// TestCarveRefuses asks for more than can be counted, for what takes no memory, and
// for a part of nothing.
func TestCarveRefuses(t *testing.T) {
	b := Aligned(64)
	if _, ok := Carve[uint32](b, 0, ^uint(0)); ok {
		t.Error("more than there is")
	}
	if _, ok := Carve[uint32](b, ^uint(0)-3, 1); ok {
		t.Error("before the beginning")
	}
	if _, ok := Carve[struct{}](b, 0, 1); ok {
		t.Error("elements without a size")
	}
	if _, ok := Carve[uint32](nil, 0, 0); ok {
		t.Error("a part of nothing")
	}
}

// TestCarveIsNative writes elements and reads bytes in the host's own order.
func TestCarveIsNative(t *testing.T) {
	b := Aligned(64)
	x, ok := Carve[uint16](b, 2, 3)
	if !ok {
		t.Skip("a purego build views nothing")
	}
	x[2] = 0x0102
	if low := b[6]; (low == 2) != littleEndian() || b[6]+b[7] != 3 {
		t.Errorf("% x", b[:10])
	}
}
