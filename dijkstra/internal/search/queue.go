package search

import (
	"math/bits"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/queue"
)

// frontier is one search from one side: the labels of nodes, and the queue of
// those that were reached and not yet settled.
//
// A node has a label, the cost up to it without its own weight, and a key, which
// is the label and the weight: the cost up to and with leaving the node again.
// The label of a node that a search has not come to, or only at a cost that does not
// fit in 32 bits, is Unreachable: labels from there on are never written.
//
// Nodes are settled in the order of their keys. Where all arcs weigh the same,
// the first settled neighbour then gives a node its final label, so that every
// node is queued once.
//
// The queue is Dial's (1969): a bucket for each key, in a window of keys that
// moves along with the search, each bucket a linked list through one array of
// entries. A bitmap of the buckets in use is searched for the next one. Keys
// beyond the window wait in a heap. An entry is never moved: a node whose label
// falls gets another one, and the old one is stale.
type frontier struct {
	labels    []uint32
	entries   []entry // those in use are entries[1:used]; also the list of nodes with labels
	used      int
	different bool     // arcs have different weights, or had once
	room      int      // entries that a search may add to those of its roots
	buckets   []uint32 // by key & mask: the first of a list of entries, or 0
	occupied  []uint64 // a bit a bucket
	mask      uint32
	ahead     uint32     // how far ahead of key buckets are used: as far as mask, but that tests have the heap do their work
	far       queue.Heap // key above entry

	key     uint32 // of the list at hand; every node with a smaller key is settled
	list    uint32 // the entries to be settled next; 0 if there are none left
	settled int    // nodes so far
}

// entry is a node in a linked list. Keys are not stored: a list has one.
type entry struct{ node, next uint32 }

// maxWindow bounds the buckets, so that they stay in the cache.
const maxWindow = 1 << 14

// init makes memory for a graph.
func (f *frontier) init(g *layout.Graph) {
	step := uint64(g.ArcWeights.Largest()) + uint64(g.NodeWeights.Largest())
	window := max(64, min(maxWindow, 1<<bits.Len64(step)))
	f.labels = slices.Repeat([]uint32{layout.Unreachable}, g.Nodes)
	f.used, f.room = 1, g.Nodes+2
	f.reserve(g.ArcWeights.Values != nil, g.Arcs)
	f.entries = make([]entry, f.used+f.room+2)
	f.buckets = make([]uint32, window)
	f.occupied = make([]uint64, window/64)
	f.mask = uint32(window - 1)
	f.ahead = f.mask
}

// reserve makes room for an entry an arc, if there are different weights of arcs.
func (f *frontier) reserve(different bool, arcs int) {
	if different && !f.different {
		f.different = true
		f.room += arcs
	}
}

// ready takes the first list of the queue, once the roots are in it, and sees
// that there is room for what a search adds: an entry each time that a label
// falls, once an arc, or once a node if all arcs weigh the same, and one for
// each node that gets its first label from a path. The kernel writes one more
// before it knows.
func (f *frontier) ready() {
	if more := f.used + f.room - len(f.entries); more > 0 {
		f.entries = append(f.entries, make([]entry, more)...)
	}
	f.next()
}

// reset forgets the last search in the time that it took. Labels that are mostly
// written are blanked one after another, which is faster than one by one.
func (f *frontier) reset() {
	if f.used > len(f.labels)/4 {
		blank(f.labels)
	} else {
		for _, e := range f.entries[1:f.used] {
			f.labels[e.node] = layout.Unreachable
		}
	}
	for i, word := range f.occupied {
		for ; word != 0; word &= word - 1 {
			f.buckets[i<<6|bits.TrailingZeros64(word)] = 0
		}
		f.occupied[i] = 0
	}
	f.far.Reset()
	f.used, f.key, f.list, f.settled = 1, 0, 0, 0
}

// blank makes all labels Unreachable, by copying ever longer parts of them.
func blank(labels []uint32) {
	if len(labels) > 0 {
		labels[0] = layout.Unreachable
	}
	for done := 1; done < len(labels); done *= 2 {
		copy(labels[done:], labels[:done])
	}
}

// setLabel gives v a label without queueing it.
func (f *frontier) setLabel(v, label uint32) {
	f.labels[v] = label
	if f.used == len(f.entries) {
		f.entries = append(f.entries, entry{})
	}
	f.entries[f.used] = entry{node: v}
	f.used++
}

// push queues an entry with a key that fits.
func (f *frontier) push(e int, key uint64) {
	if key-uint64(f.key) > uint64(f.ahead) {
		f.far.Push(key<<32 | uint64(e))
		return
	}
	b := uint32(key) & f.mask
	f.entries[e].next = f.buckets[b]
	f.buckets[b] = uint32(e)
	f.occupied[b>>6] |= 1 << (b & 63)
}

// next moves on to the smallest key in the queue, wherever that is. The list at
// hand must be done.
func (f *frontier) next() {
	near, far := f.nearest(), f.far.Min()
	if near == queue.Empty && far == queue.Empty {
		f.list = 0
		return
	}
	f.key = uint32(min(near, far>>32))
	b := f.key & f.mask
	f.list = f.buckets[b]
	f.buckets[b] = 0
	f.occupied[b>>6] &^= 1 << (b & 63)
	for f.far.Min()>>32 == uint64(f.key) {
		e := uint32(f.far.Pop())
		f.entries[e].next = f.list
		f.list = e
	}
}

// nearest returns the smallest key in the buckets, or queue.Empty. Bits below
// the key at hand stand for keys a window ahead.
func (f *frontier) nearest() uint64 {
	words := f.mask >> 6
	w := f.key & f.mask >> 6
	word := f.occupied[w] >> (f.key & 63) << (f.key & 63)
	for range f.occupied {
		if word != 0 {
			break
		}
		w = (w + 1) & words
		word = f.occupied[w]
	}
	if word == 0 {
		return queue.Empty
	}
	b := w<<6 | uint32(bits.TrailingZeros64(word))
	return uint64(f.key) + uint64((b-f.key)&f.mask)
}

// HeapOnly has all keys but the one at hand wait in the heap: tests of the engine go
// through it that way.
func (e *Engine) HeapOnly() {
	for i := range e.sides {
		e.sides[i].ahead = 0
	}
}
