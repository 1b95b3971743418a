package layout

import (
	"math/rand/v2"
	"testing"
)

// naive is what Check promises, in the words of its comment.
func naive[O, T Width](c *CSR[O, T], n int) bool {
	prev := 0
	for i, o := range c.Offsets {
		if i == 0 && o != 0 || int(o) < prev || int(o) > len(c.Targets) {
			return false
		}
		prev = int(o)
	}
	if prev != len(c.Targets) {
		return false
	}
	for v := range len(c.Offsets) - 1 {
		for a := int(c.Offsets[v]); a < int(c.Offsets[v+1]); a++ {
			if int64(c.Targets[a]) >= int64(n) || int64(c.Targets[a]) == int64(v) || a > int(c.Offsets[v]) && c.Targets[a] <= c.Targets[a-1] {
				return false
			}
		}
	}
	return true
}

// TestCheckExhaustive tries every adjacency of up to three nodes and four arcs,
// sound or not: a fault must be found exactly where the naive check finds one, and its
// place named.
func TestCheckExhaustive(t *testing.T) {
	faults := 0
	for n := range 4 {
		for m := range 5 {
			offsets, targets := make([]uint16, n+1), make([]uint16, m)
			each(offsets, uint16(m+2), func() {
				each(targets, uint16(n+2), func() {
					if !agree(t, &CSR[uint16, uint16]{offsets, targets}, n) {
						faults++
					}
				})
			})
		}
	}
	if faults == 0 {
		t.Error("no faulty adjacency was among them")
	}
}

// each calls f with every array of numbers below limit.
func each(array []uint16, limit uint16, f func()) {
	if len(array) == 0 {
		f()
		return
	}
	for array[0] = 0; array[0] < limit; array[0]++ {
		each(array[1:], limit, f)
	}
}

// agree compares Check with the naive one and returns whether c is sound.
func agree[O, T Width](t *testing.T, c *CSR[O, T], n int) bool {
	t.Helper()
	sound := naive(c, n)
	switch f := c.Check(n); {
	case (f == nil) != sound:
		t.Fatalf("Check of %v, %v with %d nodes: %+v; sound: %v", c.Offsets, c.Targets, n, f, sound)
	case f != nil && (f.Reason == "" || f.InOffsets && f.Index >= len(c.Offsets) || !f.InOffsets && f.Index >= len(c.Targets)):
		t.Fatalf("Check of %v, %v with %d nodes: no place: %+v", c.Offsets, c.Targets, n, f)
	}
	return sound
}

// TestCheckExtremes puts values at the ends of both widths, where a difference
// would wrap if it were taken in too few bits.
func TestCheckExtremes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ends := []uint32{0, 1, 2, 1<<15 - 1, 1 << 15, 1<<16 - 2, 1<<16 - 1, 1 << 16, 1<<31 - 1, 1 << 31, 1<<32 - 2, 1<<32 - 1}
	for range 200000 {
		n, m := r.IntN(4), r.IntN(5)
		offsets, targets := make([]uint32, n+1), make([]uint32, m)
		short, narrow := make([]uint16, n+1), make([]uint16, m)
		for i := range offsets {
			offsets[i] = uint32(r.IntN(m + 1))
			if r.IntN(20) == 0 {
				offsets[i] = ends[r.IntN(len(ends))]
			}
		}
		if r.IntN(2) == 0 {
			offsets[0], offsets[n] = 0, uint32(m)
		}
		for i := range targets {
			targets[i] = ends[r.IntN(len(ends))]
		}
		for i := range offsets {
			short[i] = uint16(offsets[i])
		}
		for i := range targets {
			narrow[i] = uint16(targets[i])
		}
		limit := int(min(int64(ends[r.IntN(len(ends))]), 1<<31-1))
		agree(t, &CSR[uint32, uint32]{offsets, targets}, limit)
		agree(t, &CSR[uint16, uint32]{short, targets}, limit)
		agree(t, &CSR[uint32, uint16]{offsets, narrow}, limit)
	}
}
