//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package flatfile

import (
	"fmt"
	"syscall"
)

// nonBlock has a pipe opened without waiting for who writes to it.
const nonBlock = syscall.O_NONBLOCK

// MapFile maps the named file read-only, where the operating system can do that,
// and returns what undoes it; elsewhere it is ReadFile. The bytes must not be
// used once unmap was called on them. If the file is cut short before, reading what is
// gone ends the process with SIGBUS.
func (f *Format) MapFile(name string) (b []byte, unmap func([]byte), err error) {
	file, size, err := openRegular(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	if err := f.checkSize(file, size); err != nil {
		return nil, nil, err
	}
	b, err = syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, fmt.Errorf("map %s: %w", name, err)
	}
	return b, unmapFile, nil
}

// unmapFile cannot fail on what Mmap returned, and nobody is left to tell.
func unmapFile(b []byte) { _ = syscall.Munmap(b) }
