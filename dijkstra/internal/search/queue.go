package search

import (
	"math/bits"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// frontier is one search from one side: the labels of nodes, and the queue of
// those that were reached and not yet settled.
//
// A node has a label, the cost up to it without its own weight, and a key, which
// is the label and the weight: the cost up to and with leaving the node again.
// The label of a node that a search has not come to, or only at a cost that does not
// fit in 32 bits, is Unreachable: labels from there on are never written.
//
// The queue is a multi-level bucket queue (Denardo and Fox 1979; Cherkassky, Goldberg
// and Silverstein 1999). A bucket of a level holds keys that agree in all bits from the
// level's shift on. A key is queued at the lowest level where it and the key at hand
// lie in one bucket of the level above; it moves down when the search comes to its
// bucket. So an operation costs O(levels), whatever the weights are.
//
// Nodes are settled bucket by bucket, without looking for the smallest key in one. So a
// label can fall after its node was settled; then the node is queued in the bucket at
// hand again, and settled again. Buckets are a small part of a typical step wide (see
// bucketShift), so few nodes are settled twice, and lists are long
// enough for the processor to work ahead. Where many steps are much shorter than the
// typical one, a bucket is filled again and again: then it is crowded, and its entries
// move a level down. At the lowest level all keys of a bucket are alike.
type frontier struct {
	labels    []uint32
	entries   []entry // those in use are entries[1:used]; also the list of nodes with labels
	used      int
	room      int  // entries that a search is expected to add to those of its roots
	different bool // arcs have different weights, or had once
	levels    [maxLevels]level
	top       int // levels in use
	middle    int // the level that nodes are settled from unless a bucket is crowded
	low       int // the level that the list at hand is from
	refills   int // of the bucket at hand

	key     uint32 // the lower end of the bucket at hand; every node with a smaller key is settled
	list    uint32 // the entries to be settled next; 0 if there are none left
	settled int    // nodes so far
}

// entry is a node in a linked list, and the key that it was queued with. It is never
// moved: a node whose label falls gets another one, and the old one is stale.
type entry struct{ node, next, key uint32 }

// level is the buckets of one width.
type level struct {
	shift    uint32
	buckets  [levelSize]uint32      // by key >> shift: the first of a list of entries, or 0
	occupied [levelSize / 64]uint64 // a bit a bucket
	words    uint32                 // a bit a word of occupied, but not at the middle level
}

const (
	levelBits  = 11
	levelSize  = 1 << levelBits
	maxLevels  = 4 // so many make 32 bits, whatever the shift of the middle one
	maxRefills = 4 // of a bucket before it counts as crowded
)

// init makes memory for a graph.
func (f *frontier) init(g *layout.Graph) {
	f.labels = slices.Repeat([]uint32{layout.Unreachable}, g.Nodes)
	f.used, f.room = 1, g.Nodes+min(g.Nodes/4, g.Arcs)+2
	f.reserve(g.ArcWeights.Values != nil, g.Arcs)
	f.entries = make([]entry, f.used+f.room+2)
	f.setShift(0)
}

// reserve makes room for three entries a node more, or one an arc, if there are
// different weights of arcs.
func (f *frontier) reserve(different bool, arcs int) {
	if different && !f.different {
		f.different = true
		f.room += min(arcs, 3*len(f.labels))
	}
}

// setShift has buckets of 1 << shift keys at the middle level. The queue must be empty.
func (f *frontier) setShift(shift uint32) {
	f.middle = (int(shift) + levelBits - 1) / levelBits
	f.low = f.middle
	for i := range f.levels {
		if s := int(shift) + (i-f.middle)*levelBits; s < 32 {
			f.levels[i].shift, f.top = uint32(max(s, 0)), i+1
		}
	}
}

// ready takes the first list of the queue, once the roots are in it, and sees
// that there is room for what a search adds as a rule.
func (f *frontier) ready() {
	if more := f.used + f.room - len(f.entries); more > 0 {
		f.entries = append(f.entries, make([]entry, more)...)
	}
	f.next()
}

// grow makes room for more entries than expected, at least so many.
func (f *frontier) grow(more int) {
	f.entries = append(f.entries, make([]entry, max(more+1, len(f.entries)/2))...)
}

// reset forgets the last search in the time that it took, and sets the width of buckets:
// see setShift. Labels that are mostly written are blanked one after another, which is
// faster than one by one.
func (f *frontier) reset(shift uint32) {
	if f.used > len(f.labels)/4 {
		blank(f.labels)
	} else {
		for _, e := range f.entries[1:f.used] {
			f.labels[e.node] = layout.Unreachable
		}
	}
	for i := range f.levels[:f.top] {
		f.levels[i].clear()
	}
	f.setShift(shift)
	f.used, f.key, f.list, f.settled, f.refills = 1, 0, 0, 0, 0
}

// clear empties the buckets.
func (l *level) clear() {
	for i, word := range l.occupied {
		for ; word != 0; word &= word - 1 {
			l.buckets[i<<6|bits.TrailingZeros64(word)] = 0
		}
		l.occupied[i] = 0
	}
	l.words = 0
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

// push queues an entry with a key that fits and is not below the key at hand.
func (f *frontier) push(e int, key uint32) {
	i := f.low
	for differs := key ^ f.key; i+1 < f.top && differs>>f.levels[i+1].shift != 0; {
		i++
	}
	l := &f.levels[i]
	b := key >> l.shift & (levelSize - 1)
	f.entries[e].key, f.entries[e].next = key, l.buckets[b]
	l.buckets[b] = uint32(e)
	l.occupied[b>>6] |= 1 << (b & 63)
	l.words |= 1 << (b >> 6)
}

// next moves on to the first bucket in use, of the lowest level that has one. The list
// at hand must be done.
func (f *frontier) next() {
	for i := f.low; i < f.top; {
		l := &f.levels[i]
		b := l.first(f.key>>l.shift&(levelSize-1), i == f.middle)
		if b == levelSize {
			i++
			continue
		}
		f.enter(i, b)
		if i <= f.low || f.single() {
			return
		}
		f.spread()
		i = f.low
	}
	f.list = 0
}

// enter takes the list of a bucket, and decides on the level that its nodes are settled
// from: this one, but for a bucket that is too wide, or crowded.
func (f *frontier) enter(i int, b uint32) {
	l, key := &f.levels[i], f.key
	f.key = (key>>l.shift&^(levelSize-1) | b) << l.shift
	f.list = l.take(b)
	if f.refills++; f.key != key {
		f.refills = 0
	}
	f.low = min(i, f.middle)
	if f.refills > maxRefills && i > 0 {
		f.low, f.refills = i-1, 0
	}
}

// single tells whether the list at hand is a single entry, which need not move down: then
// its own bucket at the level that nodes are settled from is at hand.
func (f *frontier) single() bool {
	e := f.entries[f.list]
	if e.next != 0 {
		return false
	}
	shift := f.levels[f.low].shift
	f.key = e.key >> shift << shift
	return true
}

// least returns the smallest key in the queue, or less if that is stale.
func (f *frontier) least() uint64 {
	least := uint64(layout.Unreachable)
	l := &f.levels[f.low]
	for _, list := range [2]uint32{f.list, l.buckets[f.key>>l.shift&(levelSize-1)]} {
		for e := list; e != 0; e = f.entries[e].next {
			least = min(least, uint64(f.entries[e].key))
		}
	}
	return least
}

// spread queues the entries of the list at hand once more, below the level that it is
// from.
func (f *frontier) spread() {
	for e := f.list; e != 0; {
		next := f.entries[e].next
		f.push(int(e), f.entries[e].key)
		e = next
	}
}

// first returns the first bucket in use from b on, or levelSize; all is whether words may
// not say which words of occupied there are to be looked at.
func (l *level) first(b uint32, all bool) uint32 {
	w := b >> 6
	word := l.occupied[w] >> (b & 63) << (b & 63)
	if word == 0 && !all {
		w = uint32(bits.TrailingZeros64(uint64(l.words)>>(w+1)<<(w+1) | 1<<(levelSize/64)))
		if w == levelSize/64 {
			return levelSize
		}
		word = l.occupied[w]
	}
	for word == 0 {
		if w++; w == uint32(len(l.occupied)) {
			return levelSize
		}
		word = l.occupied[w]
	}
	return w<<6 | uint32(bits.TrailingZeros64(word))
}

// take empties a bucket and returns its list.
func (l *level) take(b uint32) (list uint32) {
	list = l.buckets[b]
	l.buckets[b] = 0
	if l.occupied[b>>6] &^= 1 << (b & 63); l.occupied[b>>6] == 0 {
		l.words &^= 1 << (b >> 6)
	}
	return list
}
