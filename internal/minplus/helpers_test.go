package minplus

import (
	"math/rand/v2"
	"testing"
)

// kernels is one implementation of the functions that have assembly.
type kernels struct {
	name    string
	pairs16 func([]uint32, []uint16, []Pair)
	pairs32 func([]uint32, []uint32, []Pair)
	lower16 func(dst, rows []uint16, ways []Way, at uint32)
	relax32 func(row, other []uint32, w uint32)
	narrow  func([]uint16, []uint32) bool
	fans32  func([]uint32, []Fan)

	fansEach32 func(up, down []uint32, fans []Fan)
}

// generic and assembly bypass the choice between them, so that both are tested wherever
// both run.
var (
	generic = kernels{"Go",
		func(dst []uint32, rows []uint16, pairs []Pair) { minima(dst, rows, pairs, None16) },
		func(dst, rows []uint32, pairs []Pair) { minima(dst, rows, pairs, None32) },
		func(dst, rows []uint16, ways []Way, at uint32) { lower(dst[:Block16], rows, ways, at, None16) },
		relax[uint32], narrow, lowerFans, lowerFansEach}
	assembly = kernels{"AVX2", pairs16AVX2, pairs32AVX2, lower16AVX2, relax32AVX2, narrowAVX2, fans32AVX2, fansEach32AVX2}
)

// implementations returns those that this machine can run, and the exported functions.
func implementations() []kernels {
	list := []kernels{{"exported", Pairs16, Pairs32, Lower16, Relax32, Narrow, Fans32, FansEach32}, generic}
	if avx2 {
		list = append(list, assembly)
	}
	return list
}

// needAssembly skips a test of the assembly where there is none.
func needAssembly(t testing.TB) {
	if !avx2 {
		t.Skip("no assembly in this build or on this machine: the generic form is all there is")
	}
}

// entry is the type of a row's entries.
type entry interface{ uint16 | uint32 | uint64 }

// oracle computes a minimum by its definition, in numbers wide enough for any sum.
func oracle[T entry](rows []T, p Pair, none uint64) uint64 {
	least := none
	for i := range p.N {
		if sum := uint64(rows[p.A+i]) + uint64(rows[p.B+i]); sum < least {
			least = sum
		}
	}
	return least
}

// extremes draws an edge case, or any number up to none.
func extremes(r *rand.Rand, none uint64) uint64 {
	edges := []uint64{0, 1, none / 2, none/2 + 1, none - 1, none}
	if k := r.IntN(2 * len(edges)); k < len(edges) {
		return edges[k]
	}
	return r.Uint64N(none + 1)
}

// fill fills a row with extremes.
func fill[T entry](r *rand.Rand, row []T, none uint64) {
	for i := range row {
		row[i] = T(extremes(r, none))
	}
}

// roundUp returns the first multiple of a block that is not below n.
func roundUp(n, block int) int { return (n + block - 1) / block * block }

// randomPairs draws pairs of rows in an array of so many entries, a few of them empty,
// most with long tails.
func randomPairs(r *rand.Rand, count, entries, block, longest int) []Pair {
	pairs := make([]Pair, count)
	for i := range pairs {
		n := r.IntN(longest + 1)
		starts := uint32((entries-roundUp(n, block))/block + 1)
		pairs[i] = Pair{uint32(block) * r.Uint32N(starts), uint32(block) * r.Uint32N(starts), uint32(n)}
	}
	return pairs
}
