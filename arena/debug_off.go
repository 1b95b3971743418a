//go:build !arenadebug

package arena

// debug is false: free memory keeps its contents.
const debug = false
