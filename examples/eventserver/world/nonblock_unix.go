//go:build unix

package world

import "syscall"

// nonblock keeps open from waiting for a writer where the name is a pipe's.
const nonblock = syscall.O_NONBLOCK
