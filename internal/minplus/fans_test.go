package minplus

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomFans draws fans whose rows lie in the first half of so many costs, and those above in
// the second.
func randomFans(r *rand.Rand, count, costs int) []Fan {
	fans := make([]Fan, count)
	for i := range fans {
		side := r.IntN(costs/2 - FanSize + 1)
		fans[i] = Fan{Side: uint32(side), Above: uint32(costs/2 + r.IntN(costs/2-FanSize+1)), Back: uint16(r.IntN(side + 1)), N: uint16(1 + r.IntN(FanSize))}
	}
	return fans
}

// TestFans compares with the definition, in wider numbers.
func TestFans(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 2000 {
		costs := make([]uint32, 4*FanSize+2*r.IntN(40))
		fill(r, costs, None32)
		fans := randomFans(r, r.IntN(30), len(costs))
		want := slices.Clone(costs)
		for _, f := range fans {
			for i := range uint32(f.N) {
				sum := uint64(want[f.Side]) + uint64(want[f.Side-uint32(f.Back)+i])
				want[f.Above+i] = uint32(min(sum, uint64(want[f.Above+i])))
			}
		}
		for _, k := range implementations() {
			got := slices.Clone(costs)
			if k.fans32(got, fans); !slices.Equal(got, want) {
				t.Fatalf("%s: %v of %v: %v, want %v", k.name, fans, costs, got, want)
			}
		}
	}
}

// TestFansEach is TestFans for costs that differ by direction.
func TestFansEach(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for range 2000 {
		up := make([]uint32, 4*FanSize+2*r.IntN(40))
		down := make([]uint32, len(up))
		fill(r, up, None32)
		fill(r, down, None32)
		fans := randomFans(r, r.IntN(30), len(up))
		wantUp, wantDown := slices.Clone(up), slices.Clone(down)
		for _, f := range fans {
			for i := range uint32(f.N) {
				at := f.Side - uint32(f.Back) + i
				wantUp[f.Above+i] = uint32(min(uint64(wantDown[f.Side])+uint64(wantUp[at]), uint64(wantUp[f.Above+i])))
				wantDown[f.Above+i] = uint32(min(uint64(wantUp[f.Side])+uint64(wantDown[at]), uint64(wantDown[f.Above+i])))
			}
		}
		for _, k := range implementations() {
			gotUp, gotDown := slices.Clone(up), slices.Clone(down)
			if k.fansEach32(gotUp, gotDown, fans); !slices.Equal(gotUp, wantUp) || !slices.Equal(gotDown, wantDown) {
				t.Fatalf("%s: %v of %v and %v: %v and %v, want %v and %v", k.name, fans, up, down, gotUp, gotDown, wantUp, wantDown)
			}
		}
	}
}

func FuzzFans32(f *testing.F) {
	needAssembly(f)
	seedAsks(f)
	f.Fuzz(func(t *testing.T, data, asks []byte) {
		want := append(decode[uint32](data, 4, Block32, None32), make([]uint32, 4*FanSize)...)
		var fans []Fan
		for ask := range slices.Chunk(asks, 5) {
			if len(ask) == 5 {
				side := int(binary.LittleEndian.Uint16(ask)) % (len(want)/2 - FanSize)
				above := len(want)/2 + int(ask[2])%(len(want)/2-FanSize+1)
				fans = append(fans, Fan{uint32(side), uint32(above), uint16(int(ask[3]) % (side + 1)), uint16(1 + ask[4]%FanSize)})
			}
		}
		got := slices.Clone(want)
		generic.fans32(want, fans)
		if assembly.fans32(got, fans); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", fans, got, want)
		}
		up, down := slices.Clone(got), slices.Clone(got)
		slices.Reverse(down)
		otherUp, otherDown := slices.Clone(up), slices.Clone(down)
		generic.fansEach32(up, down, fans)
		if assembly.fansEach32(otherUp, otherDown, fans); !slices.Equal(otherUp, up) || !slices.Equal(otherDown, down) {
			t.Errorf("%v: %v and %v, want %v and %v", fans, otherUp, otherDown, up, down)
		}
	})
}
