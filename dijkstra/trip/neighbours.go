package trip

import "math"

// neighbours are the nodes worth going to from each node, and coming from, best first. The
// measure is the cost of the arc with the multipliers of the bound, which tells better than
// the cost alone which arcs belong to good trips (Helsgaun 2000 uses them to the same end),
// and the waiting that the windows make certain.
type neighbours struct {
	width   int
	out, in []int32 // width for each node, -1 behind the last
	measure []int64 // of the row that is being made
}

// maxNeighbours is how many are kept each way.
const maxNeighbours = 8

// build finds the neighbours in O(n²).
func (x *neighbours) build(m *model, a *ascent) {
	x.width = min(maxNeighbours, m.n-1)
	x.out, x.in = resized(x.out, m.n*x.width), resized(x.in, m.n*x.width)
	x.measure = resized(x.measure, x.width)
	for u := range m.n {
		x.pick(x.out[u*x.width:][:x.width], m.n, func(v int) int64 { return a.measure(u, v) })
		x.pick(x.in[u*x.width:][:x.width], m.n, func(v int) int64 { return a.measure(v, u) })
	}
}

// pick keeps the nodes of the least measure, by insertion.
func (x *neighbours) pick(row []int32, n int, measure func(v int) int64) {
	for i := range row {
		row[i], x.measure[i] = -1, math.MaxInt64
	}
	for v := range n {
		d, i := measure(v), len(row)-1
		if d >= x.measure[i] {
			continue
		}
		for ; i > 0 && x.measure[i-1] > d; i-- {
			row[i], x.measure[i] = row[i-1], x.measure[i-1]
		}
		row[i], x.measure[i] = int32(v), d
	}
}

// measure returns how much an arc promises, none if no trip has it.
func (a *ascent) measure(u, v int) int64 {
	m := a.m
	cost := m.cost[u*m.n+v]
	if u == v || cost == m.forbidden {
		return none
	}
	wait := int64(0)
	if m.close[u] != none {
		wait = max(0, m.open[v]-m.close[u]-cost)
	}
	return (cost+wait)<<scaleBits + a.best.out[u] + a.best.in[v]
}
