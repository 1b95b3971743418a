package search

import (
	"math/bits"
	"runtime"

	"github.com/veltrix/cairn/internal/layout"
)

// kernel relaxes arcs of one pair of widths: it is the only part of a search
// that depends on how the graph is stored.
type kernel[O, T layout.Width] struct {
	graph *layout.Graph        // whose arrays the rest views: what reads them keeps it alive
	rows  [2]*layout.CSR[O, T] // arcs as stored for a search forward, turned round for one backward
}

// relaxer is a kernel of any widths.
type relaxer interface {
	run(dir Direction, f *frontier, w *weights, t *searchLimits)
	markFrom(u uint32, e *Engine, d uint32)
	settleByPotential(dir Direction, e *Engine)
}

// newKernel picks the kernel for the widths that the graph is stored in.
func newKernel(g *layout.Graph) relaxer {
	switch g.Out.(type) {
	case *layout.CSR[uint16, uint16]:
		return kernelOf[uint16, uint16](g)
	case *layout.CSR[uint32, uint16]:
		return kernelOf[uint32, uint16](g)
	case *layout.CSR[uint16, uint32]:
		return kernelOf[uint16, uint32](g)
	case *layout.CSR[uint32, uint32]:
		return kernelOf[uint32, uint32](g)
	}
	panic("search: adjacency of unknown widths") // there are these four
}

func kernelOf[O, T layout.Width](g *layout.Graph) relaxer {
	// The reverse is of the same widths: it has as many nodes and arcs.
	rows, back := g.Out.(*layout.CSR[O, T]), g.Reverse().Out.(*layout.CSR[O, T])
	return &kernel[O, T]{graph: g, rows: [2]*layout.CSR[O, T]{rows, back}}
}

// searchLimits is how far one side may search before it is asked again, and what it
// finds out for both.
type searchLimits struct {
	otherLabels []uint32 // of the side that comes the other way, or nil
	otherKey    uint64   // that side's key, or 0
	limit       uint64   // a key is settled if key + otherKey is below it; with another side, the cost of the best path so far
	slack       uint64   // 1 if keys at the limit are settled too: see Bidirectional
	maxSettled  int      // stop once so many nodes are settled

	index Potential // of an A* search, or nil
	meets [2]uint32 // the nodes that have labels of the other side then
}

// run settles nodes in the order of their keys until a limit is met.
//
// All nodes of one bucket are taken together. Their arcs are relaxed first; the
// entries that this adds are then queued, and the other side is asked whether it
// has been there; and then the bitmap is asked for the next bucket. Rare work is left to
// methods of f. The rest is one function, since a call for each bucket costs a tenth of all
// time; relax and relaxAlike are apart, since the compiler then keeps their loops in
// registers.
//
// A node whose key is at the limit or beyond need not be settled, though its bucket
// begins below: see Bidirectional.
func (k *kernel[O, T]) run(dir Direction, f *frontier, w *weights, t *searchLimits) {
	offsets, targets := k.rows[dir].Offsets, k.rows[dir].Targets
	arcs, nodes, other := w.arcs[dir].Values, w.core.Values, t.otherLabels
	weight, alike := uint64(w.core.Uniform), uint64(w.arcs[dir].Uniform)
	labels, entries, middle := f.labels, f.entries, &f.levels[f.middle]
	buckets, occupied, shift := &middle.buckets, &middle.occupied, middle.shift&31
	width := uint32(min(uint64(levelSize)<<shift, layout.Unreachable)) // of all buckets of the level
	for f.list != 0 && uint64(f.key)+t.otherKey < t.limit+t.slack && f.settled < t.maxSettled {
		used, end, e := f.used, f.used, f.list
		most, left := t.limit+t.slack-t.otherKey, t.maxSettled-f.settled
		for ; e != 0 && left > 0; e = entries[e].next {
			v, key := entries[e].node, uint64(entries[e].key)
			if nodes != nil {
				weight = uint64(nodes[v])
			}
			if uint64(labels[v])+weight < key || key >= most {
				continue // v was settled under a smaller key, or will be, or need not be
			}
			left--
			lo, hi := offsets[v], offsets[int(v)+1]
			if end+int(hi-lo) >= len(entries) {
				f.grow(int(hi - lo))
				entries = f.entries
			}
			if arcs != nil {
				end = relax(f, targets[lo:hi], arcs[lo:hi], key, end)
			} else {
				end = relaxAlike(f, targets[lo:hi], key+alike, end)
			}
		}
		f.settled = t.maxSettled - left
		now, window := f.key, width
		if f.low < f.middle { // a crowded bucket is at hand
			window = 0
		}
		for ; used < end; used++ {
			u := entries[used].node
			if nodes != nil {
				weight = uint64(nodes[u])
			}
			key := uint64(labels[u]) + weight
			if key >= layout.Unreachable {
				continue // nothing is reached by way of u
			}
			if other != nil {
				t.limit = min(t.limit, key+uint64(other[u]))
			}
			if uint32(key)^now >= window {
				f.push(used, uint32(key))
				continue
			}
			b := uint32(key) >> shift & (levelSize - 1)
			entries[used].next, entries[used].key = buckets[b], uint32(key)
			buckets[b] = uint32(used)
			occupied[b>>6] |= 1 << (b & 63)
		}
		f.used, f.list = used, e
		if e != 0 {
			break // as many nodes are settled as may be
		}
		b := now >> shift & (levelSize - 1)
		word := occupied[b>>6] >> (b & 63)
		if word&1 != 0 || word == 0 || window == 0 { // the bucket is filled again, or the next one is far
			f.next()
			continue
		}
		skip := uint32(bits.TrailingZeros64(word))
		b += skip
		f.key, f.list, f.refills = (now>>shift+skip)<<shift, buckets[b], 0
		buckets[b] = 0
		occupied[b>>6] &^= 1 << (b & 63)
	}
	runtime.KeepAlive(k.graph)
}

// relax offers the nodes of a row labels through a node with the key at hand, by
// arcs that cost so much. It has no branch that depends on the data: an entry is
// written for each of them, and the end of the entries, which it returns, moves
// on only if the label fell.
//
//go:noinline
func relax[T layout.Width](f *frontier, row []T, costs []uint32, key uint64, end int) int {
	labels, entries := f.labels, f.entries
	costs = costs[:len(row)]
	for i, u := range row {
		label, old := key+uint64(costs[i]), uint64(labels[u])
		entries[end].node = uint32(u)
		labels[u] = uint32(min(label, old))
		end += int((label - old) >> 63)
	}
	return end
}

// relaxAlike is relax where all arcs cost the same: there is one label to offer.
//
//go:noinline
func relaxAlike[T layout.Width](f *frontier, row []T, label uint64, end int) int {
	labels, entries := f.labels, f.entries
	for _, u := range row {
		old := uint64(labels[u])
		entries[end].node = uint32(u)
		labels[u] = uint32(min(label, old))
		end += int((label - old) >> 63)
	}
	return end
}

// markFrom gives backward labels to the nodes from which the forward search came
// to u on its way along shortest paths of cost d: see markShortestPaths.
func (k *kernel[O, T]) markFrom(u uint32, e *Engine, d uint32) {
	rows, arcs := k.rows[Backward], e.weights.active.arcs[Backward]
	label := uint64(e.sides[Forward].labels[u])
	for a := int(rows.Offsets[u]); a < int(rows.Offsets[int(u)+1]); a++ {
		v := uint32(rows.Targets[a])
		if key := e.key(Forward, v); key < layout.Unreachable && key+uint64(arcs.At(a)) == label {
			e.mark(v, d-uint32(key))
		}
	}
}
