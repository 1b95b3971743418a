// Package queue has the priority queue of repairs, which settle few nodes whose keys may be
// far apart. Searches have buckets instead: see dijkstra/internal/search.
package queue

// Heap is a min-heap of words. A caller packs the key above the value, so that a
// comparison is one instruction and equal keys leave in the order of their values.
//
// It is a 4-ary heap (Johnson 1975): it has half the levels of a binary heap, and the
// four children of an entry lie in one cache line. Push and Pop cost O(log entries).
// Memory grows with the entries and is kept. The zero Heap is empty and ready. A Heap is
// not safe for concurrent use.
type Heap struct {
	// entries[i] is not below entries[(i-1)/4].
	entries []uint64
}

const arity = 4

// Empty is the Min of a heap without entries.
const Empty = 1<<64 - 1

// Reserve makes room for n entries, so that pushing them allocates nothing.
func (h *Heap) Reserve(n int) {
	if cap(h.entries) < n {
		h.entries = append(make([]uint64, 0, n), h.entries...)
	}
}

// Reset empties the heap, in O(1).
func (h *Heap) Reset() { h.entries = h.entries[:0] }

// Min returns the smallest entry, or Empty if there is none.
func (h *Heap) Min() uint64 {
	if len(h.entries) == 0 {
		return Empty
	}
	return h.entries[0]
}

// Push adds an entry, which must be below Empty.
func (h *Heap) Push(e uint64) {
	h.entries = append(h.entries, e)
	i := len(h.entries) - 1
	for i > 0 {
		up := (i - 1) / arity
		if h.entries[up] <= e {
			break
		}
		h.entries[i] = h.entries[up]
		i = up
	}
	h.entries[i] = e
}

// Pop removes the smallest entry of a heap that is not empty, and returns it.
func (h *Heap) Pop() uint64 {
	first := h.entries[0]
	last := len(h.entries) - 1
	e := h.entries[last]
	h.entries = h.entries[:last]
	if last > 0 {
		h.sink(e)
	}
	return first
}

// sink puts e into the hole at the root, or below it: children smaller than e move up.
func (h *Heap) sink(e uint64) {
	i := 0
	for {
		best := h.smallestChild(i)
		if best == 0 || h.entries[best] >= e {
			break
		}
		h.entries[i] = h.entries[best]
		i = best
	}
	h.entries[i] = e
}

// smallestChild returns the index of the smallest child of entry i, or 0 if it has none.
func (h *Heap) smallestChild(i int) int {
	child := arity*i + 1
	if child >= len(h.entries) {
		return 0
	}
	best := child
	for c := child + 1; c < min(child+arity, len(h.entries)); c++ {
		if h.entries[c] < h.entries[best] {
			best = c
		}
	}
	return best
}
