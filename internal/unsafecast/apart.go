package unsafecast

import "slices"

// Apart returns what is read such that writing to other memory does not change it: a
// copy if the two share any, otherwise what was given. It costs 1 ns where they do not.
func Apart[T Number](read, written []T) []T {
	if overlap(read, written) {
		return slices.Clone(read)
	}
	return read
}
