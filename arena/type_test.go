package arena

import (
	"errors"
	"fmt"
	"math/bits"
	"reflect"
	"sync/atomic"
	"testing"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// state is a possible state of a user: numbers of all sizes, nested.
type state struct {
	Patches [3]csr.Patch
	Done    bool
	Where   struct{ X, Y float64 }
	Seen    [2][2]uint16
	_       [0]uint64
	Clock   atomic.Uint64
}

func TestTypeOfTakesNumbers(t *testing.T) {
	accepts[csr.Patch](t, 4)
	accepts[csr.ArcPatch](t, 4)
	accepts[state](t, 8)
	accepts[[7]byte](t, 1)
	accepts[[8]byte](t, 8)
	accepts[uint16](t, 2)
	accepts[struct{ a, b int8 }](t, 1)
	accepts[uintptr](t, bits.UintSize/8)
	accepts[complex128](t, 8)
}

// accepts makes elements of a type, after one byte, and checks that they are zero and
// aligned.
func accepts[T comparable](t *testing.T, align uint) {
	t.Helper()
	kind, err := TypeOf[T]()
	check(t, err)
	if align = max(align, min(kind.align, 8)); kind.align != align {
		t.Errorf("%T is aligned to %d, want %d", *new(T), kind.align, align)
	}
	a := take(t, newPool(t, nil).NewShard(), 1000)
	mustMake[uint8](t, a, 1)
	x, err := kind.Make(a, 3)
	check(t, err)
	if len(x) != 3 || cap(x) != 3 || x[1] != *new(T) || unsafecast.InPlace && address(x)%uintptr(align) != 0 {
		t.Errorf("%T: %v at %x", *new(T), x, address(x))
	}
	if _, err := kind.Make(a, 1000); !errors.Is(err, ErrExhausted) {
		t.Errorf("1000 of %T in 1000 bytes: %v", *new(T), err)
	}
}

func TestTypeOfRefusesPointers(t *testing.T) {
	type clue struct {
		Node uint32
		Text string
	}
	refuses[string](t, "", reflect.String)
	refuses[*int](t, "", reflect.Pointer)
	refuses[[]byte](t, "", reflect.Slice)
	refuses[map[int]int](t, "", reflect.Map)
	refuses[func()](t, "", reflect.Func)
	refuses[chan int](t, "", reflect.Chan)
	refuses[any](t, "", reflect.Interface)
	refuses[error](t, "", reflect.Interface)
	refuses[[4]*byte](t, "[]", reflect.Pointer)
	refuses[clue](t, ".Text", reflect.String)
	refuses[struct{ Clues [9]clue }](t, ".Clues[].Text", reflect.String)
	refuses[csr.Overlay](t, ".g", reflect.Pointer)
	refuses[atomic.Pointer[int]](t, "._[]", reflect.Pointer)
	refuses[struct{ _ [0]func() }](t, "._[]", reflect.Func) // contains none, but is refused all the same
}

func refuses[T any](t *testing.T, path string, kind reflect.Kind) {
	t.Helper()
	got, err := TypeOf[T]()
	var e *TypeError
	if !errors.As(err, &e) || !errors.Is(err, ErrType) || e.Type != reflect.TypeFor[T]() || e.Path != path {
		t.Errorf("TypeOf[%v]: %v", reflect.TypeFor[T](), err)
		return
	}
	if want := fmt.Sprintf("arena: not a type for an arena: %v%s is a %v, which the garbage collector would not see there", e.Type, path, kind); err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	makesNothing(t, got)
}

// makesNothing checks that a Type which was not checked, or was refused, makes nothing.
func makesNothing[T any](t *testing.T, kind Type[T]) {
	t.Helper()
	a := take(t, newPool(t, nil).NewShard(), 100)
	if x, err := kind.Make(a, 1); !errors.Is(err, ErrType) || x != nil {
		t.Errorf("Make of an unchecked type: %v", err)
	}
	if x, err := kind.MakeDirty(a, 1); !errors.Is(err, ErrType) || x != nil || a.Used() != 0 {
		t.Errorf("MakeDirty of an unchecked type: %v", err)
	}
}

func TestTypeOfRefusesNothing(t *testing.T) {
	var e *TypeError
	if _, err := TypeOf[struct{}](); !errors.As(err, &e) || e.Why != "takes no memory" {
		t.Errorf("an empty struct: %v", err)
	}
	if _, err := AlignedTypeOf[[0]int](64); !errors.Is(err, ErrType) {
		t.Errorf("an empty array: %v", err)
	}
	makesNothing(t, Type[uint32]{})
}

func TestAlignedTypeOf(t *testing.T) {
	needsViews(t)
	s := newPool(t, nil).NewShard()
	for skip := range 10 { // blocks start at any multiple of 16
		a := take(t, s, 1008)
		mustMake[uint8](t, a, skip)
		for align := 1; align <= MaxAlign; align *= 2 {
			kind, err := AlignedTypeOf[uint32](align)
			check(t, err)
			x, err := kind.MakeDirty(a, 1)
			check(t, err)
			if address(x)%uintptr(max(align, 4)) != 0 {
				t.Errorf("at %x, want a multiple of %d", address(x), align)
			}
		}
	}
}

func TestAlignedTypeOfRefuses(t *testing.T) {
	for _, align := range []int{-64, -1, 0, 3, 48, 65, 128} {
		if kind, err := AlignedTypeOf[uint32](align); !errors.Is(err, ErrSize) || kind.align != 0 {
			t.Errorf("alignment %d: %v", align, err)
		}
	}
	if _, err := AlignedTypeOf[string](64); !errors.Is(err, ErrType) {
		t.Errorf("strings: %v", err)
	}
}

func TestTypeMakeDirty(t *testing.T) {
	needsViews(t)
	kind, err := TypeOf[csr.Patch]()
	check(t, err)
	a := take(t, newPool(t, nil).NewShard(), 80)
	x, err := kind.Make(a, 10)
	check(t, err)
	x[9] = csr.Patch{Node: 1, Weight: 2}
	check(t, a.Reset())
	y, err := kind.MakeDirty(a, 10)
	check(t, err)
	if !debug && y[9] != x[9] || &y[9] != &x[9] {
		t.Errorf("%v", y)
	}
}
