package dijkstra

import (
	"slices"

	"github.com/veltrix/cairn/csr"
)

// A search that is aimed settles nodes in the order of what a path through them
// costs at least, which is A* (Hart, Nilsson and Raphael 1968). What it costs from
// a node on is asked of an index of the graph's own weights (Strasser and Zeitz
// 2021): exact under those, and too little under weights that are higher. Where
// nothing is raised nearby, only nodes of shortest paths are settled.
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
// turn.limit, never below D, is D once the last of them is settled, before the end
// or before the chain that it lies in. Hence no path is shorter than the limit when
// all keys below it are settled. When those at the limit are settled too, which
// slackOfPath asks for, all nodes of all shortest paths have their labels, as
// appendPath and link need them. Labels of other nodes are costs of paths, so that
// no arc looks tight that is not.
//
// What is searched in vain lies between where the search begins and where weights
// are raised, so it begins at the end that is nearer to that. It can still do worse
// than one from both ends: if the other end is shut in, or the way round is long.
// So it is given up when it has taken about as long as that will.

// patience is how many nodes of n an aimed search may settle before it is given up,
// and how many weights may be higher for one to begin: on maps, a search from both
// ends is then as fast.
func patience(n int) int { return n / 8 }

// aim does what pair does, and expects Bounds of that pair; ok is false if it has
// given up.
func (e *engine) aim(dir direction, slack uint64, m *meter, b Bounds) (d, bound uint32, done, ok bool) {
	e.open(dir, slack, b)
	f, t := &e.sides[dir], &e.turn
	for e.ahead(f) {
		bound = uint32(min(uint64(f.key), t.limit))
		if more := m.more(f.settled); !more || f.settled > e.patience {
			return unreached, bound, false, !more
		}
		t.pause = f.settled + min(stretch, m.left(f.settled))
		e.kernel.aim(dir, e)
	}
	if slack == slackOfPath && dir == forward && t.limit < unreached {
		e.link(uint32(t.limit))
	}
	return uint32(t.limit), uint32(t.limit), true, true
}

// ahead tells whether an aimed search has to go on.
func (e *engine) ahead(f *frontier) bool {
	e.arrive(&e.turn)
	return f.list != 0 && uint64(f.key) < e.turn.limit+e.turn.slack
}

// sights is what an aimed search asks an index about.
type sights struct {
	core    []uint32   // nodes of the core
	nodes   []csr.Node // the same, as the index knows them
	answers []uint32
}

// sight works out for nodes of the core by how much their keys exceed their labels.
func (e *engine) sight(core ...uint32) {
	q := &e.sights
	q.nodes = q.nodes[:0]
	for _, v := range core {
		node := csr.Node(v)
		if e.chains != nil {
			node = e.chains.Junctions[v]
		}
		q.nodes = append(q.nodes, node)
	}
	q.answers = slices.Grow(q.answers[:0], len(core))[:len(core)]
	if e.dir == backward {
		e.turn.bounds.From(q.answers, q.nodes)
		for i, v := range core {
			e.far[v] = q.answers[i]
		}
		return
	}
	e.turn.bounds.To(q.answers, q.nodes)
	target := int(e.ends[backward])
	raise := uint64(e.w.nodes.At(target) - e.own.base.nodes.At(target))
	for i, v := range core {
		e.far[v] = uint32(min(uint64(q.answers[i])+raise+e.leave(forward, v), unreached))
	}
}

// aim settles nodes in the order of their keys until the turn is over.
func (k *kernel[O, T]) aim(dir direction, e *engine) {
	f := &e.sides[dir]
	for e.ahead(f) && f.settled < e.turn.pause {
		for i := f.list; i != 0; i = f.entries[i].next {
			v := f.entries[i].node
			if uint64(f.labels[v])+uint64(e.far[v]) >= uint64(f.key) { // else v was settled under a smaller key
				f.settled++
				k.aimFrom(v, dir, e)
			}
		}
		f.next()
	}
}

// aimFrom offers labels to the neighbours of a settled node, after asking about
// those that have none.
func (k *kernel[O, T]) aimFrom(v uint32, dir direction, e *engine) {
	rows, arcs, nodes, f, q := k.rows[dir], e.w.arcs[dir], e.w.core, &e.sides[dir], &e.sights
	lo, hi := int(rows.Offsets[v]), int(rows.Offsets[int(v)+1])
	key := e.key(dir, v)
	q.core = q.core[:0]
	for a := lo; a < hi; a++ {
		u := uint32(rows.Targets[a])
		if f.labels[u] == unreached && key+uint64(arcs.At(a))+uint64(nodes.At(int(u))) < unreached {
			q.core = append(q.core, u)
		}
	}
	if len(q.core) > 0 {
		e.sight(q.core...)
	}
	e.turn.sighted = true
	for a := lo; a < hi; a++ {
		u, label := uint32(rows.Targets[a]), key+uint64(arcs.At(a))
		e.offer(dir, u, label, label+uint64(nodes.At(int(u))))
	}
}
