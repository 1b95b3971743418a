package trip

// try makes a move if that improves the tour.
func (s *search) try(v move) bool {
	if v.lo < 1 || v.hi > s.limit || v.lo >= v.hi {
		return false
	}
	s.tried++
	t := &s.tour
	if s.m.windows {
		if worth := t.valued(&v); !worth.less(t.now) {
			return false
		}
	} else if t.change(&v) >= 0 {
		return false
	}
	if !t.keepsPairs(&v) {
		return false
	}
	s.make(&v)
	return true
}

// make makes the move that is in scratch and queues the nodes whose arcs it changed.
func (s *search) make(v *move) {
	t := &s.tour
	s.lo, s.hi = min(s.lo, v.lo), max(s.hi, v.hi)
	s.push(t.at[v.lo-1])
	for _, p := range v.pieces[:v.count] {
		s.push(t.at[p.from])
		s.push(t.at[p.to-1])
	}
	s.push(t.at[v.hi])
	t.apply(v)
}

// improve makes the first move that improves the tour by an arc out of a node or into it.
func (s *search) improve(u int32) bool {
	width := s.near.width
	for _, v := range s.near.out[int(u)*width:][:width] {
		if v >= 0 && (s.linkTo(u, v) || s.insertBefore(u, v)) {
			return true
		}
	}
	for _, v := range s.near.in[int(u)*width:][:width] {
		if v >= 0 && (s.linkFrom(u, v) || s.insertAfter(u, v)) {
			return true
		}
	}
	return false
}

// gains tells whether a move is worth a try when its first arcs have gained so much: without
// windows, if that is positive. The arcs of a move that improves the tour have an order in which
// the gain always is (Lin and Kernighan 1973), reversals aside whose inner arcs gain.
func (s *search) gains(gain int64) bool { return gain > 0 || s.m.windows }

// cost returns the cost of an arc.
func (s *search) cost(u, v int32) int64 { return s.m.cost[int(u)*s.m.n+int(v)] }

// headAt returns the position of a node that an arc leads to: the root is at the end.
func (s *search) headAt(v int32) int {
	if v == 0 {
		return s.m.n
	}
	return int(s.tour.position[v])
}

// linkTo tries moves with an arc from u to v: reversals and exchanges.
func (s *search) linkTo(u, v int32) bool {
	i, j := int(s.tour.position[u]), s.headAt(v)
	after := s.tour.at[i+1]
	gain := s.cost(u, after) - s.cost(u, v)
	if i < j && j < s.m.n {
		if s.gains(gain) && s.try(reverse(i+1, j+1)) {
			return true
		}
		if i > 0 && s.gains(s.cost(s.tour.at[i-1], u)-s.cost(u, v)) && s.try(reverse(i, j)) {
			return true
		}
	}
	return v != after && s.gains(gain) && s.exchanges(i, j, gain)
}

// exchanges tries exchanges of two pieces with an arc between the nodes at positions i and
// j, and one from the node before j to a neighbour of that.
func (s *search) exchanges(i, j int, gain int64) bool {
	t, width := &s.tour, s.near.width
	u := t.at[j-1]
	gain += s.cost(u, t.at[j])
	for _, v := range s.near.out[int(u)*width:][:width] {
		if v < 0 || !s.gains(gain-s.cost(u, v)) {
			continue
		}
		if a, b, c, ok := inOrder(i+1, j, s.headAt(v)); ok && s.try(exchange(piece{a, b, false}, piece{b, c, false})) {
			return true
		}
	}
	return false
}

// inOrder returns the ends of the two pieces whose exchange makes three arcs: from i-1 to j,
// from j-1 to k, and from k-1 to i. There are none if they would make two cycles.
func inOrder(i, j, k int) (a, b, c int, ok bool) {
	switch {
	case i < j && j < k:
		return i, j, k, true
	case j < k && k < i:
		return j, k, i, true
	case k < i && i < j:
		return k, i, j, true
	}
	return 0, 0, 0, false
}

// linkFrom tries reversals with an arc from v to u.
func (s *search) linkFrom(u, v int32) bool {
	i, j := s.headAt(u), int(s.tour.position[v])
	if j >= i {
		return false
	}
	before := s.cost(s.tour.at[i-1], u)
	if s.gains(before-s.cost(v, u)) && s.try(reverse(j, i)) {
		return true
	}
	return i < s.m.n && s.gains(s.cost(u, s.tour.at[i+1])-s.cost(v, u)) && s.try(reverse(j+1, i+1))
}

// maxSegment is the most nodes that an Or-opt move moves.
const maxSegment = 3

// insertBefore tries to move segments that end with u, or that begin with u and are
// reversed, in front of v.
func (s *search) insertBefore(u, v int32) bool {
	i, j := int(s.tour.position[u]), s.headAt(v)
	forward := s.gains(s.cost(u, s.tour.at[i+1]) - s.cost(u, v))
	reversed := i > 0 && s.gains(s.cost(s.tour.at[i-1], u)-s.cost(u, v))
	for length := 1; length <= maxSegment; length++ {
		if forward && s.insert(piece{i + 1 - length, i + 1, false}, j) {
			return true
		}
		if reversed && length > 1 && s.insert(piece{i, i + length, true}, j) {
			return true
		}
	}
	return false
}

// insertAfter tries to move segments that begin with u, or that end with u and are
// reversed, behind v.
func (s *search) insertAfter(u, v int32) bool {
	i, j := s.headAt(u), int(s.tour.position[v])+1
	if i == s.m.n {
		return false
	}
	forward := s.gains(s.cost(s.tour.at[i-1], u) - s.cost(v, u))
	reversed := s.gains(s.cost(u, s.tour.at[i+1]) - s.cost(v, u))
	for length := 1; length <= maxSegment; length++ {
		if forward && s.insert(piece{i, i + length, false}, j) {
			return true
		}
		if reversed && length > 1 && s.insert(piece{i + 1 - length, i + 1, true}, j) {
			return true
		}
	}
	return false
}

// insert tries to move a segment in front of position j.
func (s *search) insert(segment piece, j int) bool {
	if segment.from < 1 || segment.to > s.limit {
		return false
	}
	switch {
	case j > segment.to:
		return s.try(exchange(segment, piece{segment.to, j, false}))
	case j < segment.from:
		return s.try(exchange(piece{j, segment.from, false}, segment))
	}
	return false
}
