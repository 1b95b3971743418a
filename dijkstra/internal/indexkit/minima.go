package indexkit

import "github.com/veltrix/cairn/internal/minplus"

// Minima takes the minimum of each pair of rows, in the kernel for their width: entries of
// 16 and 32 bits have minima of 32, those of 64 bits of 64.
func Minima[E uint16 | uint32 | uint64, S uint32 | uint64](dst []S, entries []E, pairs []minplus.Pair) {
	switch entries := any(&entries).(type) { // a pointer is not copied to the heap
	case *[]uint16:
		minplus.Pairs16(*any(&dst).(*[]uint32), *entries, pairs)
	case *[]uint32:
		minplus.Pairs32(*any(&dst).(*[]uint32), *entries, pairs)
	case *[]uint64:
		minplus.Pairs64(*any(&dst).(*[]uint64), *entries, pairs)
	}
}
