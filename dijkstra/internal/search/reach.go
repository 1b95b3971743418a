package search

import (
	"github.com/veltrix/cairn/csr"
	"github.com/veltrix/cairn/internal/layout"
)

// A search never labels a node at a cost that does not fit in 32 bits, so such a
// node looks like one that no path leads to. Which of the two it is, is asked
// only where sums can be that large at all, and then found out by walking along
// all arcs that are open, whatever they cost.

// reach is the nodes that some roots can reach, or that can reach a root.
type reach struct {
	walked  bool // the rest holds for the weights as they are
	dir     Direction
	root    csr.Node // the first of them
	reached []bool
	queue   []csr.Node
}

// Connected tells whether a path between v and a root may be too long for 32 bits,
// where none of a cost that fits was found. It costs a walk over the graph, once a
// query.
func (e *Engine) Connected(dir Direction, root, v csr.Node) bool {
	return e.connected(dir, []csr.Node{root}, v)
}

// ConnectedToRoots is Connected of the roots of the last search.
func (e *Engine) ConnectedToRoots(v csr.Node) bool { return e.connected(e.dir, e.roots, v) }

func (e *Engine) connected(dir Direction, roots []csr.Node, v csr.Node) bool {
	if !e.MayOverflow() {
		return false
	}
	if r := &e.reach; !r.walked || r.root != roots[0] || r.dir != dir {
		e.walk(dir, roots)
		r.walked, r.root, r.dir = true, roots[0], dir
	}
	return e.reached[v]
}

// walk finds all that can be reached from the roots, or can reach them.
func (e *Engine) walk(dir Direction, roots []csr.Node) {
	r, l, w := &e.reach, e.weights.g.Layout(), &e.weights.active
	nodes, arcs := w.nodes, w.all[dir]
	if dir == Backward {
		l = l.Reverse()
	}
	if r.reached == nil {
		r.reached = make([]bool, l.Nodes)
		r.queue = make([]csr.Node, 0, l.Nodes)
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
