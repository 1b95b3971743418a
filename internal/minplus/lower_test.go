package minplus

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLowerOfEveryNumberOfWays(t *testing.T) {
	for _, k := range implementations() {
		everyNumberOfWays(t, k.name+" 16", k.lower16, Block16, None16)
	}
	everyNumberOfWays(t, "32", Lower32, Block32, None32)
}

func everyNumberOfWays[T uint16 | uint32](t *testing.T, name string, f func(dst, rows []T, ways []Way, at uint32), block int, none uint64) {
	r := rand.New(rand.NewPCG(15, 16))
	rows := make([]T, 12*block)
	for n := range 40 {
		for range 20 {
			fill(r, rows, none)
			ways, at := make([]Way, n), uint32(block*r.IntN(3))
			for i := range ways {
				ways[i] = Way{uint32(block * r.IntN(9)), uint32(extremes(r, none))}
			}
			dst, want := make([]T, block+1), make([]T, block+1)
			for i := range block {
				least := none
				for _, w := range ways {
					least = min(least, uint64(rows[w.Row+at+uint32(i)])+uint64(w.Cost))
				}
				want[i] = T(least)
			}
			if f(dst, rows, ways, at); !slices.Equal(dst, want) {
				t.Fatalf("%s: %v at %d of %v: %v, want %v", name, ways, at, rows, dst, want)
			}
		}
	}
}

func FuzzLower16(f *testing.F) {
	needAssembly(f)
	seedAsks(f)
	f.Fuzz(func(t *testing.T, data, asks []byte) {
		rows := decode[uint16](data, 2, Block16, None16)
		at := uint32(len(asks) % (len(rows) / Block16) * Block16)
		var ways []Way
		for ask := range slices.Chunk(asks, 4) {
			if len(ask) == 4 {
				row := int(binary.LittleEndian.Uint16(ask)) % ((len(rows) - int(at)) / Block16)
				ways = append(ways, Way{uint32(row * Block16), uint32(binary.LittleEndian.Uint16(ask[2:]))})
			}
		}
		want, got := make([]uint16, Block16), make([]uint16, Block16)
		generic.lower16(want, rows, ways, at)
		if assembly.lower16(got, rows, ways, at); !slices.Equal(got, want) {
			t.Errorf("%v at %d of %v: %v, want %v", ways, at, rows, got, want)
		}
	})
}
