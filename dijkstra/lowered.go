package dijkstra

import (
	"math"
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/dijkstra/internal/search"
)

// If weights are lowered, an index's distances are no longer too little. But a
// shortest path goes from the source to some of what is lowered, from one to the next, and
// on to the target, and between these it costs what the index says, or more where weights
// are raised. So the distances of the index between the source, the few passages that a
// shortest path may use, and the target make a small graph, in which a search from
// the source tells how far each passage is from the source at least. With these as
// further roots the index's distances are potentials again: no more than a path costs,
// and no more than a step changes them by.
//
// A passage that no path short enough leads through is left out. Such a path would cost
// as much as the index says of a path through it, less all that is saved on the way.

// Limits on what is lowered: with more passages a search from both ends takes less.
const (
	mostPassages = 40 // of an overlay
	mostUsed     = 32 // by the paths of a pair
)

// passage is a lowered node, or a lowered arc and the node that it leads to.
type passage struct {
	in, out csr.Node
	step    uint32 // from in to out: 0 for a node, which it costs something to come to
	saved   uint32 // less than without the overlay
}

// lowered is the passages of an overlay, and those that a pair may use.
type lowered struct {
	of  stamp // whose passages these are
	all []passage
	few bool // all are there, and lead to nodes that are open without the overlay

	used     []passage
	complete bool // used has all that any path can use
	ends     [2]csr.Node
	in, out  []csr.Node // of the passages that are asked about
	from, to []uint32   // their distances: from the source to in, and from out to the target
	between  []uint32   // from out of each that is used to in of each
	cost     []uint64   // of each that is used: what a path costs up to and with it at least
	settled  []bool
}

// list makes the passages those of the overlay in use; ok is false if they are more than most.
func (l *lowered) list(e *search.Engine, most int) (ok bool) {
	o := e.Overlay()
	now := stampOf(o)
	if l.of == now {
		return l.few
	}
	l.of, l.all = now, l.all[:0]
	l.few = !e.IsDense() && l.listNodes(e, most) && l.listArcs(e, o.Graph(), most)
	return l.few
}

func (l *lowered) listNodes(e *search.Engine, most int) (ok bool) {
	base := e.BaseNodeWeights()
	for _, p := range e.Sparse() {
		if own := base.At(int(p.Node)); p.Weight < own {
			if own == csr.Blocked || len(l.all) == most {
				return false
			}
			l.all = append(l.all, passage{p.Node, p.Node, 0, own - p.Weight})
		}
	}
	return true
}

func (l *lowered) listArcs(e *search.Engine, g *csr.CSRGraph, most int) (ok bool) {
	arcs, base, nodes := e.BaseArcWeights(), e.BaseNodeWeights(), e.NodeWeights()
	for _, p := range e.ArcPatches() {
		own := arcs.At(int(p.Arc))
		if p.Weight >= own {
			continue
		}
		if len(l.all) == most {
			return false
		}
		from, to, _ := g.ArcEnds(p.Arc)
		node := base.At(int(to))
		if own == csr.Blocked || node == csr.Blocked {
			return false
		}
		step := uint64(p.Weight) + uint64(min(node, nodes.At(int(to))))
		if step >= uint64(Unreachable) {
			return false
		}
		l.all = append(l.all, passage{from, to, uint32(step), own + node - uint32(step)})
	}
	return true
}

// leastThrough returns the least cost of a path through one of the passages, if there is one
// that costs at most limit. ok is false if too many passages might be used, or the index does
// not answer.
func (l *lowered) leastThrough(x Index, from, to csr.Node, limit uint64) (least uint64, ok bool) {
	if !l.choose(x, from, to, limit) {
		return 0, false
	}
	return l.measure(x)
}

