package minplus

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// width describes one width of entries.
type width[T entry, S uint32 | uint64] struct {
	name  string
	pairs func([]S, []T, []Pair)
	block int
	none  uint64
}

// eachWidth runs a test, given for the three widths, on all implementations.
func eachWidth(t *testing.T, test16 func(*testing.T, width[uint16, uint32]), test32 func(*testing.T, width[uint32, uint32]), test64 func(*testing.T, width[uint64, uint64])) {
	for _, k := range implementations() {
		test16(t, width[uint16, uint32]{k.name + " 16", k.pairs16, Block16, None16})
		test32(t, width[uint32, uint32]{k.name + " 32", k.pairs32, Block32, None32})
	}
	test64(t, width[uint64, uint64]{"64", Pairs64, Block64, None64})
}

// longest is the longest row of the exhaustive tests: more than two iterations of the loop
// and every length of the rest.
const longest = 70

func TestPairsOfEveryLengthAndPlace(t *testing.T) {
	eachWidth(t, everyLengthAndPlace, everyLengthAndPlace, everyLengthAndPlace)
}

// everyLengthAndPlace puts two rows at all places of a small array. The other entries are
// 0, which would be the minimum if they counted.
func everyLengthAndPlace[T entry, S uint32 | uint64](t *testing.T, w width[T, S]) {
	r := rand.New(rand.NewPCG(1, 2))
	rows := make([]T, roundUp(longest, w.block)+3*w.block)
	for n := range longest + 1 {
		for a := 0; a+roundUp(n, w.block) <= len(rows); a += w.block {
			for b := 0; b+roundUp(n, w.block) <= len(rows); b += w.block {
				clear(rows)
				fill(r, rows[a:a+n], w.none)
				fill(r, rows[b:b+n], w.none)
				checkPairs(t, w, rows, []Pair{{uint32(a), uint32(b), uint32(n)}})
			}
		}
	}
}

func TestPairsSeeEveryEntry(t *testing.T) {
	eachWidth(t, everyEntry, everyEntry, everyEntry)
}

// everyEntry moves the one small entry through rows of all lengths, and on through the
// block behind them, where it must not count.
func everyEntry[T entry, S uint32 | uint64](t *testing.T, w width[T, S]) {
	size := roundUp(longest, w.block) + w.block
	rows := make([]T, 2*size)
	for i := range rows {
		rows[i] = T(w.none/2 - 1)
	}
	for small := range size {
		rows[small] = 1
		for n := range uint32(longest + 1) {
			checkPairs(t, w, rows, []Pair{{0, uint32(size), n}, {uint32(size), 0, n}, {0, 0, n}})
		}
		rows[small] = T(w.none/2 - 1)
	}
}

func TestPairsInBatches(t *testing.T) {
	eachWidth(t, batchesOfAllSizes, batchesOfAllSizes, batchesOfAllSizes)
}

// batchesOfAllSizes asks for many pairs at once: those at the end of a batch have none
// ahead of them to prefetch.
func batchesOfAllSizes[T entry, S uint32 | uint64](t *testing.T, w width[T, S]) {
	r := rand.New(rand.NewPCG(3, 4))
	rows := make([]T, 200*w.block)
	for _, count := range []int{0, 1, 2, 7, 8, 9, 10, 17, 64, 5000} {
		fill(r, rows, w.none)
		if count%2 == 0 { // no small sums, so that the cap is seen to act
			for i := range rows {
				rows[i] = max(rows[i], T(w.none/2))
			}
		}
		checkPairs(t, w, rows, randomPairs(r, count, len(rows), w.block, 150))
	}
}

// checkPairs compares all minima with the oracle's, and checks that the rest of dst is
// unchanged.
func checkPairs[T entry, S uint32 | uint64](t *testing.T, w width[T, S], rows []T, pairs []Pair) {
	t.Helper()
	const untouched = 12345
	dst := make([]S, len(pairs)+1)
	dst[len(pairs)] = untouched
	w.pairs(dst[:len(pairs)], rows, pairs)
	for i, p := range pairs {
		if want := oracle(rows, p, w.none); uint64(dst[i]) != want {
			t.Fatalf("%s: pair %d of %d, %+v: %d, want %d", w.name, i, len(pairs), p, dst[i], want)
		}
	}
	if dst[len(pairs)] != untouched {
		t.Fatalf("%s: wrote behind the minima of %d pairs", w.name, len(pairs))
	}
}

// The exported functions leave the rest of a longer dst alone.
func TestPairsTakeLongerDst(t *testing.T) {
	pairs := make([]Pair, 2)
	dst, dst64 := []uint32{7, 7, 7}, []uint64{7, 7, 7}
	Pairs16(dst, nil, pairs)
	if want := []uint32{None16, None16, 7}; fmt.Sprint(dst) != fmt.Sprint(want) {
		t.Errorf("Pairs16 wrote %v, want %v", dst, want)
	}
	Pairs32(dst, nil, pairs)
	if want := []uint32{None32, None32, 7}; fmt.Sprint(dst) != fmt.Sprint(want) {
		t.Errorf("Pairs32 wrote %v, want %v", dst, want)
	}
	Pairs64(dst64, nil, pairs)
	if want := []uint64{None64, None64, 7}; fmt.Sprint(dst64) != fmt.Sprint(want) {
		t.Errorf("Pairs64 wrote %v, want %v", dst64, want)
	}
}

// Lengths that the kernels rely on are checked before the calls.
func TestShortSlicesPanic(t *testing.T) {
	two := make([]Pair, 2) // and slices of which the capacity would do
	for name, call := range map[string]func(){
		"Pairs16": func() { Pairs16(make([]uint32, 1, 2), nil, two) },
		"Pairs32": func() { Pairs32(make([]uint32, 1, 2), nil, two) },
		"Pairs64": func() { Pairs64(make([]uint64, 1, 2), nil, two) },
		"Relax32": func() { Relax32(make([]uint32, 2), make([]uint32, 1, 2), 0) },
		"Relax64": func() { Relax64(make([]uint64, 2), make([]uint64, 1, 2), 0) },
		"Narrow":  func() { Narrow(make([]uint16, 1, 2), make([]uint32, 2)) },
		"a pair":  func() { Pairs64(make([]uint64, 1), make([]uint64, 4, 8), []Pair{{0, 4, 1}}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s did not panic", name)
				}
			}()
			call()
		}()
	}
}
