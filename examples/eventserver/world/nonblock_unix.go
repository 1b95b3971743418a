//go:build unix

package world

import "syscall"

// nonblock has open not wait for whoever may write into a pipe of the name.
const nonblock = syscall.O_NONBLOCK
