//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package flatfile

import (
	"fmt"
	"syscall"
)

// nonBlocking makes opening a pipe return at once, even if nobody writes to it.
const nonBlocking = syscall.O_NONBLOCK

// MapFile maps the named file read-only, where the operating system can do that,
// and returns a function that unmaps it; elsewhere it is ReadFile. The bytes must not
// be used after unmap, and the file must not be cut short before: access to a page that
// it no longer has is a fault.
func (f *Format) MapFile(name string) (b []byte, unmap func([]byte), err error) {
	file, size, err := openFile(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	if size == 0 { // which no system maps, and FromBytes refuses
		return nil, func([]byte) {}, nil
	}
	b, err = syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, fmt.Errorf("map %s: %w", name, err)
	}
	return b, unmapFile, nil
}

// unmapFile drops the error: Munmap cannot fail on bytes that Mmap returned.
func unmapFile(b []byte) { _ = syscall.Munmap(b) }
