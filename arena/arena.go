package arena

// Arena is a handle to one region of memory that a Shard gave out: two words, to
// be copied, compared and stored at will. Copies are the same arena. Make and the methods
// of a Type take slices from it; Reset takes them all back at once, and Release
// gives the region itself back, after which every copy of the handle is stale,
// and says so. The zero Arena is stale too.
//
// An Arena is not safe for concurrent use, but may go from one goroutine to
// another, and be given back by any; if two give it back at once, one gets the
// error.
type Arena struct{ block }

// Reset makes the whole region free again; the slices made of it are no longer
// to be used. It keeps what the arena grew by. The error wraps ErrStale if the
// arena was given back. It costs O(1), some 3 ns.
func (a Arena) Reset() error {
	if a.slot() == nil {
		return ErrStale
	}
	a.rewind()
	if g := a.growth(); g != nil {
		g.rewind()
	}
	a.run.class.stock.resets.Add(1)
	return nil
}

// Release gives the region back to the Shard it came from, for its next Take,
// whichever goroutine calls it. Neither the handle nor the slices made of the
// arena are to be used again. The error wraps ErrDoubleRelease if the arena was
// given back before, and ErrStale if the handle is of none. It costs some 10 ns,
// whatever was made, and as much again for each time that the arena grew.
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
	a.putBack()
	a.run.class.stock.pool.active.Add(-1)
	return nil
}

// Size returns the bytes that the arena has room for, what it grew by included,
// or 0 if it was given back.
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

// Used returns the bytes taken since the last Reset, with what alignment left
// unused among them, or 0 if the arena was given back.
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
