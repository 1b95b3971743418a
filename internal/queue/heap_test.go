package queue

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// verify checks the invariant of the heap: no entry is below its parent.
func (h *Heap) verify(t *testing.T) {
	t.Helper()
	for i, e := range h.entries {
		if i > 0 && h.entries[(i-1)/arity] > e {
			t.Fatalf("entry %d is %x, its parent %x", i, e, h.entries[(i-1)/arity])
		}
	}
}

// Random operations agree with a sorted list. Few distinct keys make many ties; the
// largest key must sort like any other.
func TestHeapAgainstSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var h Heap
	for round := range 200 {
		span := []uint64{1, 5, 1000, Empty}[round%4]
		var model []uint64
		for range 300 {
			if r.IntN(3) == 0 && len(model) > 0 {
				if got := h.Pop(); got != model[0] {
					t.Fatalf("popped %x, want %x", got, model[0])
				}
				model = model[1:]
			} else {
				e := r.Uint64N(span)
				h.Push(e)
				i, _ := slices.BinarySearch(model, e)
				model = slices.Insert(model, i, e)
			}
			want := uint64(Empty)
			if len(model) > 0 {
				want = model[0]
			}
			if h.Min() != want {
				t.Fatalf("the smallest of %d is %x, want %x", len(model), h.Min(), want)
			}
			h.verify(t)
		}
		if h.Reset(); h.Min() != Empty {
			t.Fatal("not empty after Reset")
		}
	}
}

func TestHeapAllocatesNothing(t *testing.T) {
	const entries = 1000
	var h Heap
	h.Push(7)
	h.Reserve(entries + 1)
	if n := testing.AllocsPerRun(10, func() {
		for v := range uint64(entries) {
			h.Push(v * 7919 % 1000)
		}
		for range entries {
			h.Pop()
		}
	}); n != 0 || h.Pop() != 999 {
		t.Errorf("%v allocations a run", n)
	}
}
