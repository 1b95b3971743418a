//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package atomicfile

import "os"

const hasLocks = false

// lock locks nothing here, so that no temporary file is taken for a stale one.
func lock(*os.File) bool { return false }
