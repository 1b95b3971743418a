// Package arena is memory for what a hunt needs while it lives, and that comes
// and goes with tens of thousands of hunts for days without the process growing:
// its own weights, its path, its state.
//
// A [Pool] gets memory from the operating system in large regions. A [Shard] of
// it, one for each worker, cuts them into blocks and gives them out as arenas. A
// hunt takes an [Arena] of a size, makes slices in it by [Make], frees them all at
// once by Reset, and gives the arena back by Release, on any goroutine; the next
// hunt of that size gets the same memory.
//
//	pool := arena.NewPool(nil)
//	shard := pool.NewShard()               // this worker's
//	a, err := shard.Take(2048)             // this hunt's
//	path, err := arena.Make[uint32](a, 300)
//	...
//	err = a.Release()
//
// # Cost
//
// A slice costs some 5 ns: a look whether the handle is still good, an addition,
// a comparison. Zeroes cost 2 ns more, and 1 for each 100 bytes or so, unless it
// is made by [MakeDirty]. Reset costs 3 ns, whatever was made. To take an arena and
// give it back costs some 20 ns as long as one is free, without a lock, and several
// times that while another goroutine gives arenas back to the same shard.
//
// Blocks come in classes of sizes, 64 for each doubling, so a block is larger than
// what was asked for by 1/64 at most, or by less than 16 bytes. Shards cut 1/64 more
// blocks than they have, but at least 16 kB at a time, and the pool gets 1/64 more
// memory than it has, but at least 1 MB. So as soon as there is enough for that not
// to matter, hunts of one size take less than 1.05 times what they use, and some
// 20 bytes each on the Go heap.
//
// A block keeps its size: nothing is merged or split as hunts come and go, so that
// nothing fragments with time, however long hunts of the same sizes do. Where
// sizes are mixed, each class keeps what it needed at its own peak; blocks up to a
// quarter larger serve before new ones are cut, which keeps 95,000 hunts of all
// sizes from 1 to 3 kB on 8 workers below 1.2. Who rounds sizes to a few, does
// better.
//
// What was got is kept until the pool is closed or trimmed. Once there was a time with as
// many hunts as there ever are, no call reaches the operating system, and nothing
// here allocates on the Go heap.
//
// When sizes change for good, blocks that are free can be cut anew. A Shard does so with
// its own before it reports that the pool's limit is reached, and whenever it is told to
// by its Trim; [Pool.Trim] has all of them do so, and gives what nobody needs back to the
// operating system. Blocks are cut anew a run at a time, 16 kB or more, if no arena that
// is taken has one of them. When a worker ends, [Shard.Close] keeps what its shard has for
// the next that begins.
//
// # What must not be stored
//
// Anything that holds a pointer: strings, slices, maps, channels, functions,
// interfaces, pointers, and structs and arrays with one of these inside. What they
// point to would be freed, since the garbage collector does not look for pointers
// here. Make takes types of numbers, and the compiler refuses all others; [TypeOf]
// checks structs and arrays of them by reflection, once. A uintptr is a number:
// who hides a pointer in one is not found out.
//
// # What the garbage collector sees
//
// Where the operating system has mappings (Linux, macOS, the BSDs), regions lie
// outside the Go heap: the collector neither looks at them nor counts them for
// GOGC or GOMEMLIMIT, and runtime.MemStats does not show them, but [Pool.Stats]
// does. Elsewhere, and under the race detector, which sees no other memory, they
// are large objects without pointers on the Go heap: counted, but not looked
// into. In a purego build each slice is an ordinary one, which Go allocates, and
// arenas only keep count: sizes, errors and numbers are the same.
//
// # Lifetime
//
// A slice is good until the next Reset or Release of its arena, and nothing checks
// each access to it, which after Trim may be a fault. The handle is checked at each
// Make, Reset and Release: after Release all copies of it are stale, for ever, even
// when the memory serves another hunt. With the build tag arenadebug, memory is filled
// with 0xDB bytes when it becomes free, so that who still reads it reads nonsense, and
// looked at when it is taken again, so that who wrote to it is noticed
// ([ErrOverwritten]). Tests of programs that use arenas should be run that way, too.
//
// # Concurrency
//
// A Pool is safe for concurrent use. A Shard and an Arena are not: a Shard is one
// goroutine's, an Arena one goroutine's at a time. An arena may be used and given
// back by another goroutine than took it, and goes home to the shard that it came
// from. [Pool.Stats] may be called at any time and holds nobody up.
package arena
