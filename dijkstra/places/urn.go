package places

import (
	"math/bits"
	"slices"
)

// urn draws candidates without putting them back, each with a probability in proportion to
// its weight. It is a tree of sums (Fenwick 1994): to fill it costs O(n), to draw O(log n).
type urn struct {
	sums  []uint64 // number i, from 1: of as many weights up to i as the lowest bit of i says
	total uint64   // of all weights, below 2⁶⁴ since there are fewer than 2³² of 32 bits
}

// fill puts in candidates.
func (u *urn) fill(list []candidate) {
	n := len(list)
	u.sums, u.total = slices.Grow(u.sums[:0], n+1)[:n+1], 0
	u.sums[0] = 0
	for i, c := range list {
		u.sums[i+1] = uint64(c.weight)
		u.total += uint64(c.weight)
	}
	for i := 1; i <= n; i++ {
		if above := i + i&-i; above <= n {
			u.sums[above] += u.sums[i]
		}
	}
}

// draw returns the number of a candidate. The total is not 0.
func (u *urn) draw(r *random) int {
	left, i := r.below(u.total), 0
	for step := 1 << (bits.Len(uint(len(u.sums))) - 1); step > 0; step /= 2 {
		if next := i + step; next < len(u.sums) && u.sums[next] <= left {
			left -= u.sums[next]
			i = next
		}
	}
	return i
}

// remove takes out candidate i, of some weight.
func (u *urn) remove(i int, weight uint32) {
	u.total -= uint64(weight)
	for i++; i < len(u.sums); i += i & -i {
		u.sums[i] -= uint64(weight)
	}
}
