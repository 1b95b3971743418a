package service

import "math/bits"

// links are a Call's places in a waitlist.
type links struct {
	next       *Call           // behind it
	duplicate  *Call           // asked the same later, and waits for the same answer
	hashNext   *Call           // in the same slot of the table
	generation uint64          // of the overlay
	done       <-chan struct{} // of the context
}

// waitlist holds the Calls that wait, first come, first served. It is linked through
// the Calls themselves, so that it never allocates. Calls that ask the same wait at
// one place: they are found by a hash table of all that can have a duplicate.
type waitlist struct {
	head, last *Call
	slots      []*Call // a power of two of them
	size       int     // questions waiting
	ahead      int     // of these, so many are to be solved: the others are duplicates
}

// newWaitlist returns a list that finds duplicates fast among so many Calls.
func newWaitlist(capacity int) waitlist {
	return waitlist{slots: make([]*Call, 1<<bits.Len(uint(capacity)))}
}

// push puts a Call at the end, or with the one that asked the same.
func (q *waitlist) push(c *Call) {
	q.size += c.questions()
	if c.Overlay != nil {
		c.generation = c.Overlay.Generation()
	}
	slot := q.slot(c)
	for d := *slot; d != nil; d = d.hashNext {
		if d.same(c) {
			c.duplicate, d.duplicate = d.duplicate, c
			return
		}
	}
	q.ahead += c.questions()
	if c.rest == nil {
		c.hashNext, *slot = *slot, c
	}
	if q.head == nil {
		q.head = c
	} else {
		q.last.next = c
	}
	q.last = c
}

// pop takes out the first Call and those with it, linked as duplicates, or returns nil.
func (q *waitlist) pop() *Call {
	c := q.head
	if c == nil {
		return nil
	}
	q.head = c.next
	q.ahead -= c.questions()
	for t := c; t != nil; t = t.duplicate {
		q.size -= t.questions()
	}
	q.exchange(c, c.hashNext)
	c.next, c.hashNext = nil, nil
	return c
}

// exchange puts another in the place of a Call in the table, if that is there.
func (q *waitlist) exchange(c, other *Call) {
	for slot := q.slot(c); *slot != nil; slot = &(*slot).hashNext {
		if *slot == c {
			*slot = other
			return
		}
	}
}

// sift takes out the Calls that are over.
func (q *waitlist) sift(f *sieve) {
	q.last, q.size = nil, q.size+f.held
	for p := &q.head; *p != nil; {
		c := *p
		c.duplicate = f.duplicates(c.duplicate)
		if f.passes(c) {
			q.last, p = c, &c.next
			continue
		}
		*p = q.heir(c)
		f.hold(c)
	}
	q.size -= f.held
}

// heir returns what comes in the place of a Call that is taken out: its first duplicate,
// or, if there is none, what is behind it.
func (q *waitlist) heir(c *Call) *Call {
	t := c.duplicate
	if t == nil {
		q.ahead -= c.questions()
		q.exchange(c, c.hashNext)
		return c.next
	}
	t.next, t.hashNext = c.next, c.hashNext
	q.exchange(c, t)
	return t
}

// slot returns where in the table a Call is. Hunts that ask for one pair at one time
// share a slot.
func (q *waitlist) slot(c *Call) **Call {
	const golden = 0x9e3779b97f4a7c15
	hash := (uint64(c.From)<<32 | uint64(c.To)) * golden
	return &q.slots[hash>>32&uint64(len(q.slots)-1)]
}

// same tells whether two Calls have one answer.
func (c *Call) same(d *Call) bool {
	return c.From == d.From && c.To == d.To && c.WantPath == d.WantPath && c.MaxSettled == d.MaxSettled &&
		c.Overlay == d.Overlay && c.generation == d.generation && c.version == d.version &&
		c.rest == nil && d.rest == nil
}

// questions returns how many a Call asks.
func (c *Call) questions() int { return 1 + len(c.rest) }
