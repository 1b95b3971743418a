package hierarchy

import "math/bits"

// set is a set of numbers, a bit each.
type set []uint64

// newSet returns a set of numbers below n, with none in it.
func newSet(n int) set { return make(set, n/64+1) }

func (s set) add(i uint32) { s[i/64] |= 1 << (i % 64) }

func (s set) has(i uint32) bool { return s[i/64]>>(i%64)&1 != 0 }

// next returns the least number in the set from i up to end. ok is false if there is none.
func (s set) next(i, end uint32) (least uint32, ok bool) {
	for i < end {
		if rest := s[i/64] >> (i % 64); rest != 0 {
			i += uint32(bits.TrailingZeros64(rest))
			return i, i < end
		}
		i = i&^63 + 64
	}
	return 0, false
}
