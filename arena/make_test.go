package arena

import (
	"errors"
	"math"
	"testing"
)

// Slices of each kind of number.
func TestMakeOfEveryScalar(t *testing.T) {
	type weight uint32 // a named type works too
	makes[bool](t, true)
	makes[int](t, math.MinInt)
	makes[int8](t, -128)
	makes[int16](t, -32768)
	makes[int32](t, -1<<31)
	makes[int64](t, -1<<63)
	makes[uint](t, math.MaxUint)
	makes[uint8](t, 255)
	makes[uint16](t, 65535)
	makes[uint32](t, math.MaxUint32)
	makes[uint64](t, math.MaxUint64)
	makes[uintptr](t, 1)
	makes[float32](t, -1.5)
	makes[float64](t, math.Inf(1))
	makes[complex64](t, 1i)
	makes[complex128](t, -2i)
	makes[weight](t, 7)
}

// makes makes slices between others of one byte and writes to them. They must be zero,
// aligned, disjoint, and of no more capacity than asked for.
func makes[T Scalar](t *testing.T, x T) {
	t.Helper()
	a := take(t, newPool(t, nil).NewShard(), 10_000)
	var zero T
	for range 3 { // the first finds fresh memory, the others used memory
		for n := range 20 {
			odd := mustMake[uint8](t, a, 1)
			s := mustMake[T](t, a, n)
			if s == nil || len(s) != n || cap(s) != n {
				t.Fatalf("Make[%T](%d) has length %d and capacity %d", x, n, len(s), cap(s))
			}
			for i := range s {
				if s[i] != zero {
					t.Fatalf("Make[%T](%d)[%d] = %v", x, n, i, s[i])
				}
				s[i] = x
			}
			if odd[0] != 0 {
				t.Fatalf("writing to %d of %T wrote to what was made before", n, x)
			}
			odd[0] = 1
		}
		check(t, a.Reset())
	}
}

// An arena holds bytes between wider numbers with no more padding than alignment needs.
func TestMakeWastesNothing(t *testing.T) {
	a := take(t, newPool(t, nil).NewShard(), 36)
	for i, c := range []struct {
		make func() error
		used int
	}{
		{func() error { _, err := Make[uint8](a, 1); return err }, 1},
		{func() error { _, err := Make[uint16](a, 1); return err }, 4},
		{func() error { _, err := Make[uint8](a, 1); return err }, 5},
		{func() error { _, err := Make[uint32](a, 1); return err }, 12},
		{func() error { _, err := Make[float64](a, 1); return err }, 24},
		{func() error { _, err := Make[uint64](a, 0); return err }, 24},
		{func() error { _, err := Make[uint8](a, 8); return err }, 32},
		{func() error { _, err := Make[uint32](a, 0); return err }, 32},
		{func() error { _, err := Make[uint8](a, 1); return err }, 33},
		{func() error { _, err := Make[uint64](a, 0); return err }, 33}, // aligned, it would be beyond the end
		{func() error { _, err := Make[uint8](a, 3); return err }, 36},
	} {
		if err := c.make(); err != nil || a.Used() != c.used {
			t.Errorf("step %d: %d bytes used, %v; want %d", i, a.Used(), err, c.used)
		}
	}
}

// Requests for more than there is, up to byte counts that overflow: the error has the
// sizes, and nothing is taken.
func TestMakeExhausted(t *testing.T) {
	a := take(t, newPool(t, nil).NewShard(), 100)
	mustMake[uint8](t, a, 4)
	for _, c := range []struct {
		n     int
		asked uint64
	}{
		{13, 104},
		{1 << 20, 8 << 20},
		{math.MaxInt32, 8 * math.MaxInt32},
		{-1, math.MaxUint64},
		{math.MinInt, math.MaxUint64},
	} {
		x, err := Make[uint64](a, c.n)
		var e *ExhaustedError
		if !errors.As(err, &e) || !errors.Is(err, ErrExhausted) || x != nil {
			t.Fatalf("Make(%d): %v, %v", c.n, x, err)
		}
		if *e != (ExhaustedError{"arena", c.asked, 96, 100, nil}) {
			t.Errorf("Make(%d): %+v", c.n, *e)
		}
	}
	if want := "arena: out of memory: 97 bytes asked of arena of 100 with 96 free"; a.Used() != 4 || exhaust[uint8](a, 97) != want {
		t.Errorf("%d used; %s", a.Used(), exhaust[uint8](a, 97))
	}
	mustMake[uint8](t, a, 96)
}

func exhaust[T Scalar](a Arena, n int) string {
	_, err := Make[T](a, n)
	return err.Error()
}

// The largest number of elements whose bytes fit in 64 bits, and one more.
func TestMakeCountsBeyondWords(t *testing.T) {
	if math.MaxInt == math.MaxInt32 {
		t.Skip("an int of 32 bits counts no so many elements")
	}
	a := take(t, newPool(t, nil).NewShard(), 100)
	n := uint64(1) << 61 // in a variable, for 32-bit compilers
	for n, want := range map[int]uint64{int(n - 1): math.MaxUint64 - 7, int(n): math.MaxUint64, math.MaxInt: math.MaxUint64} {
		_, err := Make[uint64](a, n)
		var e *ExhaustedError
		if !errors.As(err, &e) || e.Asked != want {
			t.Errorf("Make(%d): %v", n, err)
		}
	}
}

// MakeDirty returns old data, where memory is the arena's and nothing poisons it.
func TestMakeDirtyWritesNothing(t *testing.T) {
	needsViews(t)
	a := take(t, newPool(t, nil).NewShard(), 64)
	copy(mustMake[uint32](t, a, 16), []uint32{1, 2, 3})
	check(t, a.Reset())
	x, err := MakeDirty[uint32](a, 16)
	check(t, err)
	want := uint32(2)
	if debug {
		want = 0xDBDBDBDB
	}
	if len(x) != 16 || cap(x) != 16 || x[1] != want {
		t.Errorf("%v; want %d second", x, want)
	}
}

// An append past the capacity moves out of the arena.
func TestAppendLeaves(t *testing.T) {
	a := take(t, newPool(t, nil).NewShard(), 64)
	x, y := mustMake[uint32](t, a, 2), mustMake[uint32](t, a, 2)
	if x = append(x, 9); y[0] != 0 || &x[0] == &y[0] || a.Used() != 16 {
		t.Errorf("append wrote to the next slice: %v; %d bytes used", y, a.Used())
	}
}
