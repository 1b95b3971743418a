// Package bitset has sets of small numbers, such as nodes and arcs, of a bit each.
package bitset

import "math/bits"

// Set is a set of numbers below the one that New was given. clear empties it, in O(that / 64).
type Set []uint64

// New returns a set of numbers below n, with none in it.
func New(n int) Set { return make(Set, n/64+1) }

// Add puts a number into the set.
func (s Set) Add(i uint32) { s[i/64] |= 1 << (i % 64) }

// Has tells whether a number is in the set.
func (s Set) Has(i uint32) bool { return s[i/64]>>(i%64)&1 != 0 }

// Next returns the least number in the set from i up to end. ok is false if there is none.
func (s Set) Next(i, end uint32) (least uint32, ok bool) {
	for i < end {
		if rest := s[i/64] >> (i % 64); rest != 0 {
			i += uint32(bits.TrailingZeros64(rest))
			return i, i < end
		}
		i = i&^63 + 64
	}
	return 0, false
}
