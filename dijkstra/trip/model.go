package trip

import (
	"math"
	"slices"
)

// model is a question in one form for all methods: the cheapest cycle through n nodes that
// begins at node 0, the root. The root is the first stop, or a node that stands for no
// stop if any stop may be the first. Of an open trip the arcs back to the root cost no way.
//
// The cost of an arc has the service at its tail in it, so that the costs of a cycle, and
// the waiting, are the duration of the trip.
type model struct {
	n         int
	stop      []int32 // the stop of each node; -1 for a root that is none
	cost      []int64 // from node i to node j at i*n+j
	back      []int64 // from node j to node i at i*n+j
	forbidden int64   // the cost of arcs that no trip has: more than all others of a cycle
	last      int32   // the node that is the last of the cycle; 0 if any may be

	windows     bool // some stop has one
	open, close []int64
	start       int64   // when the root is served
	earliest    []int64 // before which no trip can serve a node; none if it never can
	settled     []bool  // nodes whose earliest time is final
	pairs       []int32 // two nodes each: the first comes before the second
	before      []int32 // of the pairs, by the second node: those of node v are before[offset[v]:offset[v+1]]
	offset      []int32
}

// none marks arcs that no trip has until their cost is known, and times that never come.
const none = math.MaxInt64

// build makes the model of a question for trips that begin at a stop, -1 for any. With
// relaxed it leaves out the pairs and the windows.
func (m *model) build(q *question, first int, relaxed bool) {
	m.number(q, first)
	m.weigh(q, first)
	m.take(q, relaxed)
	m.forbidByPairs()
	m.findEarliest()
	m.forbidByWindows()
	m.seal()
}

// number numbers the nodes: the root, then the other stops in ascending order.
func (m *model) number(q *question, first int) {
	m.stop = append(m.stop[:0], int32(first))
	for stop := range q.n {
		if stop != first {
			m.stop = append(m.stop, int32(stop))
		}
	}
	m.n = len(m.stop)
	if m.last = 0; q.o.FixedLast && q.n > 1 {
		m.last = m.node(q.n - 1)
	}
}

// node returns the node of a stop.
func (m *model) node(stop int) int32 {
	root := int(m.stop[0])
	switch {
	case root < 0 || stop < root:
		return int32(stop + 1)
	case stop == root:
		return 0
	}
	return int32(stop)
}

// weigh writes the costs of the arcs.
func (m *model) weigh(q *question, first int) {
	m.cost = resized(m.cost, m.n*m.n)
	for i, from := range m.stop {
		for j, to := range m.stop {
			m.cost[i*m.n+j] = q.arc(from, to, j == 0)
		}
		if m.last != 0 && (int32(i) != m.last) {
			m.cost[i*m.n] = none
		}
		m.cost[i*m.n+i] = none
	}
	for j := int32(1); m.last != 0 && j < int32(m.n); j++ {
		m.cost[int(m.last)*m.n+int(j)] = none
	}
}

// arc returns what it costs to serve a stop and to go on to another, or to end.
func (q *question) arc(from, to int32, end bool) int64 {
	if from < 0 {
		return 0
	}
	cost := q.service(int(from))
	if to < 0 || end && !q.o.Round {
		return cost
	}
	d := q.matrix[int(from)*q.n+int(to)]
	if d == unreachable {
		return none
	}
	return cost + int64(d)
}

// take takes the windows and the pairs.
func (m *model) take(q *question, relaxed bool) {
	m.windows = len(q.o.Windows) > 0 && !relaxed
	m.open, m.close = resized(m.open, m.n), resized(m.close, m.n)
	for i, stop := range m.stop {
		m.open[i], m.close[i] = 0, none
		if m.windows && stop >= 0 {
			m.open[i], m.close[i] = q.window(int(stop))
		}
	}
	m.start = max(int64(q.o.Depart), m.open[0])
	m.pairs = m.pairs[:0]
	for _, pair := range q.o.Before {
		if a, b := m.node(pair[0]), m.node(pair[1]); a != 0 && !relaxed {
			m.pairs = append(m.pairs, a, b)
		}
	}
	m.group()
}

// group groups the pairs by their second node.
func (m *model) group() {
	m.offset = resized(m.offset, m.n+1)
	clear(m.offset)
	for i := 1; i < len(m.pairs); i += 2 {
		m.offset[m.pairs[i]]++
	}
	sum := int32(0)
	for v, count := range m.offset {
		sum += count
		m.offset[v] = sum
	}
	m.before = resized(m.before, len(m.pairs)/2)
	for i := 0; i < len(m.pairs); i += 2 {
		b := m.pairs[i+1]
		m.offset[b]--
		m.before[m.offset[b]] = m.pairs[i]
	}
}

// predecessors returns the nodes that come before one.
func (m *model) predecessors(v int32) []int32 { return m.before[m.offset[v]:m.offset[v+1]] }

// forbidByPairs forbids the arcs against a pair, and those past one.
func (m *model) forbidByPairs() {
	for i := 0; i < len(m.pairs); i += 2 {
		a, b := int(m.pairs[i]), int(m.pairs[i+1])
		m.cost[b*m.n+a] = none
		m.cost[b] = none     // from the root
		m.cost[a*m.n] = none // to the root
	}
}

// findEarliest finds the times before which nodes cannot be served: Dijkstra's algorithm
// over arcs and waiting, in O(n²).
func (m *model) findEarliest() {
	m.earliest, m.settled = resized(m.earliest, m.n), resized(m.settled, m.n)
	clear(m.settled)
	for v := range m.earliest {
		m.earliest[v] = none
	}
	if m.start <= m.close[0] {
		m.earliest[0] = m.start
	}
	for u, ok := m.soonest(); ok; u, ok = m.soonest() {
		m.settled[u] = true
		m.extend(u, m.earliest[u])
	}
}

// extend offers the nodes that can be gone to from one at a time.
func (m *model) extend(u int, time int64) {
	for v, cost := range m.cost[u*m.n:][:m.n] {
		if cost == none {
			continue
		}
		if begin := max(time+cost, m.open[v]); begin < m.earliest[v] && begin <= m.close[v] {
			m.earliest[v] = begin
		}
	}
}

// soonest returns the node with the earliest time that is not settled, if any has one.
func (m *model) soonest() (next int, ok bool) {
	least := int64(none)
	for v, time := range m.earliest {
		if !m.settled[v] && time < least {
			next, least, ok = v, time, true
		}
	}
	return next, ok
}

// forbidByWindows forbids the arcs that lead to a node too late.
func (m *model) forbidByWindows() {
	if !m.windows {
		return
	}
	for i, time := range m.earliest {
		row := m.cost[i*m.n:][:m.n]
		for j := 1; j < m.n; j++ {
			if row[j] != none && (time == none || time+row[j] > m.close[j]) {
				row[j] = none
			}
		}
	}
}

// seal finds what forbidden arcs cost, writes that, and transposes the costs.
func (m *model) seal() {
	m.forbidden = 1
	for i := range m.n {
		most := int64(0)
		for _, cost := range m.cost[i*m.n:][:m.n] {
			if cost != none {
				most = max(most, cost)
			}
		}
		m.forbidden += most
	}
	m.back = resized(m.back, m.n*m.n)
	for i := range m.n {
		for j := range m.n {
			at := i*m.n + j
			m.cost[at] = min(m.cost[at], m.forbidden)
			m.back[j*m.n+i] = m.cost[at]
		}
	}
}

// resized returns a slice of n elements, in the memory of another if it has room.
func resized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
