package dijkstra

import (
	"math/bits"
	"runtime"

	"github.com/veltrix/cairn/internal/layout"
)

// direction says which way a search goes along the arcs.
type direction int

const (
	forward  direction = iota // from the source: distances from it
	backward                  // from the target: distances to it
)

// kernel relaxes arcs of one pair of widths: it is the only part of a search
// that depends on how the graph is stored.
type kernel[O, T layout.Width] struct {
	graph *layout.Graph        // whose arrays the rest views: what reads them keeps it alive
	rows  [2]*layout.CSR[O, T] // arcs as stored for forward, turned round for backward
}

// relaxer is a kernel of any widths.
type relaxer interface {
	run(dir direction, f *frontier, w *weights, t *turn)
	linkFrom(u uint32, e *engine, d uint32)
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
	panic("dijkstra: adjacency of unknown widths") // there are these four
}

func kernelOf[O, T layout.Width](g *layout.Graph) relaxer {
	// The reverse is of the same widths: it has as many nodes and arcs.
	rows, back := g.Out.(*layout.CSR[O, T]), g.Reverse().Out.(*layout.CSR[O, T])
	return &kernel[O, T]{graph: g, rows: [2]*layout.CSR[O, T]{rows, back}}
}

// turn is how far one side may search before it is asked again, and what it
// finds out for both.
type turn struct {
	other    []uint32 // labels of the side that comes the other way, or nil
	opposite uint64   // that side's key, or 0
	limit    uint64   // only keys below limit - opposite are settled; with another side, one more than its best
	slack    uint64   // see pair
	pause    int      // stop once so many nodes are settled
}

// run settles nodes in the order of their keys until the turn is over. This is
// the one relaxation loop, and it is long because calls within it cost a tenth.
//
// All nodes of one key are taken together. Their arcs are relaxed without a
// branch that depends on the data: each neighbour's entry is written, and the
// number of entries goes up only if the label fell. Then those that are left are
// queued, and the other side is asked whether it has been there; and then the
// bitmap is asked for the next key. What is rare is left to methods of f.
func (k *kernel[O, T]) run(dir direction, f *frontier, w *weights, t *turn) {
	offsets, targets := k.rows[dir].Offsets, k.rows[dir].Targets
	arcs, nodes, other := w.arcs[dir].Values, w.core.Values, t.other
	step, weight := uint64(w.arcs[dir].Uniform), uint64(w.core.Uniform)
	labels, entries, buckets, occupied := f.labels, f.entries, f.buckets, f.occupied
	used, now := f.used, f.key
	for e := f.list; e != 0 && uint64(now)+t.opposite < t.limit+t.slack && f.settled < t.pause; {
		end := used
		for ; e != 0; e = entries[e].next {
			v := entries[e].node
			if arcs != nil {
				if nodes != nil {
					weight = uint64(nodes[v])
				}
				if uint64(labels[v])+weight < uint64(now) {
					continue // stale: v was settled under a smaller key
				}
			}
			f.settled++
			lo, hi := offsets[v], offsets[int(v)+1]
			if arcs == nil {
				label := uint64(now) + step
				for _, u := range targets[lo:hi] {
					old := uint64(labels[u])
					entries[end].node = uint32(u)
					labels[u] = uint32(min(label, old))
					end += int((label - old) >> 63)
				}
				continue
			}
			costs := arcs[lo:hi]
			for i, u := range targets[lo:hi] {
				label, old := uint64(now)+uint64(costs[i]), uint64(labels[u])
				entries[end].node = uint32(u)
				labels[u] = uint32(min(label, old))
				end += int((label - old) >> 63)
			}
		}
		for ; used < end; used++ {
			u := entries[used].node
			if nodes != nil {
				weight = uint64(nodes[u])
			}
			key := uint64(labels[u]) + weight
			if key >= unreached {
				continue
			}
			if other != nil {
				t.limit = min(t.limit, key+uint64(other[u]))
			}
			if uint32(key)-now > f.ahead {
				f.push(uint32(used), uint32(key))
				continue
			}
			b := uint32(key) & f.mask
			entries[used].next = buckets[b]
			buckets[b] = uint32(used)
			occupied[b>>6] |= 1 << (b & 63)
		}
		b := now & f.mask
		word := occupied[b>>6] >> (b & 63)
		if f.key = now; word == 0 || f.waiting {
			f.next()
			now, e = f.key, f.list
			continue
		}
		skip := uint32(bits.TrailingZeros64(word))
		now += skip
		b += skip
		e = buckets[b]
		buckets[b] = 0
		occupied[b>>6] &^= 1 << (b & 63)
		f.key, f.list = now, e
	}
	f.used = used
	runtime.KeepAlive(k.graph)
}

// linkFrom gives backward labels to the nodes from which the forward search came
// to u on its way along shortest paths of cost d: see engine.link.
func (k *kernel[O, T]) linkFrom(u uint32, e *engine, d uint32) {
	rows, arcs := k.rows[backward], e.w.arcs[backward]
	label := uint64(e.sides[forward].labels[u])
	for a := int(rows.Offsets[u]); a < int(rows.Offsets[int(u)+1]); a++ {
		v := uint32(rows.Targets[a])
		if key := e.key(v); key < unreached && key+uint64(arcs.At(a)) == label {
			e.linked(v, d-uint32(key))
		}
	}
}
