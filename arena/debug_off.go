//go:build !arenadebug

package arena

// debug tells that memory which is free is left as it is.
const debug = false
