package queue

import (
	"math/rand/v2"
	"testing"
)

// verify holds the heap to its invariant: no entry is below its parent, and
// place and entries name each other.
func (h *Heap) verify(t *testing.T) {
	t.Helper()
	for i, e := range h.entries {
		if i > 0 && h.entries[(i-1)/arity] > e {
			t.Fatalf("entry %d is %x, its parent %x", i, e, h.entries[(i-1)/arity])
		}
		if got := h.place[uint32(e)]; got != uint32(i+1) {
			t.Fatalf("entry %d is of node %d, whose place is %d", i, uint32(e), got)
		}
	}
}

// TestHeapAgainstScan runs random operations beside a map that is scanned for
// its minimum. Few distinct distances make many ties; the largest distance must
// sort like any other.
func TestHeapAgainstScan(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const nodes = 60
	h := NewHeap(nodes)
	for round := range 200 {
		span := []uint32{1, 5, 1000, 1<<32 - 1}[round%4]
		model, gone := map[uint32]uint32{}, map[uint32]bool{}
		for range 300 {
			step(t, r, h, model, gone, r.Uint32N(nodes), r.Uint32N(span)+1)
			h.verify(t)
		}
		h.Reset()
		for v := range uint32(nodes) {
			if h.Reached(v) {
				t.Fatalf("node %d is reached after Reset", v)
			}
		}
	}
}

func step(t *testing.T, r *rand.Rand, h *Heap, model map[uint32]uint32, gone map[uint32]bool, v, d uint32) {
	t.Helper()
	old, queued := model[v]
	if h.Reached(v) != (queued || gone[v]) {
		t.Fatalf("Reached(%d) = %v; queued %v, popped %v", v, h.Reached(v), queued, gone[v])
	}
	switch {
	case r.IntN(3) == 0:
		popOne(t, h, model, gone)
	case queued && d < old:
		model[v] = d
		h.Decrease(v, d)
	case !queued && !gone[v]:
		model[v] = d
		h.Push(v, d)
	}
}

func popOne(t *testing.T, h *Heap, model map[uint32]uint32, gone map[uint32]bool) {
	t.Helper()
	v, d, ok := h.Pop()
	if ok != (len(model) > 0) {
		t.Fatalf("Pop reports %v with %d queued", ok, len(model))
	}
	for u, du := range model {
		if entry(u, du) < entry(v, d) {
			t.Fatalf("popped node %d at %d before node %d at %d", v, d, u, du)
		}
	}
	if ok && model[v] != d {
		t.Fatalf("popped node %d at %d, not at %d", v, d, model[v])
	}
	if ok {
		delete(model, v)
		gone[v] = true
	}
}

func TestHeapAllocatesNothing(t *testing.T) {
	const nodes = 1000
	h := NewHeap(nodes)
	if n := testing.AllocsPerRun(10, func() {
		for v := range uint32(nodes) {
			h.Push(v, v*7919%1000)
		}
		for _, _, ok := h.Pop(); ok; _, _, ok = h.Pop() {
		}
		h.Reset()
	}); n != 0 {
		t.Errorf("%v allocations a run", n)
	}
}
