package search

import "github.com/veltrix/cairn/internal/layout"

// AStar settles nodes in the order of a lower bound on the cost of a path through them,
// which is A* (Hart, Nilsson and Raphael 1968). An index of the graph's own weights gives
// the cost from a node on (Strasser and Zeitz 2021): it is exact under those weights, and
// too little under higher ones. If nothing is raised nearby, only nodes of shortest paths
// are settled.
//
// The key of v in a search forward is f(v) = label + w(v) + To(v) + r, where w(v) is
// the weight of v, which the source does without, and r is by how much that of the
// target is raised; in a search backward it is f(v) = label + From(v). Let D be the
// distance.
//
// Keys never fall along an arc. Let the arc from v to x cost a, and a' and w' be the
// graph's own weights. If x gets its label from v going forward, then f(x) - f(v) =
// a + w(x) + To(x) - To(v), and To(v) <= a' + w'(x) + To(x). If v gets its label from
// x going backward, then f(v) - f(x) = w(x) + a + From(v) - From(x), and From(x) <=
// From(v) + a' + w'(x), also if x is the source, whose From is 0. So labels are final
// when a node is settled, as in any search without negative weights.
//
// A node v of a shortest path, other than where the search is to end, has f(v) <= D
// when it is settled: its label is what the path costs on one side of it, and the
// index asks no more for the other, nor does r for entering the target. And
// limits.limit, never below D, is D once the last of them is settled, before the end
// or before the chain that it lies in. Hence no path is shorter than the limit when
// all keys below it are settled. When those at the limit are settled too, which
// wantPath asks for, all nodes of all shortest paths have their labels, as the rule for ties
// and markShortestPaths need them. Labels of other nodes are costs of paths, so that no arc
// looks tight that is not.
//
// The work that is wasted lies between the start of the search and the raised weights, so
// it starts at the end that is nearer to them. It can still be slower than a search from
// both ends: if the other end is shut in, or the detour is long. So it is abandoned when
// it has taken about as long as that will.

// maxAStarSettled is how many nodes of n an A* search may settle before it is abandoned:
// on maps, a search from both ends is then as fast. maxRaised is how many weights may be
// higher for one to begin.
func maxAStarSettled(n int) int { return n / 3 }
func maxRaised(n int) int       { return n / 4 }

// AStar searches from one end of the pair with the potentials of an index, which must
// have been told the pair; ok is false if it was abandoned.
func (e *Engine) AStar(dir Direction, b *Budget, index Potential) (found Found, ok bool) {
	e.open(dir, index)
	f, t := &e.sides[dir], &e.limits
	for e.hasNext(f) {
		if more := b.allows(f.settled); !more || f.settled > e.MaxAStarSettled {
			bound := uint32(min(f.least(), t.limit))
			if more {
				e.abandonedSettled = e.Settled()
			}
			return Found{layout.Unreachable, bound, false}, !more
		}
		t.maxSettled = f.settled + min(checkInterval, b.left(f.settled))
		e.kernel.settleByPotential(dir, e)
	}
	if e.wantPath && dir == Forward && t.limit < layout.Unreachable {
		e.markShortestPaths(uint32(t.limit))
	}
	return Found{uint32(t.limit), uint32(t.limit), true}, true
}

// hasNext tells whether an A* search has to go on.
func (e *Engine) hasNext(f *frontier) bool {
	e.closeAtSource()
	return f.list != 0 && uint64(f.key) < e.limits.limit+e.limits.slack
}

// settleByPotential settles nodes in the order of their keys until a limit is met.
func (k *kernel[O, T]) settleByPotential(dir Direction, e *Engine) {
	f := &e.sides[dir]
	for e.hasNext(f) && f.settled < e.limits.maxSettled {
		i := f.list
		for ; i != 0 && f.settled < e.limits.maxSettled; i = f.entries[i].next {
			v := f.entries[i].node
			if uint64(f.labels[v])+uint64(e.potential[v]) >= uint64(f.key) { // else v was settled under a smaller key
				f.settled++
				k.relaxByPotential(v, dir, e)
			}
		}
		if f.list = i; i == 0 {
			f.next()
		}
	}
}

// relaxByPotential offers labels to the neighbours of a settled node, after asking about
// those that have none.
func (k *kernel[O, T]) relaxByPotential(v uint32, dir Direction, e *Engine) {
	w := &e.weights.active
	rows, arcs, nodes, f, q := k.rows[dir], w.arcs[dir], w.core, &e.sides[dir], &e.potentials
	lo, hi := int(rows.Offsets[v]), int(rows.Offsets[int(v)+1])
	key := e.key(dir, v)
	q.core = q.core[:0]
	for a := lo; a < hi; a++ {
		u := uint32(rows.Targets[a])
		if f.labels[u] == layout.Unreachable && key+uint64(arcs.At(a))+uint64(nodes.At(int(u))) < layout.Unreachable {
			q.core = append(q.core, u)
		}
	}
	if len(q.core) > 0 {
		e.askPotentials(q.core...)
	}
	e.limits.potentialsKnown = true
	for a := lo; a < hi; a++ {
		u, label := uint32(rows.Targets[a]), key+uint64(arcs.At(a))
		e.offer(dir, u, label, label+uint64(nodes.At(int(u))))
	}
}
