package unsafecast

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// TestViewAtEveryAlignment moves the same numbers through every misalignment:
// what cannot be viewed must be copied, never misread. Casts are invisible to
// checkptr and the race detector, so this is what holds them.
func TestViewAtEveryAlignment(t *testing.T) {
	for shift := range 16 {
		checkView(t, shift, 1, []uint8{0, 1, 0x81, math.MaxUint8})
		checkView(t, shift, 2, []uint16{0, 1, 0x8001, math.MaxUint16})
		checkView(t, shift, 4, []uint32{0, 1, 0x80000001, math.MaxUint32})
		checkView(t, shift, 8, []uint64{0, 1, 0x8000000000000001, math.MaxUint64})
		checkView(t, shift, 8, []float64{0, -1.5, math.MaxFloat64, math.Inf(1)})
	}
}

func checkView[T Number](t *testing.T, shift, size int, want []T) {
	t.Helper()
	encoded, err := binary.Append(nil, binary.LittleEndian, want)
	if err != nil {
		t.Fatal(err)
	}
	b := Aligned(shift + len(encoded))[shift:]
	copy(b, encoded)
	got, inPlace, err := View[T](b)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%T at shift %d: %v, %v; want %v", want, shift, got, err, want)
	}
	if inPlace && (!littleEndian() || shift%alignOf[T](size) != 0) {
		t.Errorf("%T at shift %d: viewed in place", want, shift)
	}
	checkAlias(t, b, got, inPlace)
}

// alignOf is the least alignment any host asks of an element: 32-bit hosts let
// a float64 lie on a multiple of four.
func alignOf[T Number](size int) int { return min(size, 4) }

// checkAlias changes the bytes and sees whether the numbers follow.
func checkAlias[T Number](t *testing.T, b []byte, got []T, inPlace bool) {
	t.Helper()
	before := got[1]
	for i := range b {
		b[i] ^= 0x55
	}
	if followed := got[1] != before; followed != inPlace {
		t.Errorf("%T: inPlace is %v, but changed bytes show: %v", got, inPlace, followed)
	}
}

// TestBytesAreWhatAFileHolds encodes by the library and compares, and sees
// whether what says that it is the same memory is.
func TestBytesAreWhatAFileHolds(t *testing.T) {
	checkBytes(t, []uint8{1, 0, 0x81, math.MaxUint8})
	checkBytes(t, []uint16{1, 0, 0x8001, math.MaxUint16})
	checkBytes(t, []uint32{1, 0, 0x80000001, math.MaxUint32})
	checkBytes(t, []uint64{1, 0, 0x8000000000000001, math.MaxUint64})
	checkBytes(t, []float64{1, 0, -1.5, math.Inf(1)})
	checkBytes(t, []uint32{7}[:0])
	checkBytes[uint64](t, nil)
}

func checkBytes[T Number](t *testing.T, numbers []T) {
	t.Helper()
	want, err := binary.Append(nil, binary.LittleEndian, numbers)
	if err != nil {
		t.Fatal(err)
	}
	b, inPlace := Bytes(numbers)
	if !slices.Equal(b, want) || len(b) != len(numbers)*Size[T]() {
		t.Errorf("Bytes(%T%v) = % x; want % x", numbers, numbers, b, want)
	}
	if _, can := cast[T](Aligned(8)); inPlace != can && len(numbers) > 0 {
		t.Errorf("Bytes(%T): in place is %v, though a view is %v", numbers, inPlace, can)
	}
	if len(numbers) > 0 {
		numbers[0] = 0
		if followed := b[Size[T]()-1] != want[Size[T]()-1] || b[0] != want[0]; followed != inPlace {
			t.Errorf("Bytes(%T): in place is %v, but changed numbers show: %v", numbers, inPlace, followed)
		}
	}
}

func TestViewRefusesPartElements(t *testing.T) {
	for n := range 9 {
		if _, _, err := View[uint32](Aligned(n)); (err == nil) != (n%4 == 0) {
			t.Errorf("View[uint32] of %d bytes: error %v", n, err)
		}
	}
}

func TestViewOfNothing(t *testing.T) {
	got, _, err := View[uint16](nil)
	if err != nil || got == nil || len(got) != 0 {
		t.Errorf("View(nil) = %v, %v; want an empty slice that is not nil", got, err)
	}
}

func TestAlignedKeepsToItsLength(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 4096} {
		if b := Aligned(n); len(b) != n || cap(b) != n {
			t.Errorf("Aligned(%d) has length %d and capacity %d", n, len(b), cap(b))
		}
	}
}
