package network

// Marks is a set of numbers that is emptied in O(1).
type Marks struct {
	stamps []uint32
	now    uint32 // the stamp of those in the set
}

// Reset empties the set, and makes it one of numbers below n.
func (m *Marks) Reset(n int) {
	if m.now++; m.now == 0 || len(m.stamps) != n {
		m.now = 1
		if len(m.stamps) == n {
			clear(m.stamps)
		} else {
			m.stamps = make([]uint32, n)
		}
	}
}

// Add puts a number in.
func (m *Marks) Add(i uint32) { m.stamps[i] = m.now }

// Has tells whether a number is in the set.
func (m *Marks) Has(i uint32) bool { return m.stamps[i] == m.now }
