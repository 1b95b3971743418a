package minplus

import (
	"encoding/binary"
	"slices"
	"testing"
)

// decode reads a whole number of blocks of entries, at least one, and clears the bits
// above none.
func decode[T uint16 | uint32](data []byte, size, block int, none T) []T {
	rows := make([]T, roundUp(max(1, len(data)/size), block))
	n, err := binary.Decode(data[:len(data)/size*size], binary.LittleEndian, rows[:len(data)/size])
	if err != nil || n != len(data)/size*size {
		panic(err)
	}
	for i := range rows {
		rows[i] &= none
	}
	return rows
}

// decodePairs reads pairs of rows inside the array, six bytes each.
func decodePairs(asks []byte, entries, block int) (pairs []Pair) {
	for ask := range slices.Chunk(asks, 6) {
		if len(ask) < 6 {
			break
		}
		at := func(i int) int { return int(binary.LittleEndian.Uint16(ask[2*i:])) }
		a, b := at(0)%(entries/block)*block, at(1)%(entries/block)*block
		n := at(2) % (entries - max(a, b) + 1)
		pairs = append(pairs, Pair{uint32(a), uint32(b), uint32(n)})
	}
	return pairs
}

// seed adds inputs of a few lengths: all small, all large, and a ramp.
func seed(f *testing.F, add func(data []byte)) {
	for _, n := range []int{0, 1, 32, 33, 64, 500, 4096} {
		ramp := make([]byte, n)
		for i := range ramp {
			ramp[i] = byte(i * 37)
		}
		add(ramp)
		add(make([]byte, n))
		add(slices.Repeat([]byte{0xff}, n))
	}
}

// asks are pairs for the seeds: one, some, and more than are fetched ahead.
var asks = [][]byte{{0, 0, 1, 0, 17, 0}, slices.Repeat([]byte{2, 0, 3, 0, 0xfe, 0xff, 0, 0, 0, 0, 0, 0}, 3), slices.Repeat([]byte{1, 2, 3, 5, 8, 13, 21}, 36)}

// seedAsks adds the inputs of seed with each of asks.
func seedAsks(f *testing.F) {
	seed(f, func(data []byte) {
		for _, a := range asks {
			f.Add(data, a)
		}
	})
}

func FuzzPairs16(f *testing.F) {
	needAssembly(f)
	seedAsks(f)
	f.Fuzz(func(t *testing.T, data, asks []byte) {
		rows := decode[uint16](data, 2, Block16, None16)
		comparePairs(t, generic.pairs16, assembly.pairs16, rows, decodePairs(asks, len(rows), Block16))
	})
}

func FuzzPairs32(f *testing.F) {
	needAssembly(f)
	seedAsks(f)
	f.Fuzz(func(t *testing.T, data, asks []byte) {
		rows := decode[uint32](data, 4, Block32, None32)
		comparePairs(t, generic.pairs32, assembly.pairs32, rows, decodePairs(asks, len(rows), Block32))
	})
}

func comparePairs[T entry](t *testing.T, generic, assembly func([]uint32, []T, []Pair), rows []T, pairs []Pair) {
	want, got := make([]uint32, len(pairs)), make([]uint32, len(pairs))
	generic(want, rows, pairs)
	if assembly(got, rows, pairs); !slices.Equal(got, want) {
		t.Errorf("%v of %v: %v, want %v", pairs, rows, got, want)
	}
}

func FuzzRelax32(f *testing.F) {
	needAssembly(f)
	seed(f, func(data []byte) { f.Add(data, uint32(len(data))) })
	f.Fuzz(func(t *testing.T, data []byte, w uint32) {
		entries := decode[uint32](data, 4, 1, None32)
		half := len(entries) / 2
		want, got := slices.Clone(entries), slices.Clone(entries)
		generic.relax32(want[:half], want[half:], w&None32)
		if assembly.relax32(got[:half], got[half:], w&None32); !slices.Equal(got, want) {
			t.Errorf("%v by %d: %v, want %v", entries, w&None32, got, want)
		}
	})
}

// Entries may have two bytes as well; otherwise few inputs would fit.
func FuzzNarrow(f *testing.F) {
	needAssembly(f)
	seed(f, func(data []byte) { f.Add(data, len(data)%2 == 0) })
	f.Fuzz(func(t *testing.T, data []byte, fits bool) {
		src := decode[uint32](data, 4, 1, 1<<32-1)
		if fits {
			for i, x := range src {
				src[i] = min(x&None16, None16-1) | x>>16&1*None32
			}
		}
		want, got := make([]uint16, len(src)), make([]uint16, len(src))
		wantOK := generic.narrow(want, src)
		if ok := assembly.narrow(got, src); ok != wantOK || ok && !slices.Equal(got, want) {
			t.Errorf("%v: %v, %v; want %v, %v", src, got, ok, want, wantOK)
		}
		if fits && !wantOK {
			t.Errorf("%v is said not to fit", src)
		}
	})
}
