// Package unsafecast turns bytes into typed arrays, and back, without copying
// them.
//
// A graph file is little-endian and its arrays are aligned, so on most hosts
// the bytes of the file already are the arrays in memory. [View] looks at them
// that way, and [Bytes] at arrays as what a file holds: this is the only place
// of the module where that happens, and it checks what makes it sound (length,
// alignment, byte order) before it does. Where a view would be wrong it converts
// a copy instead and says so; the caller gets the same numbers either way.
// [Carve] does the same in memory that holds no file: an arena's.
//
// The build tag purego leaves the unsafe file out. Every view is then a copy,
// which is also how the copying path is tested on a little-endian machine.
package unsafecast
