package elimination

import (
	"errors"
	"math/bits"
	"slices"

	"github.com/veltrix/cairn/internal/layout"
)

// ErrDeep: the tree is too large for codes of 64 bits, which suffice for any of
// up to a million nodes.
var ErrDeep = errors.New("elimination tree too large for its codes")

// Codes tells how many ancestors two different ranks have in common, themselves
// included: if b is the number of leading zeros of Code[s] ^ Code[t], it is
//
//	min(Cuts[At[s]+b], Cuts[At[t]+b]).
//
// A heavy path is a sequence of places where something hangs: the nodes of the
// path themselves, and the subtrees beside it. What stands first hangs highest.
// Counting down the ranks goes through the places in that order. Where the codes
// of two ranks part for the first time, both lie in subtrees, or
// are nodes, at places of one path, and the common ancestors end at the higher of
// the two. Each knows its own place, so the smaller number is the answer.
type Codes struct {
	Code []uint64 // by rank: they rise as ranks fall
	Bits []uint8  // by rank: how many there are of its code
	At   []uint32 // by rank: where its part of Cuts begins; one more at the end
	Cuts []uint32 // one a bit of a code: the ancestors up to and with the place on the path that the bit is about
}

// coder makes Codes. A path is known by the rank that it starts from.
type coder struct {
	t     *Tree
	size  []uint32 // of the subtree of each rank
	codes Codes
	cuts  [][]uint32 // of the ranks that paths start from: what they inherit
	items []item     // of the path at hand
	child []uint32   // the first child of each rank, and
	next  []uint32   // its next sibling
	heavy []uint32   // the child with the largest subtree
}

// item is what hangs at a place: a node of the path, or the subtree of rank.
type item struct {
	rank   uint32
	weight uint32
	cut    uint32 // of its place
}

// Codes returns the codes of all ranks, in O(n log n), or ErrDeep.
func (t *Tree) Codes() (*Codes, error) {
	n := len(t.Order)
	c := &coder{t: t, cuts: make([][]uint32, n), child: slices.Repeat([]uint32{layout.None}, n), next: make([]uint32, n)}
	c.size, c.heavy = t.sizes()
	c.codes = Codes{Code: make([]uint64, n), Bits: make([]uint8, n), At: make([]uint32, n+1)}
	roots := uint32(layout.None)
	for r, p := range t.Parent {
		first := &roots
		if p != layout.None {
			first = &c.child[p]
		}
		c.next[r], *first = *first, uint32(r)
	}
	if err := c.all(roots); err != nil {
		return nil, err
	}
	c.join()
	return &c.codes, nil
}

// all gives codes to the roots, as if they hung at one place, and down from
// there: a path is coded after the one that it hangs on.
func (c *coder) all(roots uint32) error {
	for r := roots; r != layout.None; r = c.next[r] {
		c.items = append(c.items, item{rank: r, weight: c.size[r]})
	}
	if err := c.split(c.items, 0, 0, nil); err != nil {
		return err
	}
	for r := len(c.t.Order) - 1; r >= 0; r-- {
		if p := c.t.Parent[r]; p != layout.None && c.heavy[p] == uint32(r) {
			continue // on the path of p
		}
		c.collect(uint32(r))
		if err := c.split(c.items, c.codes.Code[r], c.codes.Bits[r], c.cuts[r]); err != nil {
			return err
		}
	}
	return nil
}

// collect lists what hangs on the path that starts from r.
func (c *coder) collect(r uint32) {
	c.items = c.items[:0]
	for r != layout.None {
		cut, heavy := c.t.Depth[r]+1, c.heavy[r]
		c.items = append(c.items, item{rank: r, weight: 1, cut: cut})
		for k := c.child[r]; k != layout.None; k = c.next[k] {
			if k != heavy {
				c.items = append(c.items, item{rank: k, weight: c.size[k], cut: cut})
			}
		}
		r = heavy
	}
}

// split gives codes to items that share one so far: those before the middle of
// the weight go on with 0, the others with 1.
func (c *coder) split(items []item, code uint64, used uint8, cuts []uint32) error {
	if len(items) == 0 {
		return nil
	}
	if len(items) == 1 {
		c.settle(items[0], code, used, cuts)
		return nil
	}
	if used == 64 {
		return ErrDeep
	}
	middle := halfway(items)
	if err := c.split(items[:middle], code, used+1, cuts); err != nil {
		return err
	}
	return c.split(items[middle:], code|1<<(63-used), used+1, cuts)
}

// halfway returns where to part items so that the weights on both sides are as
// near to each other as can be, and neither side is empty.
func halfway(items []item) int {
	var total, before uint64
	for _, it := range items {
		total += uint64(it.weight)
	}
	for i, it := range items[:len(items)-1] {
		after := before + uint64(it.weight)
		if 2*after >= total {
			if i > 0 && total-2*before <= 2*after-total {
				return i
			}
			return i + 1
		}
		before = after
	}
	return len(items) - 1
}

// settle notes the code of an item. The bits that are new since the path's start
// are about the item's place.
func (c *coder) settle(it item, code uint64, used uint8, cuts []uint32) {
	c.codes.Code[it.rank], c.codes.Bits[it.rank] = code, used
	own := append(make([]uint32, 0, used), cuts...)
	for len(own) < int(used) {
		own = append(own, it.cut)
	}
	c.cuts[it.rank] = own
}

// join lays the cuts of all ranks behind one another.
func (c *coder) join() {
	total := 0
	for _, bits := range c.codes.Bits {
		total += int(bits)
	}
	c.codes.Cuts = make([]uint32, 0, total)
	for r, cuts := range c.cuts {
		c.codes.Cuts = append(c.codes.Cuts, cuts...)
		c.codes.At[r+1] = uint32(len(c.codes.Cuts))
	}
}

// Common returns how many ancestors two ranks have in common, themselves
// included.
func (c *Codes) Common(s, t uint32) uint32 {
	b := uint32(bits.LeadingZeros64(c.Code[s] ^ c.Code[t]))
	return min(c.Cuts[c.At[s]+b], c.Cuts[c.At[t]+b])
}
