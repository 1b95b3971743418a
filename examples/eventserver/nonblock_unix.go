//go:build unix

package main

import "syscall"

// nonblock has open not wait for whoever may write into a pipe of the name.
const nonblock = syscall.O_NONBLOCK
