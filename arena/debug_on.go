//go:build arenadebug

package arena

// debug tells that memory which is free is poisoned, and looked at when it is
// taken: see poison.go. It costs time in proportion to the size of arenas.
const debug = true
