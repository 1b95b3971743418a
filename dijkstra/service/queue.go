package service

import "math/bits"

// links are the fields of a Call that a waitlist uses.
type links struct {
	next       *Call           // the Call behind
	duplicate  *Call           // a Call that asked the same later, and waits for the same answer
	hashNext   *Call           // the next Call in the same slot of the table
	generation uint64          // of the overlay
	done       <-chan struct{} // of the context
}

// waitlist holds the waiting Calls, first come, first served. It is linked through the
// Calls themselves, so that it never allocates. Calls that ask the same share one place:
// a hash table of all that can have duplicates finds it.
type waitlist struct {
	head, last *Call
	slots      []*Call // a power of two of them
	size       int     // questions that wait
	ahead      int     // of these, those to be solved: the others are duplicates
}

// newWaitlist returns a list whose table suits so many Calls.
func newWaitlist(capacity int) waitlist {
	return waitlist{slots: make([]*Call, 1<<bits.Len(uint(capacity)))}
}

// push adds a Call at the end, or as a duplicate of one that asks the same.
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

// pop removes the first Call and returns it with its duplicates, or nil if there is none.
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
	q.replaceInTable(c, c.hashNext)
	c.next, c.hashNext = nil, nil
	return c
}

// replaceInTable puts other in the place of c in the table, if c is there.
func (q *waitlist) replaceInTable(c, other *Call) {
	for slot := q.slot(c); *slot != nil; slot = &(*slot).hashNext {
		if *slot == c {
			*slot = other
			return
		}
	}
}

// removeExpired moves the expired Calls to f.
func (q *waitlist) removeExpired(f *expiredCalls) {
	q.last, q.size = nil, q.size+f.questions
	for p := &q.head; *p != nil; {
		c := *p
		c.duplicate = f.filterDuplicates(c.duplicate)
		if f.keeps(c) {
			q.last, p = c, &c.next
			continue
		}
		*p = q.successor(c)
		f.add(c)
	}
	q.size -= f.questions
}

// successor returns the Call that takes the place of a removed one in the list: its first
// duplicate, or the one behind it if there is none.
func (q *waitlist) successor(c *Call) *Call {
	t := c.duplicate
	if t == nil {
		q.ahead -= c.questions()
		q.replaceInTable(c, c.hashNext)
		return c.next
	}
	t.next, t.hashNext = c.next, c.hashNext
	q.replaceInTable(c, t)
	return t
}

// slot returns the slot of the table for a Call. Calls for one pair share a slot,
// whatever their overlays.
func (q *waitlist) slot(c *Call) **Call {
	const golden = 0x9e3779b97f4a7c15
	hash := (uint64(c.From)<<32 | uint64(c.To)) * golden
	return &q.slots[hash>>32&uint64(len(q.slots)-1)]
}

// same tells whether two Calls have the same answer.
func (c *Call) same(d *Call) bool {
	return c.From == d.From && c.To == d.To && c.WantPath == d.WantPath && c.MaxSettled == d.MaxSettled &&
		c.Overlay == d.Overlay && c.generation == d.generation && c.version == d.version &&
		c.rest == nil && d.rest == nil
}

// questions returns the number of questions of a Call.
func (c *Call) questions() int { return 1 + len(c.rest) }
