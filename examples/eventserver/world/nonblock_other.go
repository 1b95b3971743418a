//go:build !unix

package world

// nonblock is nothing here: opening a file never waits.
const nonblock = 0
