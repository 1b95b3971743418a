// Package queue holds the priority queues that searches take nodes from.
package queue

// Heap is a min-heap of nodes by distance that also knows where each node is,
// so that a shorter distance moves the node's one entry instead of leaving a
// stale one behind. It holds at most one entry a node and never grows.
//
// It is a 4-ary heap (Johnson 1975): half the levels of a binary heap, and the
// four children of an entry lie in one cache line. An entry is one word, the
// distance above the node number, so that a comparison is one instruction and
// nodes at equal distances leave in the order of their numbers.
//
// Push, Decrease and Pop cost O(log entries), Reset O(nodes pushed). A Heap is
// not safe for concurrent use.
type Heap struct {
	// entries[i] is not below entries[(i-1)/4].
	entries []uint64
	// place[v] is never, left, or 1 + the index of v's entry.
	place []uint32
	// pushed lists the nodes whose place is not never.
	pushed []uint32
}

// Places of nodes without an entry.
const (
	never = 0         // not pushed since the last Reset
	left  = 1<<32 - 1 // popped
	arity = 4
)

// NewHeap returns an empty heap for nodes numbered below n. It takes 16 bytes a
// node.
func NewHeap(n int) *Heap {
	return &Heap{
		entries: make([]uint64, 0, n),
		place:   make([]uint32, n),
		pushed:  make([]uint32, 0, n),
	}
}

func entry(v, distance uint32) uint64 { return uint64(distance)<<32 | uint64(v) }

// Reached tells whether v was pushed since the last Reset.
func (h *Heap) Reached(v uint32) bool { return h.place[v] != never }

// Push adds v, which must not have been reached.
func (h *Heap) Push(v, distance uint32) {
	h.pushed = append(h.pushed, v)
	h.entries = append(h.entries, 0)
	h.rise(len(h.entries)-1, entry(v, distance))
}

// Decrease lowers the distance of v, which must be in the heap.
func (h *Heap) Decrease(v, distance uint32) {
	h.rise(int(h.place[v]-1), entry(v, distance))
}

// Pop takes out the node with the smallest distance, the smallest number among
// equals. It reports false if the heap is empty.
func (h *Heap) Pop() (v, distance uint32, ok bool) {
	if len(h.entries) == 0 {
		return 0, 0, false
	}
	first := h.entries[0]
	h.place[uint32(first)] = left
	last := len(h.entries) - 1
	e := h.entries[last]
	h.entries = h.entries[:last]
	if last > 0 {
		h.sink(e)
	}
	return uint32(first), uint32(first >> 32), true
}

// Reset empties the heap and forgets which nodes were reached.
func (h *Heap) Reset() {
	for _, v := range h.pushed {
		h.place[v] = never
	}
	h.pushed, h.entries = h.pushed[:0], h.entries[:0]
}

// rise puts e into the hole at index i, or above it if it is smaller than its
// ancestors, which move down.
func (h *Heap) rise(i int, e uint64) {
	for i > 0 {
		up := (i - 1) / arity
		if h.entries[up] <= e {
			break
		}
		h.put(i, h.entries[up])
		i = up
	}
	h.put(i, e)
}

// sink puts e into the hole at the root, or below it if it is larger than the
// smallest of the children, which move up.
func (h *Heap) sink(e uint64) {
	i := 0
	for {
		child := arity*i + 1
		if child >= len(h.entries) {
			break
		}
		best := child
		for c := child + 1; c < min(child+arity, len(h.entries)); c++ {
			if h.entries[c] < h.entries[best] {
				best = c
			}
		}
		if h.entries[best] >= e {
			break
		}
		h.put(i, h.entries[best])
		i = best
	}
	h.put(i, e)
}

func (h *Heap) put(i int, e uint64) {
	h.entries[i] = e
	h.place[uint32(e)] = uint32(i + 1)
}
