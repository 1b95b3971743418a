package search

import (
	"slices"

	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// A search never labels a node at a cost that does not fit in 32 bits, so such a
// node looks like one that no path leads to. If sums can be that large at all, there are
// two ways to tell. If a search has settled all that it can reach, and one more step from
// the farthest node fits in 32 bits, then no node was left out: the first one on a path
// that has no label would have got one from the node before it. Otherwise a walk along
// all arcs that are open, whatever they cost, finds what is connected.

// reach is the nodes that some roots can reach, or that can reach a root.
type reach struct {
	known    bool // the rest holds for the weights as they are
	dir      Direction
	root     csr.Node // the first of them
	labelled bool     // no others than those that have labels; else reached is written
	reached  []bool
	queue    []csr.Node
}

// PairConnected tells whether a path for the pair may be too long for 32 bits, where none
// of a cost that fits was found. It costs a walk over what is connected to the end whose
// search came to its end.
func (e *Engine) PairConnected() bool {
	dir := Forward
	if e.sides[Backward].list == 0 {
		dir = Backward
	}
	return e.connected(dir, e.ends[dir:][:1], e.ends[1-dir])
}

// ConnectedToRoots tells whether a path between v and the roots of the last search may be
// too long for 32 bits, where none of a cost that fits was found. It costs O(n), or a walk
// over the graph if there are such paths, once a query.
func (e *Engine) ConnectedToRoots(v csr.Node) bool { return e.connected(e.dir, e.roots, v) }

func (e *Engine) connected(dir Direction, roots []csr.Node, v csr.Node) bool {
	if !e.MayOverflow() {
		return false
	}
	if r := &e.reach; !r.known || r.root != roots[0] || r.dir != dir {
		r.known, r.root, r.dir = true, roots[0], dir
		r.makeRoom(len(e.isRoot))
		if r.labelled = e.exhausted && e.oneMoreFits(); !r.labelled {
			e.walk(dir, roots)
		}
	}
	return !e.labelled && e.reached[v]
}

// oneMoreFits tells whether one more step from any node that the last search labelled
// makes a distance that fits.
func (e *Engine) oneMoreFits() bool {
	all := e.queue[:cap(e.queue)] // as scratch
	e.Distances(all)
	farthest := uint32(0)
	for _, d := range all {
		if d != layout.Unreachable {
			farthest = max(farthest, d)
		}
	}
	return uint64(farthest)+e.weights.active.step < layout.Unreachable
}

// makeRoom makes the memory for n nodes, once.
func (r *reach) makeRoom(n int) {
	if r.reached == nil {
		r.reached, r.queue = make([]bool, n), slices.Grow([]csr.Node(nil), n)[:0:n]
	}
}

// walk finds all that can be reached from the roots, or can reach them.
func (e *Engine) walk(dir Direction, roots []csr.Node) {
	r, l, w := &e.reach, e.weights.g.Layout(), &e.weights.active
	nodes, arcs := w.nodes, e.ArcWeights(dir)
	if dir == Backward {
		l = l.Reverse()
	}
	clear(r.reached)
	r.queue = r.queue[:0]
	r.visit(roots...)
	for i := 0; i < len(r.queue); i++ {
		v := r.queue[i]
		if dir == Backward && nodes.At(int(v)) == layout.Blocked {
			continue // nothing enters v, so nothing passes it
		}
		lo, hi := l.Out.Row(v)
		for a := lo; a < hi; a++ {
			u := l.Out.Target(a)
			if arcs.At(a) != layout.Blocked && (dir == Backward || nodes.At(int(u)) != layout.Blocked) {
				r.visit(u)
			}
		}
	}
}

func (r *reach) visit(nodes ...csr.Node) {
	for _, v := range nodes {
		if !r.reached[v] {
			r.reached[v] = true
			r.queue = append(r.queue, v)
		}
	}
}
