package arena

import (
	"math/bits"
	"reflect"
)

// MaxAlign is the largest alignment, in bytes: a cache line.
const MaxAlign = 64

// Type makes slices of a type that was checked to hold no pointers, such as a struct of
// numbers. TypeOf or AlignedTypeOf makes the check once; the resulting Type costs nothing
// to copy, and one for a whole program will do. The zero Type was not checked and makes
// nothing.
//
// A Type is safe for concurrent use.
type Type[T any] struct {
	align uint // of the first element; 0 if T was not checked
}

// TypeOf returns the Type of T. Elements are aligned to 8 bytes if their size is a
// multiple of 8, and else as Go aligns them. The error is a *TypeError, which wraps
// ErrType, if T is or holds a pointer of any kind (string, slice, map, channel, function,
// interface), or has size 0. It costs a microsecond or so, by reflection.
func TypeOf[T any]() (Type[T], error) {
	t := reflect.TypeFor[T]()
	if path, kind, found := pointer(t); found {
		return Type[T]{}, &TypeError{t, path, "is a " + kind.String() + ", which the garbage collector would not see there"}
	}
	if t.Size() == 0 {
		return Type[T]{}, &TypeError{t, "", "takes no memory"}
	}
	return Type[T]{alignOf(t)}, nil
}

// AlignedTypeOf is TypeOf with the first element of each slice at a multiple of align
// bytes: 64 for a cache line, or as vector instructions need. The error wraps ErrSize if
// align is not a power of two up to MaxAlign. A purego build, whose slices lie on the Go
// heap, aligns as Go does, whatever align is.
func AlignedTypeOf[T any](align int) (Type[T], error) {
	if align < 1 || align > MaxAlign || bits.OnesCount(uint(align)) != 1 {
		return Type[T]{}, sizeError("alignment", align)
	}
	t, err := TypeOf[T]()
	if err == nil {
		t.align = max(t.align, uint(align))
	}
	return t, err
}

// Make returns n zero elements in the arena. Results, errors and lifetime are those of
// the function Make; the error is a *TypeError for a Type that was not checked.
func (t Type[T]) Make(a Arena, n int) ([]T, error) {
	if t.align == 0 {
		return nil, unchecked[T]()
	}
	return makeSlice[T](a, n, t.align, zeroed)
}

// MakeDirty is Make without writing zeroes: the elements hold old data.
func (t Type[T]) MakeDirty(a Arena, n int) ([]T, error) {
	if t.align == 0 {
		return nil, unchecked[T]()
	}
	return makeSlice[T](a, n, t.align, dirty)
}

// unchecked reports the zero Type.
func unchecked[T any]() error {
	return &TypeError{reflect.TypeFor[T](), "", "was not checked by TypeOf"}
}

// alignOf returns the alignment of elements: Go's, or 8 for whole words of 64 bits. In Go
// the first word of an allocation may be used for 64-bit atomic operations, which Go's
// alignment of types does not ensure on 32-bit hosts.
func alignOf(t reflect.Type) uint {
	if t.Size()%8 == 0 {
		return 8
	}
	return uint(t.Align())
}

// pointer returns the path to the first part of a type that holds a pointer.
func pointer(t reflect.Type) (path string, kind reflect.Kind, found bool) {
	switch k := t.Kind(); {
	case k >= reflect.Bool && k <= reflect.Complex128: // all numbers, uintptr among them
		return "", k, false
	case k == reflect.Array:
		path, kind, found = pointer(t.Elem())
		return "[]" + path, kind, found
	case k == reflect.Struct:
		return pointerField(t)
	default:
		return "", k, true
	}
}

// pointerField is pointer for a struct.
func pointerField(t reflect.Type) (path string, kind reflect.Kind, found bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if path, kind, found = pointer(f.Type); found {
			return "." + f.Name + path, kind, true
		}
	}
	return "", reflect.Struct, false
}
