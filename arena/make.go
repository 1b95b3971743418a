package arena

import "github.com/veltrix/cairn/internal/unsafecast"

// Scalar is the set of element types of Make; the compiler refuses anything else. For
// structs and arrays of these, see TypeOf.
type Scalar interface {
	~bool | ~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 | ~complex64 | ~complex128
}

// Make returns n zero elements in the arena; for n = 0 a slice that is empty but not nil.
// Its capacity is n, so append never writes into the next slice, but moves to the Go
// heap.
//
// The slice is memory of the arena. It must not be used after the arena's next Reset or
// Release, when other slices may lie there, and it does not keep the memory of a closed
// pool alive.
//
// The error is an *ExhaustedError, which wraps ErrExhausted, if the arena has no room for
// n elements (there is none for a negative n) and does not or cannot grow. It wraps
// ErrStale if the arena was given back. It costs some 5 ns, and 2 ns and more for zeroes:
// 12 for the 300 nodes of a path, 300 for the 8,000 weights of a map.
func Make[T Scalar](a Arena, n int) ([]T, error) {
	return makeSlice[T](a, n, scalar, zeroed)
}

// MakeDirty is Make without writing zeroes: the elements hold old data, for callers that
// overwrite them anyway.
func MakeDirty[T Scalar](a Arena, n int) ([]T, error) {
	return makeSlice[T](a, n, scalar, dirty)
}

// Arguments of makeSlice: constants, so that Make is inlined into its callers.
const (
	scalar = 0 // an alignment: that of the Scalar
	zeroed = true
	dirty  = false
)

// makeSlice takes n elements of a type without pointers from the arena. Nearly every
// allocation takes this path, so it is one function, which calls nothing but clear.
func makeSlice[T any](a Arena, n int, align uint, zero bool) ([]T, error) {
	size := unsafecast.SizeOf[T]()
	if align == scalar {
		align = min(size, 8)
	}
	s := a.slot()
	if s == nil || uint(n) > MaxSize/size {
		return makeInGrowth[T](a, n, align)
	}
	at := s.allocate(uint(n)*size, align)
	if at == noRoom {
		return makeInGrowth[T](a, n, align)
	}
	elements, ok := unsafecast.Carve[T](a.run.mem, at, uint(n))
	if !ok {
		return make([]T, n), nil // a purego build, or no element at the very end
	}
	if zero {
		clear(elements)
	}
	return elements, nil
}

// makeInGrowth is makeSlice if the arena itself has no room or is stale. It is rare
// enough to write zeroes in any case.
func makeInGrowth[T any](a Arena, n int, align uint) ([]T, error) {
	if n == 0 && a.slot() != nil {
		return []T{}, nil // not even room for alignment is needed
	}
	r, at, err := a.allocateInGrowth(n, unsafecast.SizeOf[T](), align)
	if err != nil {
		return nil, err
	}
	elements, ok := unsafecast.Carve[T](r.mem, at, uint(n))
	if !ok {
		return make([]T, n), nil
	}
	clear(elements)
	return elements, nil
}
