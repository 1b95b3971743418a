package minplus

// A block is 32 bytes: that many entries of 16, 32 and 64 bits. Rows start at
// multiples of it.
const (
	Block16 = 16
	Block32 = 8
	Block64 = 4
)

// The values for "no distance" in rows of 16, 32 and 64 bits, and the largest
// that entries may have. Those of 32 and 64 bits leave one bit free, so that a
// sum of two entries never wraps; sums of 16 bits stop at None16.
const (
	None16 = 1<<16 - 1
	None32 = 1<<31 - 1
	None64 = 1<<63 - 1
)

// Pair asks for the minimum of rows[A+i] + rows[B+i] over all i < N. A and B are
// where two rows start, of at least N entries each; they may be one. N may be 0.
type Pair struct{ A, B, N uint32 }

// Pairs16 writes the minimum that each pair asks for to dst, in the order of
// pairs: None16 if no sum is below it. It panics if dst is shorter than pairs,
// and leaves alone what is longer. The rows that pairs name must be inside rows:
// see the contract above. The cost is some 10 ns a pair of 90 entries.
//
// None of these functions is inlined, since a caller in another package could not
// see that the generic twins keep none of their slices, and would have them on the
// heap.
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

// Pairs32 is [Pairs16] for entries of 32 bits, at most None32: so are the minima.
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

// Pairs64 is [Pairs16] for entries of 64 bits, at most None64: so are the minima.
// There is no assembly for it, since weights that need it are rare; so it
// panics if a pair names rows outside.
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

// Relax32 lowers row[i] to other[i] + w where that is less. Entries and w are at
// most None32, and the entries of row stay so. Neither slice need start at a
// block, but they must not overlap. It panics if other is shorter than row.
func Relax32(row, other []uint32, w uint32) {
	other = first(other, len(row))
	if avx2 {
		relax32AVX2(row, other, w)
	} else {
		relax(row, other, w)
	}
}

// Relax64 is [Relax32] for entries of 64 bits and w, at most None64. There is no
// assembly for it.
func Relax64(row, other []uint64, w uint64) {
	relax(row, first(other, len(row)), w)
}

// Narrow copies src to dst, None32 as None16. It returns false if some other
// entry is not below None16, and what is then in dst is of no use. It panics if
// dst is shorter than src, and leaves alone what is longer.
func Narrow(dst []uint16, src []uint32) (ok bool) {
	dst = first(dst, len(src))
	if avx2 {
		return narrowAVX2(dst, src)
	}
	return narrow(dst, src)
}

// first returns the first n entries of s. It panics if there are fewer, where
// s[:n] would go on into the capacity.
func first[T any](s []T, n int) []T { return s[:n:len(s)] }
