package trip

import "slices"

// tour is an order of the nodes that moves change. Position 0 has the root, and so has
// position n, the end of the cycle. What a move costs is known in O(1) from sums along the
// order, in its direction and against it, also if it reverses a part.
type tour struct {
	m        *model
	at       []int32 // by position
	position []int32 // by node
	forward  []int64 // costs of the arcs from position 0 to a position
	backward []int64 // and of those in the opposite direction
	scratch  []int32
	schedule schedule
	now      value
}

// value is what an order is worth: smaller is better, the first part first.
type value struct {
	late int64 // by how much stops are served after they close, and the cost of forbidden arcs; 0: a trip
	end  int64 // when the trip ends; without windows, what it costs
	cost int64 // of its arcs
}

func (v value) less(w value) bool {
	switch {
	case v.late != w.late:
		return v.late < w.late
	case v.end != w.end:
		return v.end < w.end
	}
	return v.cost < w.cost
}

// move is a new order of the positions from lo up to hi: pieces one behind the other.
type move struct {
	lo, hi int
	count  int
	pieces [3]piece
}

// piece is the positions from one up to another, reversed or not.
type piece struct {
	from, to int
	reversed bool
}

// reverse returns the move that reverses some positions: a 2-opt move.
func reverse(lo, hi int) move {
	return move{lo, hi, 1, [3]piece{{lo, hi, true}}}
}

// exchange returns the move that exchanges two neighbouring pieces, of which one may be
// reversed: an Or-opt move if one is short (Or 1976), otherwise a 3-opt move.
func exchange(a, b piece) move {
	return move{a.from, b.to, 2, [3]piece{b, a}}
}

// doubleBridge returns the move that puts three pieces in the opposite order (Martin, Otto
// and Felten 1991). It takes several other moves to undo.
func doubleBridge(a, b, c, d int) move {
	return move{a, d, 3, [3]piece{{c, d, false}, {b, c, false}, {a, b, false}}}
}

// begin makes the tour of the nodes in m.n positions of at.
func (t *tour) begin(m *model) {
	t.m = m
	t.at = append(t.at[:m.n], 0)
	t.position, t.scratch = resized(t.position, m.n), resized(t.scratch, m.n)
	t.forward, t.backward = resized(t.forward, m.n+1), resized(t.backward, m.n+1)
	t.forward[0], t.backward[0], t.position[0] = 0, 0, 0
	t.refresh(1, m.n)
}

// refresh brings all up to date after a change of the positions from lo up to hi.
func (t *tour) refresh(lo, hi int) {
	n := t.m.n
	oldForward, oldBackward := t.forward[hi], t.backward[hi]
	for k := lo; k <= hi; k++ {
		u, v := t.at[k-1], t.at[k]
		t.forward[k] = t.forward[k-1] + t.m.cost[int(u)*n+int(v)]
		t.backward[k] = t.backward[k-1] + t.m.back[int(u)*n+int(v)]
		if k < hi {
			t.position[v] = int32(k)
		}
	}
	moreForward, moreBackward := t.forward[hi]-oldForward, t.backward[hi]-oldBackward
	for k := hi + 1; k <= n; k++ {
		t.forward[k] += moreForward
		t.backward[k] += moreBackward
	}
	t.now = value{0, t.m.start + t.forward[n], t.forward[n]}
	if t.m.windows {
		t.schedule.build(t)
		t.now.late, t.now.end = t.schedule.late[n], t.schedule.begin[n]
	}
}

// ends returns the first and last node of a piece, and what its arcs cost.
func (t *tour) ends(p piece) (first, last int32, cost int64) {
	first, last = t.at[p.from], t.at[p.to-1]
	if p.reversed {
		return last, first, t.backward[p.to-1] - t.backward[p.from]
	}
	return first, last, t.forward[p.to-1] - t.forward[p.from]
}

// change returns by how much a move changes the cost.
func (t *tour) change(v *move) int64 {
	n := t.m.n
	cost := t.forward[v.lo-1] - t.forward[v.hi]
	previous := t.at[v.lo-1]
	for i := range v.count {
		first, last, inside := t.ends(v.pieces[i])
		cost += t.m.cost[int(previous)*n+int(first)] + inside
		previous = last
	}
	return cost + t.m.cost[int(previous)*n+int(t.at[v.hi])]
}

// keepsPairs writes the new order of a move to scratch and tells whether it keeps the pairs.
// Those with a node outside the move are kept anyway.
func (t *tour) keepsPairs(v *move) bool {
	t.write(v)
	if len(t.m.pairs) == 0 {
		return true
	}
	for k := v.lo; k < v.hi; k++ {
		t.position[t.scratch[k]] = int32(k)
	}
	ok := true
	for k := v.lo; k < v.hi && ok; k++ {
		for _, u := range t.m.predecessors(t.scratch[k]) {
			ok = ok && int(t.position[u]) < k
		}
	}
	for k := v.lo; k < v.hi; k++ {
		t.position[t.at[k]] = int32(k)
	}
	return ok
}

// write writes the positions of a move to scratch.
func (t *tour) write(v *move) {
	k := v.lo
	for _, p := range v.pieces[:v.count] {
		copy(t.scratch[k:], t.at[p.from:p.to])
		if p.reversed {
			slices.Reverse(t.scratch[k : k+p.to-p.from])
		}
		k += p.to - p.from
	}
}

// apply makes the move that is in scratch.
func (t *tour) apply(v *move) {
	copy(t.at[v.lo:v.hi], t.scratch[v.lo:v.hi])
	t.refresh(v.lo, v.hi)
}
