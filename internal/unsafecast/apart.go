package unsafecast

import "slices"

// Apart returns numbers that writing to other memory does not change: a copy of read if
// it shares memory with written, otherwise read itself. Without sharing it costs 1 ns.
func Apart[T Number](read, written []T) []T {
	if overlap(read, written) {
		return slices.Clone(read)
	}
	return read
}
