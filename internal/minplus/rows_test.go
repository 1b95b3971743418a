package minplus

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// margin is the number of entries before and behind a slice under test, which must not
// change; it also moves the slice through all alignments.
const margin = 8

func TestRelaxOfEveryLengthAndAlignment(t *testing.T) {
	for _, k := range implementations() {
		everyAlignment(t, k.name+" 32", k.relax32, None32)
	}
	everyAlignment(t, "64", Relax64, None64)
}

func everyAlignment[T uint32 | uint64](t *testing.T, name string, f func(row, other []T, w T), none uint64) {
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 2*longest + 1 {
		for shift := range margin * margin {
			row := make([]T, margin+n+margin)
			other := make([]T, margin+n)
			fill(r, row, none)
			fill(r, other, none)
			from, to := shift%margin, shift/margin
			w := T(extremes(r, none))
			want := slices.Clone(row)
			for i := range n {
				if sum := uint64(other[from+i]) + uint64(w); sum < uint64(want[to+i]) {
					want[to+i] = T(sum)
				}
			}
			if f(row[to:to+n], other[from:], w); !slices.Equal(row, want) {
				t.Fatalf("%s: %d entries at %d from %d, weight %d: %v, want %v", name, n, to, from, w, row, want)
			}
		}
	}
}

func TestNarrowOfEveryLength(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, k := range implementations() {
		for n := range 2*longest + 1 {
			src := make([]uint32, n)
			for i := range src {
				src[i] = uint32(extremes(r, None16-1))
				if r.IntN(4) == 0 {
					src[i] = None32
				}
			}
			checkNarrow(t, k, src, true)
		}
	}
}

// One entry that is too large, in every place.
func TestNarrowFindsWhatDoesNotFit(t *testing.T) {
	for _, k := range implementations() {
		for _, large := range []uint32{None16, None16 + 1, 1 << 24, None32 - 1, None32 + 1, 1<<32 - 1} {
			for n := range longest + 1 {
				src := slices.Repeat([]uint32{None16 - 1, None32}, (n+1)/2)[:n]
				for i := range src {
					kept := src[i]
					src[i] = large
					checkNarrow(t, k, src, false)
					src[i] = kept
				}
				checkNarrow(t, k, src, true)
			}
		}
	}
}

// checkNarrow checks whether src is reported to fit, and if so that it was copied and
// nothing else changed.
func checkNarrow(t *testing.T, k kernels, src []uint32, fits bool) {
	t.Helper()
	dst := slices.Repeat([]uint16{777}, len(src)+margin)
	if ok := k.narrow(dst[:len(src)], src); ok != fits {
		t.Fatalf("%s: %v: fits is %v, want %v", k.name, src, ok, fits)
	}
	for i, got := range dst {
		want := uint16(777)
		if i < len(src) && src[i] == None32 {
			want = None16
		} else if i < len(src) {
			want = uint16(src[i])
		}
		if got != want && (fits || i >= len(src)) {
			t.Fatalf("%s: %v: entry %d is %d, want %d", k.name, src, i, got, want)
		}
	}
}

// No function allocates, even with minima on the caller's stack: slices passed to
// assembly must not escape.
func TestNothingAllocates(t *testing.T) {
	rows16, rows32, rows64 := make([]uint16, 160), make([]uint32, 160), make([]uint64, 160)
	if n := testing.AllocsPerRun(100, func() {
		pairs := [2]Pair{{0, 80, 77}, {16, 64, 3}}
		var dst [2]uint32
		var dst64 [2]uint64
		Pairs16(dst[:], rows16, pairs[:])
		Pairs32(dst[:], rows32, pairs[:])
		Pairs64(dst64[:], rows64, pairs[:])
		ways := [2]Way{{0, 1}, {16, 2}}
		Lower16(rows16[96:], rows16, ways[:], 16)
		Lower32(rows32[96:], rows32, ways[:], 16)
		Relax32(rows32[:77], rows32[80:], 1)
		Relax64(rows64[:77], rows64[80:], 1)
		Narrow(rows16, rows32)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
