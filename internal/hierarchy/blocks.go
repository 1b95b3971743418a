package hierarchy

import (
	"slices"

	"github.com/veltrix/cairn/internal/elimination"
	"github.com/veltrix/cairn/internal/layout"
	"github.com/veltrix/cairn/internal/minplus"
)

// blockSize is how many ranks a block has at most: as many costs of 16 bits as a vector has.
const blockSize = minplus.Block16

// blocks divides the ranks of a tree into runs whose costs are worked out together. A block
// is a whole subtree, or a path in the tree, of at most blockSize ranks. Every way out of
// the subtree of its highest rank leads over an upper neighbour of that rank: these are its
// gates. So what a rank costs follows from the gates, and from the ranks of the
// block itself where a root lies below one of these.
//
// A block has a column for each gate and one for each of its ranks: what going up from each
// rank of the block to there costs. A slot is the place of a rank among the columns of all
// blocks: blockSize a block, whether it has as many ranks or not.
//
// This is PHAST (see Sweep) by supernodes, as sparse matrices are factorised (Ng and Peyton
// 1993, Block Sparse Cholesky Algorithms on Advanced Uniprocessor Computers).
type blocks struct {
	tree   *elimination.Tree
	edges  []uint32 // block b has the ranks from edges[b+1] up to edges[b]; the first has the root
	above  []uint32 // by block: that of the parent of its highest rank; None at the top
	slot   []uint32 // by node of the graph
	first  []uint32 // by block, and one more: where its columns begin
	gate   []uint32 // by column: the slot of the rank that it leads to
	widest int      // how many columns a block has at most
}

// newBlocks returns the blocks of a tree.
func newBlocks(t *elimination.Tree) *blocks {
	n := uint32(len(t.Order))
	b := &blocks{tree: t, edges: []uint32{n}, slot: make([]uint32, n), first: []uint32{0}}
	for hi := n; hi > 0; {
		lo := lowest(t, hi-1)
		b.add(lo, hi)
		hi = lo
	}
	return b
}

// lowest returns the lowest rank of the block whose highest rank is given.
func lowest(t *elimination.Tree, top uint32) uint32 {
	if top-t.Low[top] < blockSize {
		return t.Low[top]
	}
	r := top
	for r > 0 && top-r+1 < blockSize && t.Parent[r-1] == r && r-1-t.Low[r-1] >= blockSize {
		r--
	}
	return r
}

// add appends the block of some ranks. Those above are in blocks before it.
func (b *blocks) add(lo, hi uint32) {
	t, number, above := b.tree, uint32(len(b.edges)-1), uint32(layout.None)
	for r := lo; r < hi; r++ {
		b.slot[t.Order[r]] = number*blockSize + r - lo
	}
	for _, head := range t.Head[t.First[hi-1]:t.First[hi]] {
		b.gate = append(b.gate, b.slotOf(head))
	}
	for r := lo; r < hi; r++ {
		b.gate = append(b.gate, b.slotOf(r))
	}
	if p := t.Parent[hi-1]; p != layout.None {
		above = b.slotOf(p) / blockSize
	}
	b.widest = max(b.widest, len(b.gate)-int(b.first[number]))
	b.edges, b.above, b.first = append(b.edges, lo), append(b.above, above), append(b.first, uint32(len(b.gate)))
}

// slotOf returns the slot of a rank.
func (b *blocks) slotOf(r uint32) uint32 { return b.slot[b.tree.Order[r]] }

// len returns how many blocks there are.
func (b *blocks) len() int { return len(b.above) }

// width is the types of the costs in blocks.
type width interface{ uint16 | uint32 | uint64 }

// none returns the cost of a width that stands for no way.
func none[E width]() E {
	all := ^E(0)
	if uint64(all) == minplus.None16 {
		return all
	}
	return all >> 1
}

// columns returns the columns of all blocks for one side of a metric, of blockSize costs
// each.
func columns[E width, C Cost](b *blocks, side []C) []E {
	all := slices.Repeat([]E{none[E]()}, len(b.gate)*blockSize)
	var rows [blockSize][]C
	for number := range b.len() {
		lo, hi, first := b.edges[number+1], b.edges[number], b.first[number]
		for r := hi; r > lo; {
			r--
			lane := r - lo
			rows[lane] = upRow(b, rows[lane], number, r, &rows, side)
			for i, c := range rows[lane] {
				if c != None[C]() && uint64(c) < uint64(none[E]()) {
					all[(first+uint32(i))*blockSize+lane] = E(c)
				}
			}
		}
	}
	return all
}

// upRow writes what going up from a rank of a block costs, by column. The rows of the ranks
// above it in the block are there.
func upRow[C Cost](b *blocks, row []C, number int, r uint32, rows *[blockSize][]C, side []C) []C {
	t, lo, hi := b.tree, b.edges[number+1], b.edges[number]
	gates := t.Head[t.First[hi-1]:t.First[hi]]
	row = slices.Grow(row[:0], len(gates)+int(hi-lo))[:len(gates)+int(hi-lo)]
	fill(row, None[C]())
	row[len(gates)+int(r-lo)] = 0
	at := 0
	for a := t.First[r]; a < t.First[r+1]; a++ {
		head := t.Head[a]
		if head < hi {
			Relax(row, rows[head-lo], side[a])
			continue
		}
		for gates[at] != head {
			at++
		}
		row[at] = min(row[at], side[a])
	}
	return row
}
