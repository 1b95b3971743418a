package dijkstra

import "github.com/veltrix/cairn/csr"

// A search never labels a node at a cost that does not fit in 32 bits, so such a
// node looks like one that no path leads to. Which of the two it is, is asked
// only where sums can be that large at all, and then found out by walking along
// all arcs that are open, whatever they cost.

// reach is the nodes that some roots can reach, or that can reach a root.
type reach struct {
	query   uint64 // of the Solver,
	dir     direction
	root    csr.Node // and the first root in it, that it holds for
	reached []bool
	queue   []csr.Node
}

// mayOverflow tells whether a path can cost too much for 32 bits.
func (s *Solver) mayOverflow() bool { return s.weights.now.most >= uint64(Unreachable) }

// read returns the distance between v and the roots of the last search, which
// started there; overflow is whether there is a path whose cost does not fit.
func (s *Solver) read(v csr.Node) (d uint32, overflow bool) {
	d = s.engine.at(v)
	return d, d == Unreachable && s.connected(s.engine.dir, s.engine.roots, v)
}

// readAll writes what read returns for all nodes, or returns the first one whose
// distance does not fit.
func (s *Solver) readAll(dst []uint32) (v csr.Node, overflow bool) {
	s.engine.all(dst)
	if !s.mayOverflow() {
		return 0, false
	}
	for v, d := range dst {
		if v := csr.Node(v); d == Unreachable && s.connected(s.engine.dir, s.engine.roots, v) {
			return v, true
		}
	}
	return 0, false
}

// connected tells whether a path between v and one of the roots may be too long
// for 32 bits, where none of a cost that fits was found.
func (s *Solver) connected(dir direction, roots []csr.Node, v csr.Node) bool {
	if !s.mayOverflow() {
		return false
	}
	if r := &s.reach; r.query != s.queries || r.root != roots[0] || r.dir != dir {
		s.walk(dir, roots)
		r.query, r.root, r.dir = s.queries, roots[0], dir
	}
	return s.reach.reached[v]
}

// doubt returns an *OverflowError if d is Unreachable but a path connects a pair
// after all.
func (s *Solver) doubt(d uint32, from, to csr.Node) error {
	s.goal[0] = from
	if d == Unreachable && s.connected(forward, s.goal[:], to) {
		return &OverflowError{From: from, To: to}
	}
	return nil
}

// walk finds all that can be reached from the roots, or can reach them.
func (s *Solver) walk(dir direction, roots []csr.Node) {
	r, l, nodes, arcs := &s.reach, s.g.Layout(), s.weights.now.nodes, s.weights.now.all[dir]
	if dir == backward {
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
		if dir == backward && nodes.At(int(v)) == csr.Blocked {
			continue // nothing enters v, so nothing passes it
		}
		lo, hi := l.Out.Row(v)
		for a := lo; a < hi; a++ {
			u := l.Out.Target(a)
			if arcs.At(a) != csr.Blocked && (dir == backward || nodes.At(int(u)) != csr.Blocked) {
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
