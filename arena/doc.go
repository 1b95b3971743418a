// Package arena allocates memory for many short-lived things, say the weights, the path
// and the state of one user, without the garbage collector and without fragmentation.
// Tens of thousands of them can come and go for days, and the process does not grow.
//
// A [Pool] gets memory from the operating system in large regions. A [Shard] of the pool,
// one for each worker, cuts it into blocks and hands these out as arenas. Take an [Arena]
// of some size, make slices in it with [Make], free them all at once with Reset, and give
// the arena back with Release, on any goroutine. The next arena of that size gets the same
// memory.
//
//	pool := arena.NewPool(nil)
//	shard := pool.NewShard()               // one for each worker
//	a, err := shard.Take(2048)             // one for each user
//	path, err := arena.Make[uint32](a, 300)
//	...
//	err = a.Release()
//
// # Cost
//
// A slice costs some 5 ns: a check of the handle, an addition and a comparison. Zeroes
// cost 2 ns more, and 1 ns for each 100 bytes or so; [MakeDirty] writes none. Reset costs
// 3 ns, whatever was made. Taking an arena and giving it back costs some 20 ns, without a
// lock, as long as one is free; it costs several times that while another goroutine gives
// arenas back to the same shard.
//
// Blocks come in size classes, 64 for each doubling. So a block is larger than the size
// asked for by at most 1/64, or by less than 16 bytes. Shards cut 1/64 more blocks than
// they have, but at least 16 kB at a time. The pool gets 1/64 more memory than it has, but
// at least 1 MB. So once these minimums do not matter, arenas of one size take less than
// 1.05 times their sizes, and some 20 bytes each on the Go heap.
//
// A block keeps its size: nothing is merged or split as arenas come and go. So memory does
// not fragment with time, as long as the sizes stay the same. With mixed sizes, each class
// keeps what it needed at its own peak, but free blocks up to a quarter larger are used
// before new ones are cut. This keeps 95,000 arenas of all sizes from 1 to 3 kB on 8
// workers below 1.2 times their sizes. Rounding sizes to a few values does better.
//
// The pool keeps its memory until it is closed or trimmed. After the peak number of
// arenas was reached once, no call reaches the operating system, and nothing here
// allocates on the Go heap.
//
// If sizes change for good, free blocks can be cut anew: in runs of 16 kB or more, none of
// whose blocks is taken. A Shard does this with its own blocks when its Trim is called, and
// before it reports that the limit of the pool is reached. [Pool.Trim] makes all shards do
// it, and returns unneeded memory to the operating system. When a worker ends,
// [Shard.Close] keeps the memory of its shard for the next NewShard.
//
// # Forbidden types
//
// Nothing in an arena may hold a pointer: no strings, slices, maps, channels, functions,
// interfaces or pointers, nor structs and arrays that contain one. The garbage collector
// does not look for pointers here, so it would free what they point to. Make takes numeric
// types, and the compiler refuses all others. [TypeOf] checks structs and arrays of numbers
// by reflection, once. A uintptr is a number: a pointer hidden in one is not detected.
//
// # Garbage collection
//
// Where the operating system has mappings (Linux, macOS, the BSDs), regions lie outside
// the Go heap. The collector neither scans them nor counts them for GOGC or GOMEMLIMIT.
// runtime.MemStats does not show them, but [Pool.Stats] does. On other systems, and under
// the race detector, which sees no other memory, regions are large pointer-free objects on
// the Go heap: counted, but not scanned. In a purego build each slice is an ordinary one
// that Go allocates, and arenas only keep count: sizes, errors and numbers are the same.
//
// # Lifetime
//
// A slice is valid until the next Reset or Release of its arena. Nothing checks each
// access to it; after Trim such an access may be a fault. Make, Reset and Release check
// the handle: after Release all copies of it are stale for ever, even while the memory
// serves another arena. With the build tag arenadebug, memory is filled with 0xDB bytes
// when it becomes free, so that late readers read nonsense. It is checked when it is taken
// again, so that late writes are reported ([ErrOverwritten]). Run the tests of programs
// that use arenas with this tag, too.
//
// # Concurrency
//
// A Pool is safe for concurrent use. A Shard belongs to one goroutine, an Arena to one at
// a time. An arena may be used and given back by another goroutine than took it; its
// memory returns to the shard that it came from. [Pool.Stats] may be called at any time
// and delays nobody.
package arena