// choose finds the passages that a path from one node to another may use that costs at most
// limit. ok is false if they are too many, or the index does not answer.
func (l *lowered) choose(x Index, from, to csr.Node, limit uint64) (ok bool) {
	var err error
	l.ends, l.used = [2]csr.Node{from, to}, append(l.used[:0], l.all...)
	l.listEnds()
	if l.from, err = x.Matrix(l.from[:0], l.ends[:1], l.in); err != nil {
		return false
	}
	l.to = slices.Grow(l.to[:0], len(l.used))[:len(l.used)]
	clear(l.to) // as if all led to the target
	l.dropFar(limit)
	l.listEnds()
	if l.to, err = x.Matrix(l.to[:0], l.out, l.ends[1:]); err != nil {
		return false
	}
	l.dropFar(limit)
	l.complete = len(l.used) == len(l.all)
	return len(l.used) <= mostUsed
}

// listEnds lists where the passages that are used begin and end.
func (l *lowered) listEnds() {
	l.in, l.out = l.in[:0], l.out[:0]
	for _, p := range l.used {
		l.in, l.out = append(l.in, p.in), append(l.out, p.out)
	}
}

// dropFar leaves out the passages that paths through cost more than limit, with whatever can
// be saved by those that are left.
func (l *lowered) dropFar(limit uint64) {
	for before := -1; before != len(l.used); {
		before = len(l.used)
		saved := uint64(0)
		for _, p := range l.used {
			saved += uint64(p.saved)
		}
		n := 0
		for i, p := range l.used {
			if l.through(i) <= limit+saved {
				l.used[n], l.from[n], l.to[n] = p, l.from[i], l.to[i]
				n++
			}
		}
		l.used, l.from, l.to = l.used[:n], l.from[:n], l.to[:n]
	}
}

// through returns what a path through a passage costs without the overlay. No path enters the
// source again.
func (l *lowered) through(i int) uint64 {
	p, from, to := l.used[i], l.from[i], l.to[i]
	if from == Unreachable || to == Unreachable || p.in == p.out && p.in == l.ends[0] {
		return math.MaxUint64
	}
	cost := uint64(from) + uint64(to)
	if p.in != p.out {
		cost += uint64(p.step) + uint64(p.saved)
	}
	return cost
}

// measure finds what a path costs at least up to and with each passage that is used, by
// Dijkstra's algorithm. It returns the least cost of a path through one of them.
func (l *lowered) measure(x Index) (least uint64, ok bool) {
	l.listEnds()
	l.cost, l.settled = l.cost[:0], l.settled[:0]
	for i, p := range l.used {
		l.cost, l.settled = append(l.cost, p.pass(uint64(l.from[i]))), append(l.settled, false)
	}
	between, err := x.Matrix(l.between[:0], l.out, l.in)
	if l.between = between; err != nil {
		return 0, false
	}
	least = math.MaxUint64
	for range l.used {
		p := l.nearest()
		l.settled[p] = true
		least = min(least, l.cost[p]+uint64(l.to[p]))
		for q, d := range between[p*len(l.used):][:len(l.used)] {
			if d != Unreachable && !l.settled[q] {
				l.cost[q] = min(l.cost[q], l.onward(p, q, d))
			}
		}
	}
	return least, true
}

// nearest returns the passage of the least cost that is not settled.
func (l *lowered) nearest() (p int) {
	p = -1
	for q, settled := range l.settled {
		if !settled && (p < 0 || l.cost[q] < l.cost[p]) {
			p = q
		}
	}
	return p
}

// onward returns what a path costs that goes on from one passage through another, at a
// distance.
func (l *lowered) onward(p, q int, d uint32) uint64 {
	if l.used[p].out == l.used[q].out && l.used[q].in == l.used[q].out {
		return l.cost[p] // it is there
	}
	return l.used[q].pass(l.cost[p] + uint64(d))
}

// pass returns what a path costs with a passage that costs so much up to it.
func (p passage) pass(cost uint64) uint64 {
	if p.in == p.out {
		return cost - uint64(p.saved) // of what it takes to enter the node
	}
	return cost + uint64(p.step)
}

// appendRoots appends the source, and what is used, as roots of distances from the source.
func (l *lowered) appendRoots(roots []Root, source csr.Node) []Root {
	roots = append(roots, Root{Node: source})
	for i, p := range l.used {
		if l.cost[i] < uint64(Unreachable) {
			roots = append(roots, Root{p.out, uint32(l.cost[i])})
		}
	}
	return roots
}
