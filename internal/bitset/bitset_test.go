package bitset

import (
	"math/rand/v2"
	"testing"
)

// TestNext compares with a map.
func TestNext(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		n := uint32(1 + r.IntN(300))
		s, want := New(int(n)), map[uint32]bool{}
		for range r.IntN(8) {
			i := r.Uint32N(n)
			s.Add(i)
			want[i] = true
		}
		for from := range n {
			to := from + r.Uint32N(n-from+1)
			least, found := from, false
			for ; least < to && !found; least++ {
				found = want[least]
			}
			if got, ok := s.Next(from, to); ok != found || ok && got != least-1 || s.Has(from) != want[from] {
				t.Fatalf("next of %v from %d to %d is %d, %v", want, from, to, got, ok)
			}
		}
	}
}
