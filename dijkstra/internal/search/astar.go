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
// Where weights are lowered, the potential is that of lower weights still: see dijkstra's
// lowered.go. Then all this holds for keys up to the most that it is made for. A search also ends
// at nodes that are Known.
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

// AStar searches from one end of the pair with a potential of distances to or from the
// other, which holds for paths that cost at most so much. ok is false if it was abandoned,
// or has found that there is no such path.
func (e *Engine) AStar(dir Direction, b *Budget, index Potential, known Known, most uint64) (found Found, ok bool) {
	e.setKnown(known, true)
	defer e.setKnown(known, false)
	e.open(dir, index)
	f, t := &e.sides[dir], &e.limits
	for e.hasNext(f) {
		if more := b.allows(f.settled); !more || f.settled > e.MaxAStarSettled {
			found = Found{layout.Unreachable, uint32(min(f.least(), t.limit, most)), false}
			return found, !more || e.abandon()
		}
		t.maxSettled = f.settled + min(checkInterval, b.left(f.settled))
		e.kernel.settleByPotential(dir, e)
	}
	if t.limit > most {
		return Found{layout.Unreachable, uint32(most), false}, e.abandon()
	}
	if d := uint32(t.limit); e.wantPath && d < layout.Unreachable {
		e.labelKnown(dir, known, d)
		if dir == Forward {
			e.markShortestPaths(d)
		}
	}
	return Found{uint32(t.limit), uint32(t.limit), true}, true
}

// abandon notes what a search in vain has settled.
func (e *Engine) abandon() (ok bool) {
	e.abandonedSettled = e.Settled()
	return false
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
			if uint64(f.labels[v])+uint64(e.potential[v]) < uint64(f.key) {
				continue // v was settled under a smaller key
			}
			if key := e.key(dir, v); key < layout.Unreachable { // else v is closed
				f.settled++
				k.relaxByPotential(v, key, dir, e)
			}
		}
		if f.list = i; i == 0 {
			f.next()
		}
	}
}

// relaxByPotential offers labels to the neighbours of a settled node.
func (k *kernel[O, T]) relaxByPotential(v uint32, key uint64, dir Direction, e *Engine) {
	rows, arcs, labels := k.rows[dir], &e.weights.active.arcs[dir], e.sides[dir].labels
	lo, hi := int(rows.Offsets[v]), int(rows.Offsets[int(v)+1])
	for a, u := range rows.Targets[lo:hi] {
		if label := key + uint64(arcs.At(lo+a)); label < uint64(labels[u]) {
			e.offerByPotential(dir, uint32(u), uint32(label))
		}
	}
}

// offerByPotential gives a node of the core a smaller label, and queues it unless every path
// by way of it is too long. A sum that does not fit is that of a closed node: a search by
// potentials is only for weights whose sums fit.
func (e *Engine) offerByPotential(dir Direction, v, label uint32) {
	f, t := &e.sides[dir], &e.limits
	if f.labels[v] == layout.Unreachable {
		e.askPotential(v)
	}
	f.setLabel(v, label)
	if v == t.meets[0] || v == t.meets[1] {
		t.limit = min(t.limit, e.key(dir, v)+uint64(t.otherLabels[v]))
	}
	switch key := uint64(label) + uint64(e.potential[v]); {
	case e.isKnown[v]:
		t.limit = min(t.limit, key)
	case key < min(t.limit+t.slack, layout.Unreachable):
		f.push(f.used-1, uint32(key))
	}
}
