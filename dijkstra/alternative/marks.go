package alternative

// marks is a set of numbers that is emptied in O(1).
type marks struct {
	stamps []uint32
	now    uint32 // the stamp of those in the set
}

// reset empties the set, and makes it one of numbers below n.
func (m *marks) reset(n int) {
	if m.now++; m.now == 0 || len(m.stamps) != n {
		m.now = 1
		if len(m.stamps) == n {
			clear(m.stamps)
		} else {
			m.stamps = make([]uint32, n)
		}
	}
}

func (m *marks) add(i uint32)      { m.stamps[i] = m.now }
func (m *marks) has(i uint32) bool { return m.stamps[i] == m.now }
