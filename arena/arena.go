package arena

// Arena is a handle to a region of memory that a Shard gave out: two words, which may be
// copied, compared and stored. Copies are the same arena. Make and the methods of a Type
// take slices from it. Reset takes them all back at once. Release gives the region itself
// back; after that every copy of the handle is stale, and its methods say so. The zero
// Arena is stale too.
//
// An Arena is not safe for concurrent use, but may pass from one goroutine to another,
// and any may give it back. If two give it back at once, one of them gets the error.
type Arena struct{ block }

// Reset makes the whole region free again; the slices made in it must not be used any
// more. The arena keeps the memory that it grew by. The error wraps ErrStale if the arena
// was given back. It costs O(1), some 3 ns.
func (a Arena) Reset() error {
	if a.slot() == nil {
		return ErrStale
	}
	a.rewind()
	if g := a.growth(); g != nil {
		g.rewind()
	}
	a.run.class.store.resets.Add(1)
	return nil
}

// Release gives the region back to the Shard it came from, for its next Take; any
// goroutine may call it. Neither the handle nor the slices made in the arena may be used
// any more. The error wraps ErrDoubleRelease if the arena was given back before, and
// ErrStale for the zero Arena. It costs some 10 ns, whatever was made, and as much again
// for each time that the arena grew.
func (a Arena) Release() error {
	if a.run == nil {
		return ErrStale
	}
	if !a.retire() {
		return ErrDoubleRelease
	}
	if g := a.growth(); g != nil {
		g.release()
	}
	a.free()
	a.run.class.store.pool.active.Add(-1)
	return nil
}

// Size returns the bytes that the arena has room for, growth included, or 0 if it was
// given back.
func (a Arena) Size() int {
	if a.slot() == nil {
		return 0
	}
	size := a.size()
	if g := a.growth(); g != nil {
		size += g.size()
	}
	return size
}

// Used returns the bytes taken since the last Reset, padding for alignment included, or 0
// if the arena was given back.
func (a Arena) Used() int {
	if a.slot() == nil {
		return 0
	}
	used := a.used()
	if g := a.growth(); g != nil {
		used += g.used()
	}
	return used
}
