package trip

import "math/bits"

// program is the dynamic program of Bellman (1962) and of Held and Karp (1962) over sets of
// nodes: of all ways through a set that end at one of its nodes it keeps the earliest time
// at which that node is served. Waiting is allowed and an arc takes as long at any time, so
// being earlier is never worse, and the program is exact with windows too. Node v of the
// model is bit v-1. It costs O(2ⁿ n²) time and 8·2ⁿ·n bytes.
type program struct {
	m      *model
	k      int      // nodes without the root
	time   []int64  // by set and last node, at set*k+last
	before []uint32 // the set that must come before each node
	order  []int32
}

// solve finds the earliest end of a trip, and the order in p.order. ok is false if there is
// none; missing is then a node that the largest set leaves out, or that is its last.
func (p *program) solve(m *model) (end int64, missing int32, ok bool) {
	p.begin(m)
	full := uint32(1)<<p.k - 1
	largest := uint32(0)
	for set := uint32(1); set <= full; set++ {
		if p.extendSet(set, full) && bits.OnesCount32(set) > bits.OnesCount32(largest) {
			largest = set
		}
	}
	end, last := p.close(full)
	switch {
	case end != none:
		p.retrace(full, last)
		return end, 0, true
	case largest == full:
		return none, p.someLast(full), false
	}
	return none, int32(bits.TrailingZeros32(^largest)) + 1, false
}

// begin makes the table for a model, with the ways from the root.
func (p *program) begin(m *model) {
	p.m, p.k = m, m.n-1
	p.time = resized(p.time, p.k<<p.k)
	for i := range p.time {
		p.time[i] = none
	}
	p.before = resized(p.before, p.k)
	for v := range p.before {
		p.before[v] = 0
		for _, u := range m.predecessors(int32(v) + 1) {
			p.before[v] |= 1 << (u - 1)
		}
		if p.before[v] == 0 && m.start <= m.close[0] {
			p.time[p.k<<v+v] = p.arrive(m.start, -1, v)
		}
	}
}

// arrive returns when node v is served if node u is served at a time, none if it cannot be.
func (p *program) arrive(time int64, u, v int) int64 {
	cost := p.m.cost[(u+1)*p.m.n+v+1]
	if cost == p.m.forbidden {
		return none
	}
	if time = max(time+cost, p.m.open[v+1]); time > p.m.close[v+1] {
		return none
	}
	return time
}

// extendSet extends the ways through a set by each other node, and tells whether there are any.
func (p *program) extendSet(set, full uint32) (any bool) {
	for ends := set; ends != 0; ends &= ends - 1 {
		last := bits.TrailingZeros32(ends)
		time := p.time[int(set)*p.k+last]
		if time == none {
			continue
		}
		any = true
		for rest := full &^ set; rest != 0; rest &= rest - 1 {
			next := bits.TrailingZeros32(rest)
			if p.before[next]&^set != 0 {
				continue
			}
			place := &p.time[int(set|1<<next)*p.k+next]
			*place = min(*place, p.arrive(time, last, next))
		}
	}
	return any
}

// close returns the earliest end over all last nodes, and the smallest of these.
func (p *program) close(full uint32) (end int64, last int) {
	end = none
	for v := range p.k {
		time, cost := p.time[int(full)*p.k+v], p.m.cost[(v+1)*p.m.n]
		if time != none && cost != p.m.forbidden && time+cost < end {
			end, last = time+cost, v
		}
	}
	return end, last
}

// someLast returns the first node that a way through all ends at.
func (p *program) someLast(full uint32) int32 {
	for v := range p.k {
		if p.time[int(full)*p.k+v] != none {
			return int32(v) + 1
		}
	}
	return 0 // not reached: there is one
}

// retrace writes the order down from its end, with the smallest node that fits at each place.
func (p *program) retrace(set uint32, last int) {
	p.order = resized(p.order, p.k)
	for i := p.k - 1; ; i-- {
		p.order[i] = int32(last) + 1
		time := p.time[int(set)*p.k+last]
		if set &^= 1 << last; set == 0 {
			return
		}
		last = p.previous(set, last, time)
	}
}

// previous returns the smallest node of a set from which the next is served at a time.
func (p *program) previous(set uint32, next int, time int64) int {
	for rest := set; rest != 0; rest &= rest - 1 {
		last := bits.TrailingZeros32(rest)
		if t := p.time[int(set)*p.k+last]; t != none && p.arrive(t, last, next) == time {
			return last
		}
	}
	return 0 // not reached: such a node set the time
}
