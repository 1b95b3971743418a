//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package atomicfile

import (
	"io/fs"
	"os"
	"syscall"
)

// lockFolder waits until no other Write runs in a folder, and keeps others out until
// unlock. If the folder cannot be opened, or the file system has no locks, nothing is
// locked.
func lockFolder(dir string) (unlock func()) {
	d, err := os.Open(dir)
	if err != nil {
		return func() {}
	}
	for syscall.Flock(int(d.Fd()), syscall.LOCK_EX) == syscall.EINTR {
	}
	return func() { _ = d.Close() } // which unlocks
}

// keepOwner gives f to the owner of another file, if the process may do that.
func keepOwner(f *os.File, other fs.FileInfo) {
	if s, ok := other.Sys().(*syscall.Stat_t); ok {
		_ = f.Chown(int(s.Uid), int(s.Gid))
	}
}
