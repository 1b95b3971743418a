package unsafecast

import "testing"

// TestOverlap compares all parts of an array with each other.
func TestOverlap(t *testing.T) {
	array := make([]uint32, 5)
	each := func(do func(lo, hi int)) {
		for lo := range array {
			for hi := lo; hi <= len(array); hi++ {
				do(lo, hi)
			}
		}
	}
	each(func(a, b int) {
		each(func(c, d int) {
			want := max(a, c) < min(b, d)
			if got := overlap(array[a:b], array[c:d]); got != want {
				t.Errorf("[%d:%d] and [%d:%d]: %v, want %v", a, b, c, d, got, want)
			}
		})
	})
	if overlap(array, make([]uint32, 5)) || overlap(nil, array) || overlap[uint32](nil, nil) {
		t.Error("different arrays overlap")
	}
}

// TestApart copies what would be written over, and nothing else.
func TestApart(t *testing.T) {
	array := []uint32{1, 2, 3}
	if a := Apart(array[:2], array[2:]); &a[0] != &array[0] {
		t.Error("copied, though nothing is written there")
	}
	a := Apart(array[:2], array[1:])
	array[1] = 9
	if len(a) != 2 || a[0] != 1 || a[1] != 2 {
		t.Errorf("%v", a)
	}
}
