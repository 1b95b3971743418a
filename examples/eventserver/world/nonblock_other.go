//go:build !unix

package world

// nonblock is nothing here: no file of a name makes open wait.
const nonblock = 0
