package minplus

// The block size is 32 bytes, here in entries of 16, 32 and 64 bits. Rows start at
// multiples of it.
const (
	Block16 = 16
	Block32 = 8
	Block64 = 4
)

// The values for "no distance" in rows of 16, 32 and 64 bits, which are also the largest
// entries. Those of 32 and 64 bits leave one bit free, so that a sum of two entries never
// wraps; sums of 16 bits saturate at None16.
const (
	None16 = 1<<16 - 1
	None32 = 1<<31 - 1
	None64 = 1<<63 - 1
)

// Pair asks for the minimum of rows[A+i] + rows[B+i] over all i < N. A and B are the
// starts of two rows of at least N entries each, and may be equal. N may be 0.
type Pair struct{ A, B, N uint32 }

// Pairs16 writes the minimum of each pair to dst, in the order of pairs; it is None16 if
// no sum is smaller. It panics if dst is shorter than pairs, and leaves the rest of a
// longer dst alone. The rows of all pairs must lie inside rows: see the contract in the
// package documentation. The cost is some 10 ns a pair of 90 entries.
//
// None of these functions is inlined: a caller in another package could not see that the
// generic code keeps none of the slices, and would allocate them on the heap.
//
//go:noinline
func Pairs16(dst []uint32, rows []uint16, pairs []Pair) {
	dst = first(dst, len(pairs))
	if avx2 {
		pairs16AVX2(dst, rows, pairs)
	} else {
		minima(dst, rows, pairs, None16)
	}
}

// Pairs32 is [Pairs16] for entries, and minima, of 32 bits, at most None32.
//
//go:noinline
func Pairs32(dst []uint32, rows []uint32, pairs []Pair) {
	dst = first(dst, len(pairs))
	if avx2 {
		pairs32AVX2(dst, rows, pairs)
	} else {
		minima(dst, rows, pairs, None32)
	}
}

// Pairs64 is [Pairs16] for entries, and minima, of 64 bits, at most None64. There is no
// assembly for it, since weights that need it are rare; so it panics if a pair names rows
// outside.
//
//go:noinline
func Pairs64(dst []uint64, rows []uint64, pairs []Pair) {
	minima(first(dst, len(pairs)), rows, pairs, None64)
}

// Way is a row and what it costs to get to where it begins: rows[Row:] after Cost, which
// is at most None.
type Way struct{ Row, Cost uint32 }

// Lower16 writes to a block, dst, the minimum of rows[Row+at+i] + Cost over all ways:
// None16 if no sum is below it. The blocks that ways name must be inside rows: see the
// contract above. The cost is some 3 ns, and 0.5 ns a way.
//
//go:noinline
func Lower16(dst, rows []uint16, ways []Way, at uint32) {
	dst = first(dst, Block16)
	if avx2 {
		lower16AVX2(dst, rows, ways, at)
	} else {
		lower(dst, rows, ways, at, None16)
	}
}

// Lower32 is [Lower16] for entries of 32 bits. There is no assembly for it.
func Lower32(dst, rows []uint32, ways []Way, at uint32) {
	lower(first(dst, Block32), rows, ways, at, None32)
}

// Relax32 lowers row[i] to other[i] + w where that is less. Entries and w are at most
// None32, and the entries of row stay so. The slices need not start at a block, but must
// not overlap. It panics if other is shorter than row.
func Relax32(row, other []uint32, w uint32) {
	other = first(other, len(row))
	if avx2 {
		relax32AVX2(row, other, w)
	} else {
		relax(row, other, w)
	}
}

// Relax64 is [Relax32] for entries and w of 64 bits, at most None64. There is no assembly
// for it.
func Relax64(row, other []uint64, w uint64) {
	relax(row, first(other, len(row)), w)
}

// FanSize is how many costs a Fan lowers at most. Twice as many take longer: a processor that
// reads what it has just written waits, unless it reads just that.
const FanSize = 4

// Fan asks for costs[Above+i] to be lowered to costs[Side] + costs[Side-Back+i], for all
// i < N, which is at most FanSize. It must not lower costs that it adds.
type Fan struct {
	Side  uint32 // the place of the cost that is added to each
	Above uint32 // the place of the first that is lowered
	Back  uint16 // how far before Side the first of the others is
	N     uint16 // how many there are
}

// Fans32 does what each of some fans asks for, in their order. Costs are at most None32, and
// stay so. FanSize costs must follow each place that a fan names, however small N is: see
// the contract in the package documentation. The cost is some 2 ns a fan,
// and more for a fan that adds what one of the 20 before it has written to.
//
//go:noinline
func Fans32(costs []uint32, fans []Fan) {
	if avx2 {
		fans32AVX2(costs, fans)
	} else {
		lowerFans(costs, fans)
	}
}

// FansEach32 is [Fans32] for costs that differ by direction, where fans lower those of up to
// down[Side] + up[Side-Back+i] and those of down to up[Side] + down[Side-Back+i]. It takes half
// as long again.
//
//go:noinline
func FansEach32(up, down []uint32, fans []Fan) {
	if avx2 {
		fansEach32AVX2(up, down, fans)
	} else {
		lowerFansEach(up, down, fans)
	}
}

// Narrow copies src to dst, None32 as None16. It returns false if another entry is not
// below None16; then the contents of dst are undefined. It panics if dst is shorter than
// src, and leaves the rest of a longer dst alone.
func Narrow(dst []uint16, src []uint32) (ok bool) {
	dst = first(dst, len(src))
	if avx2 {
		return narrowAVX2(dst, src)
	}
	return narrow(dst, src)
}

// first returns the first n entries of s. It panics if there are fewer, where s[:n] would
// extend into the capacity.
func first[T any](s []T, n int) []T { return s[:n:len(s)] }
