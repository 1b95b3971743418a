package hublabel

import (
	"slices"

	"github.com/veltrix/cairn/internal/minplus"
	"github.com/veltrix/cairn/internal/unsafecast"
)

// doubled returns entries twice as large, and none as it is; nil if one does not fit.
func (w width[E]) doubled(entries []E) []E {
	out, ok := slices.Clone(entries), false
	if words, in := words(out); in && w.block == minplus.Block16 {
		ok = doubleWords(words)
	} else {
		ok = w.doubleEach(out)
	}
	if !ok {
		return nil
	}
	return out
}

// doubleEach doubles entries but none. ok is false if one does not fit.
func (w width[E]) doubleEach(entries []E) (ok bool) {
	for i, e := range entries {
		switch {
		case e == w.none:
		case e > w.none>>1:
			return false
		default:
			entries[i] = e << 1
		}
	}
	return true
}

// words returns entries as words of the memory that they lie in, if that can be done.
func words[E entry](entries []E) (words []uint64, ok bool) {
	b, in := unsafecast.Bytes(entries)
	words, in64, err := unsafecast.View[uint64](b)
	return words, in && in64 && err == nil
}

// doubleWords is doubleEach for entries of 16 bits, four a word. One whose highest bit is
// set must be none.
func doubleWords(words []uint64) (ok bool) {
	const ones = 0x0001_0001_0001_0001
	lost := uint64(0)
	for i, w := range words {
		none := (w >> 15 & ones) * 0xffff
		lost |= none &^ w
		words[i] = w<<1&^ones | none
	}
	return lost == 0
}
