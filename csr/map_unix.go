//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package csr

import (
	"fmt"
	"os"
	"syscall"
)

// mapFile maps the named file read-only and returns what undoes it.
func mapFile(name string) (b []byte, unmap func([]byte), err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	size, err := fileSize(f)
	if err != nil {
		return nil, nil, err
	}
	if size == 0 { // which no system maps, and FromBytes refuses
		return nil, func([]byte) {}, nil
	}
	b, err = syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, fmt.Errorf("map %s: %w", name, err)
	}
	return b, unmapFile, nil
}

// unmapFile cannot fail on what Mmap returned, and nobody is left to tell.
func unmapFile(b []byte) { _ = syscall.Munmap(b) }
