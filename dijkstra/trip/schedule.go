package trip

import "math"

// schedule is when the nodes of a tour are served. Where a tour comes too late it goes on as
// if the stop had waited, so that a search can mend it.
//
// From any position on, arriving at time t ends the trip at max(t+duration, least), and in
// time if t is at most latest (Savelsbergh 1992): so a move costs as much as the nodes
// that it moves, if it is in time.
type schedule struct {
	begin, late             []int64 // of service by position; how late all up to it are
	duration, least, latest []int64
}

// build works out all of it in O(n).
func (s *schedule) build(t *tour) {
	n := t.m.n
	for _, x := range []*[]int64{&s.begin, &s.late, &s.duration, &s.least, &s.latest} {
		*x = resized(*x, n+1)
	}
	s.begin[0], s.late[0] = t.m.start, max(0, t.m.start-t.m.close[0])
	for k := 1; k <= n; k++ {
		s.begin[k], s.late[k] = t.serve(s.begin[k-1], s.late[k-1], t.at[k-1], t.at[k], k == n)
	}
	s.duration[n], s.least[n], s.latest[n] = 0, 0, math.MaxInt64
	for k := n - 1; k > 0; k-- {
		s.extend(t, k)
	}
}

// extend works out the values of a position from those of the next.
func (s *schedule) extend(t *tour, k int) {
	v := int(t.at[k])
	cost, latest := t.m.cost[v*t.m.n+int(t.at[k+1])], s.latest[k+1]
	if cost == t.m.forbidden {
		cost, latest = 0, math.MinInt64
	}
	s.duration[k] = cost + s.duration[k+1]
	s.least[k] = max(t.m.open[v]+s.duration[k], s.least[k+1])
	if s.latest[k] = t.m.close[v]; latest != math.MaxInt64 {
		s.latest[k] = min(s.latest[k], latest-cost)
	}
	if latest == math.MinInt64 || s.latest[k] < t.m.open[v] {
		s.latest[k] = math.MinInt64
	}
}

// serve goes from one node to the next, and returns when that is served and how late all are.
func (t *tour) serve(time, late int64, from, to int32, end bool) (int64, int64) {
	cost := t.m.cost[int(from)*t.m.n+int(to)]
	if cost == t.m.forbidden {
		cost, late = 0, late+cost
	}
	time += cost
	if end {
		return time, late
	}
	time = max(time, t.m.open[to])
	return time, late + max(0, time-t.m.close[to])
}

// valued returns what the tour is worth after a move. It stops when the tour is later than it is now.
func (t *tour) valued(v *move) value {
	s, previous := &t.schedule, t.at[v.lo-1]
	time, late := s.begin[v.lo-1], s.late[v.lo-1]
	for _, p := range v.pieces[:v.count] {
		at, by := p.from, 1
		if p.reversed {
			at, by = p.to-1, -1
		}
		for range p.to - p.from {
			next := t.at[at]
			if time, late = t.serve(time, late, previous, next, false); late > t.now.late {
				return value{late: late}
			}
			previous, at = next, at+by
		}
	}
	end, late := t.finish(v.hi, time, late, previous)
	return value{late, end, t.forward[t.m.n] + t.change(v)}
}

// finish goes on from a node to a position and from there to the end.
func (t *tour) finish(k int, time, late int64, previous int32) (end, lateness int64) {
	s, cost := &t.schedule, t.m.cost[int(previous)*t.m.n+int(t.at[k])]
	if arrive := time + cost; cost != t.m.forbidden && arrive <= s.latest[k] {
		return max(arrive+s.duration[k], s.least[k]), late
	}
	for ; k <= t.m.n && late <= t.now.late; k++ {
		time, late = t.serve(time, late, previous, t.at[k], k == t.m.n)
		previous = t.at[k]
	}
	return time, late
}
