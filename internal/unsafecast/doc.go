// Package unsafecast turns bytes into typed arrays, and back, without copying them.
//
//	weights, inPlace, err := unsafecast.View[uint32](b)     // the memory of b, if it can be
//
// A graph file is little-endian and its arrays are aligned, so on most hosts the bytes
// of the file already are the arrays in memory. [View] returns them as arrays, and
// [Bytes] returns arrays as the bytes of a file. No other package of the module does
// that. Both check length, alignment and byte order first. If a view would be wrong,
// they convert a copy instead and say so; the numbers are the same. [Carve] does the
// same in an arena's memory.
//
// The build tag purego leaves the unsafe file out. Every view is then a copy; tests on
// a little-endian machine reach the copying path that way.
package unsafecast
