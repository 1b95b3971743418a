//go:build (linux || darwin || freebsd || netbsd || openbsd || dragonfly) && !purego && !race

package arena

import "syscall"

// offHeap tells whether regions lie outside the Go heap.
const offHeap = true

// obtain gets n zero bytes, whole pages, from the operating system: the collector
// neither looks at them nor counts them.
func obtain(n int) ([]byte, error) {
	return syscall.Mmap(-1, 0, n, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
}

// discard gives back what obtain got.
func discard(b []byte) error { return syscall.Munmap(b) }
