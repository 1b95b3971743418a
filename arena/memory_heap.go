//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly) || purego || race

package arena

import "github.com/veltrix/cairn/internal/unsafecast"

// offHeap tells whether regions lie outside the Go heap.
const offHeap = false

// obtain gets n zero bytes from the Go heap: where there is no mapping, and under
// the race detector, which sees no other memory. They hold no pointers, so the
// collector does not look into them, but it counts them.
func obtain(n int) ([]byte, error) {
	if !unsafecast.InPlace {
		return nil, nil // nothing could lie there
	}
	return unsafecast.Aligned(n), nil
}

// discard leaves the bytes to the collector.
func discard([]byte) error { return nil }
