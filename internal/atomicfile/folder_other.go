//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package atomicfile

import (
	"io/fs"
	"os"
	"sync"
)

// writing is held by the running Write. Windows keeps other processes from removing a
// temporary file that is open.
var writing sync.Mutex

// lockFolder waits until no other Write of this process runs.
func lockFolder(string) (unlock func()) {
	writing.Lock()
	return writing.Unlock
}

// keepOwner does nothing: a new file has the owner its folder gives it.
func keepOwner(*os.File, fs.FileInfo) {}
